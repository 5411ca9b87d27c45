"""Writing EDTF: the text of a run of days, or of several."""

from __future__ import annotations

from .calendar import days_of_month
from .days import Spans, to_date

__all__ = ["date_text", "spans_text"]


def date_text(first: int, last: int) -> str:
    """Write a run of days as one EDTF date: a day, month or year where it is one, else a one-of range.

    Without any limit, the text is empty.

    >>> date_text(732981, 733010)
    '2007-11'
    """
    lower, upper = to_date(first), to_date(last)
    if lower is None or upper is None:
        if lower is None and upper is None:
            return ""
        return f"[{lower or ''}..{upper or ''}]"
    if lower == upper:
        return lower.isoformat()
    if (lower.month, lower.day, upper.month, upper.day) == (1, 1, 12, 31) and lower.year == upper.year:
        return f"{lower.year:04}"
    if (lower.year, lower.month, lower.day) == (upper.year, upper.month, 1) and upper.day == days_of_month(
        upper.year, upper.month
    ):
        return f"{lower.year:04}-{lower.month:02}"
    return f"[{lower}..{upper}]"


def spans_text(spans: Spans) -> str:
    """Write days as one EDTF date: as `date_text` does where they are one run, else a one-of set of their runs.

    >>> spans_text(((732981, 733010),)), spans_text(((732981, 733010), (733012, 733013)))
    ('2007-11', '[2007-11,2007-12-02..2007-12-03]')
    """
    texts = [date_text(first, last) for first, last in spans]
    return texts[0] if len(texts) == 1 else f"[{','.join(text.strip('[]') for text in texts)}]"
