"""What an agent is taught, and how its program is set up for it: the skill, and where clients read it."""
