"""What holds for every stream, each promise in a module, so that a new stream is covered by itself."""
