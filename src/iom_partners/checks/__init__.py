"""What is wrong with data: records, values and files."""
