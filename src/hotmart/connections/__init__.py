"""A connection in a clear state: made, asked for on a page of this machine, tried, and removed."""
