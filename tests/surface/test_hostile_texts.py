"""Hostile texts: whatever a record says stays text in a page, in a terminal and in a spreadsheet."""

from __future__ import annotations

import csv
import importlib
import io
import pkgutil
import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, get_args, get_origin

import pytest

import iom_partners
from browser import beyond_the_edge, needs_browser
from hostile import HOSTILE
from iom_partners import (
    Agent,
    Citation,
    Coverage,
    Dataset,
    Identifier,
    InvalidQuestionError,
    InvalidRecordError,
    NoCertainAnswerError,
    Organization,
    PartialDate,
    Period,
    Said,
    SeveralAnswersError,
)
from iom_partners.model import Name
from iom_partners.model.record import Record
from iom_partners.model.vocabulary import KNOWN_WORDS
from iom_partners.query.answer import EraAnswer
from iom_partners.results import (
    Answer,
    AnswerChanges,
    Card,
    Collection,
    Column,
    Count,
    Evidence,
    Fact,
    LossReport,
    Narrowed,
    Plots,
    RecordList,
    Stats,
    Table,
    Tenure,
    Total,
)
from iom_partners.store.record_types import RECORD_TYPES, REFERENCES, record_class
from iom_partners.tables.html import html_table, reordered
from iom_partners.tables.table import Tabular

