"""`Table`: fixed columns, plain rows, and how it is shown."""

from __future__ import annotations

import copy
import pickle

import pytest

from iom_partners import Column, Table, UnknownNameError

COLUMNS = (Column("id", "string", "slug", (), True), Column("n", "integer", "how many"))
ROWS = [("a", 1), ("b", None)]


def table(note: str = "") -> Table:
    """Give a small table."""
    return Table("things", COLUMNS, ROWS, note=note)


def test_it_holds_what_it_was_given() -> None:
    """Rows become tuples, and a list that they came from no longer matters."""
    rows = [["a", 1]]
    made = Table("things", COLUMNS, rows)
    rows[0][0] = "z"
    assert made.rows == (("a", 1),)
    assert made["id"] == ("a",)
    assert list(made) == [("a", 1)]
    assert (len(made), made.column_names, made.to_table() is made) == (1, ("id", "n"), True)


def test_equality_and_copies() -> None:
    """Tables are equal by name, columns and rows, whatever the note; copies and pickles are equal too."""
    assert table() == table("note")
    assert hash(table()) == hash(table())
    assert table() != Table("others", COLUMNS, ROWS)
    assert table() != Table("things", COLUMNS, ROWS[:1])
    assert table().__eq__(5) is NotImplemented
    assert copy.deepcopy(table()) == pickle.loads(pickle.dumps(table())) == table()


def test_unknown_column() -> None:
    """A column that there is not raises an error that lists those that there are."""
    with pytest.raises(UnknownNameError, match="there is no column 'x' .there are id, n"):
        table()["x"]


def test_shows() -> None:
    """The repr and the page have a line with count, name and note, then headings and rows."""
    assert repr(table("all of them")) == "2 things: all of them\nid  n\na   1\nb"
    assert str(table()) == repr(table())
    page = table("all of them")._repr_html_()
    assert page.startswith("<div><p>2 things: all of them</p>")
    assert repr(Table("things", COLUMNS, ROWS[:1])).startswith("1 thing\n")
    assert table()._ipython_key_completions_() == ["id", "n"]


def test_codebook() -> None:
    """The codebook has a row for each column."""
    assert [row[:2] for row in table().codebook()] == [("id", "string"), ("n", "integer")]
