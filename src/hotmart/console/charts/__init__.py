"""Charts, drawn here as SVG: they need no script, and each stands beside the table of what it shows."""
