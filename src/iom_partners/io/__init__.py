"""Records in and out: JSON, data packages, rows of any table."""
