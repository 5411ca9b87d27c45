"""Files on disk and in archives: read within limits, checked against their hashes, written as a whole."""
