"""Answers, counts, totals, tenures and shares as tables."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from iom_partners import Certainty, Citation, Dataset, Figure, PartialDate, Period, Source
from worlds import body, covers, name, org, seat, world

COLUMNS = (
    "id", "label", "name", "certainty", "record_id", "record_certainty", "period", "start_earliest", "start_latest",
    "end_earliest", "end_latest", "starts_open", "ends_open", "why", "source_ids",
)  # fmt: skip


def club() -> Dataset:
    """AAA is a member by two records, of which one is sure; BBB joined on an unknown day; all are known."""
    cited = (Citation(source_id="one"), Citation(source_id="two"), Citation(source_id="one", locator="p. 2"))
    return world(
        body(names=(name("The Group", "2000/.."),)), org("aaa"), org("bbb", acronym=None),
        seat("aaa", "2001-01-01/..", id="m1", citations=cited), seat("aaa", "2010/2012", id="m2"),
        seat("bbb", "2010/..", id="m3"), covers("members", "2000-01-01", "2020-12-31"),
        Figure(id="f", about_id="grp", unit="members", lower=2, upper=3, qualifier="about",
            when=PartialDate("2010-06")),
    )  # fmt: skip


def test_an_item_keeps_the_certainty_that_it_has_in_the_answer() -> None:
    """A certain item stays certain in each row, also by a record that alone is only possible; a maybe never passes."""
    table = club().members_of("GRP", on="2010-06-30").to_table()
    assert table.column_names == COLUMNS
    assert [row[:7] for row in table.rows] == [
        ("aaa", "AAA", "Aaa Agency", "certain", "m1", "certain", "2001-01-01/.."),
        ("aaa", "AAA", "Aaa Agency", "certain", "m2", "possible", "2010/2012"),
        ("bbb", "Bbb Agency", "Bbb Agency", "possible", "m3", "possible", "2010/.."),
    ]
    assert table["source_ids"] == ("one|two", None, None)
    assert table.rows[1][7:13] == (
        date(2010, 1, 1), date(2010, 12, 31), date(2012, 1, 1), date(2012, 12, 31), False, False,
    )  # fmt: skip
    assert table["end_latest"][0] is None
    assert table["ends_open"][0] is True


def test_rows_are_those_of_the_tuples(curated: Dataset) -> None:
    """On many days, the items of the rows are those of `certain` and `possible`, and the note is the reason."""
    for year in range(2002, 2021):
        for answer in (
            curated.members_of("GMG", on=f"{year}-10-15"),
            curated.chair_of("GMG", during=str(year)),
            curated.groups_of("IOM", on=f"{year}-10-15"),
            curated.partners_of("IOM", during=str(year)),
        ):
            table = answer.to_table()
            told = set(zip(table["id"], table["certainty"], strict=True))
            assert told == {
                *((item.id, "certain") for item in answer.certain),
                *((item.id, "possible") for item in answer.possible),
            }
            assert table.note == answer.why
            assert len(table.rows) == sum(proof.item is not None for proof in answer.evidence)


def test_names_have_no_id() -> None:
    """A name has a label and a name, its text, and neither its own id nor that of a record."""
    (row,) = club().name_of("GRP", on="2010-01-01").to_table().rows
    assert row[:7] == (None, "The Group", "The Group", "certain", None, "certain", "2000/..")


def test_nobody_has_no_row() -> None:
    """Where nobody is an answer, or nobody knows, the table has its columns and no rows, and the note says which."""
    data = club()
    for day, verdict in (("2000-06-01", Certainty.RULED_OUT), ("1999-01-01", Certainty.UNKNOWN)):
        answer = data.members_of("GRP", on=day)
        assert answer.verdict is verdict
        assert (answer.to_table().rows, answer.to_table().column_names) == ((), COLUMNS)
        assert answer.to_table().note == answer.why


def test_certainties_are_categories() -> None:
    """Both columns of certainties have the four values, so that a frame has the same categories whatever is asked."""
    columns = {column.name: column.values for column in club().members_of("GRP", on="2010").to_table().columns}
    assert columns["certainty"] == columns["record_certainty"] == tuple(each.value for each in Certainty)


def test_pages_of_answers_say_the_verdict() -> None:
    """Above the page of an answer stand its verdict and its reason."""
    answer = club().members_of("GRP", on="2010-06-30")
    page = answer._repr_html_()
    assert f"<p>certain: {answer.why}" in page


def test_a_clause_of_many_reasons_is_said_once(curated: Dataset) -> None:
    """What each reason says of the time asked about stands above the page, and not in each row; all else stays."""
    answer = curated.members_of("GMG", on="2010-10-15")
    page = answer._repr_html_()
    assert page.count("15 October 2010 lies inside") == 1
    assert page.count("15 October 2010 may lie before that") == 2
    assert sum("15 October 2010 lies inside" in each.why for each in answer.evidence) == 14


def test_sources_are_shown_by_title_with_links() -> None:
    """An answer names the documents, links those that have an address, and tells those that deny it apart."""
    documents = [Source(id=f"s{place}", title=f"Document {place}") for place in range(5)]
    linked = Source(id="web", title="A page", url="https://example.org/")
    cited = [Citation(source_id=each, states=("member_id",)) for each in ("web", "gone", "s0", "s1", "s2", "s3")]
    denied = Citation(source_id="s4", denies=True)
    known = covers("members", "2000-01-01", "2020-12-31", citations=[*cited[:1], denied])
    data = world(body(), org("aaa"), *documents, linked, seat("aaa", "2001/..", citations=cited), known)
    page = data.members_of("GRP", on="2005-01-01")._repr_html_()
    assert '<a href="https://example.org/">A page</a>; gone; Document 0; Document 1; and 2 more</td>' in page
    assert '<a href="https://example.org/">A page</a>; Document 4 (denies it)</td>' in page


def test_counts() -> None:
    """A count has a row for the records, then one for each figure; the page leaves empty columns out."""
    count = club().member_count("GRP", on="2010-06-30")
    first, second = count.to_table().rows
    assert first == ("count", 1, 2, *(None,) * 10)
    assert second[:7] == ("source", 2, 3, "about", "2010-06", date(2010, 6, 1), date(2010, 6, 30))
    assert second[-2:] == ("f", None)
    assert count.to_table().note == count.why
    page = count._repr_html_()
    assert "<p>between 1 and 2: " in page
    assert "start_earliest" not in page
    unknown = world(body(), org("aaa"), seat("aaa", "2001/.."), Figure(id="f", about_id="grp", unit="members", lower=2))
    table = unknown.member_count("GRP", on="2010-01-01").to_table()
    assert table["upper"] == (None,) * len(table.rows)


def test_tenures_and_shares(curated: Dataset) -> None:
    """A tenure is one row; its share are two numbers, of which the lower is rounded down and the upper up."""
    tenure = club().tenure("BBB", "GRP")
    assert tenure.to_table().rows == ((tenure.lower, None, None, None, True, False, "m3"),)
    assert tenure.to_table().note == tenure.why
    assert tenure.to_table().column_names == (
        "days_lower", "days_upper", "share_lower", "share_upper", "is_exact", "is_complete", "record_ids",
    )  # fmt: skip
    assert "m3" in tenure._repr_html_()
    tenure = curated.tenure("WHO", "GMG", during="2010")
    (row,) = tenure.to_table().rows
    assert row[:4] == (54, 93, Decimal("0.147945"), Decimal("0.254795"))
    assert tenure.share is not None
    assert row[2] <= tenure.share.lower <= tenure.share.upper <= row[3]
    assert tenure.to_table().note in tenure._repr_html_()
    nothing = curated.tenure("WHO", "GMG", during=Period("2001-01-01/2001-12-31"))
    assert nothing.to_table().rows[0][-1] is None


def test_totals(curated: Dataset) -> None:
    """A total has a row for each currency with exact amounts; brackets offer the currencies."""
    total = curated.total_of()
    assert total.to_table()["currency"] == tuple(each.currency for each in total.sums)
    assert total.to_table()["upper"] == tuple(each.upper for each in total.sums)
    assert total.to_table().note == total.why
    assert total._ipython_key_completions_() == [each.currency for each in total.sums]


def test_datasets(curated: Dataset) -> None:
    """A dataset shows version, reach and each collection with its count, and what to ask next."""
    page = curated._repr_html_()
    assert "version 1.1.0; nothing is known of the days after 31 January 2026" in page
    assert ">data.memberships</td>" in page
    assert f">{len(curated.memberships)}</td>" in page
    assert "data.chair_of(" in page
    assert '<td style="text-align:left;vertical-align:top;overflow-wrap:anywhere;min-width:4em"></td>' not in page
    assert Dataset.from_records([])._repr_html_().endswith(">Dataset without records</p>")
    assert "<p>Dataset</p>" in Dataset.from_records([org("aaa")])._repr_html_()
