"""A server of the Model Context Protocol: it tells assistants how sure an answer is, and who says so."""
