"""Dates and periods of partial precision, and how sure an answer about them is.

The layer knows nothing of organizations: use it alone for any source that says "2007", "November 2007" or "by 9 May
2006".

>>> from iom_partners.dates import Period
>>> Period("2005/2013-12-31").contains(__import__("datetime").date(2005, 6, 1))
Certainty.POSSIBLE
"""

from __future__ import annotations

from .certainty import Certainty
from .door import DateLike, to_partial_date, to_period
from .partial import PartialDate
from .period import Period

__all__ = ["Certainty", "DateLike", "PartialDate", "Period", "to_partial_date", "to_period"]
