"""Dates and periods of partial precision, and how certain an answer about them is.

The package knows nothing of organizations: use it alone for any source that says "2007", "November 2007" or "by 9 May
2006". It reads all of EDTF (levels 0, 1 and 2), and English.

>>> from datetime import date
>>> from iom_partners.dates import Period
>>> Period("2005/2013-12-31").contains(date(2005, 6, 1))
Certainty.POSSIBLE
"""

from __future__ import annotations

TYPE_CHECKING = False  # Known to type checkers; each module is loaded when a name of it is first used.
if TYPE_CHECKING:
    from .allen import Relation
    from .arithmetic import Span
    from .certainty import Certainty
    from .coerce import DateLike, PeriodLike, to_partial_date, to_period
    from .days import AnyDay, Day, DayRange
    from .edtf import Precision, Qualifier, Qualifiers
    from .english import VAGUE, Vague
    from .partial import PartialDate
    from .period import Period

__all__ = [
    "VAGUE",
    "AnyDay",
    "Certainty",
    "DateLike",
    "Day",
    "DayRange",
    "PartialDate",
    "Period",
    "PeriodLike",
    "Precision",
    "Qualifier",
    "Qualifiers",
    "Relation",
    "Span",
    "Vague",
    "to_partial_date",
    "to_period",
]

_HOMES = {
    "allen": ("Relation",),
    "arithmetic": ("Span",),
    "certainty": ("Certainty",),
    "coerce": ("DateLike", "PeriodLike", "to_partial_date", "to_period"),
    "days": ("AnyDay", "Day", "DayRange"),
    "partial": ("PartialDate",),
    "period": ("Period",),
    "edtf": ("Precision", "Qualifier", "Qualifiers"),
    "english": ("VAGUE", "Vague"),
}


def __getattr__(name: str) -> object:
    from importlib import import_module

    for home, names in _HOMES.items():
        if name in names:
            value = globals()[name] = getattr(import_module(f".{home}", __name__), name)
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
