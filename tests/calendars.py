"""Two calendars that share no line with the library: NumPy's, and the arithmetic of Julian day numbers.

Both are proleptic Gregorian and know every year that the library has. Days are ordinals: 1 is 0001-01-01.
"""

from __future__ import annotations

import numpy as np

_FIRST = np.datetime64("0001-01-01", "D")


def components(unit: str) -> list[str]:
    """Return the year, month and day that a plain EDTF text has, the sign with the year."""
    sign = "-" if unit.removeprefix("Y").startswith("-") else ""
    year, *rest = unit.lstrip("Y+-").split("-")
    return [sign + year, *rest]


def numpy_day(text: str) -> int:
    """Return the ordinal of a day as NumPy counts it."""
    return _count(np.datetime64("-".join(components(text)), "D"))


def numpy_days(unit: str) -> tuple[int, int]:
    """Return first and last day of a year, month or day as ordinals, counted by NumPy."""
    numbers = components(unit)
    step = "YMD"[len(numbers) - 1]
    first = np.datetime64("-".join(numbers), step)  # type: ignore[call-overload]
    return _count(first), _count(first + np.timedelta64(1, step)) - 1  # type: ignore[call-overload]


def _count(day: np.datetime64) -> int:
    return int((day.astype("datetime64[D]") - _FIRST).astype(int)) + 1


def julian_day(year: int, month: int, day: int) -> int:
    """Return the ordinal of a day by way of Julian day numbers; years begin in March there, so leap days come last."""
    before = month < 3
    since, months = year + 4800 - before, month - 3 + 12 * before
    number = day + (153 * months + 2) // 5 + 365 * since + since // 4 - since // 100 + since // 400 - 32_045
    return number - 1_721_425


def julian_date(ordinal: int) -> tuple[int, int, int]:
    """Return year, month and day of an ordinal, the other way round."""
    since = ordinal + 1_721_425 + 32_044
    century = (4 * since + 3) // 146_097
    rest = since - 146_097 * century // 4
    years = (4 * rest + 3) // 1461
    days = rest - 1461 * years // 4
    months = (5 * days + 2) // 153
    return (
        100 * century + years - 4800 + months // 10,
        months + 3 - 12 * (months // 10),
        days - (153 * months + 2) // 5 + 1,
    )
