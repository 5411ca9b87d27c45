"""HTML tables: escaped, cut with a count, plain where there is nothing to show."""

from __future__ import annotations

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
    """Without a caption there is no caption element; without rows there is no table."""
    assert "<caption" not in html_table(["n"], [[1]])
    assert html_table(["n"], [], caption="none") == "<p>none</p>"


def test_none_is_an_empty_cell() -> None:
    """None is shown as nothing, not as a word."""
    assert "None" not in html_table(["n"], [[None]])
