"""Tables of plain rows and columns, and their frames and files. Nothing here depends on a dataset."""
