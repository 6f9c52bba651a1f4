"""What holds where nothing is told: the name of the file, of the warehouse, and of the one connection."""

from __future__ import annotations

FILE = "hotmart.toml"
WAREHOUSE = "hotmart.duckdb"
MAIN = "main"
"""What the one connection is called where the file names none, and its schema."""
