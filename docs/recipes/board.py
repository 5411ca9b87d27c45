"""The boards of companies, from a sheet of Excel: directors, chairs and vice-chairs in one list.

The sheet has years as numbers, days as Excel dates, and days as text, such as 31/12/2017. A year alone means some day
of it. The chair is also a member of the board. The list is complete, and an empty end means "still there".

>>> boards = read("docs/recipes/board.xlsx")
>>> boards.chair_of("Oakwood plc", on="2015-06-01").one().name
'Ada Alder'
>>> answer = boards.members_of("Oakwood plc", on="2015-07-01")
>>> [each.name for each in answer.certain], [each.name for each in answer.possible], answer.is_complete
(['Ada Alder'], ['Cleo Cedar'], True)
>>> boards.chair_of("Oakwood plc", on="2018-01-15").verdict
Certainty.POSSIBLE
>>> boards.chair_of("Elm & Sons", on="2016-01-01", role="vice-chair").one().name
'Dag Dogwood'
"""

from __future__ import annotations

from typing import Any

from iom_partners import Dataset

HOW: dict[str, Any] = {
    "defaults": {"body_kind": "company"},
    "members": "people",
    "dates": "dmy",
    "numbers": "years",
    "coarse_dates": "within",
    "missing_end": "ongoing",
    "closed_world": True,
}


def read(path: str) -> Dataset:
    """Read the sheet twice: each row is a place on the board, and some rows are also chair terms."""
    places = Dataset.from_excel(path, **HOW)
    chairs = Dataset.from_excel(path, "chair_terms", roles={"Director": None}, **HOW)
    return places.merge(chairs)
