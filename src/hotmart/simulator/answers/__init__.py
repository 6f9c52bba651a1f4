"""What Hotmart says: the rows of every endpoint, written as JSON text."""
