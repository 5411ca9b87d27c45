"""Views: the dataset as some of its sources alone tell it."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iom_partners import (
    Agreement,
    Certainty,
    ChairTerm,
    Citation,
    Coverage,
    Dataset,
    Event,
    Figure,
    Identifier,
    InvalidQuestionError,
    InvalidRecordError,
    Membership,
    Organization,
    PartialDate,
    Participation,
    Period,
    Person,
    Place,
    Project,
    Said,
    Source,
    UnknownNameError,
    UnknownSourceError,
)
from iom_partners.model import Name, Rule, Word
from iom_partners.store.record_types import RECORD_TYPES


def states(source_id: str, *fields: str, **says: str) -> Citation:
    """A citation that states some fields as the record has them, and says some otherwise."""
    return Citation(
        source_id=source_id, states=fields, says=tuple(Said(field=field, value=value) for field, value in says.items())
    )


def denies(source_id: str) -> Citation:
    """A citation that denies the record."""
    return Citation(source_id=source_id, denies=True)


A, B, C = (Source(id=letter, title=letter.upper()) for letter in "abc")
CLUB = Organization(
    id="club", name="Kite Flyers Club", acronym="KFC", kind="igo", founded=PartialDate("2003-04"),
    names=(
        Name(text="Paper Dragon Society", kind="official", period=Period("2003-04/2006-04"),
            citations=(states("a", "text", "kind", "period"),)),
        Name(text="Kite Flyers Club", kind="official", period=Period("2006-04/.."),
            citations=(states("b", "text", "kind", period="2006/.."), states("c", "period")))),
    identifiers=(Identifier(scheme="wikidata", value="Q4711", citations=(states("c", "scheme", "value"),)),),
    citations=(states("a", "name", "founded"), states("b", "name", "kind", founded="2003"), denies("c")),
    note="Founded in spring.",
)  # fmt: skip
NORTH = Organization(
    id="north", name="Northern Chapter", acronym="NC", kind="ngo", citations=(states("a", "name", "kind"),)
)
SOUTH = Organization(id="south", name="Southern Chapter", citations=(states("a", "name"),))
PRESIDENT = Person(id="president", name="The President", citations=(states("a", "name"),))
PORT = Place(id="port", name="Port", country="CH", citations=(states("a", "name", "country"),))
IN_CLUB = Membership(
    id="north-in-club", member_id="north", organization_id="club", is_founder=True, period=Period("2003-04-12/.."),
    citations=(states("a", "member_id", "organization_id", "role", "is_founder", "period"),
        states("b", "member_id", "organization_id", "role", period="2003-04/")),
)  # fmt: skip
RECORDS: tuple[Any, ...] = (A, B, C, CLUB, NORTH, SOUTH, PRESIDENT, PORT, IN_CLUB)
DATA = Dataset.from_records(RECORDS, version="1.0.0", strict=False)


def _member(*citations: Citation, **fields: Any) -> Membership:
    """A membership of North in the club with some citations, of which the period is 2003-04-12/.. in the record."""
    given = {"id": "m", "member_id": "north", "organization_id": "club", "period": Period("2003-04-12/..")} | fields
    return Membership(**given, citations=citations)


def _seen(record: Any, *source_ids: str) -> Any:
    """The record as the sources tell it, or None where the view does not have it."""
    data = Dataset.from_records([A, B, C, record], strict=False)
    name = next(name for name in RECORD_TYPES if record in getattr(data, name))
    return getattr(data.according_to(*source_ids), name).get(record.id)


def test_a_source_that_states_all_gives_the_record_itself() -> None:
    """What a source states as the record has it, it tells so in its view; other citations are gone."""
    seen = DATA.according_to("a").memberships["north-in-club"]
    assert seen == attrs.evolve(IN_CLUB, citations=IN_CLUB.citations[:1])


def test_a_source_that_says_coarser_gives_the_coarser_value() -> None:
    """What a source says otherwise stands in its view; of what it is silent about, the empty value."""
    seen = DATA.according_to("b").memberships["north-in-club"]
    assert seen.period == Period("2003-04/")
    assert seen.is_founder is False
    assert (seen.member_id, seen.organization_id, seen.role) == ("north", "club", "member")
    assert seen.citations == IN_CLUB.citations[1:]


def test_a_silent_source_does_not_have_the_record() -> None:
    """A record that no kept citation supports is not in the view, and answers of the view do not use it."""
    view = DATA.according_to("c")
    assert len(view.memberships) == 0
    assert view.members_of("club", on="2010-01-01").verdict is Certainty.UNKNOWN
    assert DATA.members_of("club", on="2010-01-01").verdict is Certainty.CERTAIN


@pytest.mark.parametrize(("citations", "sources", "period"), [
    ((states("a", period="2010/"),), "a", "2010/"),
    ((states("a", "member_id"),), "a", "/"),  # Silent on the period.
    # Who states it outweighs who says otherwise.
    ((states("a", "period"), states("b", period="2010/")), "ab", "2003-04-12/.."),
    ((states("a", period="2010/"), states("b", period="2010-11/")), "ab", "2010-11/"),  # The common reading.
    ((states("a", period="2010/"), states("b", period="/2012")), "ab", "2010/2012"),
    # None: what holds both.
    ((states("a", period="2010/"), states("b", period="2011/")), "ab", "[2010-01-01..2011-12-31]/"),
    # Two of one source.
    ((states("a", period="2010/"), states("a", period="2011/")), "a", "[2010-01-01..2011-12-31]/"),
    ((states("a", period="2010/"), states("b", period="2011/")), "b", "2011/"),
    ((states("a", "period"), denies("b")), "ab", "2003-04-12/.."),  # Denied by one, supported by another.
    # No support.
    ((states("a", period="2010/"), Citation(source_id="b", states=("period",), denies=True)), "ab", "2010/"),
])  # fmt: skip
def test_period_in_a_view(citations: tuple[Citation, ...], sources: str, period: str) -> None:
    """Own value if stated, else the common reading of what is said, else the span that holds it all, else empty."""
    assert _seen(_member(*citations), *sources).period == Period(period)


@pytest.mark.parametrize(("citations", "sources"), [
    ((), "abc"),
    ((denies("a"),), "a"),
    ((denies("a"), states("b", "period")), "a"),
    ((states("b", "period"),), "ac"),
])  # fmt: skip
def test_record_without_support_is_not_in_the_view(citations: tuple[Citation, ...], sources: str) -> None:
    """A record that nobody cites, or that the sources only deny, is not in their view."""
    assert _seen(_member(*citations), *sources) is None


def test_denial_stays_among_the_citations() -> None:
    """A view of one source that both supports and denies a record shows both citations."""
    member = _member(states("a", "member_id"), denies("a"), states("b", "member_id"))
    assert _seen(member, "a").citations == member.citations[:2]


@pytest.mark.parametrize(("record", "sources", "field", "value"), [
    (Figure(id="f", about_id="club", unit="members", lower=16, upper=16,
         citations=(states("a", "about_id", lower="14"),)), "a", "lower", 14),
    (Figure(id="f", about_id="club", unit="members", lower=16, upper=16,
         citations=(states("a", "about_id", lower="14"),)), "a", "upper", None),
    (Figure(id="f", about_id="club", unit="members", lower=16,
         citations=(states("a", lower="14"), states("b", lower="15"))), "ab", "lower", 14),
    (Event(id="e", name="E", when=PartialDate("2006-05-09"), citations=(states("a", "name", when="2006-05"),)), "a",
     "when", PartialDate("2006-05")),
    (Event(id="e", name="E", when=PartialDate("2006-05-09"), citations=(states("a", "name"),)), "a", "when", None),
    (Event(id="e", name="E", participant_ids=("north",),
         citations=(states("a", "name", participant_ids="north south"),)), "a", "participant_ids", ("north", "south")),
    (Event(id="e", name="E", participant_ids=("north",), citations=(states("a", "name"),)), "a", "participant_ids", ()),
    (ChairTerm(id="t", organization_id="club", holder_id="north", citations=(states("a", holder_id="south"),)), "a",
     "holder_id", "south"),
    (_member(states("a", "member_id", is_founder="false"), is_founder=True), "a", "is_founder", False),
    (Coverage(id="c", organization_id="club", of="members", first_day=date(2003, 4, 1), last_day=date(2014, 1, 1),
         citations=(states("a", "organization_id", "of", "first_day", last_day="2013-12-31"),)), "a", "last_day",
     date(2013, 12, 31)),
    (ChairTerm(id="t", organization_id="club", holder_id="north",
         citations=(states("a", "holder_id", role="co-chair"),)), "a", "role", "co-chair"),
    (ChairTerm(id="t", organization_id="club", holder_id="north", role="co-chair",
         citations=(states("a", "holder_id"),)), "a", "role", "co-chair"),
    (Organization(id="o", name="O", founded=PartialDate("2003-04"),
         citations=(states("a", founded="[..2003]"), states("b", founded="[2003..]"))), "ab", "founded",
     PartialDate("2003")),
    (Organization(id="o", name="O", founded=PartialDate("2003-04"),
         citations=(states("a", founded="[..2002]"), states("b", founded="[2003..]"))), "ab", "founded", None),
])  # fmt: skip
def test_values_of_every_type_in_a_view(record: Any, sources: str, field: str, value: object) -> None:
    """Numbers, dates, lists of ids and roles are taken from what is said, as periods are."""
    assert getattr(_seen(record, *sources), field) == value


def test_names_and_identifiers_are_seen_by_their_own_citations() -> None:
    """A name or identifier stays if the sources support that very name; its period is as they tell it."""
    a, b, c = (DATA.according_to(letter).organizations["club"] for letter in "abc")
    assert [(name.text, str(name.period)) for name in a.names] == [("Paper Dragon Society", "2003-04/2006-04")]
    assert [(name.text, str(name.period)) for name in b.names] == [("Kite Flyers Club", "2006/..")]
    assert [(name.text, str(name.period)) for name in c.names] == [("Kite Flyers Club", "2006-04/..")]
    assert (a.identifiers, b.identifiers) == ((), ())
    assert [each.value for each in c.identifiers] == ["Q4711"]


def test_values_of_an_organization() -> None:
    """Each source tells a founding as it gives it; what stays for its names alone tells nothing else but its labels."""
    a, b, c = (DATA.according_to(letter).organizations["club"] for letter in "abc")
    assert (str(a.founded), a.kind, str(b.founded), b.kind) == ("2003-04", None, "2003", "igo")
    assert (c.name, c.acronym, c.kind, c.founded) == ("Kite Flyers Club", "KFC", None, None)
    assert c.citations == CLUB.citations[2:]


def test_note_stays_only_where_all_sources_of_the_record_do() -> None:
    """A note may draw on any source of the record, so that a view of some of them does not show it."""
    assert DATA.according_to("a", "b", "c").organizations["club"].note == "Founded in spring."
    assert DATA.according_to("a", "b").organizations["club"].note is None


def test_coverage_stays_only_with_its_limits() -> None:
    """A source that does not say from when to when a list is whole must not make it whole for ever."""
    limits = {"first_day": date(2003, 4, 1), "last_day": date(2014, 1, 1)}
    whole = Coverage(
        id="c",
        organization_id="club",
        of="members",
        **limits,
        citations=(states("a", "organization_id", "of", *limits),),
    )
    silent = attrs.evolve(whole, citations=(states("a", "organization_id", "of", "last_day"),))
    endless = Coverage(id="c", organization_id="club", of="members", citations=(states("a", "organization_id", "of"),))
    assert _seen(whole, "a") == whole
    assert _seen(silent, "a") is None
    assert _seen(endless, "a") == endless


def test_what_kept_records_refer_to_stays_by_id_and_labels() -> None:
    """Agents of whom the sources say nothing are bare labels, and places of which there is a label, so none dangles."""
    event = Event(
        id="e", name="E", place="port", organization_id="club", participant_ids=("north", "president", "nobody"),
        citations=(states("b", "name", "place", "organization_id", "participant_ids"),),
    )  # fmt: skip
    view = Dataset.from_records([*RECORDS, event], strict=False).according_to("b")
    assert view.places["port"] == Place(id="port", name="Port")
    assert view.organizations["north"] == Organization(id="north", name="Northern Chapter", acronym="NC")
    assert view.people["president"] == Person(id="president", name="The President")
    assert view.organizations["nobody"] == Organization(id="nobody", name="nobody")
    assert view.events["e"] == event
    assert view.organizations.get("south") is None
    assert view.organization("Southern Chapter") == Organization(id="south", name="Southern Chapter")
    nowhere = Event(id="e", name="E", place="atlantis", citations=(states("b", "name", "place"),))
    assert len(Dataset.from_records([*RECORDS, nowhere], strict=False).according_to("b").places) == 0


@pytest.mark.parametrize(
    "ref",
    ["KFC", "Kite Flyers Club", "paper-dragon society", "Q4711", "club", CLUB, "Northern Chapter", "the president"],
)
def test_every_name_still_resolves_in_a_view(ref: str | Organization) -> None:
    """Names of which the sources say nothing, and agents that the view has not, resolve as in the whole data."""
    for letter in "abc":
        assert DATA.according_to(letter).agent(ref).id == DATA.agent(ref).id
        with pytest.raises(UnknownNameError):
            DATA.according_to(letter).agent("Nobody")


@pytest.mark.parametrize("source_ids", [("z",), ("a", "z"), ("A",), ("",), (None,), (5,), (("a", "b"),), (["a"],)])
def test_unknown_source_is_refused(source_ids: tuple[Any, ...]) -> None:
    """A source that the data does not have is refused by its id, for a misspelt one would look like silence."""
    with pytest.raises(UnknownSourceError, match="no source has the id") as caught:
        DATA.according_to(*source_ids)
    assert caught.value.value == source_ids[-1]
    assert caught.value.hint == "see data.sources"
    assert isinstance(caught.value, LookupError)
    with pytest.raises(UnknownSourceError, match="no source is given"):
        DATA.according_to()


def test_view_of_all_sources_is_the_data() -> None:
    """All sources together tell the data as they are, where each value of a record is stated by one of them."""
    assert DATA.according_to("a", "b", "c") == DATA
    assert DATA.according_to("c", "b", "a", "a") == DATA == Dataset.from_records(RECORDS, strict=False)
    assert (DATA.according_to("b", "a").sources.ids, DATA.according_to("b").version) == (("a", "b"), "1.0.0")


def test_view_of_a_view() -> None:
    """A view is a dataset with the same calls: of it again a view can be taken, but not of a source it has lost."""
    both = DATA.according_to("a", "b")
    assert both.according_to("a") == DATA.according_to("a")
    assert both.according_to("b") == DATA.according_to("b")
    assert both.according_to("a", "b") == both
    assert both.according_to("b").agent("Q4711").id == "club"
    with pytest.raises(UnknownSourceError):
        both.according_to("c")


def test_role_said_by_one_source_is_not_handed_to_another() -> None:
    """A view of a view does not attribute to a silent source what another source of the larger view said."""
    one = Citation(source_id="a", states=("holder_id",), says=(Said(field="role", value="co-chair"),))
    silent = Citation(source_id="b", states=("holder_id",))
    term = ChairTerm(id="t", organization_id="club", holder_id="north", role="chair", citations=(one, silent))
    data = Dataset.from_records([A, B, term], strict=False)
    assert data.according_to("a", "b").according_to("b") == data.according_to("b")


# Laws, of made-up memberships with citations by chance.

_SAID = st.sampled_from(["2003/", "2003-04/..", "[..2003-06]/[2005..]", "2004/2006", "/2006", "/"])
_CITATIONS = st.lists(
    st.one_of(
        st.builds(lambda source, said: states(source, "member_id", period=said), st.sampled_from("abc"), _SAID),
        st.builds(lambda source: states(source, "member_id", "period"), st.sampled_from("abc")),
        st.builds(lambda source: states(source, "member_id"), st.sampled_from("abc")),
        st.builds(denies, st.sampled_from("abc")),
    ),
    max_size=4,
)
_MEMBERS = st.lists(st.tuples(st.sampled_from(["north", "south"]), _CITATIONS), max_size=4).map(
    lambda drawn: [_member(*citations, id=f"m{number}", member_id=who) for number, (who, citations) in enumerate(drawn)]
)


@given(_MEMBERS)
def test_a_view_of_a_view_is_the_view(members: list[Membership]) -> None:
    """It does not matter through which larger view a smaller one is taken."""
    data = Dataset.from_records([A, B, C, NORTH, SOUTH, CLUB, *members], strict=False)
    assert data.according_to("a", "b").according_to("b") == data.according_to("b")


@given(_MEMBERS)
def test_every_value_in_a_view_is_told_by_its_sources(members: list[Membership]) -> None:
    """A period is the record's own only where a source of the view states it, and empty where all are silent."""
    data = Dataset.from_records([A, B, C, *members], strict=False)
    for record in data.according_to("a").memberships:
        supporting = [each for each in record.citations if not each.denies]
        assert {each.source_id for each in record.citations} == {"a"}
        assert supporting
        if any("period" in each.states for each in supporting):
            assert record.period == Period("2003-04-12/..")
        elif not any(each.says for each in supporting):
            assert record.period == Period("/")


