"""The sync: plan, pull, land, prove."""
