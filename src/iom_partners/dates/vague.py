"""What "early", "mid" and "late" mean: a table that callers may change, and the EDTF text that follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ..errors import InvalidDateError, shorten
from .calendar import days_of_month

__all__ = ["UNITS", "VAGUE", "Vague", "merged", "vague_text"]

#: For each vague word the first and last month of a year, day of a month and year of a decade that it may mean.
Vague = Mapping[str, Mapping[str, tuple[int, int]]]

#: What vague words mean unless a caller says otherwise: *early* and *late* the first and second half, *mid* the second
#: and third quarter. Halves are the widest reading; a narrower one would be our invention.
VAGUE: Vague = MappingProxyType(
    {
        "early": MappingProxyType({"year": (1, 6), "month": (1, 15), "decade": (0, 4)}),
        "mid": MappingProxyType({"year": (4, 9), "month": (8, 23), "decade": (2, 7)}),
        "late": MappingProxyType({"year": (7, 12), "month": (16, 31), "decade": (5, 9)}),
    }
)

#: Least and greatest number of each unit in the table.
UNITS = {"year": (1, 12), "month": (1, 31), "decade": (0, 9)}


def merged(vague: Vague | None) -> dict[str, dict[str, tuple[int, int]]]:
    """Lay a caller's table over ours, unit by unit.

    Raises:
        InvalidDateError: it is no such table.

    >>> merged({"early": {"year": (1, 4)}})["early"]["year"], merged(None)["early"]["year"]
    ((1, 4), (1, 6))
    """
    table = {word: dict(units) for word, units in VAGUE.items()}
    try:
        for word, units in (vague or {}).items():
            for unit, (first, last) in units.items():
                least, most = UNITS[unit]
                if type(first) is not int or type(last) is not int or not least <= first <= last <= most:
                    raise ValueError  # noqa: TRY301 # One message for all that is wrong with a table.
                table.setdefault(word.lower(), {})[unit] = first, last
    except (AttributeError, KeyError, TypeError, ValueError):
        hint = "write {'early': {'year': (1, 6), 'month': (1, 15), 'decade': (0, 4)}}, each as far as it differs"
        raise InvalidDateError(
            f"{shorten(vague)} is no table of vague words", value=vague, field="vague", hint=hint
        ) from None
    return table


def vague_text(unit: str, part: tuple[int, int]) -> str:
    """Write a part of a year, month or decade in EDTF.

    Args:
        unit: EDTF of the year, month or decade ("199X").
        part: first and last month, day or year of it.

    >>> vague_text("2006", (1, 6)), vague_text("2006-02", (16, 31)), vague_text("199X", (0, 4))
    ('[2006-01..2006-06]', '[2006-02-16..2006-02-28]', '[1990..1994]')
    """
    first, last = part
    if unit.endswith("X"):
        left, right = f"{unit[:3]}{first}", f"{unit[:3]}{last}"
    elif len(unit) == 4:
        left, right = f"{unit}-{first:02}", f"{unit}-{last:02}"
    else:
        most = days_of_month(int(unit[:4]), int(unit[5:]))
        left, right = f"{unit}-{min(first, most):02}", f"{unit}-{min(last, most):02}"
    return left if left == right else f"[{left}..{right}]"
