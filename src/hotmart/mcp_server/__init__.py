"""A server for agents, by the Model Context Protocol: figures, questions, records, and writes that ask."""
