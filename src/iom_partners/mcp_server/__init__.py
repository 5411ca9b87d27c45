"""A server of the Model Context Protocol: it answers assistants with certainty and sources."""
