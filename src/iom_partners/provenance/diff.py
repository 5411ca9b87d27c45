"""Facts: every field of every record under an id of its own, and what changed between two datasets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Literal, NamedTuple

from ..errors import printable, shorten
from ..model.evidence import Citation, value_text
from ..store.record_types import RECORD_TYPES
from ..store.store import Store
from .statements import PARTS, spoken_fields, stating

__all__ = ["Change", "Changes", "Fact", "facts_of", "find_changes", "find_facts"]


class Fact(NamedTuple):
    """One field of one record, or one of its names or identifiers.

    Attributes:
        id: stable as long as the record's id is: ``memberships/gmg-member-who/period``,
            ``organizations/iom/names/acronym:en:ICEM``.
        value: as text; dates in EDTF.
        citations: the citations of the record that state the field, say otherwise, or deny the record; none for its
            id.
    """

    id: str
    value: str
    citations: tuple[Citation, ...]

    def __repr__(self) -> str:
        sources = ", ".join(dict.fromkeys(each.source_id for each in self.citations))
        return printable(f"<Fact {self.id}: {shorten(self.value)}; sources: {sources}>")

    def _repr_html_(self) -> str:
        from ..cards import cited, html_card

        return html_card(self.id, [("Value", self.value)], [cited(self.citations)] if self.citations else [])


class Change(NamedTuple):
    """What happened to one fact.

    Attributes:
        kind: added, removed, changed (it has another value), or cited (the value is the same, its evidence is not).
        fact_id: which fact.
        before: its value in the old dataset; None where it is new.
        after: its value in the new one; None where it is gone.
    """

    kind: Literal["added", "removed", "changed", "cited"]
    fact_id: str
    before: str | None
    after: str | None


class Changes(tuple[Change, ...]):
    """All changes from one dataset to another, in the order of the records; printed, they are a release note."""

    __slots__ = ()

    def __str__(self) -> str:
        """Return a Markdown list, in which each record that was added or removed is one line."""
        lines = []
        for kind, heading in (("added", "Added"), ("removed", "Removed"), ("changed", "Changed"), ("cited", "Cited")):
            own = [change for change in self if change.kind == kind]
            if own:
                lines += ["", f"### {heading}", "", *_lines(own, kind)]
        return "\n".join(lines[1:]) or "No change."


def _lines(changes: list[Change], kind: str) -> Iterator[str]:
    counts = Counter(map(_record_of, changes))
    whole = {
        _record_of(change): None
        for change in changes
        if kind in ("added", "removed") and change.fact_id.endswith("/id")
    }
    for record in whole:
        yield f"- {_code(record)}, {counts[record]} facts"
    for change in changes:
        if _record_of(change) in whole:
            continue
        if kind == "changed":
            yield f"- {_code(change.fact_id)}: {_code(change.before)} → {_code(change.after)}"
        else:
            yield f"- {_code(change.fact_id)}: {_code(change.before if change.after is None else change.after)}"


def _code(text: str | None) -> str:
    """Return a text as code of Markdown, in which nothing is markup, on one line and without marks that steer it."""
    shown = printable(text or "")
    fence = "`"
    while fence in shown:
        fence += "`"
    return f"{fence} {shown} {fence}" if "`" in shown else f"{fence}{shown}{fence}"


def _record_of(change: Change) -> str:
    return "/".join(change.fact_id.split("/", 2)[:2])


def find_facts(store: Store) -> Iterator[Fact]:
    """Yield every fact of a dataset, record by record."""
    for table in RECORD_TYPES:
        for record in store[table]:
            yield from facts_of(f"{table}/{record.id}", record)


def facts_of(path: str, record: Any) -> Iterator[Fact]:
    """Yield the facts of one record.

    Args:
        path: the name of its collection, a slash, and its id.
        record: of any type.

    >>> from ..model.happenings import Place
    >>> [fact.id for fact in facts_of("places/geneva", Place(id="geneva", name="Geneva", country="CH"))]
    ['places/geneva/id', 'places/geneva/name', 'places/geneva/country']
    """
    for field in record.__attrs_attrs__:
        value = getattr(record, field.name)
        if field.name == "citations" or value == field.default or value is None:
            continue
        if field.name == "id":
            yield Fact(f"{path}/id", value, ())
        elif field.name in PARTS:
            yield from _of_inner(f"{path}/{field.name}", value, stating(record, field.name))
        else:
            speaking = tuple(
                each for each in record.citations if each.denies or field.name in spoken_fields(each, record)
            )
            yield Fact(f"{path}/{field.name}", value_text(value, ", "), speaking)


def _of_inner(path: str, inner: Iterable[Any], covering: tuple[Citation, ...]) -> Iterator[Fact]:
    seen: dict[str, int] = {}
    for each in inner:
        # The same name may be held twice, at different times: the second of one key gets a number.
        key = f"{each.kind}:{each.language}:{each.text}" if path.endswith("names") else f"{each.scheme}:{each.value}"
        seen[key] = seen.get(key, 0) + 1
        number = f"#{seen[key]}" if seen[key] > 1 else ""
        value = f"{each.text} ({each.period})" if path.endswith("names") else each.value
        yield Fact(f"{path}/{key}{number}", value, each.citations or covering)


def find_changes(new: Store, old: Store) -> Changes:
    """Return what changed from an old dataset to a new one."""
    before, after = ({fact.id: fact for fact in find_facts(store)} for store in (old, new))
    found = []
    for fact_id, fact in before.items():
        if fact_id not in after:
            found.append(Change("removed", fact_id, fact.value, None))
    for fact_id, fact in after.items():
        was = before.get(fact_id)
        if was is None:
            found.append(Change("added", fact_id, None, fact.value))
        elif was.value != fact.value:
            found.append(Change("changed", fact_id, was.value, fact.value))
        elif was.citations != fact.citations:
            found.append(Change("cited", fact_id, was.value, fact.value))
    return Changes(found)
