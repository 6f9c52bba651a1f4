"""All that is held of one person, gathered and stated to them, and the log of what people asked for."""
