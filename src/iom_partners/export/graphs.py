"""GraphML and GEXF: agents, projects and works as nodes, and every record that ties two of them as an edge.

Both are directed, because programs read no graph with edges of both kinds; the edges of partnerships and agreements
have ``is_mutual``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sized
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree import ElementTree as ET

from ..dates.days import Bounds, Day, Span, to_date
from ..progress import tracked
from ..store.labels import with_labels
from ..store.record_types import RECORD_TYPES, record_class
from ..store.table_schemas import layout_of
from ..tables.flat import BAR
from .held import cited, days_held, runs_of, told_legibly

if TYPE_CHECKING:
    from ..exchange.losses import Export

__all__ = ["make_gexf", "make_graphml"]

#: The records that are nodes; what an attribute calls one; the field that makes an edge of its own, and its name.
_NODES = {
    "organizations": ("organization", "successor_ids", "successor"),
    "people": ("person", "organization_id", "office"),
    "projects": ("project", "part_of_id", "part"),
    "works": ("work", "project_id", "part"),
}
#: The records that are edges; what an attribute calls one; the fields of its ends.
_EDGES = {
    "memberships": ("membership", "member_id", "organization_id"),
    "chair_terms": ("chair term", "holder_id", "organization_id"),
    "participations": ("participation", "agent_id", "project_id"),
    "partnerships": ("partnership", "party_ids", "party_ids"),
    "agreements": ("agreement", "party_ids", "party_ids"),
    "contributions": ("contribution", "donor_id", "recipient_id"),
}
#: What neither a node nor an edge holds.
_NESTED = {
    "names": "left out: a node has one name and one acronym",
    "identifiers": "left out: a node has no identifiers in registers",
    "citations": "only the titles of the sources are kept: the graph has no citations",
}
_HOLES = "lasts from the first to the last day of a set: a span has no gaps"
_NO_DAY = "left out: by the other records there is no day on which it held"
_MOST = 2**63


class _Item(NamedTuple):
    """A node or an edge.

    Attributes:
        id: of a node, that of its record.
        told: its attributes, without those that have no value.
        held: the bounds of its days; None where no one says when.
        record: that it is made of.
        ends: of an edge, the ids of its nodes.
    """

    id: str
    told: dict[str, Any]
    held: Bounds | None
    record: Any
    ends: tuple[str, ...] = ()


def make_graphml(export: Export) -> bytes:
    """Return the graph as GraphML."""
    nodes, edges = _read(export)
    root = ET.Element("graphml", {
        "xmlns": "http://graphml.graphdrawing.org/xmlns",
        "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
        "xsi:schemaLocation": "http://graphml.graphdrawing.org/xmlns "
        "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd",
    })  # fmt: skip
    for of, items in (("node", nodes), ("edge", edges)):
        for name, kind in _types(items).items():
            key = {"id": f"{of}-{name}", "for": of, "attr.name": name, "attr.type": kind}
            ET.SubElement(root, "key", key)
    graph = ET.SubElement(root, "graph", {"edgedefault": "directed"})
    ET.SubElement(graph, "desc").text = _title(export)
    for of, items in (("node", nodes), ("edge", edges)):
        for item in items:
            ends = dict(zip(("source", "target"), item.ends, strict=False))
            made = ET.SubElement(graph, of, {"id": item.id, **ends})
            for name, value in item.told.items():
                ET.SubElement(made, "data", {"key": f"{of}-{name}"}).text = _text(value)
    return _bytes(root)


def make_gexf(export: Export) -> bytes:
    """Return the graph as GEXF, with the days on which a node or edge may have been there, for the timeline of Gephi.

    The attribute ``certainty`` of an edge changes in time: it is certain on some of these days, possible on the others.
    """
    nodes, edges = _read(export)
    root = ET.Element("gexf", {"xmlns": "http://www.gexf.net/1.2draft", "version": "1.2"})
    ET.SubElement(ET.SubElement(root, "meta"), "description").text = _title(export)
    graph = ET.SubElement(root, "graph", {"defaultedgetype": "directed", "mode": "dynamic", "timeformat": "date"})
    for of, items in (("node", nodes), ("edge", edges)):
        made = ET.SubElement(graph, "attributes", {"class": of, "mode": "static"})
        for name, kind in _types(items).items():
            ET.SubElement(made, "attribute", {"id": f"{of}-{name}", "title": name, "type": kind})
    made = ET.SubElement(graph, "attributes", {"class": "edge", "mode": "dynamic"})
    ET.SubElement(made, "attribute", {"id": "certainty", "title": "certainty", "type": "string"})
    for of, items in (("node", nodes), ("edge", edges)):
        parent = ET.SubElement(graph, f"{of}s")
        for item in items:
            runs = [] if item.held is None else runs_of(item.held)
            when = getattr(item.record, "period", getattr(item.record, "when", None))
            if runs and "," in str(when):
                export.lose(item.record, "period" if hasattr(item.record, "period") else "when", _HOLES)
            if item.held is not None and not runs and of == "edge":
                export.lose(item.record, "", _NO_DAY)
                continue
            ends = dict(zip(("source", "target"), item.ends, strict=False))
            days = _days((runs[0][0][0], runs[-1][0][1])) if runs else {}
            made = ET.SubElement(parent, of, {"id": item.id, "label": _text(item.told["label"]), **ends, **days})
            values = ET.SubElement(made, "attvalues")
            for name, value in item.told.items():
                ET.SubElement(values, "attvalue", {"for": f"{of}-{name}", "value": _text(value)})
            for span, is_certain in runs if of == "edge" else ():
                certainty = "certain" if is_certain else "possible"
                ET.SubElement(values, "attvalue", {"for": "certainty", "value": certainty, **_days(span)})
    return _bytes(root)


def _title(export: Export) -> str:
    return f"Version {export.version} of the data" if export.version else "Who was in what, in which role, when"


def _days(span: Span) -> dict[str, str]:
    """Return the first and last day as attributes; a side without limit has none."""
    return {name: str(day) for name, day in zip(("start", "end"), map(to_date, span), strict=True) if day}


def _types(items: Iterable[_Item]) -> dict[str, str]:
    """Return the attributes of items and their types, in the order in which they first occur."""
    kinds: dict[Any, str] = {bool: "boolean", int: "long", Decimal: "double"}
    return {name: kinds.get(type(value), "string") for item in items for name, value in item.told.items()}


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _bytes(root: ET.Element) -> bytes:
    ET.indent(root)
    made: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return made + b"\n"


def _read(export: Export) -> tuple[list[_Item], list[_Item]]:
    """Return all nodes and all edges, and tell what is left out."""
    edges = list(_unique(export, _edges(export)))
    nodes = list(_unique(export, _nodes(export, edges)))
    for name in RECORD_TYPES:
        for record in export.store[name]:
            if name not in _NODES and name not in _EDGES:
                export.lose(record, "", "left out: the graph has only agents, projects, works and their ties")
                continue
            for field, reason in _NESTED.items():
                if getattr(record, field, ()):
                    export.lose(record, field, reason)
    return nodes, edges


def _unique(export: Export, items: Iterable[_Item]) -> Iterator[_Item]:
    seen: set[str] = set()
    for item in items:
        if item.id in seen:
            export.lose(item.record, "", "left out: another record has its id")
        else:
            seen.add(item.id)
            yield item


def _nodes(export: Export, edges: list[_Item]) -> Iterator[_Item]:
    """Yield the nodes of all records, and of what only edges name."""
    store = export.store
    seen = {record.id for name in _NODES for record in store[name]}
    bare: dict[str, list[Any]] = {name: [] for name in _NODES}
    for edge in edges:
        for place, end in enumerate(edge.ends):
            if end not in seen:
                seen.add(end)
                is_project = place == 1 and edge.told["record"] in {"participation", "part"}
                name, made = _bare(export, end, "projects" if is_project else "organizations")
                bare[name].append(made)
    for name, (what, *_) in _NODES.items():
        for record, told in _rows(export, name, [*store[name], *bare[name]]):
            held = None if name == "works" else days_held(export.projects, record)
            label = {"label": told.get("acronym", told["name"]), "record": what}
            yield _Item(record.id, {**label, **told}, held, record)


def _bare(export: Export, record_id: str, name: str) -> tuple[str, Any]:
    """Return the collection and the bare record of an id that the data lack."""
    made = export.store.directory.bare(record_id, name)
    found = next((each for each in _NODES if type(made) is record_class(each)), None)
    return (found, made) if found else (name, record_class(name)(id=record_id, name=made.name))


def _edges(export: Export) -> Iterator[_Item]:
    store = export.store
    for name, (_, field, what) in _NODES.items():
        for record in store[name]:
            value = getattr(record, field)
            targets = (value,) if isinstance(value, str) else value or ()
            for number, target in enumerate(targets):
                told = {"label": what, "record": what, "record_id": record.id, **_sources(export, record)}
                yield _Item(_id(what, record, targets, number), told, None, record, (record.id, target))
    for name, (what, start, end) in _EDGES.items():
        for record, row in tracked(_rows(export, name, list(store[name])), name):
            pairs = list(_ends(export, record, start, end))
            for number, pair in enumerate(pairs):
                told = {"label": row.get("role", row.get("kind", what)), "record": what, "record_id": record.id, **row}
                if start == end:
                    told["is_mutual"] = True
                held = days_held(export.projects, record, *pair)
                yield _Item(_id(what, record, pairs, number), told, held, record, pair)


def _id(what: str, record: Any, parts: Sized, number: int) -> str:
    """Return the id of an edge, in the signs that the schema of GraphML has for ids."""
    return f"{what.replace(' ', '-')}:{record.id}" + (f":{number + 1}" if len(parts) > 1 else "")


def _ends(export: Export, record: Any, start: str, end: str) -> Iterator[tuple[str, str]]:
    """Yield the ends of each edge of a record."""
    if start == end:
        pairs = list(combinations(dict.fromkeys(record.party_ids), 2))
        if not pairs:
            export.lose(record, "", "left out: an edge needs two parties")
        yield from pairs
        return
    one, other = getattr(record, start), getattr(record, end)
    if start == "donor_id" and other is None:
        other = record.project_id
    if one is None:
        export.lose(record, "", "left out: an edge needs a holder, and the seat was vacant")
    elif other is None:
        export.lose(record, "", "left out: an edge needs a recipient or a project")
    else:
        yield one, other


def _rows(export: Export, name: str, records: list[Any]) -> list[tuple[Any, dict[str, Any]]]:
    """Return records, each with the attributes that its row in a table gives, and its sources."""
    table = with_labels(layout_of(name).table(records), export.store)
    heads = table.column_names[1:]
    return [
        (record, {**_told(export, record, zip(heads, row[1:], strict=True)), **_sources(export, record)})
        for record, row in zip(records, table.rows, strict=True)
    ]


def _told(export: Export, record: Any, cells: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Return the cells of a record that an attribute can hold."""
    told: dict[str, Any] = {}
    for name, value in cells:
        if isinstance(value, str):
            told[name] = told_legibly(export, record, name if hasattr(record, name) else "", value)
        elif isinstance(value, date | Day):
            told[name] = value.isoformat()
        elif isinstance(value, (int, Decimal)) and not _is_exact(value):
            export.lose(record, name, "left out: the format has no number of so many digits")
        elif value is not None:
            told[name] = value
    return told


def _is_exact(value: Decimal | int) -> bool:
    """Return whether programs read a number as it is."""
    return abs(value) < _MOST if isinstance(value, int) else Decimal(repr(float(value))) == value


def _sources(export: Export, record: Any) -> dict[str, str]:
    """Return the ids and titles of the sources of a record."""
    ids = cited(record)
    sources = export.store["sources"]
    titles = [sources[each].title if each in sources else each for each in ids]
    told = {"source_ids": BAR.join(ids), "source_titles": "; ".join(titles)}
    return {name: told_legibly(export, record, "citations", text) for name, text in told.items() if text}