# A source that states all of a record.

FILE = Source(id="members-file", title="Members file")
NORTH = Organization(id="north", name="Northern Chapter", names=(Name(text="The North", kind="alias"),),
    identifiers=(Identifier(scheme="wikidata", value="Q4711"),))  # fmt: skip
SEAT = Membership(id="m", member_id="north", organization_id="hq", period=Period("2004/2006"), is_founder=True)
HQ = Organization(id="hq", name="Headquarters", founded=PartialDate("2003"))


@pytest.mark.parametrize("source", ["Members file", FILE])
def test_records_of_one_source(source: Any, tmp_path: Any) -> None:
    """Data said to come from a file are what that file tells, in memory and on disk, with nothing to report."""
    data = Dataset.from_records([NORTH, SEAT, HQ], source=source)
    assert data.sources.ids == ("members-file",)
    assert data.according_to("members-file") == data
    assert (data.conflicts(), data.check()) == ((), ())
    assert {each.citations for each in data.facts() if not each.id.startswith("sources") | each.id.endswith("/id")} == {
        (Citation(source_id="members-file", states="all"),)
    }
    assert data.name_of("north", on="2005", kind="alias").evidence[0].citations
    data.write(tmp_path)
    assert Dataset.read(tmp_path) == data


def test_records_that_cite_something_keep_their_citations() -> None:
    """Who says so already is not overruled, and a source that is there is not added again."""
    more = attrs.evolve(FILE, publisher="The club")
    cited = attrs.evolve(SEAT, citations=(states("a", "period"),))
    data = Dataset.from_records([NORTH, HQ, A, cited, more], source="Members file")
    assert data.memberships["m"] == cited
    assert data.sources["members-file"] == more
    named = attrs.evolve(NORTH, names=(attrs.evolve(NORTH.names[0], citations=(states("a", "text"),)), *NORTH.names))
    names = Dataset.from_records([named, A], source="Members file").organizations["north"].names
    assert [each.citations[0].source_id for each in names] == ["a", "members-file"]
    assert len(Dataset.from_records([FILE], source=FILE).sources) == 1


