"""The tools for assistants: what they return is what the library answers, and no maybe reads as a yes."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any
from unittest.mock import Mock, patch

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from hostile import HOSTILE
from iom_partners import Citation, DataFileError, Dataset, InvalidQuestionError, Organization, Source
from iom_partners.mcp_server.questions import ASK
from iom_partners.mcp_server.tools import INSTRUCTIONS, call, listing
from iom_partners.tables.text import plain
from strategies import datasets, examples
from worlds import org, seat, term, world

TOOLS = {each["name"]: each for each in listing()}
SCHEMAS = {name: Draft202012Validator(each["outputSchema"]) for name, each in TOOLS.items()}


def ask(data: Dataset, name: str, **arguments: Any) -> tuple[Any, str]:
    """Return the object and the text of a result, after checking it against the schemas of its tool."""
    Draft202012Validator(TOOLS[name]["inputSchema"]).validate(arguments)
    result = call(data, name, arguments)
    assert not result["isError"], result["content"]
    told, (text, *links) = result["structuredContent"], result["content"]
    SCHEMAS[name].validate(json.loads(json.dumps(told)))
    assert text["type"] == "text"
    assert text["text"].startswith(f"{told['meaning']}\n")
    assert {each["uri"] for each in links} <= {each["url"] for each in told["sources"]}
    assert {each["id"] for each in told["sources"]} == {
        one["source_id"] for each in told["evidence"] for one in each.get("citations", ())
    }
    if told["verdict"] in {"possible", "unknown", "not_recorded"}:
        assert "not a yes" in told["meaning"] or "neither a yes nor a no" in told["meaning"]
        assert "certainly" not in told["reason"].replace("not certainly", "")
    return told, text["text"]


def test_the_tools_are_listed_as_the_protocol_has_it() -> None:
    """Each tool only reads, and has schemas that are schemas."""
    assert list(TOOLS) == ["chair_of", "members_of", "is_member", "timeline", "conflicts", "find"]
    for tool in TOOLS.values():
        assert tool["annotations"]["readOnlyHint"]
        assert not tool["annotations"]["destructiveHint"]
        for schema in (tool["inputSchema"], tool["outputSchema"]):
            Draft202012Validator.check_schema(schema)
            assert schema["type"] == "object"
    assert "only `certain` is a yes" in INSTRUCTIONS


#: Day, verdict, and the first line.
CHAIRS = [
    ("2013-09-01", "certain", "Certain: "),
    ("2018-06-01", "possible", "Possible, not certain: "),
    ("2001-01-01", "ruled_out", "Ruled out: "),
    ("2009-03-15", "unknown", "Unknown: "),
]


@pytest.mark.parametrize(("day", "verdict", "first"), CHAIRS)
def test_chair_of(curated: Dataset, day: str, verdict: str, first: str) -> None:
    """The verdict, the names and the reason are those of the library; what is open says what would settle it."""
    told, text = ask(curated, "chair_of", body="GMG", on=day)
    answer = curated.chair_of("GMG", on=day)
    assert (told["verdict"], told["reason"], told["is_complete"]) == (verdict, answer.why, answer.is_complete)
    for word in ("certain", "possible"):
        assert [each["id"] for each in told[word]] == [each.id for each in getattr(answer, word)]
    assert text.startswith(first)
    assert [each["what"] for each in told["evidence"]] == [each.why for each in answer.evidence]
    assert bool(told["would_settle"]) == (verdict in {"possible", "unknown"})
    assert told["data"] == {"version": curated.version, "horizon": str(curated.horizon)}
    assert "source" not in {"certain": "", "unknown": ""}.get(verdict, "source") or told["sources"]


def test_what_would_settle_it(curated: Dataset) -> None:
    """Only gaps are named that bear on the time and the body; without any, a source that would tell."""
    (gap,) = ask(curated, "chair_of", body="GMG", on="2009-03-15")[0]["would_settle"]
    assert gap.startswith("it is not known whether these are all chairs of GMG, from 1 January 2009 to 31 May 2009")
    told, _ = ask(curated, "is_member", agent="WHO", body="GMG", on="2010-10-15")
    assert [each.partition(",")[0] for each in told["would_settle"]] == [
        "it is not known on which day WHO's membership of GMG began"
    ]
    told, _ = ask(curated, "members_of", body="GMG", on="2010-10-15", role="observer")
    assert told["would_settle"] == ["a source that names every observer of GMG on 15 October 2010"]


def test_members_of(curated: Dataset) -> None:
    """A cut list of evidence keeps what is not certain; the names are never cut."""
    told, text = ask(curated, "members_of", body="GMG", on="2010-10-15", limit=2)
    assert (len(told["certain"]), [each["acronym"] for each in told["possible"]]) == (14, ["UN Women", "WHO"])
    assert [each["certainty"] for each in told["evidence"]] == ["possible", "possible"]
    assert "those under possible are not a yes" in told["meaning"]
    assert "\nPossible, not certain (2):\n- UN Women (" in text
    assert "\nEvidence (2 of 17):\n" in text
    told, _ = ask(curated, "members_of", body="GMG", during="2016", components=True)
    assert told["meaning"].endswith("Others are not ruled out.")
    assert "ECE" in {each["label"] for each in told["evidence"]}


def test_many_names_are_cut_with_their_number(monkeypatch: pytest.MonkeyPatch, curated: Dataset) -> None:
    """Of many names, the first are listed and all are counted; gaps are not ranked then."""
    monkeypatch.setattr("iom_partners.mcp_server.questions._MOST_NAMED", 3)
    monkeypatch.setattr("iom_partners.mcp_server.questions._MOST_RANKED", 3)
    told, text = ask(curated, "members_of", body="GMG", on="2010-10-15")
    assert (len(told["certain"]), told["certain_total"], told["possible_total"]) == (3, 14, 2)
    assert "\nCertain (3 of 14):\n" in text
    assert told["would_settle"] == ["a source that names every member of GMG on 15 October 2010"]
    assert ask(curated, "timeline", about="GMG")[0]["would_settle"] == []


#: Agent, time, verdict, and the reason.
MEMBERS = [
    ("WHO", {"on": "2012"}, "certain", "WHO was certainly a member of GMG on one day of 2012: "),
    ("WHO", {"on": "2010-10-15"}, "possible", "WHO was possibly, but not certainly, a member of GMG on 15 October "),
    ("WHO", {"on": "2010-06-30"}, "ruled_out", "WHO was not a member of GMG on 30 June 2010: "),
    ("Chevron", {"on": "2016-10-15"}, "unknown", "It is not known whether Chevron was a member of GMG on 15 October"),
    ("ECE", {"throughout": "2012"}, "certain", "ECE was certainly a member of GMG all the time from 1 January "),
]


@pytest.mark.parametrize(("agent", "time", "verdict", "reason"), MEMBERS)
def test_is_member(curated: Dataset, agent: str, time: dict[str, str], verdict: str, reason: str) -> None:
    """The verdict is that of the library, and its sentence says it without a yes where there is none."""
    told, text = ask(curated, "is_member", agent=agent, body="GMG", **time)
    assert told["verdict"] == verdict == curated.is_member(agent, "GMG", **time).value
    assert told["reason"].startswith(reason)
    assert bool(told["would_settle"]) == (verdict in {"possible", "unknown"})
    assert text.split("\n")[1] == told["reason"]


def test_other_roles(curated: Dataset) -> None:
    """A question about a role says so."""
    told, _ = ask(curated, "is_member", agent="WHO", body="GMG", on="2012", role="observer")
    assert " in the role observer in GMG " in told["reason"]
    told, _ = ask(curated, "chair_of", body="GMG", on="2018-03-01", role="co-chair")
    assert [each["acronym"] for each in told["certain"]] == ["FAO", "IOM"]


def test_today_is_a_word(curated: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    """A caller says today, and is told which day that is."""
    monkeypatch.setattr("iom_partners.mcp_server.questions.today", lambda: date(2013, 9, 1))
    assert "on 1 September 2013" in ask(curated, "chair_of", body="GMG", on="today")[0]["reason"]


def test_timeline(curated: Dataset) -> None:
    """The entries are those of the library, page by page; what is not known of a body is named."""
    entries = curated.timeline("GMG")
    told, text = ask(curated, "timeline", about="GMG", limit=3, offset=5)
    assert [each["what"] for each in told["evidence"]] == [each.what for each in entries[5:8]]
    order = "by first possible or first attested day"
    assert told["reason"] == f"{len(entries)} entries about GMG, {order}; shown from 6 to 8."
    assert told["would_settle"][0].startswith("it is not known on which day UNCTAD's term as chair of GMG began")
    assert f"\nEvidence (3 of {len(entries)}):\n- {entries[5].what} [" in text
    told, _ = ask(curated, "timeline", about="Praesidium", limit=200)
    assert (told["verdict"], told["total"], told["would_settle"]) == ("recorded", len(told["evidence"]), [])
    told, _ = ask(curated, "timeline", about="GMG", offset=10_000)
    assert told["reason"].endswith("; the list ends before that.")
    bare = Dataset.from_records([Organization(id="x", name="X")])
    told, text = ask(bare, "timeline", about="X")
    assert (told["verdict"], told["data"]) == ("not_recorded", {"version": None, "horizon": None})
    assert text.endswith("Data: version not stated, which reaches no known day.")


def test_conflicts(curated: Dataset) -> None:
    """Both sides are listed with their sources, and which concern a record or are of a kind."""
    every = curated.conflicts()
    assert ask(curated, "conflicts")[0]["total"] == len(every)
    told, text = ask(curated, "conflicts", about="AIG", kind="contradiction")
    (found,) = told["evidence"]
    assert (found["values"], found["field"]) == (["1919", "1967"], "founded")
    assert [each["source_id"] for each in found["citations"]] == ["aig-hist", "sp500", "aig-wp"]
    assert told["would_settle"] == ["a source that decides on aig: founded"]
    denied = next(each for each in every if each.field == "record")
    told, text = ask(curated, "conflicts", about="GMG", kind=denied.kind, limit=1)
    assert " denies it" in text
    told, text = ask(curated, "conflicts", about="GMG", kind="duplicate")
    assert told["verdict"] == "not_recorded"


def test_find(curated: Dataset) -> None:
    """Records of any type are found, and a like name is not said to be the one that is meant."""
    told, text = ask(curated, "find", text="praesidum", limit=2)
    assert [each["record_type"] for each in told["evidence"]] == ["projects", "projects"]
    assert "a like name may be that of another one" in text
    assert ask(curated, "find", text="migration grp", record_type="organizations")[0]["evidence"][0]["id"] == "gmg"
    assert ask(curated, "find", text="qqqqqqqq")[0]["verdict"] == "not_recorded"


#: Tool, arguments, and what the result says.
FAULTS: list[tuple[str, dict[str, Any], str]] = [
    ("chair_of", {}, "body: is missing (the body, by any of its names, or by its id)"),
    ("chair_of", {"body": "GMG", "On": "2013"}, "arguments: 'On' is not an argument of chair_of (one of body, on,"),
    ("chair_of", {"body": "GMG", "on": None}, "give exactly one of on=, during= and throughout= (write a day as"),
    ("chair_of", {"body": "GMG", "on": "x"}, "(expected a year of 4 digits; write a day as 2013-09-01"),
    ("chair_of", {"body": "GMG", "on": "September 2013"}, "has a character that is not a digit (write '2013-09')"),
    ("chair_of", {"body": "GMG", "on": 2013}, "on: 2013 is not of the type string (one day: 2013-09-01"),
    ("chair_of", {"body": "Kite Flyers", "on": "2013"}, "(search for it with the tool find)"),
    ("chair_of", {"body": "GMG", "on": "2013", "role": "boss"}, "'boss' is not a role of a term in the data (one of"),
    ("chair_of", {"body": "Praesidium", "on": "2013"}, "'Praesidium' is a project, and a project has no chairs"),
    ("is_member", {"agent": "WHO", "body": "G" * 1_001, "on": "2013"}, "is too long (1,000 characters at most)"),
    ("members_of", {"body": "GMG", "on": "2013", "limit": 201}, "limit: 201 is out of range (the most entries"),
    ("members_of", {"body": "GMG", "on": "2013", "limit": 1.5}, "limit: 1.5 is not of the type integer"),
    ("members_of", {"body": "GMG", "on": "2013", "components": 1}, "components: 1 is not of the type boolean"),
    ("timeline", {"about": "GMG", "offset": -1}, "offset: -1 is out of range"),
    ("conflicts", {"kind": "coarse"}, "kind: 'coarse' is not a kind (one of contradiction, coarser, duplicate)"),
    ("conflicts", {"about": "nobody of that"}, "about: no organization or person or project"),
    ("find", {"text": "x", "record_type": "persons"}, "record type (one of organizations"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "arguments", "said"), FAULTS)
def test_faults_of_a_call_are_results(curated: Dataset, name: str, arguments: dict[str, Any], said: str) -> None:
    """A fault of the caller is a result with a hint in the words of the tools, and cannot be taken for an answer."""
    result = call(curated, name, arguments)
    text = result["content"][0]["text"]
    assert result == {"content": [{"type": "text", "text": text}], "isError": True}
    assert text.startswith("No answer, for the call is at fault. ")
    assert said in text
    assert not any(word in text for word in ("data.", "iom_partners", "PartialDate"))


def test_a_hint_for_python_alone_is_left_out(curated: Dataset) -> None:
    """Where no tool does what a hint says, the hint is left out."""
    error = InvalidQuestionError("x", hint="see the offices of data.memberships")
    with patch.dict(ASK, find=Mock(side_effect=error)):
        assert call(curated, "find", {"text": "x"})["content"][0]["text"].endswith(". x")


def test_damaged_data_are_not_a_fault_of_the_call(curated: Dataset) -> None:
    """Data that cannot be read are said to be at fault."""
    with patch.dict(ASK, find=Mock(side_effect=DataFileError("is damaged", field="x.json"))):
        told = call(curated, "find", {"text": "x"})["content"][0]["text"]
    assert told == "No answer, for the data are at fault. x.json: is damaged"


def test_a_whole_number_may_be_written_as_a_fraction(curated: Dataset) -> None:
    """JSON does not tell 2.0 from 2."""
    assert len(ask(curated, "timeline", about="GMG", limit=2.0)[0]["evidence"]) == 2


def test_hostile_texts() -> None:
    """No text of the data makes a line, holds a control character in the text, or becomes a link to elsewhere."""
    records: list[Any] = [org("club", name="Club")]
    texts = HOSTILE[::3]
    for number, text in enumerate(texts):
        cited = (Citation(source_id=f"s{number}", states="all", locator=text, as_stated=text),)
        records += [
            Source(id=f"s{number}", title=text or "-", publisher=text, url=text),
            org(f"o{number}", name=text or "-", acronym=text or None),
            seat(f"o{number}", "2001/2003", of="club", id=f"m{number}", citations=cited),
        ]
    data = Dataset.from_records(records, strict=False)
    told, text = ask(data, "members_of", body="club", on="2002", limit=200)
    count, lines = len(texts), text.split("\n")
    assert all(map(str.isprintable, lines))
    assert [each for each in lines if not each.startswith("- ")] == [
        told["meaning"], plain(told["reason"]), f"Certain ({count}):", f"Evidence ({count}):", "What would settle it:",
        "Sources:", "Data: version not stated, which reaches 2003-12-31.",
    ]  # fmt: skip
    links = call(data, "members_of", {"body": "club", "on": "2002", "limit": 200})["content"][1:]
    assert all(each["uri"].startswith(("http://", "https://")) for each in links)


@examples(2)
@given(datasets())
def test_verdicts_are_those_of_the_library(data: Dataset) -> None:
    """On random data, each verdict is that of the library, and nothing is settled that it leaves open."""
    for body in data.organizations[:2]:
        for number in (0, 4):
            day = date(2012, 12, 27) + timedelta(days=number)
            for agent in data.organizations[:4]:
                told, _ = ask(data, "is_member", agent=agent.id, body=body.id, on=str(day))
                assert told["verdict"] == data.is_member(agent, body, on=day).value
                assert bool(told["would_settle"]) == (told["verdict"] in {"possible", "unknown"})
            told, _ = ask(data, "chair_of", body=body.id, on=str(day))
            answer = data.chair_of(body, on=day)
            assert [each["id"] for each in told["possible"]] == [each.id for each in answer.possible]
            assert bool(told["would_settle"]) == (bool(answer.possible) or not answer.is_complete)


def test_a_source_that_is_missing(tiny: Dataset) -> None:
    """A source that the data do not have is named in the evidence, and not described."""
    cited = (Citation(source_id="lost", states="all"),)
    data = world(org("club"), org("north"), term("north", "2007/2008", of="club", citations=cited))
    told = call(data, "chair_of", {"body": "club", "on": "2007-05-01"})["structuredContent"]
    assert told["verdict"] == "possible"
    assert (told["sources"], told["evidence"][0]["citations"][0]["source_id"]) == ([], "lost")
