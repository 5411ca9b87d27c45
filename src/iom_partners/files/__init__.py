"""Files on disk and in archives: read within limits, held against their hashes, written as a whole."""
