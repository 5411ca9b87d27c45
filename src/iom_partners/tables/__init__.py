"""Plain rows and columns in, tables out; knows no dataset."""

from __future__ import annotations

from .html import html_table

__all__ = ["html_table"]
