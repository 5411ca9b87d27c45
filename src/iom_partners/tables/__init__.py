"""Plain rows and columns in; tables, frames, files and pictures out. Knows no dataset."""
