"""iCalendar: what the library icalendar reads is what is certain and what is possible, and both are told apart."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from full import FULL
from hostile import HOSTILE
from iom_partners import ChairTerm, Dataset, Event, MissingExtraError, Organization, Project, Source, Work
from iom_partners.exchange.losses import Export, LossReport
from iom_partners.export.held import legible
from iom_partners.export.icalendar import make_icalendar
from strategies import needs
from worlds import covers, org, seat, term, world

DAY = timedelta(1)


def make(data: Dataset, about: Any = None) -> tuple[bytes, LossReport]:
    """Return a calendar and what was told as lost."""
    export = Export(data._project_rosters(), "7", about, "x.ics")
    return make_icalendar(export), export.report()


def read(data: Dataset, about: Any = None) -> list[Any]:
    """Return the entries of a calendar, in order."""
    import icalendar

    calendar = icalendar.Calendar.from_ical(make(data, about)[0])
    return list(calendar.walk("VEVENT"))


def days(entry: Any) -> tuple[str, str, str]:
    """Return first day, last day and status of an entry."""
    return str(entry["dtstart"].dt), str(entry["dtend"].dt - DAY), str(entry["status"])


def told(report: LossReport) -> set[tuple[str, str, str]]:
    """Return each loss as record, field and reason."""
    return {(record_id, each.field, each.reason) for each in report for record_id in each.ids}


@needs("icalendar")
def test_the_calendar_of_the_shipped_data(curated: Dataset) -> None:
    """Every entry lasts whole days, has an id of its own and the stamp of the last day that the data reach."""
    entries = read(curated)
    assert len(entries) > 1_000
    assert len({str(each["uid"]) for each in entries}) == len(entries)
    stamp = datetime(*curated.horizon.timetuple()[:3], tzinfo=UTC)  # type: ignore[union-attr]
    for each in entries:
        first, last = each["dtstart"].dt, each["dtend"].dt
        assert type(first) is type(last) is date
        assert first < last
        assert each["dtstart"].params["VALUE"] == "DATE"
        assert each["dtstamp"].dt == stamp
        assert str(each["transp"]) == "TRANSPARENT"
        assert str(each["status"]) in {"CONFIRMED", "TENTATIVE"}
        assert ("these days)" in each["summary"]) == (str(each["status"]) == "TENTATIVE")
    starts = [each["dtstart"].dt for each in entries]
    assert starts == sorted(starts)


@needs("icalendar")
def test_confirmed_is_what_is_certain(curated: Dataset) -> None:
    """Confirmed and tentative days of the chairs of a body are those that its questions call certain and possible."""
    labels: dict[tuple[str, str], set[date]] = {}
    for entry in read(curated, curated.organization("GMG")):
        kind, record_id, *_ = str(entry["uid"]).split("/")
        if kind == "chair-term":
            holder = curated.chair_terms[record_id].holder_id
            assert holder is not None
            first, last = entry["dtstart"].dt, entry["dtend"].dt
            span = {first + DAY * place for place in range((last - first).days)}
            labels.setdefault((holder, str(entry["status"])), set()).update(span)
    spells: dict[tuple[str, str], set[date]] = {}
    for row in curated.stats.spells("GMG", of="chairs").to_dicts():
        if row["id"] and row["certainty"] in {"certain", "possible"}:
            span = {row["first_day"] + DAY * place for place in range((row["last_day"] - row["first_day"]).days + 1)}
            status = {"certain": "CONFIRMED", "possible": "TENTATIVE"}[row["certainty"]]
            spells.setdefault((row["id"], status), set()).update(span)
    assert labels == spells
    assert len(labels) > 15


UP_TO = ("period", "shown up to the last day that the data reach: an entry needs a last day, and none is known")
NO_FIRST = ("period", "without its first days: an entry needs a first day, and none is known")
NO_DAY = ("period", "left out: an entry needs a first day, and none is known")


@needs("icalendar")
@pytest.mark.parametrize(("when", "shown", "lost"), [
    ("2001-02-03/2004-05-06", [("2001-02-03", "2004-05-06", "CONFIRMED")], set()),
    ("2001-02-03/2001-02-03", [("2001-02-03", "2001-02-03", "CONFIRMED")], set()),
    ("2001-02/2004-05-06", [("2001-02-01", "2001-02-27", "TENTATIVE"), ("2001-02-28", "2004-05-06", "CONFIRMED")],
     set()),
    ("2001/2002", [("2001-01-01", "2001-12-30", "TENTATIVE"), ("2001-12-31", "2002-01-01", "CONFIRMED"),
     ("2002-01-02", "2002-12-31", "TENTATIVE")], set()),
    ("2001/2001", [("2001-01-01", "2001-12-31", "TENTATIVE")], set()),
    ("2001-02-03/..", [("2001-02-03", "2005-12-31", "CONFIRMED")], {UP_TO}),
    ("2001-02-03/", [("2001-02-03", "2001-02-03", "CONFIRMED"), ("2001-02-04", "2005-12-31", "TENTATIVE")], {UP_TO}),
    ("2001/", [("2001-01-01", "2005-12-31", "TENTATIVE")], {UP_TO}),
    ("2008/..", [("2008-01-01", "2008-12-30", "TENTATIVE"), ("2008-12-31", "2008-12-31", "CONFIRMED")], {UP_TO}),
    ("2008-01-02/", [("2008-01-02", "2008-01-02", "CONFIRMED")], {UP_TO}),
    ("2001-02-03/9999-12-31", [("2001-02-03", "2005-12-31", "CONFIRMED")], {UP_TO}),
    ("../2004-05-06", [], {NO_DAY}),
    ("../2004", [("2004-01-02", "2004-12-31", "TENTATIVE")], {NO_FIRST}),
    ("[..2001-02-03]/[2004-05-06..2004-05-07]", [("2001-02-03", "2004-05-06", "CONFIRMED"),
     ("2004-05-07", "2004-05-07", "TENTATIVE")], {NO_FIRST}),
    ("/2004-05-06", [("2004-05-06", "2004-05-06", "CONFIRMED")], {NO_FIRST}),
    ("/2004", [], {NO_DAY}),
    ("/", [], {("", "left out: a calendar has only what has a time")}),
    ("0044-03-15/0044-03-16", [("0044-03-15", "0044-03-16", "CONFIRMED")], set()),
])  # fmt: skip
def test_days_of_a_term(when: str, shown: list[tuple[str, str, str]], lost: set[tuple[str, str]]) -> None:
    """What is certain is confirmed, what is possible tentative; what has no limit is cut or left out, and told."""
    data = world(org("grp"), org("a"), covers("members", "1900-01-01", "2005-12-31"), term("a", when, id="t"))
    assert [days(each) for each in read(data)] == shown
    assert {(field, reason) for record_id, field, reason in told(make(data)[1]) if record_id == "t"} == lost


@needs("icalendar")
def test_what_never_may_have_been(tiny: Dataset) -> None:
    """Of a doubtful or planned record no day is confirmed, and its title says so."""
    data = world(
        org("grp"), org("a", acronym="A"), term("a", "2001-01-01/2001-12-31", id="t", is_doubtful=True),
        term("a", "2002-01-01/2002-12-31", id="u", status="planned"),
        Event(id="e", name="Party", when="2003-01-01", status="planned"),
    )  # fmt: skip
    assert [(str(each["summary"]), str(each["status"])) for each in read(data)] == [
        ("A was perhaps chair of GRP (possibly on these days)", "TENTATIVE"),
        ("Planned, and not known to have come about: A was chair of GRP (possibly on these days)", "TENTATIVE"),
        ("Planned: Party (on one of these days)", "TENTATIVE"),
    ]
    assert {str(each["status"]) for each in read(tiny)} == {"CONFIRMED", "TENTATIVE"}


@needs("icalendar")
def test_lives_bound_terms() -> None:
    """A term ends with the life of the body, however it is written; without a day it is left out."""
    data = world(
        org("grp", ended="2003-05-31"), org("a"), term("a", "2001-01-01/..", id="t"),
        term("a", "2004-01-01/2005-01-01", id="late"),
    )  # fmt: skip
    entries = {str(each["uid"]): days(each) for each in read(data)}
    assert entries == {
        "chair-term/t/certain@iom-partners": ("2001-01-01", "2003-05-31", "CONFIRMED"),
        "organization/grp/ended/certain@iom-partners": ("2003-05-31", "2003-05-31", "CONFIRMED"),
    }
    assert ("late", *NO_DAY) in told(make(data)[1])


@needs("icalendar")
def test_what_an_entry_tells() -> None:
    """An entry has the sentence of its record, how sure it is, what else there is, its places and its sources."""
    entries = {
        str(each["uid"]).removesuffix("@iom-partners"): each for each in read(Dataset.from_records(FULL, strict=False))
    }
    film = entries["work/film/possible"]
    assert film["description"].splitlines() == [
        "The Film came out in September 2008.", "On one of these days; which one is not known.", "EDTF: 2008-09",
        "kind: film", "themes: kites", "places: Bern", "project: KFA", "summary: A film.", "note: Lost.",
        "Source: A List, The Press, https://list.org/a", "Source: The Press, https://press.org/b",
    ]  # fmt: skip
    assert (film["location"], film["url"], film["summary"]) == (
        "Bern", "https://list.org/a", "The Film (on one of these days)",
    )  # fmt: skip
    assert film["categories"].cats == ["work"]
    seat_lines = entries["membership/north-in/possible"]["description"].splitlines()
    assert seat_lines[0].startswith("Planned, and not known to have come about: North was perhaps an observer in KC as")
    assert seat_lines[1] == "Possible on these days, not certain."
    assert {"founder: yes", "doubtful: yes"} <= set(seat_lines)
    storm = entries["event/storm/certain"]
    assert (storm["location"], days(storm)) == ("Bern", ("2005-12-01", "2005-12-03", "CONFIRMED"))
    assert "participant: AE, South" in storm["description"]
    assert entries["organization/club/founded/possible"]["summary"] == "KC was founded (on one of these days)"
    cut = world(org("grp"), org("a"), covers("members", "1900-01-01", "2005-12-31"), term("a", "2001-02-03/.."))
    (entry,) = read(cut)
    assert "The last day is not on record; the entry ends with 31 December 2005." in entry["description"]


@needs("icalendar")
def test_a_vacancy() -> None:
    """A vacant chair is an entry too."""
    data = world(org("grp"), ChairTerm(id="v", organization_id="grp", holder_id=None, period="2001-01-01/2001-02-01"))
    assert [str(each["summary"]) for each in read(data)] == ["The chair of GRP was vacant"]


@needs("icalendar")
@pytest.mark.parametrize(("about", "stems"), [
    ("ann", {"chair-term/ann-chairs", "event/storm"}),
    ("club", {"organization/club", "membership/north-in", "chair-term/ann-chairs", "chair-term/south-chairs",
              "agreement/pact", "contribution/gift", "contribution/money", "event/storm"}),
    ("kites", {"project/kites", "work/film", "participation/north-helps", "agreement/pact", "contribution/gift",
               "contribution/money", "statement/word"}),
    ("film", {"work/film"}),
    ("sky", {"project/kites", "project/sky", "event/storm"}),
])  # fmt: skip
def test_about_one(about: str, stems: set[str]) -> None:
    """A calendar about one agent, project or work has the entries of its timeline, and tells only of these."""
    import icalendar

    data = Dataset.from_records(FULL, strict=False)
    record = next(each for each in FULL if each.id == about)
    assert {"/".join(str(each["uid"]).split("/")[:2]) for each in read(data, record)} == stems
    calendar = icalendar.Calendar.from_ical(make(data, record)[0])
    assert calendar["name"] == calendar["x-wr-calname"] == legible(getattr(record, "label", record.name))
    gone = {record_id for record_id, _, _ in told(make(data, record)[1])}
    known = {each.id for each in data.coverages if about in {each.organization_id, each.project_id}}
    assert known <= gone <= {about, "count", *known, *(stem.partition("/")[2] for stem in stems)}
    assert about in gone


@needs("icalendar")
def test_days_between_those_of_a_set_are_told() -> None:
    """An entry has all days from the first to the last, and what it cannot leave out is told."""
    data = Dataset.from_records([Event(id="e", name="E", when="[2007-01-01,2007-05-01]")])
    reason = "shown from the first to the last day of a set: an entry has no gaps"
    assert ("e", "when", reason) in told(make(data)[1])


@needs("icalendar")
def test_hostile_texts() -> None:
    """Every text comes back as it is, but for what is told: control characters, and marks that readers change."""
    texts = [each for each in (*HOSTILE, "\\n", "a\\N", "\\\\N;,:\\,", "x" * 74 + "é" * 40) if each.strip()]
    data = world(
        *(Event(id=f"e{place}", name=text, note=text, when="2001-01-01") for place, text in enumerate(texts)),
        org("grp", name="a;b,c\nd\x00", acronym=None, founded="2001-01-01"),
    )
    entries = {str(each["uid"]): each for each in read(data)}
    changed = {record_id for record_id, _, reason in told(make(data)[1]) if reason.startswith("with ")}
    for place, text in enumerate(texts):
        shown = legible(text).replace("\\N", "\\ N").removeprefix("\ufeff")
        entry = entries[f"event/e{place}/certain@iom-partners"]
        assert str(entry["summary"]) == shown
        assert shown in str(entry["description"])
        assert (f"e{place}" in changed) == (shown != text)
    assert entries["organization/grp/founded/certain@iom-partners"]["summary"] == "a;b,c\nd\\x00 was founded"
    lines = make(data)[0].split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not any(byte < 32 and byte != 9 for line in lines for byte in line)


@needs("icalendar")
def test_addresses() -> None:
    """Only an address of the web becomes one of an entry: the first that the sources have."""
    cited = [Organization(id="grp", name="G", founded="2001-01-01", citations=_cites("a", "b", "c", "gone"))]
    sources = [
        Source(id="a", title="A", url="javascript:alert(1)"), Source(id="b", title="B", url="http://x.org/a b"),
        Source(id="c", title="C", url="http://x.org/c"),
    ]  # fmt: skip
    (entry,) = read(Dataset.from_records([*cited, *sources], strict=False))
    assert entry["url"] == "http://x.org/c"
    assert entry["description"].splitlines()[-1] == "Source: gone"


def _cites(*source_ids: str) -> Any:
    from iom_partners import Citation

    return tuple(Citation(source_id=each, states=("name",)) for each in source_ids)


@needs("icalendar")
def test_ids_that_two_records_share() -> None:
    """Of two records with one id, the second is told and not written."""
    data = world(org("grp"), org("a"), *(term("a", f"{year}-01-01/{year}-02-01", id="t") for year in (2001, 2002)))
    assert [days(each)[0] for each in read(data)] == ["2001-01-01"]
    assert ("t", "", "left out: another record has its id") in told(make(data)[1])


@needs("icalendar")
def test_without_days() -> None:
    """Without any record a calendar is empty, with the stamp of 1970 for want of a horizon."""
    made, report = make(Dataset.from_records([]))
    assert made.startswith(b"BEGIN:VCALENDAR\r\n")
    assert made.endswith(b"END:VCALENDAR\r\n")
    assert str(report) == "Nothing is lost."
    works = world(Work(id="w", name="W", when="2001-05-06"), Project(id="p", name="P", period="2001-01-01/.."))
    assert {str(each["dtstamp"].dt) for each in read(works)} == {"1970-01-01 00:00:00+00:00"}
    assert [days(each) for each in read(works)] == [
        ("2001-01-01", "2001-01-01", "CONFIRMED"), ("2001-05-06", "2001-05-06", "CONFIRMED"),
    ]  # fmt: skip


def test_without_the_library(tiny: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the library icalendar, the error says what to install."""
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(MissingExtraError, match=r"icalendar is not installed .*the extra calendar"):
        make(tiny)


@needs("icalendar")
def test_members_of_units() -> None:
    """A unit of which the whole ended has no day after that."""
    data = world(
        org("grp", ended="2002-01-31"), Organization(id="wg", name="Working Group"), org("a"),
        seat("wg", "2001-01-01/..", role="unit"), seat("a", "2001-01-01/..", of="wg", id="m"),
    )  # fmt: skip
    entries = {str(each["uid"]): days(each) for each in read(data)}
    assert entries["membership/m/certain@iom-partners"] == ("2001-01-01", "2002-01-31", "CONFIRMED")
