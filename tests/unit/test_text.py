"""Tables of plain text: what fits, what is cut, what is left out and said so."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from iom_partners.tables.text import counted, plain, text_table

SENTENCE = "it is not known on which day the term began, and this is a long sentence"


def lines(columns: list[str], rows: list[Any], **more: Any) -> list[str]:
    """Return the lines of a table."""
    return text_table(columns, rows, **more).split("\n")


def test_a_small_table_in_full() -> None:
    """Columns are aligned to the left, None is empty, nothing trails."""
    told = lines(["who", "since"], [("IOM", 1951), ("ILO", None)], caption="2 bodies")
    assert told == ["2 bodies", "who  since", "IOM  1951", "ILO"]


def test_nothing_to_show() -> None:
    """Without rows the caption stands alone, or nothing."""
    assert text_table(["who"], [], caption="0 bodies") == "0 bodies"
    assert text_table(["who"], []) == ""


def test_rows_are_cut_with_a_count() -> None:
    """Ten rows are shown, or as many as asked for; the others are counted, also those that are not given."""
    assert lines(["n"], [[each] for each in range(12)])[-2:] == ["9", "… and 2 more"]
    assert lines(["n"], [[each] for each in range(12)], most=3)[-1] == "… and 9 more"
    assert lines(["n"], [[1]], count=1_000_000)[-1] == "… and 999,999 more"
    assert lines(["n"], [[each] for each in range(10)])[-1] == "9"


@pytest.mark.parametrize("width", [20, 30, 60, 80, 100, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    """However wide the cells, each row fits, for texts shrink and columns are left out; numbers keep all digits."""
    rows = [("an-id-that-is-long", "a name that is quite long", 1234567, date(2004, 5, 6), SENTENCE)] * 2
    told = lines(["id", "name", "n", "day", "why"], rows, width=width)
    shown = [line for line in told if not line.startswith("(not shown")]
    assert all(len(line) <= width for line in shown)
    assert all(("1234567" in line) == ("n" in shown[0].split()) for line in shown[1:])
    assert all(("2004-05-06" in line) == ("day" in shown[0].split()) for line in shown[1:])


def test_what_is_left_out_first_and_last() -> None:
    """Empty columns and the bounds go first, then columns from the right; certainty, time and reason go last."""
    heads = ["id", "empty", "a", "b", "certainty", "period", "start_earliest", "why"]
    row = ("x", None, "a" * 20, "b" * 20, "possible", "2004/2005", date(2004, 1, 1), SENTENCE)
    for width, left_out in [
        (200, ""),
        (105, "(not shown: empty)"),
        (90, "(not shown: empty, start_earliest)"),
        (80, "(not shown: empty, b, start_earliest)"),
        (60, "(not shown: empty, a, b, start_earliest)"),
        (30, "(not shown: empty, a, b, start_earliest, why)"),
        (5, "(not shown: empty, a, b, certainty, period, start_earliest, why)"),
    ]:
        told = lines(heads, [row], width=width)
        assert (told[-1] if told[-1].startswith("(") else "") == left_out, width


def test_an_empty_first_column_gives_way() -> None:
    """The first column stays to look rows up by, unless it holds nothing."""
    told = lines(["id", "name", "why"], [(None, "n" * 30, SENTENCE)], width=46)
    assert told[0].split() == ["name", "why"]
    assert lines(["id"], [[None]], width=1)[0] == "id"


def test_times_are_never_cut() -> None:
    """Half a date would be another date, so the other texts shrink."""
    period = "[2010-09-30..2010-11-08]/[2014-01-01..2018-12-31]"
    told = lines(["id", "period", "name"], [("x" * 30, period, "y" * 30)], width=90)
    assert period in told[1]
    assert "x…" in told[1]


def test_the_widest_shrinks_first() -> None:
    """Of two texts the longer one is cut as far as the other before both are."""
    told = lines(["a", "b"], [("x" * 50, "y" * 20)], width=60)
    assert told[1] == "x" * 37 + "…" + "  " + "y" * 20


@pytest.mark.parametrize(("head", "least"), [("why", 32), ("what", 32), ("reason", 32), ("note", 12)])
def test_sentences_keep_more_room(head: str, least: int) -> None:
    """In a crowded line the first column keeps 20 letters, a sentence 32, any other text 12; then one is left out."""
    row = ("a" * 60, "b" * 60, "c" * 60)
    assert text_table(["id", "x", head], [row], width=20 + 2 + 12 + 2 + least).splitlines()[1:] == [
        f"{'a' * 19}…  {'b' * 11}…  {'c' * (least - 1)}…"
    ]
    lines = text_table(["id", "x", head], [row], width=20 + 2 + 12 + 2 + least - 1).splitlines()
    assert lines[-1] == f"(not shown: {'x' if least == 32 else head})"


def test_wide_letters_count_twice_and_marks_nothing() -> None:
    """Columns stand under each other in a terminal, also after letters that take two places or none."""
    told = lines(["a", "b"], [("日本", "x"), ("e\u0301", "x"), ("abcd", "x")])
    assert told[1:] == ["日本  x", "e\u0301     x", "abcd  x"]
    cut = lines(["a"], [("日" * 40,)])[1]
    assert cut == "日" * 29 + "…"


def test_no_mark_steers_the_terminal() -> None:
    """Controls, bidi and unseen marks are written out in cells, headings and caption, line ends too."""
    told = lines(["a\x1b"], [("b\u202e\n",)], caption="c\r\u200b")
    assert told == ["c\\r\\u200b", "a\\x1b", "b\\u202e\\n"]
    assert plain(None) == ""


@pytest.mark.parametrize(("number", "plural", "said"), [
    (0, "places", "0 places"),
    (1, "places", "1 place"),
    (1, "people", "1 person"),
    (1, "agencies", "1 agency"),
    (1, "progress", "1 progress"),
    (1, "staff", "1 staff"),
    (1_000_000, "places", "1,000,000 places"),
])  # fmt: skip
def test_counted(number: int, plural: str, said: str) -> None:
    """One thing is in the singular."""
    assert counted(number, plural) == said
