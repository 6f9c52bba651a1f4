"""Where rows come from: connections, streams and sources, as forms over hotmart.toml."""
