"""Personal data: what is kept of it and how, and how a person is forgotten."""
