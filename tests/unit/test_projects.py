"""Projects and partners: names, filters, reasons, evidence, coverage, views."""

from __future__ import annotations

import pickle
from typing import Any

import attrs
import pytest

from iom_partners import (
    Agreement,
    AmbiguousNameError,
    Certainty,
    Citation,
    Coverage,
    Dataset,
    InvalidDateError,
    InvalidQuestionError,
    MissingTimeError,
    Participation,
    Partnership,
    Period,
    Person,
    Place,
    Project,
    Said,
    Source,
    UnknownNameError,
    Work,
)
from iom_partners.model import Name
from worlds import covers, ids, org, seat, world


def part(who: str, where: str, role: str = "host", when: str = "/", **fields: Any) -> Participation:
    """Return a participation."""
    return Participation(
        id=f"{who}-{where}-{role}", project_id=where, agent_id=who, role=role, period=Period(when), **fields
    )


def small() -> Dataset:
    """Three agents in a dam of 2004, two in a film, a partnership; the projects and partners of AAA are known."""
    return world(
        org("aaa", kind="igo"), org("bbb", kind="company"), org("ccc"), Person(id="ppp", name="Pat"),
        Place(id="pasto", name="Pasto", country="CO"),
        Project(id="dam", name="The Big Dam", acronym="TBD", places=("pasto",), themes=("water",),
            period=Period("2004-01-01/2004-12-31"), names=(Name(text="La Presa", kind="native", language="es"),)),
        Project(id="hut", name="Huts", period=Period("/")), Work(id="film", name="Man on Ground", kind="film"),
        part("aaa", "dam", "host", "2004-01-01/2004-12-31"), part("bbb", "dam", "funder", "2004-03/2004-12-31"),
        part("ppp", "dam", "media", "2004-01-01/2004-06-30"), part("ccc", "hut"), part("aaa", "film", "producer"),
        Partnership(id="tie", party_ids=("aaa", "bbb", "ccc"), period=Period("2006-01-01/2006-12-31")),
        covers("projects", "2003-01-01", "2009-12-31", body="aaa"),
        covers("partners", "2003-01-01", "2009-12-31", body="aaa"),
    )  # fmt: skip


@pytest.mark.parametrize("ref", ["dam", "the big dam", "TBD", "La Presa", "LA  PRESA", small().projects["dam"]])
def test_project_by_any_name(ref: Any) -> None:
    """A project resolves by id, name, acronym, any other name, in any spelling, or a record of it."""
    assert small().project(ref) == small().projects["dam"]
    assert ids(small().partners_of(ref, on="2004-05-05").certain) == ["aaa", "ppp", "bbb"]


def test_names_that_do_not_resolve() -> None:
    """A name of no project, of a work, of several projects, and no name: each a typed error with its hint."""
    data = small()
    with pytest.raises(
        UnknownNameError, match=r"project: no project is named 'The Big Damm' \(did you mean 'The Big Dam'"
    ):
        data.project("The Big Damm")
    with pytest.raises(UnknownNameError, match="project: 'film' is a work, not a project"):
        data.project("film")
    with pytest.raises(UnknownNameError, match="work: 'dam' is a project, not a work"):
        data.work("dam")
    with pytest.raises(UnknownNameError, match="agent_or_project: 'film' is a work, not an organization or person"):
        data.partners_of(data.work("man on ground"), on="2004")  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError, match="is not a name"):
        data.project(7)  # type: ignore[arg-type]
    twins = world(Project(id="x", name="Same"), Project(id="y", name="Same"), org("aaa", name="Same"))
    with pytest.raises(AmbiguousNameError, match="may be any of x, y"):
        twins.project("same")
    with pytest.raises(AmbiguousNameError, match="may be any of aaa, x, y"):
        twins.partners_of("same", on="2004")
    with pytest.raises(UnknownNameError, match="agent: "):
        data.projects_of("dam", on="2004")


