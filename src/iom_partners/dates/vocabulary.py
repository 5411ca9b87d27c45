"""The words that dates are read and said with, in one place."""

from __future__ import annotations

__all__ = ["GROUPS", "MARKS", "MONTHS", "MONTH_OF", "NOBODY", "ORDINALS", "SEASONS", "SIDES"]

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
#: The number of each month by its name and abbreviations, in lower case.
MONTH_OF = (
    {name.lower(): number for number, name in enumerate(MONTHS, 1)}
    | {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
    | {"sept": 9}
)
SEASONS = ("spring", "summer", "autumn", "winter")
#: Of no hemisphere, of the northern, of the southern; four codes each from 21 on.
SIDES = ("", "northern ", "southern ")
ORDINALS = ("first", "second", "third", "fourth")
#: The code of the first of each group of months, and how many a year has.
GROUPS = {"quarter": (33, 4), "quadrimester": (37, 3), "half": (40, 2)}
MARKS = {"?": "uncertain", "~": "approximate", "%": "uncertain and approximate"}
NOBODY = "a day that no one states"
