"""What shape a model has as tables: its columns, its child tables, their kinds. No engine in it."""