@pytest.mark.parametrize("source", [5, "", " ", ("a",)])
def test_what_is_no_source_is_refused(source: Any) -> None:
    """A source is a record or a title."""
    with pytest.raises(InvalidQuestionError):
        Dataset.from_records([HQ], source=source)


def test_one_name_of_a_field_is_not_several() -> None:
    """A text alone would be read letter by letter, so it is refused, and what to write is told."""
    with pytest.raises(InvalidRecordError, match=r"write \('period',\), or 'all'"):
        Citation(source_id="a", states="period")
    assert Citation(source_id="a", states=["period"]).states == ("period",)


def test_names_stated_with_their_record() -> None:
    """Names that cite nothing are stated by who states all of their record, or its names; others are not."""
    for fields in ("all", ("name", "names", "identifiers")):
        own = Name(text="Nord", kind="native", citations=(states("b", "text", "kind"),))
        citation = Citation(source_id="a", states=fields)
        named = attrs.evolve(NORTH, names=(*NORTH.names, own), citations=(citation, states("b", "name")))
        data = Dataset.from_records([named, A, B])
        assert data.check() == ()
        assert data.according_to("a").organizations["north"].names == NORTH.names
        assert data.according_to("b").organizations["north"].names == (own,)
        assert data.according_to("b").organizations["north"].identifiers == ()
        assert data.according_to("a", "b") == data


