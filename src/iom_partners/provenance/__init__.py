"""Who says what: views by source, conflicts, merging, differences."""
