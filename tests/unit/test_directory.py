"""The directory: how a dataset resolves, labels and refuses names, and the questions about names on it."""

from __future__ import annotations

from typing import Any

import pytest

from iom_partners import (
    AmbiguousNameError,
    Dataset,
    Identifier,
    InvalidQuestionError,
    Organization,
    Person,
    UnknownNameError,
)
from iom_partners.model import Name
from iom_partners.store.store import Store

CLUB = Organization(
    id="kite-club", name="Kite Flyers Club", acronym="KFC",
    names=(Name(text="Paper Dragon Society", kind="former"),
        Name(text="Club de Cometas de Nariño", kind="native", language="es")),
    identifiers=(Identifier(scheme="wikidata", value="Q4711"),),
)  # fmt: skip
OTHER = Organization(id="kite-council", name="Kite Council", acronym="K.C.")
RIVAL = Organization(id="kennel-club", name="Kennel Club", acronym="KC")
PRESIDENT = Person(id="president", name="The President", organization_id="kite-club")
DATA = Dataset.from_records([CLUB, OTHER, RIVAL, PRESIDENT])


@pytest.mark.parametrize("ref", [
    "kite-club", "Kite Flyers Club", "KFC", "k.f.c.", "paper dragon society", "CLUB DE COMETAS DE NARINO", "Q4711",
    CLUB,
])  # fmt: skip
def test_an_agent_goes_by_all_its_names(ref: str | Organization) -> None:
    """Id, name, acronym, former and native name, identifier and the record itself name one agent."""
    assert DATA.agent(ref) is DATA.organizations["kite-club"]
    assert DATA.organization(ref) == CLUB


def test_a_record_stands_for_its_id() -> None:
    """Of a record only the id counts, so that one from a view names the same agent in the whole data."""
    assert DATA.agent(Organization(id="kite-club", name="Anything")) == CLUB


def test_unknown_name_tells_the_nearest() -> None:
    """A refusal names the parameter, and what may have been meant as it is written in the data, else the search."""
    with pytest.raises(UnknownNameError) as caught:
        DATA.agent("Kite Fliers Clubb")
    assert "no organization or person is named 'Kite Fliers Clubb'" in str(caught.value)
    assert caught.value.hint.startswith("did you mean 'Kite Flyers Club'")
    assert caught.value.value == "Kite Fliers Clubb"
    assert caught.value.field == "agent"
    with pytest.raises(UnknownNameError) as caught:
        DATA.memberships_in("xyzzy")
    assert (caught.value.field, caught.value.hint) == ("body", "search with data.find()")
    with pytest.raises(UnknownNameError, match=r"body: no organization is named 'Presidnt' \(search"):
        DATA.memberships_in("Presidnt")  # No person is offered where a body is asked for.
    with pytest.raises(UnknownNameError, match="agent: no organization or person .* did|did you mean 'The President'"):
        DATA.agent("Presidnt")
    with pytest.raises(UnknownNameError, match="no organization or person is named 'elsewhere'"):
        DATA.agent(Organization(id="elsewhere", name="Kite Flyers Club"))  # Of a record only the id counts.


def test_ambiguous_name_tells_all() -> None:
    """A name that two bear is refused with the ids of both."""
    with pytest.raises(AmbiguousNameError, match="'kc' may be any of kennel-club, kite-council") as caught:
        DATA.agent("kc")
    assert caught.value.hint == "give the id"
    assert isinstance(caught.value, LookupError)


@pytest.mark.parametrize("ref", [None, 5, True, b"KFC", ["KFC"], ("KFC",), object()])
def test_what_is_not_a_name_is_refused(ref: object) -> None:
    """A reference is a text or a record; anything else is refused with a typed error."""
    with pytest.raises(UnknownNameError, match="is not a name"):
        DATA.agent(ref)  # type: ignore[arg-type]