def test_all_but_what_a_citation_says_otherwise() -> None:
    """A source may state all of a record but for the fields of which it says something else."""
    citation = attrs.evolve(states("a", period="2004/.."), states="all")
    data = Dataset.from_records([NORTH, HQ, A, B, attrs.evolve(SEAT, citations=(citation, states("b", "period")))])
    seen = data.according_to("a").memberships["m"]
    assert (str(seen.period), seen.is_founder) == ("2004/..", True)
    assert [each.field for each in data.conflicts()] == ["period"]


def test_stated_fields_stay_what_they_were() -> None:
    """Where a record changes, who stated all of it states its former fields, and nothing of those that are new."""
    seat = attrs.evolve(SEAT, citations=(Citation(source_id="a", states="all"),), is_founder=False)
    data = Dataset.from_records([NORTH, HQ, A, B, seat])
    more = attrs.evolve(seat, is_founder=True, period=Period("2005/2006"), citations=(states("b", "period"),))
    merged = data.merge(Dataset.from_records([NORTH, HQ, A, B, more]))
    assert merged.memberships["m"].citations[0] == states(
        "a", "member_id", "organization_id", "role", "is_doubtful", "status", period="2004/2006"
    )
    assert merged.according_to("a").memberships["m"].is_founder is False
    narrowed = Dataset.from_records([attrs.evolve(HQ, founded=PartialDate("2004-06-01")), NORTH, A, seat]).narrow()
    assert str(narrowed.according_to("a").memberships["m"].period) == "2004/2006"
    assert str(narrowed.memberships["m"].period) != "2004/2006"


