"""What the user decides, in one file: hotmart.toml, read whole, checked, and written without losing a comment."""
