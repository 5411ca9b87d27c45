"""The conflicts of the curated data: what its sources are known to disagree on."""

from __future__ import annotations

import pytest

import iom_partners
from iom_partners.results import Conflict
from iom_partners.store.record_types import RECORD_TYPES

PAGE = "iom-partners-and-friends"


def _found(record_id: str, field: str, kind: str) -> list[Conflict]:
    return [
        each
        for each in iom_partners.load().conflicts()
        if (each.record.id, each.field, each.kind) == (record_id, field, kind)
    ]


def _sources(conflict: Conflict) -> tuple[set[str], set[str]]:
    one, other = conflict.citations
    return {each.source_id for each in one}, {each.source_id for each in other}


def test_list_of_the_page_denies_two_members() -> None:
    """The page's list of 14 omits the WHO and the World Bank, of which its own text says that they joined."""
    for record_id in ("gmg-member-who", "gmg-member-world-bank"):
        [conflict] = _found(record_id, "record", "contradiction")
        denying, supporting = _sources(conflict)
        assert denying == {PAGE}
        assert PAGE in supporting
        assert len(supporting) > 1
        assert conflict.values == ("denied", "held")
        assert {str(each.as_of) for each in conflict.citations[0]} == {"[2013-07-01..2013-12-31]"}


def test_conflict_is_shown_as_one_sentence() -> None:
    """A list of conflicts can be read in a notebook: each is its kind and one sentence."""
    [conflict] = _found("aig-pakistan-2006", "amount", "coarser")
    assert repr(conflict) == (
        "<coarser: aig-pakistan-2006 amount: 1000000 (iom-partners-and-friends), 1016627.82 (aig-iom); "
        "the second is more exact>"
    )


def test_only_those_two_members_of_the_group_are_denied() -> None:
    """No other membership in the group is denied by anyone."""
    denied = {
        each.record.id
        for each in iom_partners.load().conflicts()
        if each.field == "record" and each.kind == "contradiction" and each.record.id.startswith("gmg-member-")
    }
    assert denied == {"gmg-member-who", "gmg-member-world-bank"}


def test_page_calls_two_holders_the_chair_of_2014() -> None:
    """One sentence of the page has ILO in the chair of 2014, another speaks as if IOM were still in it."""
    [conflict] = _found("gmg-chair-ilo-2014", "holder_id", "contradiction")
    assert set(conflict.values) == {"ilo", "iom"}
    by_value = dict(zip(conflict.values, _sources(conflict), strict=True))
    assert by_value["iom"] == {PAGE}
    assert by_value["ilo"] > {PAGE}
    # The sentence on IOM speaks from the half-year before, which is why it is no longer term of IOM.
    [of_iom] = next(cited for value, cited in zip(conflict.values, conflict.citations, strict=True) if value == "iom")
    assert str(of_iom.as_of) == "[2013-07-01..2013-12-31]"


def test_page_counts_14_and_16_members() -> None:
    """The page's introduction counts 16 members where the list beside it has 14, in both bounds of the figure."""
    for field in ("lower", "upper"):
        [conflict] = _found("gmg-members-2013-07-2013-12", field, "contradiction")
        assert set(conflict.values) == {"14", "16"}
        by_value = dict(zip(conflict.values, _sources(conflict), strict=True))
        assert by_value["14"] == {PAGE}
        assert PAGE in by_value["16"]


def test_early_2006_is_coarser_than_april_2006() -> None:
    """The renaming is early in 2006 for two sources and in April for another: coarser, and no contradiction.

    The page gives it no date of its own: it stands between the admissions of early 2006 and those of November 2007.
    """
    found = {each.values: _sources(each) for each in _found("gmg-renamed-2006", "when", "coarser")}
    assert found["[2006-01..2006-06]", "2006-04"] == ({"ohchr-gmg", "unsceb-gmg"}, {"undesa-2007"})
    assert found["[2006-01..2007-11]", "2006-04"] == ({PAGE}, {"undesa-2007"})
    assert _found("gmg-renamed-2006", "when", "contradiction") == []


