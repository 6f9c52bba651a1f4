"""One call, from the policy that decides to the bytes that travel."""
