"""Histories as tables for statistics and pictures."""
