"""Sources: any other endpoint, told in hotmart.toml and read like one of the streams."""
