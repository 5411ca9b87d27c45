"""`Table`: fixed columns, plain rows, and how it is shown."""

from __future__ import annotations

import copy
import pickle
from pathlib import Path

import pytest

from iom_partners import InvalidQuestionError, UnknownNameError
from iom_partners.results import Column, Table
from iom_partners.tables import files
from iom_partners.tables.table import Tabular

COLUMNS = (Column("id", "string", "slug", (), True), Column("n", "integer", "how many"))
ROWS = [("a", 1), ("b", None)]


def table(note: str = "") -> Table:
    """Return a small table."""
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
    with pytest.raises(UnknownNameError, match="there is no column 'x' .the columns are id, n"):
        table()["x"]


def test_shows() -> None:
    """The repr and the page have a line with count, name and note, then headings and rows."""
    assert repr(table("all of them")) == "2 things: all of them\nid  n\na   1\nb"
    assert str(table()) == repr(table())
    page = table("all of them")._repr_html_()
    assert "><p>2 things: all of them</p>" in page
    assert repr(Table("things", COLUMNS, ROWS[:1])).startswith("1 thing\n")
    assert table()._ipython_key_completions_() == ["id", "n"]


def test_codebook() -> None:
    """The codebook has a row for each column."""
    assert [row[:2] for row in table().codebook()] == [("id", "string"), ("n", "integer")]
    assert table().codebook().column_names == ("column", "type", "values", "description")


def test_arrow_reads_it_as_it_is() -> None:
    """What reads Arrow streams takes a table without a call."""
    pa = pytest.importorskip("pyarrow")
    assert pa.table(table()).to_pydict() == {"id": ["a", "b"], "n": [1, None]}


@pytest.mark.parametrize("library", ["pyarrow", "polars"])
def test_parquet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: str) -> None:
    """A Parquet file has the same rows and null for what is empty, whichever library writes it."""
    pq, pl = pytest.importorskip("pyarrow.parquet"), pytest.importorskip("polars")
    monkeypatch.setattr(files, "first_of", lambda *_, **__: library)
    table().to_parquet(tmp_path / "t.parquet")
    assert pq.read_table(tmp_path / "t.parquet").to_pydict() == {"id": ["a", "b"], "n": [1, None]}
    assert pl.read_parquet(tmp_path / "t.parquet").rows() == ROWS


def test_csv_to_a_file_or_as_text(tmp_path: Path) -> None:
    """With a path nothing is given back but the file; without one the same text."""
    assert table().to_csv(tmp_path / "t.csv", encoding="utf-8-sig") is None
    assert (tmp_path / "t.csv").read_bytes() == b"\xef\xbb\xbfid,n\na,1\nb,\n"
    for encoding in ("no-such-code", None, "rot13"):
        with pytest.raises(InvalidQuestionError, match=r"^encoding: .* is not an encoding"):
            table().to_csv(tmp_path / "x.csv", encoding=encoding)  # type: ignore[arg-type]
    with pytest.raises(InvalidQuestionError, match=r"^path: the text has 'é', which ASCII cannot encode"):
        Table("t", [Column("x", "string", "any")], [("é",)]).to_csv(tmp_path / "x.csv", encoding="ascii")
    assert not (tmp_path / "x.csv").exists()
    assert table().to_csv(tmp_path / "t.csv") is None
    assert (tmp_path / "t.csv").read_text(encoding="utf-8") == table().to_csv() == "id,n\na,1\nb,\n"


def test_what_is_not_a_table_says_so() -> None:
    """A class that gives no table is not taken for an empty one."""
    with pytest.raises(NotImplementedError):
        Tabular().to_table()


def test_a_text_that_is_not_a_date_is_shown_as_it_is() -> None:
    """A table of anyone may call a column EDTF, and hold other texts in it."""
    made = Table("things", (Column("when", "string", "when, EDTF"),), [("2004-05",), ("long ago",)])
    assert "May 2004" in made._repr_html_()
    assert "long ago" in made._repr_html_()
