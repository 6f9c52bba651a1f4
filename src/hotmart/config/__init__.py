"""What the user decides: hotmart.toml, read whole, checked, and written without losing a comment."""

from hotmart.config.findings import ConfigError, Finding
from hotmart.config.reading import find, load
from hotmart.config.settings import Config

__all__ = ["Config", "ConfigError", "Finding", "find", "load"]
