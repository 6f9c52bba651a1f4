"""What the user decides: hotmart.toml, read whole, checked, and written without losing a comment."""
