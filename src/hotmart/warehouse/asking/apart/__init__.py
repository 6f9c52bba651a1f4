"""A question of somebody else, answered in a process of its own that has limits and is ended in time."""
