"""The Python face: what hotmart.toml makes of accounts, and everything that can be done with them."""
