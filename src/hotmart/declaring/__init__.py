"""How an operation of the API is said once: a signature without a body and one decorator. Nothing travels."""
