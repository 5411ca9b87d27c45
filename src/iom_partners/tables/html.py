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
        The table as HTML; every text in it is escaped.

    >>> html_table(["name"], [])
    '<table><thead><tr><th>name</th></tr></thead><tbody></tbody></table>'
    """
    parts = ["<table>"]
    if caption:
        parts.append(f'<caption style="text-align:left">{_cell(caption)}</caption>')
    parts.append(f"<thead><tr>{''.join(f'<th>{_cell(column)}</th>' for column in columns)}</tr></thead><tbody>")
    cell = '<td style="text-align:left">{}</td>'
    parts.extend("<tr>" + "".join(cell.format(_cell(value)) for value in row) + "</tr>" for row in rows[:most])
    if len(rows) > most:
        parts.append(f'<tr><td colspan="{len(columns)}">… and {len(rows) - most} more</td></tr>')
    parts.append("</tbody></table>")
    return "".join(parts)


def _cell(value: object) -> str:
    return "" if value is None else html.escape(str(value), quote=True)
