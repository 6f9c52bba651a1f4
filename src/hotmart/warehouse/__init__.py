"""The warehouse: one DuckDB file that holds the account, its history and the proof of it."""
