"""Datasets: records, the questions they answer, and how they are read."""
