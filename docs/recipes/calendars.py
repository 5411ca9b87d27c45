"""Days, months and years of other calendars, converted with convertdate (``pip install convertdate``).

The result is a `PartialDate` of the Gregorian days that they cover. Months are numbers, or names as convertdate spells
them. A month or day that the calendar does not have is refused.

>>> days("hebrew", 5784, "Tishri"), days("hebrew", 5784)
(PartialDate("[2023-09-16..2023-10-15]"), PartialDate("[2023-09-16..2024-10-02]"))
>>> days("islamic", 1444, 9, 1), days("french_republican", 8, "Brumaire", 18)
(PartialDate("2023-03-23"), PartialDate("1799-11-09"))
>>> days("french_republican", 2, 13, 6)
Traceback (most recent call last):
...
ValueError: french_republican has no 2, 13, 6

The Islamic calendar of convertdate is arithmetical. Months that begin by sighting the moon may begin a day or two
earlier or later, and a margin allows for them:

>>> days("islamic", 1444, 9, margin=2)
PartialDate("[2023-03-21..2023-04-23]")
"""

from __future__ import annotations

from datetime import date, timedelta
from importlib import import_module

from iom_partners import PartialDate


def days(calendar: str, year: int, month: int | str = 0, day: int = 0, *, margin: int = 0) -> PartialDate:
    """Return the Gregorian days of a year, month or day of a calendar of convertdate."""
    home = import_module(f"convertdate.{calendar}")
    number = next((at for at, name in enumerate(home.MONTHS, 1) if name == month), month)
    found = []
    for each in [number] if number else range(1, 14):
        for one in [day] if day else range(1, 31):
            try:
                converted = home.to_gregorian(year, each, one)
            except (ValueError, IndexError, TypeError):
                continue
            if home.from_gregorian(*converted) == (year, each, one):
                found.append(date(*converted))
    if not found:
        raise ValueError(f"{calendar} has no {year}, {month}, {day}")
    wider = timedelta(margin)
    return PartialDate.between(min(found) - wider, max(found) + wider)