# What a view refers to, of sources that it has not.


def _sound(view: Dataset) -> bool:
    return [each for each in view.check() if each.severity == "error"] == []


def test_word_stays_without_those_who_define_it() -> None:
    """A word means what it does in every view, and cites those alone who count there."""
    word = Word(id="whip", definition="Counts heads.", citations=(states("a", "definition"), states("b", "definition")))
    seat = attrs.evolve(IN_CLUB, role="whip", citations=(states("b", "member_id", "organization_id", "role"),))
    data = Dataset.from_records([A, B, C, NORTH, CLUB, word, seat])
    for sources, left in ((("b",), ["b"]), (("c",), []), (("a", "b"), ["a", "b"])):
        view = data.according_to(*sources)
        assert _sound(view)
        assert [each.source_id for each in view.words["whip"].citations] == left
    assert data.according_to("b").members_of("club", on="2010", role="whip").possible[0].id == "north"


def test_copy_stays_without_what_it_copies() -> None:
    """A source without that which it copies is one that copies nothing, and its copy is one still."""
    copy = Source(id="copy", title="Copy", derived_from_id="a")
    again = Source(id="again", title="Again", derived_from_id="copy")
    data = Dataset.from_records([A, copy, again, Organization(id="o", name="O", citations=(states("again", "name"),))])
    view = data.without_sources("a")
    assert (view.sources.ids, _sound(view)) == (("again", "copy"), True)
    assert [each.derived_from_id for each in view.sources] == ["copy", None]
    assert data.according_to("a", "copy", "again") == data