@pytest.mark.parametrize(("fields", "message"), [
    ({"role": "hoster"}, "role: 'hoster' is not a role .*one of funder, host, media, producer"),
    ({"theme": "watr"}, "theme: 'watr' is not a theme .*did you mean 'water'"),
    ({"country": "Peru"}, "country: 'Peru' is not a country"),
    ({"country": "xx"}, "country: 'xx' is not a country"),
])  # fmt: skip
def test_filters_of_projects(fields: dict[str, str], message: str) -> None:
    """A role or theme of no record, and what is not a country, are refused, with an agent or without."""
    for agent in ("aaa", None):
        with pytest.raises(InvalidQuestionError, match=message):
            small().projects_of(agent, on="2004-01-01", **fields)


def test_filters_of_partners() -> None:
    """A kind or role of no record is refused, of a project and of an agent."""
    for ref in ("aaa", "dam"):
        with pytest.raises(InvalidQuestionError, match=r"'ngo' is not a kind of organization .*one of company, igo"):
            small().partners_of(ref, on="2004", kind="ngo")
        with pytest.raises(InvalidQuestionError, match="role: 7 is not a role"):
            small().partners_of(ref, on="2004", role=7)  # type: ignore[arg-type]


def test_one_time() -> None:
    """Each question takes exactly one time, and no other thing for one."""
    data = small()
    for ask in (lambda **time: data.projects_of("aaa", **time), lambda **time: data.partners_of("dam", **time)):
        with pytest.raises(MissingTimeError, match=r"data.participations.where"):
            ask()
        with pytest.raises(MissingTimeError):
            ask(on="2004", during="2004")
        with pytest.raises(InvalidDateError):
            ask(on=None)
    with pytest.raises(MissingTimeError, match=r"data\.projects;"):
        data.projects_of()


def test_work_is_not_a_project() -> None:
    """Who took part in a work took part in no project by that."""
    answer = small().projects_of("aaa", on="2005-06-01")
    assert answer.verdict is Certainty.RULED_OUT
    assert answer.why == (
        "AAA took part in no project on 1 June 2005: all projects of AAA are known from 1 January 2003 up to "
        "31 December 2009."
    )
    assert [each.record.id for each in answer.evidence] == ["aaa-projects-2003-01-01-2009-12-31"]


REASONS = [
    (lambda d: d.projects_of("bbb", on="2004-05-05"),
     ("TBD was certainly a project of BBB on 5 May 2004: BBB's participation as funder in TBD began in March 2004 and "
      "ended on 31 December 2004, and 5 May 2004 lies inside; others are not ruled out, for the data do not claim to "
      "know all projects then.")),
    (lambda d: d.projects_of("bbb", on="2004-03-05"),
     ("TBD was possibly a project of BBB on 5 March 2004: BBB's participation as funder in TBD began in March 2004, "
      "and 5 March 2004 may lie before that; others are not ruled out, for the data do not claim to know all projects "
      "then.")),
    (lambda d: d.projects_of("bbb", on="2005-03-05", role="funder"),
     ("It is not known in which projects BBB (role funder only) took part on 5 March 2005: no record says so, and the "
      "data do not claim to know all projects then; the nearest record is TBD (from March 2004 to 31 December 2004).")),
    (lambda d: d.projects_of(on="2004-05-05", country="CO"),
     ("TBD was certainly under way (country CO only) on 5 May 2004: TBD ran from 1 January to 31 December 2004, and 5 "
      "May 2004 lies inside; others are not ruled out, for the data do not claim to know all projects then.")),
    (lambda d: d.projects_of(on="2004-05-05"),
     ("TBD certainly and 1 possibly (Huts) were under way on 5 May 2004; others are not ruled out, for the data do not "
      "claim to know all projects then.")),
    (lambda d: d.projects_of("ccc", on="2004-05-05"),
     ("Huts was possibly a project of CCC on 5 May 2004: no one says when CCC's participation as host in Huts began or "
      "ended, and 5 May 2004 may lie outside; no one says when Huts began or ended, and 5 May 2004 may lie outside; "
      "others are not ruled out, for the data do not claim to know all projects then.")),
    (lambda d: d.projects_of(on="2005-05-05", country="CO", theme="water"),
     ("It is not known which projects were under way (country CO, theme water only) on 5 May 2005: no record says so, "
      "and the data do not claim to know all projects then; the nearest record is TBD (1 January to 31 December "
      "2004).")),
    (lambda d: d.partners_of("dam", on="2005-05-05"),
     "Nobody took part in TBD on 5 May 2005: TBD ended on 31 December 2004, and 5 May 2005 lies after that."),
    (lambda d: d.partners_of("dam", on="2003-05-05", role="media"),
     ("Nobody took part in TBD (role media only) on 5 May 2003: TBD began on 1 January 2004, and 5 May 2003 lies "
      "before that.")),
    (lambda d: d.partners_of("aaa", on="2004-05-05", kind="company"),
     ("BBB was certainly a partner of AAA (kind company only) on 5 May 2004: BBB's participation as funder in TBD "
      "began in March 2004 and ended on 31 December 2004; AAA's participation as host in TBD ran from 1 January to 31 "
      "December 2004, and 5 May 2004 lies inside both; nobody else can have been: all partners of AAA (kind company "
      "only) are known from 1 January 2003 up to 31 December 2005.")),
    (lambda d: d.partners_of("aaa", on="2006-05-05"),
     ("BBB and CCC certainly were partners of AAA on 5 May 2006; nobody else can have been: all partners of AAA are "
      "known from 1 January 2003 up to 31 December 2009.")),
    (lambda d: d.partners_of("aaa", on="2007-05-05"),
     "AAA had no partner on 5 May 2007: all partners of AAA are known from 1 January 2003 up to 31 December 2009."),
]  # fmt: skip


