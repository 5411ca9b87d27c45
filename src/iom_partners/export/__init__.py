"""Foreign formats that are only written, and `formats.export_data`, which writes any format."""
