"""A small made-up dataset in which every field of every record type has a value; and each record with one changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import attrs

from iom_partners import (
    Agreement,
    ChairTerm,
    Citation,
    Contribution,
    Coverage,
    Event,
    Figure,
    Membership,
    Organization,
    PartialDate,
    Participation,
    Partnership,
    Period,
    Person,
    Place,
    Project,
    Rule,
    Said,
    Source,
    Statement,
    Word,
    Work,
)
from iom_partners.model import Identifier, Name

__all__ = ["FULL", "changes"]


def _cited(*fields: str, **says: str) -> tuple[Citation, ...]:
    one = Citation(
        source_id="list", locator="page 1", as_stated="in May 2001", as_of=PartialDate("2002"), states=fields,
        says=tuple(Said(field=field, value=value) for field, value in says.items()),
    )  # fmt: skip
    return one, Citation(source_id="press", states=fields[:1]), Citation(source_id="letter", denies=True)


_NAMES = (Name(text="The Old", kind="former", language="fr", period=Period("1990/2001"), citations=_cited("text")),)
_IDS = (
    Identifier(scheme="wikidata", value="Q1", citations=_cited("value")),
    Identifier(scheme="grid", value="grid.1"),
)

#: One record at least of each type, with a value in every field.
FULL: tuple[Any, ...] = (
    Organization(
        id="club", name="Kite Club", acronym="KC", kind="company", country="CH", place="bern", website="http://kc.org",
        founded="1990-05", ended="2020", successor_ids=("heir",), names=_NAMES, identifiers=_IDS,
        citations=_cited("name", "founded", ended="2019"), note="A club.",
    ),
    Organization(id="heir", name="Heir"),
    Organization(id="north", name="North", citations=_cited("name")),
    Organization(id="south", name="South"),
    Person(
        id="ann", name="Ann Example", acronym="AE", organization_id="club", position="Secretary", reason="office",
        born="1950-01-02", died="2021", names=_NAMES, identifiers=_IDS, citations=_cited("position"), note="Of Bern.",
    ),
    Membership(
        id="north-in", member_id="north", organization_id="club", role="observer", office="Teller", is_founder=True,
        is_doubtful=True, status="planned", period="[2001-01..2001-06]/2005", citations=_cited("period", role="member"),
        note="Seen once.",
    ),
    ChairTerm(
        id="ann-chairs", organization_id="club", holder_id="ann", role="co-chair", is_doubtful=True, status="planned",
        period="2003-01-01/2004", citations=_cited("holder_id", period="2003/2004"), note="Elected.",
    ),
    ChairTerm(id="south-chairs", organization_id="club", holder_id="south", period="2005-01-01/2005-12-31"),
    Project(
        id="kites", name="Kites for All", acronym="KFA", kind="campaign", status="planned", themes=("kites", "wind"),
        places=("bern",), period="2006-03/2007", part_of_id="sky", response_to_id="storm", agreement_id="pact",
        beneficiaries=("children",), activities=("flying",), summary="Flying.", names=_NAMES,
        citations=_cited("period"), note="A plan.",
    ),
    Project(id="sky", name="Sky", period="2006-01-01/..", response_to_id="calm"),
    Work(
        id="film", name="The Film", kind="film", themes=("kites",), places=("bern",), when="2008-09",
        project_id="kites", summary="A film.", identifiers=_IDS, citations=_cited("when"), note="Lost.",
    ),
    Participation(
        id="north-helps", project_id="kites", agent_id="north", role="funder", is_doubtful=True, status="planned",
        agreement_id="pact", period="2006-04-01/2007-01", citations=_cited("role"), note="Of old.",
    ),
    Partnership(
        id="both", party_ids=("north", "south"), themes=("kites",), places=("bern",), agreement_id="pact",
        period="2001-02-03/2002", summary="Friends.", citations=_cited("party_ids"), note="In words.",
    ),
    Agreement(
        id="pact", party_ids=("north", "south", "club"), kind="memorandum-of-understanding", themes=("wind",),
        places=("bern",), when="2000-02-03", project_id="kites", summary="To fly.", citations=_cited("when"),
        note="Old.",
    ),
    Contribution(
        id="gift", donor_id="north", recipient_id="club", project_id="kites", kind="goods", status="planned",
        amount=Decimal("12.50"), currency="CHF", goods="kites", quantity=3, unit="boxes", qualifier="about",
        when="2006-05-06", citations=_cited("goods"), note="Blue ones.",
    ),
    Contribution(
        id="money", donor_id="north", recipient_id="club", project_id="kites", kind="money", amount=Decimal("12.50"),
        currency="CHF", goods="coins", quantity=3, unit="bags", when="2006-05-06/2006-05-08",
        citations=_cited("amount", status="planned"), note="In cash.",
    ),
    Statement(
        id="word", speaker_id="north", office="spokesperson", kind="aim", about_ids=("kites",), when="2005-06-07",
        summary="We fly.", citations=_cited("summary"), note="Loud.",
    ),
    Event(
        id="storm", name="A storm", kind="disaster", when="2005-12-01/2005-12-03", place="bern",
        organization_id="club", about_ids=("sky",), participant_ids=("ann", "south"), citations=_cited("when"),
        note="Strong.",
    ),
    Event(id="calm", name="A calm", status="planned", when="2009-01-02"),
    Figure(
        id="count", about_id="club", unit="members", lower=2, upper=3, qualifier="about", when="2004-04-04",
        citations=_cited("lower"), note="Counted.",
    ),
    Coverage(
        id="all-members", organization_id="club", of="members", role="observer", first_day=date(2001, 1, 1),
        last_day=date(2002, 1, 1), except_ids=("north",), citations=_cited("first_day"), note="All.",
    ),
    Coverage(id="all-partners", project_id="kites", of="partners"),
    Rule(
        id="turns", organization_id="club", kind="troika", role="member", into_id="heir", positions=("present",),
        period="2001/2005", citations=_cited("kind"), note="By rule.",
    ),
    Rule(id="order", organization_id="club", kind="rotation", role="chair", order_ids=("north", "south")),
    Rule(id="year", organization_id="club", kind="term", role="chair", months=12),
    Word(id="teller", definition="Who counts.", citations=_cited("definition"), note="Of the club."),
    Place(
        id="bern", name="Bern", kind="city", country="CH", subdivision="CH-BE", citations=_cited("name"),
        note="On the Aare.",
    ),
    Place(id="wabern", name="Wabern"),
    Source(
        id="list", title="A List", publisher="The Press", url="https://list.org/a", published="2002-03",
        seen="2020-01-02", derived_from_id="press", note="Online.",
    ),
    Source(id="press", title="The Press", url="https://press.org/b"),
    Source(id="letter", title="A Letter"),
)  # fmt: skip

#: Values without which a record is not valid.
_KEPT = ("troika", "rotation", "term", "partners")
#: Another value of a field, by its name; of all others by its type.
_OTHER: dict[str, Any] = {
    "kind": {
        "company": "ngo", "campaign": "project", "film": "publication", "goods": "services", "money": "goods",
        "memorandum-of-understanding": "framework", "disaster": "award", "aim": "quotation", "city": "country",
        "former": "alias",
    },
    "role": {"observer": "teller", "member": "observer", "co-chair": "chair", "chair": "co-chair", "funder": "partner"},
    "of": {"members": "chairs"}, "status": {"planned": "done", "done": "planned"}, "country": {"CH": "DE"},
    "language": {"fr": "de"}, "scheme": {"wikidata": "isni", "grid": "ror"}, "positions": {("present",): ("next",)},
    "member_id": {"north": "south"}, "organization_id": {"club": "heir"},
    "holder_id": {"ann": "south", "south": "north"},
    "agent_id": {"north": "south"}, "donor_id": {"north": "south"}, "recipient_id": {"club": "heir"},
    "speaker_id": {"north": "south"}, "project_id": {"kites": "sky"}, "part_of_id": {"sky": None},
    "response_to_id": {"storm": "calm", "calm": "storm"}, "agreement_id": {"pact": None},
    "derived_from_id": {"press": "letter"},
    "source_id": {"list": "letter", "press": "letter", "letter": "press"}, "about_id": {"club": "heir"},
    "order_ids": {("north", "south"): ("south", "north")}, "into_id": {"heir": "north"},
    "place": {"bern": "wabern"}, "places": {("bern",): ("wabern",)},
}  # fmt: skip


def changes(record: Any) -> Iterator[tuple[str, Any]]:
    """Yield each field of a record that has a value, and the record with another one; of what is in it as well."""
    for field in record.__attrs_attrs__:
        value = getattr(record, field.name)
        if field.name == "id" or value == field.default or value in _KEPT:
            continue
        if isinstance(value, tuple) and value and attrs.has(type(value[0])):
            yield field.name, attrs.evolve(record, **{field.name: value[1:]})
            for place, each in enumerate(value):
                for _, other in changes(each):
                    yield field.name, attrs.evolve(record, **{field.name: (*value[:place], other, *value[place + 1 :])})
        else:
            yield field.name, attrs.evolve(record, **{field.name: _other(field.name, value)})


def _other(name: str, value: Any) -> Any:
    known = _OTHER.get(name, {})
    if isinstance(value, (str, tuple)) and value in known:
        return known[value]
    if isinstance(value, PartialDate):
        return PartialDate("2003-11" if name not in {"born", "founded"} else "1951-02-03")
    if isinstance(value, Period):
        return Period("2004-01-03/2004-11-12")
    if isinstance(value, bool):
        return not value
    if isinstance(value, date):
        return value.replace(month=7)
    if isinstance(value, (int, Decimal)):
        return value + 1
    return value[:-1] if isinstance(value, tuple) else f"{value}x"
