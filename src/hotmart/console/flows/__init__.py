"""What can be done at Hotmart, as forms: their fields, what came of a read, and those that are saved."""
