"""Formats of others that are written only, and `formats.export_data`, which writes any of them."""
