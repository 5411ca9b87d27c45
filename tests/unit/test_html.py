"""HTML tables: escaped, cut with a count, plain where there is nothing to show."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from browser import beyond_the_edge, needs_browser
from iom_partners import Dataset, PartialDate, Period
from iom_partners.store.record_types import RECORD_TYPES
from iom_partners.tables.html import html_table


def test_every_text_is_escaped() -> None:
    """No heading, cell or caption can make an element of its own."""
    table = html_table(["<i>"], [["<script>alert(1)</script>"], ["\"&'"]], caption="<b>")
    assert "<script>" not in table
    assert "<i>" not in table
    assert "<b>" not in table
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in table


def test_long_tables_are_cut_with_a_count() -> None:
    """Of seven rows with room for five, the last line counts the two that are left out."""
    table = html_table(["n"], [[number] for number in range(7)], most=5)
    assert ">4<" in table
    assert ">5<" not in table
    assert "and 2 more" in table


def test_a_table_without_caption_or_rows() -> None:
    """Without a caption no line stands above the table; without rows there is no table but the line."""
    assert "<p>" not in html_table(["n"], [[1]])
    assert html_table(["n"], []) == '<p class="mathjax_ignore tex2jax_ignore"></p>'
    assert html_table(["n"], [], caption="none").endswith(">none</p>")


def test_none_is_an_empty_cell() -> None:
    """None is shown as nothing, not as a word."""
    assert "None" not in html_table(["n"], [[None]])


def test_rows_that_are_not_given_are_counted() -> None:
    """Where the rows are the first of many, the last line counts the others."""
    assert "… and 999,998 more" in html_table(["n"], [[1], [2]], count=1_000_000)
    assert "more" not in html_table(["n"], [[1], [2]], count=2)


def test_no_color_is_fixed() -> None:
    """No style names a color, so that the table is read in dark and light themes, and a wide one can be scrolled."""
    table = html_table(["n"], [["x"], ["two words"], ["many words " * 9]], caption="c")
    assert "color" not in table
    assert "background" not in table
    assert "overflow-x:auto" in table


def test_short_words_stay_on_one_line_and_sentences_get_room() -> None:
    """A date is not broken at its hyphens, and a sentence is not squeezed to a word a line."""
    assert 'nowrap">2003-04-01<' in html_table(["n"], [["2003-04-01"]])
    assert "nowrap" not in html_table(["n"], [["two words"], ["x" * 50]])
    assert "min-width:13em" in html_table(["n"], [["many words " * 9]])


def test_the_more_columns_the_narrower() -> None:
    """Columns get less room before any is left out: first what adds nothing, then from the right, and a reason last."""
    row = ["contradiction", *["several different words"] * 8, "many words " * 9]
    heads = ["kind", *(f"head{place}" for place in range(8)), "why"]
    page = html_table(heads, [row])
    assert "not shown" not in page
    assert "min-width:13em" not in page
    assert "width:8em" in page  # Of a word that is not broken while there is room.
    heads, row = [*heads[:-1], *(f"more{place}" for place in range(9)), "why"], [*row[:-1], *range(9), row[-1]]
    page = html_table(heads, [row])
    assert ">not shown: more1, more2, more3, more4, more5, more6, more7, more8</td>" in page
    assert ">many words" in page
    assert "min-width:8em" in html_table(heads, [[*row[:1], 1234567890123, *row[2:]]])  # A number is never broken.


def shown(data: Dataset) -> Iterator[tuple[str, Any]]:
    """Yield what each kind of collection, answer and table of a dataset shows, with a name."""
    yield "data", data
    for kind in RECORD_TYPES:
        records = getattr(data, kind)
        yield kind, records
        yield f"the last of {kind}", records[-10:]
        yield f"one of {kind}", records[0]
        yield f"table of {kind}", records.to_table()
    yield from ((f"table {name}", table) for name, table in data.tables.items())
    answers = {
        "chair_of": data.chair_of("GMG", on="2013-09-01"), "members_of": data.members_of("GMG", on="2010-10-15"),
        "members of IOM": data.members_of("IOM", on="2010-10-15"), "name_of": data.name_of("IOM", on="1960"),
        "groups_of": data.groups_of("IOM", on="2010-01-01"), "projects_of": data.projects_of("IOM", during="2008"),
        "partners_of": data.partners_of("IOM", during="2008"), "units_of": data.units_of("IOM", on="2010-01-01"),
        "member_count": data.member_count("GMG", on="2010-10-15"), "total_of": data.total_of(),
        "tenure": data.tenure("IOM", "GMG"),
    }  # fmt: skip
    for name, answer in answers.items():
        yield name, answer
        yield f"table of {name}", answer.to_table()
    listings = {
        "eras": data.eras("GMG"), "name_eras": data.name_eras("IOM"), "timeline": data.timeline("GMG"),
        "succession": data.succession("GMG"), "gaps": data.gaps("GMG"), "conflicts": data.conflicts(),
        "lineage": data.lineage("IOM"), "derived_roles": data.derived_roles("GFMD"), "check": data.check(),
        "find": data.find("migration"), "shared_periods": data.shared_periods("IOM", "UNHCR", "GMG"),
        "answer_diff": data.answer_diff(Dataset.from_records([], version="1")),
    }  # fmt: skip
    for name, listing in listings.items():
        yield name, listing
        yield f"table of {name}", listing.to_table()
    yield "evidence", answers["chair_of"].evidence[0]
    yield from ((f"card of {name}", data.show(name)) for name in ("GMG", "IOM", "gmg-chair-iom-2013"))
    yield "contributions", data.stats.contributions(("donor", "recipient", "project", "country", "theme", "year"))
    yield "panel", data.stats.panel("GMG")
    yield "co_membership", data.stats.co_membership()


@needs_browser[0]
@needs_browser[1]
def test_nothing_lies_beyond_the_edge(curated: Dataset, tmp_path: Path) -> None:
    """In cells of 700 and 900 pixels, no collection, answer, listing, table or card is cut or scrolled."""
    assert beyond_the_edge(tmp_path, {name: thing._repr_html_() for name, thing in shown(curated)}) == []


def test_answers_and_conflicts_leave_nothing_out(curated: Dataset) -> None:
    """Reasons and sources are among what is shown of each answer, conflict, era and gap."""
    for thing in (
        curated.members_of("GMG", on="2010-10-15"), curated.conflicts(), curated.eras("GMG"), curated.gaps("GMG"),
        curated.derived_roles("GFMD"), curated.succession("GMG"), curated.lineage("IOM"),
    ):  # fmt: skip
        assert "not shown: " not in thing._repr_html_()


def test_dates_stand_in_words_above_their_edtf() -> None:
    """A date is said in words, with its EDTF where it is another text; of one that no one states that is said."""
    page = html_table(["when"], [[PartialDate("2003-04")], [PartialDate("2003")], [Period("/")]])
    assert ">April 2003<br><small>2003-04</small></td>" in page
    assert ">2003</td>" in page
    assert ">not stated</td>" in page


def test_addresses_are_links_if_they_are_of_the_web() -> None:
    """An address is a link; a text that only looks like one, or would run code, is not."""
    assert '<a href="https://x.org/?a=1&amp;b=2">' in html_table(["url"], [["https://x.org/?a=1&b=2"]])
    for text in (
        "javascript:alert(1)",
        'https://x.org/"onclick="',
        "https://",
        "data:text/html,x",
        "see https://x.org",
    ):
        assert "<a" not in html_table(["url"], [[text]])


def test_what_html_does_not_hold_is_written_as_an_escape() -> None:
    """Controls, halves of pairs and the codes that never are characters; what browsers keep stays as it is."""
    for mark in ("\x00", "\x0b", "\r", "\x7f", "\ud800", "\ufdd0", "\ufdef", "\ufffe", "\uffff", "\U0001fffe"):
        assert f">a{repr(mark)[1:-1]}b<" in html_table(["n"], [[f"a{mark}b"]])
    for mark in ("\t", "\n", "\f", "\xa0", "\u200b", "\ufdcf", "\ufdf0", "\ufffd", "\U00010000", "\ue000"):
        assert f">a{mark}b<" in html_table(["n"], [[f"a{mark}b"]])