#: So many texts are in one dataset at most, for a page of 50 rows is read; each dataset has some of every sort.
SIZE = 45
NUMBER = -(-len(HOSTILE) // SIZE)
CHUNKS = [HOSTILE[at::NUMBER] for at in range(NUMBER)]
#: One dataset is tested at any time, the others where there is time.
_MORE = [pytest.mark.slow, pytest.mark.bulk]
PARAMS = [pytest.param(texts, id=str(at), marks=_MORE if at else []) for at, texts in enumerate(CHUNKS)]


def test_the_texts_are_many() -> None:
    """There are more than 300 different hostile texts, and each stands in one of the datasets below."""
    assert len(set(HOSTILE)) == len(HOSTILE) > 300
    assert sum(map(len, CHUNKS)) == len(HOSTILE)


# Datasets of which every text is hostile.


def record_id(kind: str, text: str) -> str:
    """Return the id of a record: it begins with the text, as far as an id may hold it."""
    told = "".join(mark if mark.isprintable() else f"u{ord(mark):x}" for mark in text[:400])
    return f"{'i' if told[:1].isspace() else ''}{told}{record_class(kind).__name__}"


def filled(kind: str, text: str, first: str) -> Any:
    """Return a record of which every field that can hold a text holds this one.

    Args:
        kind: the collection.
        text: for all fields.
        first: the text of the body that all are in.
    """
    refers = REFERENCES
    cited = Citation(
        source_id=record_id("sources", text), locator=text, as_stated=text, states=("name", "kind", "period"),
        says=(Said(field="country", value=text), Said(field="note", value=text)),
    )  # fmt: skip
    other = Citation(
        source_id=record_id("sources", first),
        says=(Said(field="name", value=f"{text}2"), Said(field="country", value=f"{text}3")),
    )
    values: dict[str, Any] = {
        "id": record_id(kind, text),
        "names": (Name(text=text, kind="official", period=Period("2005/"), citations=(cited,)),),
        "identifiers": (Identifier(scheme=text, value=text, citations=(cited,)),),
        "citations": (cited, other),
        "period": Period("2005/[2012-01-01..]"),
        "when": PartialDate("2010"),
        "amount": Decimal(5),
    }
    if kind == "contributions":
        values |= {"qualifier": None, "kind": "money"}  # All else is in no sum.
    if kind == "chair_terms":
        values["period"] = Period("2005-01-01/2006-12-31" if text == first else "2007/2011")
    fields = {}
    for field in record_class(kind).__attrs_attrs__:
        if kind == "coverages" and field.name in {"project_id", "except_ids"}:
            continue  # It is of the body.
        if kind == "rules" and field.name in {"positions", "order_ids"}:
            continue  # A troika has no order, and its positions are words.
        if field.name in values:
            value = values[field.name]
        elif field.name in refers:
            to = refers[field.name][0]
            value = record_id(to, first if field.name in {"organization_id", "about_id"} else text)
            value = (value,) if "tuple" in str(field.type) else value
        elif get_origin(field.type) is not None and "Literal" in str(field.type):
            value = get_args(field.type)[0]
        elif "tuple" in str(field.type):
            value = (text, text)
        elif known := KNOWN_WORDS.get(f"{record_class(kind).__name__}.{field.name}"):
            value = None if kind == "coverages" else known[0]  # Words and codes cannot be any text.
        elif field.name == "country":
            value = "CH"
        elif "str" in str(field.type):
            value = text
        else:
            continue
        fields[field.name] = value
    return record_class(kind)(**fields)


def made(texts: tuple[str, ...]) -> Dataset:
    """Return a dataset with a record of each type for each text; all are tied to the body of the first."""
    records = [filled(kind, text, texts[0]) for text in texts for kind in RECORD_TYPES]
    known = Coverage(
        id="known", organization_id=record_id("organizations", texts[0]), of="members", first_day=date(2000, 1, 1)
    )
    return Dataset.from_records([*records, known], strict=False)


@pytest.fixture(scope="module", params=PARAMS)
def data(request: pytest.FixtureRequest) -> Dataset:
    """One dataset after the other; together they hold all texts."""
    return made(request.param)


@pytest.fixture(scope="module")
def things(data: Dataset) -> list[Any]:
    """One or more of every class that shows itself, made of a dataset."""
    return list(shown_things(data))


def shown_things(data: Dataset) -> Iterator[Any]:
    """Return one or more of every class that shows itself, made of a dataset."""
    body, *others = data.organizations
    body = next(each for each in data.organizations if each.id == data.memberships[0].organization_id)
    yield data
    yield data.narrow()
    yield data.plot
    yield data.stats
    yield from (getattr(data, kind) for kind in RECORD_TYPES)
    yield from (getattr(data, kind)[:2] for kind in RECORD_TYPES)
    yield from data.tables.values()
    answers = [
        data.chair_of(body, on="2008-01-01"), data.members_of(body, on="2005-06-01"),
        data.members_of(body, during="1990"), data.name_of(body, on="2011-01-01"),
        data.groups_of(others[0], on="2010-01-01"), data.projects_of(others[0], on="2011-01-01"),
        data.partners_of(others[0], on="2011-01-01"), data.partners_of(data.projects[0], during="2010"),
    ]  # fmt: skip
    yield from answers
    yield from (each.to_table() for each in answers)
    yield data.member_count(body, on="2010-01-01")
    yield data.total_of()
    yield data.total_of(during="2010-06")
    yield data.tenure(others[0], body)
    yield data.tenure(others[0], body, during="2010")
    yield data.eras(body)
    yield data.name_eras(body)
    yield data.timeline(body)
    yield data.timeline(data.projects[0])
    yield data.succession(body)
    yield data.gaps(body)
    yield data.conflicts()
    yield data.check()
    yield data.lineage(body)
    yield data.derived_roles(body)
    yield data.stats.chairs_by("year", body, during="2000/2015")
    yield data.stats.contributions(("donor", "recipient", "project", "country", "theme", "kind", "year"))
    yield data.answer_diff(Dataset.from_records([], version="1"))
    yield data.shared_periods(others[0], others[1], body)
    with TemporaryDirectory() as folder:
        yield data.export(f"{folder}/x.graphml")
    yield RecordList(data.organizations, "agents")
    yield from (getattr(data, kind)[0] for kind in RECORD_TYPES)
    yield from (data.show(getattr(data, kind)[0]) for kind in RECORD_TYPES)
    yield from (data.organizations[0].names[0], data.organizations[0].identifiers[0])
    yield from (data.organizations[0].citations[0], Said(field="name", value=data.organizations[0].name))
    yield answers[1].evidence[0]
    yield next(data.facts())


#: Classes that only others are made on.
BASES = {Agent, EraAnswer, Record, Tabular}
#: Every class that shows itself in a notebook.
SHOWN = {
    *map(record_class, RECORD_TYPES),
    Answer,
    AnswerChanges,
    Card,
    Citation,
    Collection,
    Count,
    Dataset,
    Evidence,
    Fact,
    Identifier,
    LossReport,
    Name,
    Said,
    RecordList,
    Narrowed,
    Plots,
    Stats,
    Table,
    Tenure,
    Total,
}


def test_no_surface_is_forgotten(things: list[Any]) -> None:
    """Every class of the package that has an HTML page is tested here, and each is made of every dataset."""
    found = set()
    for module in pkgutil.walk_packages(iom_partners.__path__, "iom_partners."):
        if module.name != "iom_partners.__main__":
            own = vars(importlib.import_module(module.name)).values()
            found |= {each for each in own if isinstance(each, type) and hasattr(each, "_repr_html_")}
    assert found - BASES == SHOWN
    assert {type(each) for each in things} == SHOWN
    listings = {each._kind for each in things if isinstance(each, RecordList) and each}
    others = {
        "eras", "name_eras", "timeline", "successions", "gaps", "conflicts", "problems", "shared_periods", "agents",
        "answer_changes", "derived_roles", "losses",
    }  # fmt: skip
    assert listings == {*RECORD_TYPES, *others, "lineage"}
    for kind in (Answer, Count, Total, Tenure):
        assert any(len(each.to_table().rows) for each in things if isinstance(each, kind))


# Pages.

#: What a page may hold: elements with attributes.
ALLOWED = {
    "div": {"style", "class"}, "p": {"class"}, "table": {"style"}, "thead": set(), "tbody": set(), "tr": set(),
    "th": {"scope", "style"}, "td": {"style", "colspan"}, "a": {"href"}, "b": set(), "small": set(), "br": set(),
    "wbr": set(), "ul": set(), "ol": set(), "li": set(), "details": set(), "summary": set(),
}  # fmt: skip
STYLES = {
    "text-align:left", "vertical-align:top", "white-space:nowrap", "overflow-x:auto", "overflow-wrap:anywhere",
    "overflow-wrap:break-word", "margin-left:0", "table-layout:auto", "max-width:100%",
}  # fmt: skip
WIDTH = re.compile(r"(min-)?width:\d+em")


class Page(HTMLParser):
    """Reads a page strictly: elements and attributes of the list, each closed where it was opened, and texts only."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.texts: list[str] = []
        self.rows: list[list[str]] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED
        assert {name for name, _ in attrs} <= ALLOWED[tag]
        assert len({name for name, _ in attrs}) == len(attrs)
        values = {name: value or "" for name, value in attrs}
        assert {each for each in values.get("style", "").split(";") if not WIDTH.fullmatch(each)} <= {*STYLES, ""}
        assert values.get("scope", "col") in {"col", "row"}
        assert values.get("href", "http://").startswith(("http://", "https://"))
        assert values.get("class") in {None, "mathjax_ignore tex2jax_ignore"}
        assert values.get("colspan", "1").isdecimal()
        if tag in {"br", "wbr"}:
            return
        self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in {"p", "th", "td"}:
            (self.texts if tag == "p" else self.rows[-1]).append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        inside = next(each for each in reversed(self.open) if each not in {"a", "b", "small"})
        assert inside in {"p", "th", "td", "li", "summary"}
        if inside in {"p", "th", "td"}:
            (self.texts if inside == "p" else self.rows[-1])[-1] += data

    def refuse(self, *_: object) -> None:
        raise AssertionError("no comment, declaration or instruction is written")

    handle_comment = handle_decl = handle_pi = unknown_decl = refuse


#: What the HTML standard bars from texts: surrogates, code points that are not characters, and controls but tab, line
#: feed and form feed; a carriage return is allowed, but reads back as a line feed.
BARRED = {*range(9), 0xB, *range(0xD, 0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0)}
BARRED |= {plane << 16 | end for plane in range(17) for end in (0xFFFE, 0xFFFF)}
WRITTEN_OUT = {code: ascii(chr(code))[1:-1] for code in BARRED}


def held(text: str) -> str:
    """Return what a page shows of a text: the same but for what no page can hold."""
    return text.translate(WRITTEN_OUT)


def words(value: object) -> str:
    """Return what a page shows of a cell: of a date its words, and its EDTF where it is another text."""
    if isinstance(value, PartialDate | Period):
        return "not stated" if str(value) == "/" else "".join(dict.fromkeys((value.describe(), str(value))))
    return "" if value is None else held(str(value))


def test_pages_hold_text_only(things: list[Any]) -> None:
    """No text makes an element, an attribute, a comment or a style; each cell reads back as the very text.

    No style sets a color, so that any theme suits, and rows that are left out are counted.
    """
    for thing in things:
        html = thing._repr_html_()
        html.encode("utf-8")
        page = Page(html)
        if isinstance(thing, Tabular) and not isinstance(thing, (Answer, Tenure)):
            columns, rows, count, caption = thing._shown(10)
            cut = [[f"… and {count - len(rows):,} more"]] if count > len(rows) else []
            assert page.texts == [held(caption)]
            assert page.rows == seen(page, *reordered(columns, rows), cut)
            columns, rows = reordered(*thing._shown(50)[:2])
            whole = Page(html_table(columns, rows, most=len(rows)))
            assert whole.rows == seen(whole, columns, rows, [])


def seen(page: Page, columns: Sequence[str], rows: Sequence[Sequence[object]], cut: list[list[str]]) -> list[list[str]]:
    """Return the rows that a page should have: those of its columns, and what it leaves out."""
    if not rows:
        return []
    places = [place for place, each in enumerate(columns) if each in page.rows[0]]
    others = [each for each in columns if each not in page.rows[0]]
    told = [[f"not shown: {', '.join(others)}"]] if others else []
    return [[words(row[place]) for place in places] for row in (columns, *rows)] + cut + told


@needs_browser[0]
@needs_browser[1]
def test_pages_lie_within_the_edge(things: list[Any], tmp_path: Path) -> None:
    """However long a word of a text is, no page is wider than a cell of a notebook."""
    pages = {f"{at} {type(thing).__name__}": thing._repr_html_() for at, thing in enumerate(things)}
    assert beyond_the_edge(tmp_path, pages) == []


def test_pages_of_answers_show_who_and_why(things: list[Any]) -> None:
    """An answer shows its verdict and reason above, and a row for each proof."""
    for thing in things:
        if isinstance(thing, Answer):
            page = Page(thing._repr_html_())
            assert page.texts[0].startswith(held(f"{thing.verdict}: {thing.why}"))
            once = page.texts[0].rpartition("time asked about, ")[2].rstrip(".")
            whys = [words(proof.why) for proof in thing.evidence][:50]
            shown = [row[3] for row in page.rows[1:] if len(row) > 1]
            said = zip(whys, shown, strict=True)
            assert all(why in {told, f"{told}, and {once}", f"{told}; {once}"} for why, told in said)
            names = {getattr(item, "name", item) for item in (*thing.certain, *thing.possible)}
            assert all(any(held(name) in row[0] for row in page.rows) for name in list(names)[:10]) or len(names) > 50


def test_pages_hold_each_text(data: Dataset) -> None:
    """The page of the organizations shows every name, acronym and kind as it is."""
    columns, *rows = Page(html_table(*reordered(*data.organizations._shown(50)[:2]))).rows
    for name in ("name", "acronym", "kind", "country", "website"):
        place = columns.index(name)
        shown = [held(getattr(each, name)) for each in data.organizations]
        assert [row[place] for row in rows] == shown


@pytest.mark.parametrize(("mark", "shown"), [
    ("\0", "\\x00"),
    ("\r", "\\r"),
    ("\x1b", "\\x1b"),
    ("\x85", "\\x85"),
    ("\ud800", "\\ud800"),
    ("\ufffe", "\\ufffe"),
    ("\U0010ffff", "\\U0010ffff"),
])  # fmt: skip
def test_what_html_cannot_hold_is_written_out(mark: str, shown: str) -> None:
    """What the standard bars is shown as Python writes it; all else, bidi marks too, stands as it is."""
    table = Table("marks", [Column("mark", "string", "any")], [(f"a{mark}b",), ("a\u202eb\u2028\t\n\u200d",)])
    assert Page(table._repr_html_()).rows[1:] == [[f"a{shown}b"], ["a\u202eb\u2028\t\n\u200d"]]


# Terminals.


def safe(text: str) -> bool:
    """Return whether a text holds nothing but what a terminal prints, and its own line ends."""
    return all(line.isprintable() for line in text.split("\n"))


def test_terminals_get_no_control(things: list[Any]) -> None:
    """No repr and no printed table holds a control, an escape sequence, a bidi or an unseen mark."""
    for thing in things:
        assert safe(repr(thing))
        assert safe(str(thing))
        if isinstance(thing, Tabular):
            assert safe(thing._as_text())
            assert all(len(line) < 2_000 for line in thing._as_text().split("\n")[1:-1])


def test_parts_of_answers_are_safe_too(data: Dataset) -> None:
    """Each era, gap, entry, conflict, sum, proof and record is safe to look at alone, and so are errors."""
    body = next(each for each in data.organizations if each.id == data.memberships[0].organization_id)
    parts = [
        *data.eras(body), *data.name_eras(body), *data.timeline(body)[:20], *data.succession(body)[:20],
        *data.gaps(body)[:20], *data.conflicts()[:20], *data.check()[:20], *data.total_of().sums,
        *data.members_of(body, on="2010-01-01").evidence, *data.organizations[:5], *data.sources[:5],
        *(era.members for era in data.eras(body)), *data.chair_of(body, on="2008-01-01").evidence,
    ]  # fmt: skip
    for part in parts:
        assert safe(repr(part))
        assert safe(str(part))
    with pytest.raises((SeveralAnswersError, NoCertainAnswerError)) as caught:
        data.members_of(body, on="2011-01-01").one()
    assert safe(str(caught.value))


def test_changes_are_safe_to_print_and_to_publish() -> None:
    """R48: in a list of changes a text is code on a line of its own: no mark steers a terminal, none is markup."""

    def changes(text: str) -> str:
        old, new = (Dataset.from_records([Organization(id="a", name=name)], strict=False) for name in ("A", text))
        return str(new.diff(old))

    lines = changes("B").splitlines()
    for text in HOSTILE:
        try:
            shown = changes(text)
        except InvalidRecordError:
            continue  # No record holds it.
        assert safe(shown), ascii(text)
        assert len(shown.splitlines()) == len(lines), ascii(text)
        after = shown.rpartition(" → ")[2]
        fence = after[: len(after) - len(after.lstrip("`"))]
        assert after.endswith(fence), ascii(text)
        assert fence, ascii(text)
        assert fence not in after[len(fence) : -len(fence)], ascii(text)


def test_a_line_of_a_text_table_is_one_row() -> None:
    """Line ends in a cell, a heading, a name or a note make no line of the table."""
    table = Table("a\nb", [Column("c\nd", "string", "any")], [(text,) for text in HOSTILE[:10]], note="e\r\nf")
    assert len(str(table).split("\n")) == 2 + 10


# Spreadsheets and programs.

#: With these a spreadsheet begins a formula, and these it may skip before one.
FORMULA, BLANK = "=+-@|%\t\r\n\0\uff1d\uff0b\uff0d\uff20", " \u00a0\u3000\u200b\ufeff\v\f\x85"


def read(text: str) -> list[list[str]]:
    """Read CSV as programs do."""
    return list(csv.reader(io.StringIO(text, newline="")))


def cells(table: Table) -> list[list[str]]:
    """Return the cells of a table as text."""

    def text(value: object) -> str:
        return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)

    return [list(map(text, row)) for row in (table.column_names, *table.rows)]


def tables(things: list[Any]) -> Iterator[Table]:
    """Return the table of everything that has one, without labels and with them."""
    for each in things:
        if hasattr(each, "to_table"):
            yield each.to_table()
            # What is made here without a dataset has no names.
            if getattr(each, "_kind", "") != "agents":
                yield each.to_table(labels=True)


def freed(row: list[str]) -> list[str]:
    """Take one apostrophe away from each cell that begins with one, past blanks."""
    return [cell.removeprefix("'") for cell in row]


def test_csv_is_safe_for_spreadsheets(things: list[Any]) -> None:
    """No cell begins a formula but a plain number or date, and taking one apostrophe away gives each text back."""
    for table in tables(things):
        got = read(table.to_csv() or "")
        assert [got[0], *map(freed, got[1:])] == cells(table)
        for row in got[1:]:
            for cell in row:
                harmless = set(cell[1:]) <= set("0123456789-/.?~%") and cell[1:2].isdigit()
                assert not cell.lstrip(BLANK).startswith(tuple(FORMULA)) or harmless, cell


def test_exact_csv_loses_nothing(things: list[Any]) -> None:
    """With `exact=True` every cell reads back as it was, whatever it holds."""
    for table in tables(things):
        assert read(table.to_csv(exact=True) or "") == cells(table)


@pytest.mark.parametrize("text", [
    "-0044", "-0044/..", "../2013", "-0044-03-15/-0043", "%2004", "[..2006-05-09]/..", "/", "-1.5", "2004-06-~01", "-?",
])  # fmt: skip
def test_dates_keep_their_text(text: str) -> None:
    """A date or number stays as it is, also a year before the first, which a minus sign begins."""
    table = Table("dates", [Column("period", "string", "EDTF"), Column("n", "integer", "any")], [(text, -44)])
    assert read(table.to_csv() or "")[1] == ["'-?" if text == "-?" else text, "-44"]


@pytest.mark.parametrize("column", ["id", "period"])
def test_ids_and_dates_of_records_are_never_changed(curated: Dataset, column: str) -> None:
    """No id and no period of the shipped data gets an apostrophe."""
    for kind in RECORD_TYPES:
        table = getattr(curated, kind).to_table()
        if column in table.column_names:
            place = table.column_names.index(column)
            assert [row[place] for row in read(table.to_csv() or "")[1:]] == [each or "" for each in table[column]]


def test_files_hold_the_same_bytes(tmp_path: Path) -> None:
    """A file holds the text as it is, without a change of line ends; half of a pair is refused by name."""
    column = Column("text", "string", "any")
    good = [text for text in HOSTILE if not any(0xD800 <= ord(mark) < 0xE000 for mark in text)]
    for exact in (False, True):
        table = Table("texts", [column], [(text,) for text in good])
        table.to_csv(tmp_path / "good.csv", exact=exact)
        assert (tmp_path / "good.csv").read_bytes() == (table.to_csv(exact=exact) or "").encode()
    with pytest.raises(InvalidQuestionError, match=r"'\\ud800', which UTF-8 cannot encode"):
        Table("texts", [column], [("a\ud800",)]).to_csv(tmp_path / "bad.csv")
    assert not (tmp_path / "bad.csv").exists()
