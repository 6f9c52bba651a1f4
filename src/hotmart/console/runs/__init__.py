"""What runs, what ran, and how far it is proved: the pieces of *Execuções*."""
