"""Records held: collections by type, found by id, name or field."""
