"""The warehouse held against a crawl that shares no code with what made it."""