@pytest.mark.parametrize(("ask", "expected"), REASONS)
def test_reasons(ask: Any, expected: str) -> None:
    """The reason reads right for one, several, nobody and not known, and names what was filtered by."""
    assert ask(small()).why == expected


def test_nobody_takes_part_outside_the_days_of_a_project() -> None:
    """Before its first day and after its last one; on these days, others are not ruled out."""
    dam = Project(id="dam", name="Dam", period=Period("2004-01-02/2004-12-30"))
    data = world(org("aaa"), org("bbb"), dam, Participation(id="p", project_id="dam", agent_id="aaa", role="partner"))
    days = ("2004-01-01", "2004-01-02", "2004-12-30", "2004-12-31")
    found = [data.partners_of("dam", on=day).about("bbb").certainty for day in days]
    assert found == [Certainty.RULED_OUT, Certainty.UNKNOWN, Certainty.UNKNOWN, Certainty.RULED_OUT]


def test_about() -> None:
    """The evidence for any one tells whose record decides, also through the other side or the project's own period."""
    data = small()
    proof = data.partners_of("aaa", on="2006-05-05").about("bbb")
    assert (proof.certainty, proof.record.id) == (Certainty.CERTAIN, "tie")  # type: ignore[union-attr]
    assert proof.why == (
        "the partnership of AAA, BBB and CCC ran from 1 January to 31 December 2006, and 5 May 2006 lies inside"
    )
    # Nothing is claimed of all partners of BBB, but of all of AAA's.
    proof = data.partners_of("bbb", on="2007-05-05").about("aaa")
    assert (proof.item, proof.certainty) == (data.agent("aaa"), Certainty.RULED_OUT)
    assert "all partners of AAA are known" in proof.why
    # Who takes part in the dam is known through the projects of AAA, or through the dam's own days.
    proof = data.partners_of("hut", on="2004-05-05").about("aaa")
    assert (proof.certainty, proof.record.of) == (Certainty.RULED_OUT, "projects")  # type: ignore[union-attr]
    proof = data.projects_of("ccc", on="2005-05-05").about("TBD")
    assert (proof.certainty, proof.item) == (Certainty.RULED_OUT, data.project("dam"))
    assert proof.why == (
        "CCC is not among the participants of TBD on 5 May 2005; TBD ended on 31 December 2004, and 5 May 2005 lies "
        "after that"
    )
    proof = data.projects_of(on="2005-05-05").about("dam")
    assert (proof.certainty, proof.record) == (Certainty.RULED_OUT, data.project("dam"))
    assert proof.why == "TBD ended on 31 December 2004, and 5 May 2005 lies after that"
    proof = data.projects_of(on="2004-05-05", theme="water").about("hut")
    assert proof.certainty is Certainty.UNKNOWN
    assert proof.why == (
        "no record says that Huts was under way (theme water only) on 5 May 2004; the data do not claim to know all "
        "projects (theme water only) then"
    )
    assert "item='dam'" not in repr(data.projects_of(on="2004-05-05").about("dam"))
    assert repr(data.projects_of(on="2004-05-05").about("dam")).startswith("<Evidence TBD certain\n  TBD ran")


