"""Completing what is typed: a shell asks on every press of Tab, so nothing here loads a command."""
