"""The report that people export from Hotmart's panel: read, kept, and held against the warehouse (§22)."""
