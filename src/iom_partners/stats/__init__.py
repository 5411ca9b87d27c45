"""Histories as tables for statistics and charts."""
