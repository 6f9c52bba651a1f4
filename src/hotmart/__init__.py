"""Everything to work with Hotmart from Python."""

__version__ = "0.1.0"