@pytest.mark.parametrize("ref", ["", " ", "--", "K" * 100_000, "\ud800", "K\0F\0C\0K"])
def test_hostile_text_is_unknown(ref: str) -> None:
    """Empty, endless and broken text names nothing, and the message stays short."""
    with pytest.raises(UnknownNameError) as caught:
        DATA.agent(ref)
    assert len(str(caught.value)) < 400


def test_a_warm_resolution_is_the_same_as_a_cold_one() -> None:
    """The second question with one text gives what the first gave, also after a refusal."""
    data = Dataset.from_records([CLUB, OTHER])
    for _ in range(2):
        assert data.agent("KFC") == CLUB
        with pytest.raises(UnknownNameError):
            data.agent("KF")


def test_person_and_organization_are_told_apart() -> None:
    """`person` refuses an organization, `organization` a person, `agent` takes both."""
    assert DATA.person("the president") == PRESIDENT
    assert DATA.agent("president") == PRESIDENT
    with pytest.raises(UnknownNameError, match="'KFC' is an organization, not a person .data.organization"):
        DATA.person("KFC")
    with pytest.raises(UnknownNameError, match="'president' is a person, not an organization .data.person"):
        DATA.organization("president")


def test_find_gives_records_of_all_types() -> None:
    """The search gives the agents themselves, best first, at most as many as asked for."""
    assert DATA.find("kite flyers")[0] is DATA.organizations["kite-club"]
    assert DATA.find("presidnt") == (PRESIDENT,)
    assert {each.id for each in DATA.find("kite")} == {"kite-club", "kite-council"}
    assert len(DATA.find("kite", limit=1)) == 1
    assert DATA.find("zzz") == ()
    assert DATA.find("kite", record_type="people") == ()
    with pytest.raises(InvalidQuestionError, match="record_type: 'sources' is not a type of records that have names"):
        DATA.find("kite", record_type="sources")


@pytest.mark.parametrize(("text", "limit"), [
    *(("kite", limit) for limit in (0, -1, True, 1.5, 2.0, "3", None)),
    *((text, 5) for text in (None, 5, b"kite", CLUB)),
])  # fmt: skip
def test_find_refuses_other_texts_and_limits(text: Any, limit: Any) -> None:
    """What is searched for is text, and a limit is a positive whole number."""
    field, told = ("text", "a text to search for") if limit == 5 else ("limit", "a number of results")
    with pytest.raises(InvalidQuestionError, match=f"{field}: .* is not {told}") as caught:
        DATA.find(text, limit=limit)
    assert caught.value.field == field


def test_labels_and_bare_records() -> None:
    """The label is the acronym, else the name, else the id; a bare record says nothing but what it is called."""
    directory = Store.of_records([CLUB, PRESIDENT]).directory
    labels = {each: directory.label(each) for each in ("kite-club", "president", "nowhere")}
    assert labels == {"kite-club": "KFC", "president": "The President", "nowhere": "nowhere"}
    assert directory.bare("kite-club") == Organization(id="kite-club", name="Kite Flyers Club", acronym="KFC")
    assert directory.bare("president") == Person(id="president", name="The President")
    assert directory.bare("nowhere") == Organization(id="nowhere", name="nowhere")


def test_directory_of_plain_rows_is_that_of_their_records() -> None:
    """Names are read from plain rows without making records, and resolve as those of the records do."""
    rows = [
        {"id": "kite-club", "name": "Kite Flyers Club", "acronym": "KFC",
         "names": [{"text": "Paper Dragon Society", "kind": "former"}],
         "identifiers": [{"scheme": "wikidata", "value": "Q4711"}]}, {"id": "bare", "name": "Bare Club"},
    ]  # fmt: skip

    def make(row: object, index: int) -> Organization:
        raise AssertionError("no record is needed to know a name")

    directory = Store(lambda name: (rows if name == "organizations" else (), make)).directory
    assert {directory.resolve(ref) for ref in ("KFC", "q4711", "PAPER-DRAGON SOCIETY", "kite-club")} == {"kite-club"}
    assert directory.resolve("bare club") == "bare"
    assert directory.search("dragon", 5) == ("kite-club",)
    assert directory.bare("bare").acronym is None
