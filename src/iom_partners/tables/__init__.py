"""Plain rows and columns in; tables, frames and files out. Nothing here knows a dataset."""
