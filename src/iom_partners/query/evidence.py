"""`Evidence`: why one item is, or is not, an answer, and who says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from ..dates.certainty import Certainty
from ..markup import Markup, escaped, linked
from ..model.agents import Agent
from ..model.works import Project
from ..tables.text import plain
from ..worlds.asked import Asked
from .roster import Outcome, Question, Roster

if TYPE_CHECKING:
    from ..store.store import Store
    from ..tables.table import Table

__all__ = ["Evidence", "named", "shown", "to_dict", "to_html", "to_table"]


if TYPE_CHECKING:
    from ..model.agents import Name
    from ..model.dealings import Agreement, Partnership
    from ..model.evidence import Citation
    from ..model.happenings import Event, Figure
    from ..model.ties import ChairTerm, Coverage, Membership
    from ..model.works import Participation

    Deciding = (
        Agreement | ChairTerm | Membership | Name | Agent | Coverage | Event | Figure | Participation | Partnership
        | Project
    )  # fmt: skip


T = TypeVar("T")


class Evidence(NamedTuple, Generic[T]):
    """Why one item is, or is not, an answer, and who says so.

    Attributes:
        item: the agent, name or project; None where the evidence is about everybody.
        record: the record that decides, None where there is none.
        certainty: how sure it is.
        citations: of the record, in order of weight.
        why: one plain sentence.
    """

    item: T | None
    record: Deciding | None
    certainty: Certainty
    citations: tuple[Citation, ...]
    why: str

    def __repr__(self) -> str:
        item = getattr(self.item, "label", self.item)
        record_id = getattr(self.record, "id", None)
        sources = ", ".join(dict.fromkeys(citation.source_id for citation in self.citations))
        told = [f"{self.certainty}", f"{self.why}", f"record: {record_id}", f"sources: {sources}"]
        head = f"<Evidence {item or 'nobody else'} {told[0]}"
        return "\n  ".join(map(plain, [head, *told[1:]])) + ">"

    def _repr_html_(self) -> str:
        from ..cards import cited, html_card
        from ..tables.html import in_words

        record = self.record
        period = getattr(record, "period", None)
        rows: list[tuple[str, object]] = [("Certainty", self.certainty), ("Why", self.why)]
        rows += [("When", in_words(period))] if period is not None else []
        rows += [("Record", f"{type(record).__name__} {getattr(record, 'id', '')}")] if record is not None else []
        name = self.citations.name if isinstance(self.citations, _Sourced) else str
        lists = [cited(self.citations, name)] if self.citations else []
        return html_card("nobody else" if self.item is None else shown(self.item), rows, lists)


class _Sourced(tuple["Citation", ...]):  # noqa: SLOT001 # Tuples take no slots with values.
    """Citations that show their sources by title; equal to the citations alone."""

    _store: Store | None = None
    _names: Mapping[str, Markup] = MappingProxyType({})

    def __reduce__(self) -> tuple[Any, ...]:
        # Not the store: one row would take a whole dataset with it.
        return _again, (list(self), {each.source_id: self.name(each.source_id) for each in self})

    def name(self, source_id: str) -> Markup:
        """Return the title of a source, as a link where it has an address; its id where no dataset has it."""
        source = self._store["sources"].get(source_id) if self._store is not None else None
        if source is None:
            return self._names.get(source_id, escaped(source_id))
        return linked(source.title, source.url) if source.url else escaped(f"{source.title} (no address)")


def _again(citations: Sequence[Citation], names: Mapping[str, Markup]) -> _Sourced:
    """Return citations that have left their dataset, with the titles that they had there."""
    made = _Sourced(citations)
    made._names = names
    return made


def named(proof: Evidence[T], store: Store | None) -> Evidence[T]:
    """Return evidence that shows the titles of its sources in a notebook."""
    made = _Sourced(proof.citations)
    made._store = store
    return proof._replace(citations=made)


def shown(item: object) -> str:
    """Return the short name of an item: the acronym or name of an agent or project, or the text itself.

    >>> shown(Agent(id="iom", name="International Organization for Migration", acronym="IOM"))
    'IOM'
    """
    return item.label if isinstance(item, Agent | Project) else str(item)


def _plain(item: object) -> object:
    if isinstance(item, Agent | Project):
        return {"id": item.id, "name": item.name, "acronym": item.acronym}
    return item


def to_dict(
    question: Question, asked: Asked, outcome: Outcome[Any], why: str, evidence: Sequence[Evidence[Any]]
) -> dict[str, Any]:
    """Return an answer as plain values: dicts, lists, text, bools and None."""
    certain, possible, is_complete, verdict = outcome
    return {
        "question": {"of": question.kind, "about": question.body_id or None, asked.keyword: str(asked.when)},
        "verdict": verdict.value,
        "is_complete": is_complete,
        "certain": [_plain(item) for item in certain],
        "possible": [_plain(item) for item in possible],
        "why": why,
        "evidence": [_proof(proof) for proof in evidence],
    }


def _proof(proof: Evidence[Any]) -> dict[str, Any]:
    period = getattr(proof.record, "period", None)
    return {
        "item": proof.item.id if isinstance(proof.item, Agent | Project) else proof.item,
        "certainty": proof.certainty.value,
        "why": proof.why,
        "record_id": getattr(proof.record, "id", None),
        "period": None if period is None else str(period),
        "citations": [
            {"source_id": each.source_id, "locator": each.locator, "as_stated": each.as_stated}
            for each in proof.citations
        ],
    }


def to_table(certain: tuple[Any, ...], why: str, evidence: Sequence[Evidence[Any]]) -> Table:
    """Return an answer as a table: a row for each item and record that makes it one."""
    from ..store.table_schemas import BOUNDS, CERTAINTIES, bounds_of, source_ids
    from ..tables.table import Column, Table

    columns = (
        Column("id", "string", "of the agent or project; empty for a name"),
        Column("label", "string", "its acronym or name, or the text of a name", (), True),
        Column("name", "string", "its name, or the text of a name", (), True),
        Column("certainty", "string", "how sure it is that it is an answer", CERTAINTIES, True),
        Column("record_id", "string", "the record that makes it one; empty for a name"),
        Column("record_certainty", "string", "how sure it is by this record alone", CERTAINTIES, True),
        Column("period", "string", "the time of the record, EDTF"),
        *BOUNDS,
        Column("why", "string", "one plain sentence", (), True),
        Column("source_ids", "string", "who says so; several are separated by |"),
    )
    sure = set(certain)
    rows = []
    for proof in evidence:
        item, record = proof.item, proof.record
        if item is None:
            continue
        period = getattr(record, "period", None)
        rows.append((
            getattr(item, "id", None), shown(item), getattr(item, "name", item),
            (Certainty.CERTAIN if item in sure else Certainty.POSSIBLE).value,
            getattr(record, "id", None), proof.certainty.value, None if period is None else str(period),
            *bounds_of(period), proof.why, source_ids(proof.citations, with_denials=True),
        ))  # fmt: skip
    return Table("records", columns, rows, note=why)


def to_html(verdict: Certainty, why: str, evidence: Sequence[Evidence[Any]], asked: Asked, roster: Roster[Any]) -> str:
    """Return an answer as an HTML table: who, how sure, when, why, who says so.

    A clause on the time asked about that ends several reasons is shown once, above the table. Sources that the answer
    no longer knows, because it was pickled, are shown by their ids.
    """
    from ..tables.html import html_table
    from .wording import say_point

    point = say_point(asked)
    told = [_parted(each.why, point) for each in evidence]
    often = Counter(clause for _, clause in told if clause)
    once = max(often, key=lambda clause: often[clause], default="")
    is_said = often[once] > 1
    rows = []
    for proof, (start, clause) in zip(evidence, told, strict=True):
        who = "nobody else" if proof.item is None else _full(proof.item, roster.label)
        reason = start if is_said and clause == once else proof.why
        period = getattr(proof.record, "period", None)
        rows.append((who, proof.certainty, period, reason, _sources(proof.citations, roster.store)))
    above = f" Where a reason does not mention the time asked about, {once}." if is_said else ""
    caption = f"{verdict}: {why}{above}"
    return html_table(["who", "certainty", "period", "why", "sources"], rows, caption=caption)


def _parted(why: str, point: str) -> tuple[str, str]:
    """Return a reason without its last clause on the time asked about, and that clause; or the reason alone."""
    for mark in (", and ", "; "):
        start, found, clause = why.rpartition(f"{mark}{point} ")
        if found and ", and " not in clause and ";" not in clause:
            return start, f"{point} {clause}"
    return why, ""


#: So many sources are named in a cell.
_MOST_SOURCES = 4


def _sources(citations: Sequence[Citation], store: Store | None) -> Markup:
    """Return the titles of sources, with links where they have an address; those that deny it are told apart."""
    found: dict[tuple[str, bool], Markup] = {}
    for each in citations:
        source = store["sources"].get(each.source_id) if store is not None else None
        title = linked(source.title, source.url) if source else escaped(each.source_id)
        found.setdefault((each.source_id, each.denies), Markup(f"{title} (denies it)") if each.denies else title)
    more = f"; and {len(found) - _MOST_SOURCES} more" if len(found) > _MOST_SOURCES else ""
    return Markup("; ".join(list(found.values())[:_MOST_SOURCES]) + more)


def _full(item: object, label: Callable[[str], str]) -> str:
    if not isinstance(item, Agent | Project):
        return str(item)
    told = label(item.id)
    return f"{told} – {item.name}" if item.acronym and item.acronym != item.name else told