def test_role_without_an_agent() -> None:
    """Without an agent a role asks for the projects in which someone had it then."""
    data = small()
    assert ids(data.projects_of(on="2004-03-15", role="funder").possible) == ["dam"]
    assert ids(data.projects_of(on="2004-05-15", role="funder").certain) == ["dam"]
    assert data.projects_of(on="2004-07-15", role="media").verdict is Certainty.UNKNOWN


def test_role_of_partners() -> None:
    """With a role only those count who took part in it; a partnership has no roles, and a person no kind."""
    data = small()
    assert ids(data.partners_of("aaa", on="2004-05-05", role="media").certain) == ["ppp"]
    assert data.partners_of("aaa", on="2006-05-05", role="funder").verdict is Certainty.RULED_OUT
    assert ids(data.partners_of("dam", on="2004-05-05", kind="igo").certain) == ["aaa"]
    # CCC may be a company, for no kind of it is stated, so nothing is complete while it is a partner.
    assert not data.partners_of("aaa", on="2006-05-05", kind="company").is_complete


def test_shown() -> None:
    """Projects are named by their acronym or name in errors, in tables, in JSON."""
    data = small()
    answer = data.projects_of("bbb", on="2004-05-05")
    assert answer.to_dict()["certain"] == [{"id": "dam", "name": "The Big Dam", "acronym": "TBD"}]
    assert answer.to_dict()["evidence"][0]["item"] == "dam"
    assert answer.to_dict()["question"] == {"of": "projects", "about": "bbb", "on": "2004-05-05"}
    assert data.projects_of(on="2004-05-05").to_dict()["question"] == {
        "of": "running",
        "about": None,
        "on": "2004-05-05",
    }
    assert "TBD – The Big Dam" in answer._repr_html_()
    assert "certain (1): TBD" in repr(answer)
    assert answer.one() == data.project("dam")
    assert data.projects_of("bbb", on="2004-05-05") == answer


def test_citations_of_the_project() -> None:
    """Who dates the project is cited beside who says that an agent took part, not who denies it or dates nothing."""
    cited = (
        Citation(source_id="dates", states=("period",)),
        Citation(source_id="says", says=(Said(field="period", value="2004/"),)),
        Citation(source_id="names", states=("name",)),
        Citation(source_id="denies", states=("period",), denies=True),
    )
    data = world(
        org("aaa"),
        Project(id="dam", name="Dam", period=Period("2004-01-01/2004-12-31"), citations=cited),
        part("aaa", "dam", citations=(Citation(source_id="joins", states=("agent_id",)),)),
    )
    proof = data.projects_of("aaa", on="2004-05-05").evidence[0]
    assert [each.source_id for each in proof.citations] == ["joins", "dates", "says"]
    alone = data.projects_of(on="2004-05-05").evidence[0]
    assert [each.source_id for each in alone.citations] == ["dates", "says", "names"]


def test_views() -> None:
    """In a view every project still resolves, bare where its sources say nothing of it, and roles stay known."""
    cites = {
        name: (Citation(source_id=name, states=("name", "period", "project_id", "agent_id", "role")),) for name in "xy"
    }
    data = world(
        Source(id="x", title="X"), Source(id="y", title="Y"), org("aaa", citations=cites["x"]),
        Project(id="dam", name="The Dam", acronym="TD", period=Period("2004/2005"), citations=cites["y"]),
        Project(id="hut", name="The Hut", citations=cites["y"]), Work(id="film", name="The Film", citations=cites["y"]),
        part("aaa", "dam", citations=cites["x"]), part("aaa", "film", "producer", citations=cites["y"]),
    )  # fmt: skip
    view = data.according_to("x")
    assert view.project("the hut") == Project(id="hut", name="The Hut")
    assert view.project("TD") == Project(id="dam", name="The Dam")
    assert view.work("The Film") == Work(id="film", name="The Film")
    assert view.projects_of("aaa", on="1999").possible[0].id == "dam"
    assert data.projects_of("aaa", on="1999").verdict is Certainty.UNKNOWN
    assert view.projects_of("aaa", on="1999", role="producer").verdict is Certainty.UNKNOWN
    assert view.partners_of("hut", on="1999").verdict is Certainty.UNKNOWN
    assert view.projects_of(on="1999").about("hut").item == Project(id="hut", name="The Hut")


