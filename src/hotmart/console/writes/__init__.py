"""Plans that wait for a yes, and what was done: as pages show them."""
