"""One question, one answer: who, in which role, when, with certainty and evidence."""