def test_missing_records() -> None:
    """A participation of which the project is missing still counts: what the data do not hold is not ruled out."""
    data = world(org("aaa"), part("aaa", "gone"), part("ghost", "gone"), covers("projects", body="aaa"))
    assert [each.id for each in data.projects_of("aaa", on="2004").possible] == ["gone"]
    assert ids(data.partners_of("aaa", on="2004").possible) == ["ghost"]


def test_several_roles_of_one_agent() -> None:
    """An agent with two roles in one project is not a partner of itself, and two adjoining times make one."""
    data = world(
        org("aaa"), org("bbb"), Project(id="dam", name="Dam", period=Period("2004-01-01/2004-12-31")),
        part("aaa", "dam", "host", "2004-01-01/2004-12-31"), part("bbb", "dam", "host", "2004-01-01/2004-06-30"),
        part("bbb", "dam", "funder", "2004-07-01/2004-12-31"), part("aaa", "dam", "funder", "2004-01-01/2004-12-31"),
    )  # fmt: skip
    answer = data.partners_of("aaa", throughout="2004")
    assert ids(answer.certain) == ["bbb"]
    assert data.partners_of("aaa", on="2004-06-30").one().id == "bbb"


def test_after_a_pickle() -> None:
    """A dataset that was pickled answers as before; rosters are made once."""
    data: Dataset = pickle.loads(pickle.dumps(small()))
    assert data.partners_of("dam", on="2004-05-05") == small().partners_of("dam", on="2004-05-05")
    assert data.partners_of("dam", on="2004-05-05") is data.partners_of("The Big Dam", on="2004-05-05")


def test_during_overlaps_both() -> None:
    """A period that meets both participations in every reading is said to overlap them."""
    data = world(
        org("aaa"),
        org("bbb"),
        Project(id="dam", name="Dam", period=Period("2004-01/2004-12")),
        part("aaa", "dam", "host", "2004-01/2004-12"),
        part("bbb", "dam", "host", "2004-02/2004-11"),
    )
    proof = data.partners_of("aaa", during="2004-01/2004-12").about("bbb")
    assert proof.certainty is Certainty.CERTAIN
    assert proof.why.endswith("overlaps both")


# Plans, agreements, and units.


def of_units(*records: Any, **unit: Any) -> Dataset:
    """BRANCH, a unit of WHOLE for two stints, and BBB in a dam that no one dates; WHOLE is a unit of TOP."""
    return world(
        org("whole", kind="igo"), org("top", kind="un-agency"), org("branch", kind="business-unit"),
        org("bbb", kind="company"), Place(id="pasto", name="Pasto", country="CO"),
        Project(id="dam", name="Dam", places=("pasto",), themes=("water",), period=Period("../..")),
        Project(id="hut", name="Hut", period=Period("../..")),
        part("branch", "dam", "host", "../.."), part("bbb", "dam", "funder", "../.."),
        seat("branch", "2001-01-01/2002-12-31", of="whole", role="unit", **unit),
        seat("branch", "2005-01-01/2006-12-31", of="whole", role="unit", **unit),
        seat("whole", "2006-01-01/..", of="top", role="unit"), *records,
    )  # fmt: skip