def test_agreement_stays_without_those_who_tell_of_it() -> None:
    """What rests on an agreement of which no source of the view tells keeps its id alone."""
    pact = Agreement(
        id="pact", party_ids=("north", "south"), when=PartialDate("2005"), kind="bilateral",
        citations=(states("a", "party_ids", "when", "kind"),),
    )  # fmt: skip
    part = Participation(
        id="p", project_id="kites", agent_id="north", role="partner", agreement_id="pact",
        citations=(states("b", "project_id", "agent_id", "role", "agreement_id"),),
    )  # fmt: skip
    kites = Project(id="kites", name="Kites", citations=(states("b", "name"),))
    view = Dataset.from_records([A, B, NORTH, SOUTH, kites, pact, part]).according_to("b")
    assert _sound(view)
    assert view.agreements["pact"] == Agreement(id="pact", party_ids=())
    assert view.organizations.ids == ("north",)
    assert view.projects_of("north", on="2001").possible[0].id == "kites"


def test_coverage_is_about_what_it_is_in_every_view() -> None:
    """Who does not say of what all is known still means the same body; who says so of no limits claims none of them."""
    known = Coverage(id="k", organization_id="club", of="members", citations=(
        states("a", "organization_id", "of", "first_day", "last_day"), states("b", "of", "first_day", "last_day"),
    ))  # fmt: skip
    data = Dataset.from_records([A, B, CLUB, C, known])
    assert data.according_to("b").coverages["k"].organization_id == "club"


@pytest.mark.parametrize(("fields", "is_kept"), [
    ({"kind": "term", "role": "chair", "months": 12}, False),
    ({"kind": "rotation", "role": "chair", "order_ids": ("north", "south")}, False),
    ({"kind": "troika", "role": "member", "into_id": "north"}, False),
    ({"kind": "troika", "role": "member", "positions": ("next",)}, False),
    ({"kind": "troika", "role": "member"}, True),
])  # fmt: skip
def test_rule_of_which_a_source_tells_a_part_is_no_rule_of_its_own(fields: dict[str, Any], is_kept: bool) -> None:
    """A source that does not say how long a term is, or in which order, or into which body, states no rule."""
    whole, part = states("a", "organization_id", *fields), states("b", "organization_id", "kind", "role")
    rule = Rule(id="r", organization_id="club", citations=(whole, part), **fields)
    data = Dataset.from_records([A, B, C, CLUB, NORTH, SOUTH, rule])
    assert data.according_to("a").rules["r"] == attrs.evolve(rule, citations=(whole,))
    assert ("r" in data.according_to("b").rules) is is_kept
