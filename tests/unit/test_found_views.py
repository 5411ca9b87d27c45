"""Faults found in views: each test fails until the fault is mended."""

from __future__ import annotations

from datetime import date

from iom_partners import ChairTerm, Citation, Coverage, Dataset, Membership, Said, Source

SOURCES = (Source(id="a", title="A"), Source(id="b", title="B"))


def test_said_truth_value_is_a_bool() -> None:
    """A source that says of a founder that it is none is read as False, not as the text "false"."""
    said = Citation(source_id="a", states=("member_id",), says=(Said(field="is_founder", value="false"),))
    member = Membership(id="m", member_id="north", organization_id="club", is_founder=True, citations=(said,))
    assert Dataset.from_records([*SOURCES, member]).according_to("a").memberships["m"].is_founder is False


def test_coverage_has_the_last_day_that_the_source_says() -> None:
    """A source that says another last day of a coverage keeps the coverage, with that day."""
    said = Citation(
        source_id="a", states=("organization_id", "of", "first_day"), says=(Said(field="last_day", value="2013-12-31"),)
    )
    coverage = Coverage(
        id="c",
        organization_id="club",
        of="members",
        first_day=date(2003, 4, 1),
        last_day=date(2014, 1, 1),
        citations=(said,),
    )
    view = Dataset.from_records([*SOURCES, coverage]).according_to("a")
    assert view.coverages["c"].last_day == date(2013, 12, 31)


def test_role_said_by_one_source_is_not_handed_to_another() -> None:
    """A view of a view does not attribute to a silent source what another source of the larger view said."""
    one = Citation(source_id="a", states=("holder_id",), says=(Said(field="role", value="co-chair"),))
    silent = Citation(source_id="b", states=("holder_id",))
    term = ChairTerm(id="t", organization_id="club", holder_id="north", role="chair", citations=(one, silent))
    data = Dataset.from_records([*SOURCES, term])
    assert data.according_to("a", "b").according_to("b") == data.according_to("b")