def test_a_unit_may_act_for_its_whole() -> None:
    """Its whole is possible on the days on which it is a unit, over each stint and step; never more."""
    data = of_units()
    for when, expected in (("2001-06-01", "possible"), ("2003-06-01", "unknown"), ("2006-06-01", "possible")):
        answers = [
            data.projects_of("whole", on=when).about("dam"), data.partners_of("dam", on=when).about("whole"),
            data.partners_of("whole", on=when).about("bbb"), data.partners_of("bbb", on=when).about("whole"),
        ]  # fmt: skip
        assert [each.certainty.value for each in answers] == [expected] * 4
        assert ids(data.projects_of("whole", on=when).possible) == (["dam"] if expected == "possible" else [])
        assert ids(data.partners_of("whole", on=when).possible) == (["bbb"] if expected == "possible" else [])
        assert ids(data.partners_of("dam", on=when).possible) == []
    for when, expected in (("2002-06-01", Certainty.UNKNOWN), ("2006-06-01", Certainty.POSSIBLE)):
        assert data.partners_of("bbb", on=when).about("top").certainty is expected
        assert data.projects_of("top", on=when).about("dam").certainty is expected
    why = data.partners_of("dam", on="2001-06-01").about("whole").why
    assert why == (
        "BRANCH's participation as host in Dam: BRANCH was a unit of WHOLE, and no source says whether it acted for "
        "WHOLE"
    )
    # Nobody is a partner of what it is a unit of by what it does with others of it.
    assert data.partners_of("whole", on="2001-06-01").about("branch").certainty is Certainty.UNKNOWN
    both = of_units(org("two"), seat("two", "2001/2007", of="whole", role="unit"), part("two", "dam", "media", "../.."))
    assert both.partners_of("branch", on="2001-06-01").about("two").certainty is Certainty.CERTAIN
    for one, other in (("branch", "whole"), ("whole", "branch")):
        assert both.partners_of(one, on="2001-06-01").about(other).certainty is Certainty.UNKNOWN


def test_filters_and_units() -> None:
    """A filter asks of the whole what it is, of the project what that is, and of the unit its role."""
    data = of_units(part("whole", "hut", "media", "2009-01-01/2009-12-31"))
    when = "2001-06-01"
    fitting: list[dict[str, Any]] = [{}, {"role": "host"}, {"country": "CO"}, {"theme": "water"}]
    for given in (*fitting, {"role": "funder"}, {"role": "host", "country": "FR"}):
        expected = given in fitting
        assert ids(data.projects_of("whole", on=when, **given).possible) == (["dam"] if expected else []), given
    for kind, sure in (("igo", Certainty.POSSIBLE), ("company", Certainty.RULED_OUT)):
        for ref in ("dam", "bbb"):
            assert data.partners_of(ref, on=when, kind=kind).about("whole").certainty is sure, (kind, ref)
    assert data.partners_of("dam", on=when, kind="igo", role="funder").about("whole").certainty is Certainty.UNKNOWN
    # Of what kind a whole is may not be stated; then no one is ruled out by that all are known.
    known = of_units(org("firm"), seat("branch", "../..", of="firm", role="unit"), covers("partners", body="bbb"))
    for kind, expected in ((None, Certainty.POSSIBLE), ("igo", Certainty.UNKNOWN)):
        answer = known.partners_of("bbb", on=when, kind=kind)
        assert (answer.about("firm").certainty, answer.is_complete) == (expected, True)
        listed = of_units(
            org("firm"),
            seat("branch", "../..", of="firm", role="unit"),
            Coverage(id="c", project_id="dam", of="partners"),
        )
        assert listed.partners_of("dam", on=when, kind=kind).about("firm").certainty is expected
    assert known.partners_of("bbb", on="2003-06-01", kind="igo").about("whole").certainty is Certainty.RULED_OUT


def test_units_in_circles_and_beyond_lives() -> None:
    """Circles of units end; what a unit did beyond the life of its whole, or of one between, is not its."""
    data = of_units(seat("top", "../..", of="branch", role="unit"))
    assert data.partners_of("bbb", on="2006-06-01").about("top").certainty is Certainty.POSSIBLE
    assert ids(data.projects_of("top", on="2006-06-01").possible) == ["dam"]
    assert ids(data.partners_of("branch", on="2006-06-01").certain) == ["bbb"]
    short = world(
        org("branch"), org("mid", ended="2004-12-31"), org("top"), org("bbb"),
        Project(id="dam", name="Dam", period=Period("../..")), part("branch", "dam", when="../.."),
        seat("branch", "../..", of="mid", role="unit"), seat("mid", "../..", of="top", role="unit"),
    )  # fmt: skip
    for when, expected in (("2004-06-01", ["dam"]), ("2005-06-01", [])):
        for who in ("mid", "top"):
            assert ids(short.projects_of(who, on=when).possible) == expected
            asked = short.partners_of("dam", on=when).about(who)
            assert (asked.certainty is Certainty.POSSIBLE) == bool(expected)


