"""What a stream is and how its rows change. Nothing runs here."""
