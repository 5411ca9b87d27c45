"""The store of records: collections by type, found by id, name or field."""
