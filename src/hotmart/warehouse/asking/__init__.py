"""Asking the warehouse: a question that can change nothing, of today or of a day in the past."""
