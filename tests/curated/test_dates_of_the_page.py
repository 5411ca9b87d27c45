"""The dates that the page gives are those that its view has: none is left in the quoted phrase alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from iom_partners import Citation, Dataset
from iom_partners.dates import PartialDate, Period
from iom_partners.errors import InvalidDateError, UnsupportedDateError
from iom_partners.model.evidence import states_of
from iom_partners.store.record_types import RECORD_TYPES

PAGE = "iom-partners-and-friends"

#: The fields that hold a date.
DATED = {"period", "when", "founded", "ended", "first_day", "last_day"}

#: What cannot be missed in a longer phrase: a year, alone or with a month.
YEAR = re.compile(r"\b(1[89]|20)\d\d\b")

#: How a note says why a date of the phrase is not that of the record.
REASON = re.compile(r"\b(un)?date[ds]?\b|\byears?\b")


def holds_a_date(phrase: str) -> bool:
    """Whether a few words of a source tell a time."""
    if YEAR.search(phrase):
        return True
    for read in (PartialDate.from_words, Period.from_words):
        try:
            read(phrase)
        except (InvalidDateError, UnsupportedDateError):
            continue
        return True
    return False


def cited(data: Dataset) -> Iterator[tuple[Any, Any, Citation]]:
    """Each citation of the page, with its record and the record or name that it is about."""
    for name in set(RECORD_TYPES) - {"sources"}:
        for record in getattr(data, name):
            for part in (record, *getattr(record, "names", ())):
                yield from ((record, part, each) for each in part.citations if each.source_id == PAGE)


@pytest.mark.parametrize(("phrase", "is_dated"), [
    ("In November 2007", True), ("early 2006", True), ("USD 850,000 in 2004 – 2005", True), ("since April 2011", True),
    ("2008, 2009, 2010, and 2013", True), ("more than 600,000", False), ("35 stores in Colombia", False),
    ("end of the two years", False), ("currently chair", False), ("EUR 2", False),
])  # fmt: skip
def test_phrases_with_a_date_are_recognized(phrase: str, is_dated: bool) -> None:
    """A phrase is dated if it names a year or is a date as a whole; an amount is none."""
    assert holds_a_date(phrase) is is_dated


def test_a_dated_phrase_of_the_page_is_a_date_of_its_view(curated: Dataset) -> None:
    """Where the page is quoted with a date, it states a date or says one, or the note tells why it does not."""
    lost = []
    for record, part, citation in cited(curated):
        fields = {*states_of(citation, part), *(said.field for said in citation.says)}
        if not DATED & {each.name for each in part.__attrs_attrs__} or DATED & fields or citation.denies:
            continue
        if holds_a_date(citation.as_stated or "") and not REASON.search(record.note or ""):
            lost.append(f"{record.id}: {citation.as_stated}")
    assert lost == []
