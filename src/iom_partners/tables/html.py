"""Small HTML tables for notebooks: escaped, without script or fixed colors, so that they suit light and dark themes."""

from __future__ import annotations

import html
from collections.abc import Sequence

__all__ = ["html_table"]


def html_table(columns: Sequence[str], rows: Sequence[Sequence[object]], *, caption: str = "", most: int = 50) -> str:
    """Write rows as one HTML table.

    Args:
        columns: the headings.
        rows: as many cells each as there are columns; None is an empty cell.
        caption: a line above the table.
        most: how many rows are shown; a last line counts the rest.

    Returns:
        The table as HTML, or the caption alone where there are no rows; every text in it is escaped.

    >>> html_table(["name"], [], caption="<nothing>")
    '<p>&lt;nothing&gt;</p>'
    """
    if not rows:
        return f"<p>{_cell(caption)}</p>"
    parts = ["<table>"]
    if caption:
        parts.append(f'<caption style="text-align:left">{_cell(caption)}</caption>')
    heading, cell = '<th style="text-align:left">{}</th>', '<td style="text-align:left">{}</td>'
    parts.append(f"<thead><tr>{''.join(heading.format(_cell(column)) for column in columns)}</tr></thead><tbody>")
    parts.extend(f"<tr>{''.join(cell.format(_cell(value)) for value in row)}</tr>" for row in rows[:most])
    if len(rows) > most:
        parts.append(f'<tr><td colspan="{len(columns)}">… and {len(rows) - most} more</td></tr>')
    parts.append("</tbody></table>")
    return "".join(parts)


def _cell(value: object) -> str:
    return "" if value is None else html.escape(str(value), quote=True)
