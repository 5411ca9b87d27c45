"""Ministers and their offices, from two tables that write dates in two ways.

The older table writes `26.3.1994` and `12.1996`, the newer one "March 26, 2007", "early 2006" and "by March 2010". A
minister is a member of the cabinet, and the office is kept in the words of the table. An empty end is unknown: the
older table was closed while its last ministers were in office. The newer table has their terms too, with the ends, and
the merge combines both.

>>> cabinet = read("docs/recipes/ministers-days.csv", "docs/recipes/ministers-words.csv")
>>> cabinet.members_of("Cabinet", office="Minister of Rivers", on="2005-12-31").one().name
'Ada Alder'
>>> answer = cabinet.members_of("Cabinet", office="Minister of Rivers", on="2006-04-15")
>>> [each.name for each in answer.certain], [each.name for each in answer.possible]
([], ['Ada Alder', 'Elm Ebony'])
>>> [(tie.office, str(tie.period)) for tie in cabinet.memberships_of("Ada Alder")]
[('Minister of Forests', '1994-03-26/1997-06-30'), ('Minister of Rivers', '1999-07-01/[2006-01..2006-06]')]
"""

from __future__ import annotations

from typing import Any

from iom_partners import Dataset

HOW: dict[str, Any] = {
    "defaults": {"body": "Cabinet", "body_kind": "government"},
    "members": "people",
    "coarse_dates": "within",
}


def read(older: str, newer: str) -> Dataset:
    """Read two tables of ministers."""
    columns = {"member": "Minister", "office": "Office", "start": "From", "end": "To"}
    days = Dataset.from_csv(older, columns=columns, dates="dmy", source="Older table", **HOW)
    columns = {"member": "name", "office": "post", "start": "took office", "end": "left office"}
    words = Dataset.from_csv(newer, columns=columns, dates="words", source="Newer table", **HOW)
    return days.merge(words)
