"""What the warehouse holds, table by table, and a place to ask it."""
