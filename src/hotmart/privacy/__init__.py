"""Personal data: what is done to a personal value. Pure; nothing is stored here."""