def test_answers_with_units_survive_a_pickle() -> None:
    """A pickled answer says the same of a whole, with the same reason."""
    data = of_units(covers("partners", body="bbb"))
    for answer in (data.partners_of("dam", on="2001-06-01"), data.partners_of("bbb", on="2001-06-01")):
        again = pickle.loads(pickle.dumps(answer))
        for who in ("whole", "branch"):
            assert again.about(who) == answer.about(who)
            assert again.about(who).why == answer.about(who).why
        assert again.is_complete == answer.is_complete


def test_what_was_planned_is_possible() -> None:
    """A plan holds on its days possibly, with its own reason; the timeline says it too."""
    dam = Project(id="dam", name="Dam", period=Period("2004-01-01/2004-12-31"), status="planned")
    data = world(org("aaa"), dam, part("aaa", "dam", "host", "2004-01-01/2004-12-31"))
    for answer in (data.projects_of("aaa", on="2004-05-05"), data.projects_of(on="2004-05-05")):
        assert (ids(answer.certain), ids(answer.possible)) == ([], ["dam"])
        assert "Dam was planned, and no source says that it came about" in answer.about("dam").why
    assert data.projects_of(on="2005-05-05").about("dam").certainty is Certainty.RULED_OUT
    assert data.timeline("dam")[0].what == (
        "Planned, and not known to have come about: Dam ran from 1 January to 31 December 2004."
    )
    assert ids(data.projects.where(on="2004-05-05")) == ["dam"]
    assert ids(data.projects.where(on="2004-05-05", certainty="certain")) == []
    assert ids(data.participations.where(on="2004-05-05", certainty="certain")) == []
    with pytest.raises(InvalidQuestionError, match="'plannd' is not a status"):
        data.projects.where(status="plannd")
    assert ids(data.projects.where(status="planned")) == ["dam"]
    assert ids(data.projects.where(status="done")) == []


@pytest.mark.parametrize(("signed", "on", "expected"), [
    ("2004-03", "2004-02-29", "unknown"), ("2004-03", "2004-03-01", "possible"), ("2004-03", "2004-03-30", "possible"),
    ("2004-03", "2004-03-31", "certain"), ("2004-03-05/2004-03-09", "2004-03-06", "certain"),
    (None, "2003-01-01", "certain"), ("[..2004-03-05]", "2003-01-01", "possible"),
])  # fmt: skip
def test_nothing_holds_before_its_agreement(signed: str | None, on: str, expected: str) -> None:
    """Not before the first day on which it may be signed, for certain only from the last; without a date, always."""
    pact = Agreement(
        id="pact", party_ids=("aaa", "bbb"), kind="memorandum-of-understanding", when=signed,
        citations=(Citation(source_id="press", states=("party_ids", "kind", "when")),),
    )  # fmt: skip
    dam = Project(id="dam", name="Dam", period=Period("../.."))
    tie = Partnership(id="tie", party_ids=("aaa", "bbb"), agreement_id="pact", period=Period("../.."))
    agents, press = [org("aaa"), org("bbb")], Source(id="press", title="Press")
    parts = [part(who, "dam", when="../..", agreement_id="pact") for who in ("aaa", "bbb")]
    asked = [
        (world(*agents, press, pact, attrs.evolve(dam, agreement_id="pact")), "projects", "dam"),
        (world(*agents, press, pact, dam, *parts), "participations", "aaa-dam-host"),
        (world(*agents, press, pact, tie), "partnerships", "tie"),
    ]
    for data, name, record_id in asked:
        answer = data.projects_of(on=on) if name == "projects" else data.partners_of("aaa", on=on)
        evidence = answer.about("dam" if name == "projects" else "bbb")
        assert evidence.certainty.value in (expected, "ruled_out" if expected == "unknown" else expected), name
        told = {
            sure: record_id in getattr(data, name).where(on=on, certainty=sure).ids for sure in ("possible", "certain")
        }
        assert told == {"possible": expected in ("possible", "certain"), "certain": expected == "certain"}, name
        if expected == "possible":
            assert "the memorandum of understanding on which this rests was signed" in evidence.why, name
            assert [each.source_id for each in evidence.citations] == ["press"], name
        elif expected == "certain" and signed:
            assert "press" not in {each.source_id for each in evidence.citations}, name
        if name != "projects":
            edges = data.stats.network_edges(on=on)
            assert edges["certainty"] == (() if expected == "unknown" else (expected,)), name
