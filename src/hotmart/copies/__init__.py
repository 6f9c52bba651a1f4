"""Copies of the warehouse that are read while a sync writes: as it stands, or masked."""
