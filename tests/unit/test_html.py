"""HTML tables: escaped, cut with a count, plain where there is nothing to show."""

from __future__ import annotations

from iom_partners import PartialDate, Period
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