def test_every_conflict_has_two_sides_with_citations() -> None:
    """No conflict stands without citations on both sides, a citation stands on one side only, and the values differ."""
    found = iom_partners.load().conflicts()
    assert found
    for conflict in found:
        one, other = conflict.citations
        assert one, conflict.why
        assert other, conflict.why
        assert not set(map(id, one)) & set(map(id, other)), conflict.why
        assert conflict.values[0] != conflict.values[1], conflict.why


def test_no_tie_stands_twice() -> None:
    """No two records say the same of times that may overlap, but for eleven states of which the sources do not tell.

    They are attested among the members of IOM in the fifties and again by 1990 or 2001: it may be one stay.
    """
    data = iom_partners.load()
    pairs = [each.record for each in data.conflicts() if each.kind == "duplicate"]
    assert {each.organization_id for each in pairs} == {"iom"}
    assert len(pairs) == 11
    for record in pairs:
        later = [each for each in data.memberships_of(record.member_id) if each.organization_id == "iom"]
        assert any("stay with the record before" in (each.note or "") for each in later), record.id


def test_every_conflict_is_about_a_record_of_the_data() -> None:
    """What is in conflict can be looked up, and the sentence names it."""
    data = iom_partners.load()
    collections = [getattr(data, name) for name in RECORD_TYPES]
    for conflict in data.conflicts():
        assert any(collection.get(conflict.record.id) == conflict.record for collection in collections), conflict.why
        label = data._store.directory.label(conflict.record.id)
        assert conflict.why.startswith(conflict.record.id) or f" of {label}: " in conflict.why


def test_conflicts_of_one_source_are_those_it_has_with_itself() -> None:
    """The view of the page keeps the page's contradictions with itself, and shows no other source."""
    view = iom_partners.load().according_to(PAGE)
    found = {(each.record.id, each.field) for each in view.conflicts() if each.kind == "contradiction"}
    assert found >= {
        ("gmg-member-who", "record"),
        ("gmg-chair-ilo-2014", "holder_id"),
        ("gmg-members-2013-07-2013-12", "lower"),
    }
    cited = {each.source_id for conflict in view.conflicts() for side in conflict.citations for each in side}
    assert cited == {PAGE}


@pytest.mark.parametrize(("record_id", "field", "kind", "one", "other"), [
    # What the page says against itself.
    ("gmg-members-2013-07-2013-12", "lower", "contradiction", "14", "16"),
    ("gmg-chair-ilo-2014", "holder_id", "contradiction", "ilo", "iom"),
    ("maple-leaf-labour-migration", "places", "contradiction", "el-salvador", "mauritius"),
    ("maple-leaf-manitoba-shortage", "office", "contradiction", "another name", "Head of International Recruitment"),
    ("iom-americares", "period", "coarser", "[2004-12..]/", "2005"),
    # What other documents say against the page.
    ("aig-pakistan-2006", "amount", "coarser", "1000000", "1016627.82"),
    ("man-on-ground", "when", "contradiction", "2012-05", "2011-09"),
    ("iom-galnaftogas-2008", "when", "contradiction", "2007-12", "2008-02-12"),
    ("iom-galnaftogas-2008", "kind", "contradiction", "memorandum-of-understanding", "memorandum-of-intent"),
    ("narino-coffee-families-programme", "period", "contradiction", "2006", "2005/2007"),
    ("gmg-renamed-2006", "when", "coarser", "[2006-01..2007-11]", "2006-04"),
    # What other documents say more exactly.
    ("praesidium", "period", "coarser", "2006", "2006-03-01"),
    ("cyclone-nargis-2008", "when", "coarser", "2008", "2008-05-02"),
    ("tsunami-2004", "when", "coarser", "2004-12", "2004-12-26"),
])  # fmt: skip
def test_known_disagreements_stand(record_id: str, field: str, kind: str, one: str, other: str) -> None:
    """Each disagreement that readers of the page have found is shown, with both values and who states them."""
    found = _found(record_id, field, kind)
    pairs = [conflict for conflict in found if one in conflict.values[0] + conflict.values[1]]
    assert any(other in conflict.values[0] + conflict.values[1] for conflict in pairs), [each.values for each in found]
    assert any(PAGE in sources for conflict in pairs for sources in _sources(conflict))
