"""What follows from all records together."""
