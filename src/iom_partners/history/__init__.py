"""What held when, for how long and in which order, and what is not known of it."""
