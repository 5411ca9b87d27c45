"""Plans in views, merges, conflicts, checks and inference; rules that are refused; fields at their default."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

import iom_partners
from iom_partners import (
    Agreement,
    Certainty,
    ChairTerm,
    Citation,
    DataFileError,
    Dataset,
    Event,
    InvalidQuestionError,
    InvalidRecordError,
    Partnership,
    Period,
    Project,
    Said,
    Source,
)
from iom_partners.model import Rule
from worlds import body, covers, org, records_of, seat, term, world

ANNOUNCED = Citation(source_id="news", states=("name",), says=(Said(field="status", value="planned"),))
REPORTED = Citation(source_id="report", states=("name", "status"))
SOURCES = (Source(id="news", title="News"), Source(id="report", title="Report"))


def dam(*citations: Citation, **fields: Any) -> Dataset:
    """Return a project that these citations support."""
    return world(*SOURCES, Project(id="dam", name="Dam", citations=citations, **fields))


def test_views_and_conflicts_of_a_plan() -> None:
    """Who only announces tells of a plan; the two statements do not contradict: the report is more exact."""
    data = dam(ANNOUNCED, REPORTED)
    status = {
        each: data.according_to(*each.split()).projects["dam"].status for each in ("news", "report", "news report")
    }
    assert status == {"news": "planned", "report": "done", "news report": "done"}
    (found,) = data.conflicts()
    assert (found.kind, found.field, found.values) == ("coarser", "status", ("planned", "done"))
    assert found.why.endswith("the second is more exact")
    # By whichever policy, what was done stays done, unless the announcement is preferred.
    chosen = [data.resolve_conflicts("most_precise"), data.resolve_conflicts(prefer="report"),
        data.resolve_conflicts(prefer="news")]  # fmt: skip
    assert [each.projects["dam"].status for each in chosen] == ["done", "done", "planned"]


def test_a_view_names_the_agreement_that_it_does_not_know() -> None:
    """What a record rests on keeps its id and no limit in a view of other sources; what a source copies is not told."""
    cited = {each: (Citation(source_id=each, states="all"),) for each in ("news", "report")}
    copy = attrs.evolve(SOURCES[0], derived_from_id="report")
    pact = Agreement(id="pact", party_ids=("aaa", "bbb"), when="2004", citations=cited["report"])
    made = Project(id="dam", name="Dam", agreement_id="pact", period="../..", citations=cited["news"])
    data = world(org("aaa"), org("bbb"), copy, SOURCES[1], pact, made)
    view = data.according_to("news")
    assert view.projects["dam"] == made
    assert (view.agreements["pact"].party_ids, view.agreements["pact"].when) == ((), None)
    assert list(view.sources) == [attrs.evolve(copy, derived_from_id=None)]
    assert view.according_to("news") == view
    assert [problem for problem in view.check() if problem.severity == "error"] == []
    assert [each.projects_of(on="2003-01-01").about("dam").certainty for each in (data, view)] == [
        Certainty.RULED_OUT, Certainty.CERTAIN,
    ]  # fmt: skip


def test_a_plan_that_was_carried_out_is_stated_as_done() -> None:
    """That what one source announced was done, another has to state: else a view of all sources takes it for a plan."""
    silent = Citation(source_id="report", states=("name",))
    assert dam(ANNOUNCED, REPORTED).check() == ()
    (problem,) = dam(ANNOUNCED, silent).check()
    assert (problem.path, problem.reason) == ("projects[dam].status", "no citation states it")
    assert dam(silent).check() == ()
    (problem,) = dam(silent, status="planned").check()
    assert problem.reason == "no citation states it"


@pytest.mark.parametrize("is_turned", [False, True])
def test_merging_keeps_both_statements_of_a_plan(is_turned: bool) -> None:
    """Done wins from either side, also where no source of that side says so; both sources still say what they said."""
    plan = dam(Citation(source_id="news", states=("name", "status")), status="planned")
    for done in (dam(REPORTED), dam(Citation(source_id="report", states=("name",)))):
        one, other = (done, plan) if is_turned else (plan, done)
        merged = one.merge(other)
        record = merged.projects["dam"]
        assert record.status == "done"
        told = {each.source_id: each for each in record.citations}
        assert told["news"].says == (Said(field="status", value="planned"),)
        assert any("status" in each.states for each in record.citations)
        assert [each.kind for each in merged.conflicts()] == ["coarser"]
        assert merged.according_to("news").projects["dam"].status == "planned"
        assert one.merge(other, on_conflict="ours").projects["dam"].status == one.projects["dam"].status
        assert one.merge(other, on_conflict="theirs").projects["dam"].status == other.projects["dam"].status
        with pytest.raises(iom_partners.DataFileError, match="status"):
            one.merge(other, on_conflict="refuse")


def test_nothing_follows_from_a_plan() -> None:
    """It narrows nothing, rules nobody out, makes no certain succession, and contradicts no other term."""
    first = term("aaa", "2001-01-01/2001-12-31")
    plan = term("bbb", "2001-06-01/2002-12-31", status="planned", id="plan")
    after = term("ccc", "2002-01-01/2002-12-31")
    data = world(body(founded="2000"), *map(org, ("aaa", "bbb", "ccc")), first, plan, after, covers("chairs"),
        seat("aaa", "2001-01-01/", id="aaa"), seat("bbb", "2002-01-01/", id="bbb"), covers("members"))  # fmt: skip
    told = {each.path for each in data.check()}
    assert "chair_terms[plan].period" not in told
    assert "chair_terms[plan].holder_id" not in told
    assert "chair_terms[grp-chair-ccc-2002-01-01/2002-12-31].holder_id" in told
    certain = attrs.evolve(plan, status="done")
    others = [each for each in records_of(data) if each.id != "plan"]
    assert "chair_terms[plan].period" in {each.path for each in world(*others, certain).check()}
    assert [each.id for each in data.chair_of("grp", on="2001-07-01").certain] == ["aaa"]
    assert [each.id for each in data.chair_of("grp", on="2001-07-01").possible] == ["bbb"]
    assert {each.certainty for each in data.succession("grp")} == {Certainty.POSSIBLE}
    narrower = data.narrow()
    assert narrower.chair_terms["plan"] == plan
    assert [each.period for each in narrower.memberships] == [
        each.period for each in world(*others).narrow().memberships
    ]  # fmt: skip
    planned_seat = [
        attrs.evolve(each, status="planned") if each == data.memberships["aaa"] else each for each in others
    ]
    assert str(world(*planned_seat).narrow().memberships["aaa"].period) == "2001-01-01/"
    assert str(narrower.memberships["aaa"].period) != "2001-01-01/"
    # However its end is known, no day of it becomes certain.
    open_end = world(body(), org("bbb"), term("bbb", "2001-01-01/[2001-06-01..2001-06-30]", status="planned"))
    done = world(body(), org("bbb"), term("bbb", "2001-01-01/[2001-06-01..2001-06-30]"))
    assert [each.decides for each in done.gaps() if each.kind == "end"] > [0]
    assert all(each.decides == 0 for each in open_end.gaps() if each.kind == "end")


def test_a_planned_event_is_told_as_one() -> None:
    """An event that may not have come about is certain on no day, and its sentence says so."""
    event = Event(id="launch", name="Launch", when="2004-05-05", status="planned", organization_id="grp")
    data = world(body(), event)
    assert [len(data.events.where(on="2004-05-05", certainty=each)) for each in ("possible", "certain")] == [1, 0]
    assert data.timeline("grp")[0].what == ("Planned, and not known to have come about: Launch, on 5 May 2004.")


def test_what_rests_on_an_agreement_does_not_end_before_it() -> None:
    """The check names each record that certainly ends before its agreement was signed."""
    pact = Agreement(id="pact", party_ids=("aaa", "bbb"), when="2004-03")
    rests = {"agreement_id": "pact"}
    data = world(
        org("aaa"), org("bbb"), pact, Project(id="dam", name="Dam", period=Period("2003/2004-02"), **rests),
        Project(id="hut", name="Hut", period=Period("2003/2004"), **rests),
        Partnership(id="tie", party_ids=("aaa", "bbb"), period=Period("2001/2003"), **rests),
    )  # fmt: skip
    found = [each for each in data.check() if each.kind == "outside-life"]
    assert [each.path for each in found] == ["projects[dam].period", "partnerships[tie].period"]
    assert found[0].reason == "it ends before pact, which it rests on, was signed"
    assert data.partners_of("aaa", during="2001/2003").about("bbb").certainty is not Certainty.POSSIBLE


# Rules.


@pytest.mark.parametrize(("fields", "field", "reason"), [
    ({"kind": "troika", "positions": ()}, "positions", "without a position"),
    ({"kind": "troika", "positions": ("present", "last")}, "positions", "'last' is not a position"),
    ({"kind": "troika", "role": "chair"}, "role", "'chair' is one of a ChairTerm"),
    ({"kind": "term", "role": "member", "months": 12}, "role", "'member' is one of a Membership"),
    ({"kind": "troika", "order_ids": ("aaa", "bbb")}, "order_ids", "a rotation, and nothing else"),
    ({"kind": "rotation"}, "order_ids", "two or more different holders"),
    ({"kind": "rotation", "order_ids": ("aaa",)}, "order_ids", "two or more different holders"),
    ({"kind": "rotation", "order_ids": ("aaa", "bbb", "aaa")}, "order_ids", "two or more different holders"),
    ({"kind": "term"}, "months", "one month or more"), ({"kind": "term", "months": 0}, "months", "one month or more"),
    ({"kind": "term", "months": 1.5}, "months", "1.5"), ({"kind": "rotation", "months": 3}, "order_ids", "a rotation"),
    ({"kind": "custom"}, "kind", "'custom'"),
])  # fmt: skip
def test_rules_that_are_refused(fields: dict[str, Any], field: str, reason: str) -> None:
    """A rule that cannot be meant is refused, with its field."""
    usual = "member" if fields["kind"] == "troika" else "chair"
    with pytest.raises(InvalidRecordError, match=rf"Rule\.{field}: .*{reason}"):
        Rule(id="r", organization_id="grp", **{"role": usual} | fields)


def test_rules_that_name_what_is_not_there() -> None:
    """A role that nobody declared and ids of nothing are errors, each named."""
    rules = [
        Rule(id="role", organization_id="grp", kind="troika", role="membr"),
        Rule(id="body", organization_id="nowhere", kind="troika", role="member"),
        Rule(id="into", organization_id="grp", kind="troika", role="member", into_id="nowhere"),
        Rule(id="order", organization_id="grp", kind="rotation", role="chair", order_ids=("aaa", "nobody")),
    ]
    with pytest.raises(DataFileError) as error:
        Dataset.from_records([body(), org("aaa"), *rules])
    paths = ["rules[role].role", "rules[body].organization_id", "rules[into].into_id", "rules[order].order_ids"]
    for path in paths:
        assert path in str(error.value)
    assert "did you mean 'member'?" in str(error.value)


def test_a_view_has_the_rules_that_its_sources_tell_whole() -> None:
    """A source that tells of a rule, but not of its length, order, positions or body, tells of none that could hold."""
    told: list[dict[str, Any]] = [
        {"kind": "term", "role": "chair", "months": 12},
        {"kind": "rotation", "role": "chair", "order_ids": ("aaa", "bbb")},
        {"kind": "troika", "role": "member", "positions": ("present", "next")},
        {"kind": "troika", "role": "member", "into_id": "trio"},
    ]
    for fields in told:
        (*_, last) = fields
        some = Citation(source_id="news", states=("organization_id", "kind", "role"))
        whole = Citation(source_id="report", states=("organization_id", "kind", "role", last))
        rule = Rule(id="rule", organization_id="grp", citations=(some, whole), **fields)
        data = world(body(), org("aaa"), org("bbb"), org("trio"), *SOURCES, rule)
        assert len(data.according_to("news").rules) == 0
        (seen,) = data.according_to("report").rules
        assert getattr(seen, last) == fields[last]


# Indexes of records that are read from files.


def test_a_field_at_its_default_is_found_by_the_index(curated: Dataset) -> None:
    """Files leave out what is at its default; an index finds it as in the records."""
    for name, field, wanted in (("memberships", "role", "member"), ("chair_terms", "role", "chair"),
        ("projects", "status", "done")):  # fmt: skip
        expected = [each.id for each in getattr(curated, name) if getattr(each, field) == wanted]
        found = iom_partners.Dataset.read(iom_partners.__path__[0] + "/data")._store.select(name, **{field: wanted})
        assert [each.id for each in found] == expected
        assert expected
    agreements = {each.agreement for each in curated.derived_roles("GFMD")}
    assert {"agrees", "unstated"} < agreements


def test_nothing_follows_without_a_term_that_the_rule_is_about() -> None:
    """Terms of others, without a start, of nobody, or of another time give no role."""
    council, holders = org("council"), [org(each) for each in ("aaa", "bbb", "ccc")]

    def chair(holder: str | None, period: str) -> ChairTerm:
        return ChairTerm(id=f"{holder}-{period[:4]}", organization_id="council", holder_id=holder, period=period)

    rotation = Rule(
        id="r", organization_id="council", kind="rotation", role="chair", order_ids=("aaa", "bbb"), period="../.."
    )
    assert world(council, *holders, rotation, chair("ccc", "2001/2002")).derived_roles() == ()
    year = Rule(id="r", organization_id="council", kind="term", role="chair", months=12, period="2010-01-01/..")
    terms = [chair("aaa", "2001-01-01/2001-12-31"), chair("bbb", "/2012"), chair(None, "2013-01-01/2013-12-31")]
    assert world(council, *holders, year, *terms).derived_roles() == ()
    assert len(world(council, *holders, year, *terms, chair("ccc", "2014-01-01/")).derived_roles("council")) == 1


def test_rows_tell_plans() -> None:
    """A row may be planned; another word in that column is refused, or counts for nothing where columns are ignored."""
    row = {"member": "Peru", "body": "Club", "start": "2001-01-01", "end": "2001-12-31"}
    for word, certainty in (("planned", Certainty.POSSIBLE), ("Done", Certainty.CERTAIN), ("", Certainty.CERTAIN)):
        data = Dataset.from_rows([row | {"status": word}])
        assert data.is_member("Peru", "Club", on="2001-06-01") is certainty
        again = Dataset.from_frame(data.memberships.to_pandas())
        assert again.is_member("Peru", "Club", on="2001-06-01") is certainty
    with pytest.raises(DataFileError, match="'active' is neither done nor planned"):
        Dataset.from_rows([row | {"Status": "active"}])
    data = Dataset.from_rows([row | {"Status": "active"}], extra="ignore")
    assert data.memberships[0].status == "done"


def test_what_is_no_dataset_is_refused() -> None:
    """Only datasets are compared or merged, and the error says how to make one."""
    data = world(org("aaa"))
    for call in (data.diff, data.answer_diff, data.merge):
        with pytest.raises(InvalidQuestionError, match="'x' is not a dataset") as error:
            call("x")  # type: ignore[operator]
        assert error.value.hint == "give a Dataset; Dataset.read(path) makes one of files"
