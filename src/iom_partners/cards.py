"""What a notebook shows of one record by itself, field by field; names that only a dataset has are left as ids."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from .markup import NO_MATH, Markup, escaped, linked

__all__ = ["cited", "denied_in", "fields_of", "html_card", "record_card", "said_by", "title_of"]

#: Shown apart from the other fields.
_APART = ("id", "citations", "names", "identifiers", "note")
#: Words with hyphens between them.
_WORDS = ("kind", "role", "status", "themes", "beneficiaries")
#: What there is of every record that has the field, known or not.
_THERE_IS = ("amount", "born", "country", "founded", "place", "published", "recipient_id", "url", "when")
_HEAD, _CELL = "text-align:left;vertical-align:top;white-space:nowrap", "text-align:left;vertical-align:top"


def title_of(record: Any) -> str:
    """Return what a record is called: its name or title, else the type and the id."""
    kind = _spaced(type(record).__name__)
    name = getattr(record, "name", None) or getattr(record, "title", None)
    return name or f"{kind} {getattr(record, 'id', '')}".strip()


def fields_of(record: Any, label: Callable[[str], str] = str) -> Iterator[tuple[str, str]]:
    """Yield each field that a record fills, as a heading and a text; then which fields it leaves empty.

    Args:
        record: of any type.
        label: returns the name of an id.

    >>> from iom_partners import Place
    >>> list(fields_of(Place(id="geneva", name="Geneva", kind="city")))
    [('Name', 'Geneva'), ('Kind', 'city'), ('Not stated', 'country')]
    """
    empty = []
    for field in record.__attrs_attrs__:
        name, value = field.name, getattr(record, field.name)
        if name in _APART:
            continue
        head = _spaced(name.removesuffix("_ids").removesuffix("_id"))
        if value is None and name in _THERE_IS and (name != "amount" or record.kind == "money"):
            empty.append(head.lower())
        elif value not in (None, (), False) and (value != field.default or name in ("period", "role")):
            refers = name.endswith(("_id", "_ids")) or name in {"place", "places"}
            yield head, _say(value, label if refers else str, has_words=name in _WORDS)
    if empty:
        yield "Not stated", ", ".join(empty)


def _say(value: Any, label: Callable[[str], str], *, has_words: bool) -> str:
    """Return the value of a field in words; a date with its EDTF."""
    if isinstance(value, tuple):
        return "; ".join(_say(each, label, has_words=has_words) for each in value)
    if hasattr(value, "field"):
        return f"{_field(value.field)}: {_said(value)}"
    if hasattr(value, "describe"):
        words, text = value.describe(), str(value)
        return "not stated" if text == "/" else words if words == text else f"{words} ({text})"
    if value is True:
        return "yes"
    if isinstance(value, str):
        return value.replace("-", " ") if has_words else label(value)
    return f"{value:,}" if not hasattr(value, "isoformat") else str(value)


def _spaced(name: str) -> str:
    """Return the name of a field or class in words.

    >>> _spaced("part_of"), _spaced("ChairTerm")
    ('Part of', 'Chair term')
    """
    words = "".join(f" {mark.lower()}" if mark.isupper() and at else mark for at, mark in enumerate(name))
    return words.replace("_", " ").capitalize()


def said_by(citation: Any) -> str:
    """Return one citation as one line: the place in the document, its words, and what it states.

    >>> from iom_partners import Citation
    >>> said_by(Citation(source_id="s", locator="page 2", states=("period",)))
    'page 2; states period'
    """
    told = [citation.locator] if citation.locator else []
    told += [f"“{citation.as_stated}”"] if citation.as_stated else []
    told += [f"as of {citation.as_of.describe()}"] if citation.as_of else []
    states = (citation.states,) if isinstance(citation.states, str) else citation.states
    told += [f"states {', '.join(map(_field, states))}"] if states else []
    told += [f"says otherwise: {_field(each.field)} {_said(each)}" for each in citation.says]
    told += ["denies it"] if citation.denies else []
    return "; ".join(told)


def _said(said: Any) -> str:
    """Return what a source says otherwise; a date in words, with its EDTF."""
    words: str = said.describe()
    return words if words == said.value else f"{words} ({said.value})"


def _field(name: str) -> str:
    """Return the name of a field in words: what it refers to, not its id."""
    return _spaced(name.removesuffix("_ids").removesuffix("_id")).lower()


def denied_in(citations: Iterable[Any]) -> dict[str, str]:
    """Return where sources that say two things deny what they state elsewhere, by the ids of these sources.

    >>> from iom_partners import Citation
    >>> denied_in([Citation(source_id="s"), Citation(source_id="s", locator="the list", denies=True)])
    {'s': ' in “the list”'}
    """
    every = list(citations)
    stating = {each.source_id for each in every if not each.denies}
    told: dict[str, list[str]] = {}
    for each in every:
        if each.denies and each.locator and each.source_id in stating:
            told.setdefault(each.source_id, []).append(f"“{each.locator}”")
    return {source_id: f" in {' and '.join(dict.fromkeys(places))}" for source_id, places in told.items()}


def cited(citations: Iterable[Any], name: Callable[[str], str] = str) -> tuple[str, list[Markup]]:
    """Return citations as a list of a card: each with the name of its source, and what it says.

    Args:
        citations: of a record.
        name: returns the name of a source by its id; the id itself by default.
    """
    told = [(escaped(name(each.source_id)), said_by(each)) for each in citations]
    return "Sources", [Markup(f"{who}: {escaped(said)}" if said else who) for who, said in told]


def record_card(record: Any) -> str:
    """Return a record as HTML: its fields in words, its other names, what it does not state, and who says so."""
    kind, record_id = _spaced(type(record).__name__), getattr(record, "id", "")
    lists: list[tuple[str, Iterable[object]]] = []
    if names := getattr(record, "names", ()):
        lists.append(("Names", [_name(each) for each in names]))
    if identifiers := getattr(record, "identifiers", ()):
        lists.append(("Identifiers", [f"{each.scheme}: {each.value}" for each in identifiers]))
    if note := getattr(record, "note", None):
        lists.append(("Note", [note]))
    if citations := getattr(record, "citations", ()):
        lists.append(cited(citations))
    rows = [(head, linked(text, text) if head in {"Website", "Url"} else text) for head, text in fields_of(record)]
    foot = f"{kind} {record_id}; data.show({record_id!r}) adds what the other records say of it" if record_id else ""
    return html_card(title_of(record), rows, lists, foot)


def _name(name: Any) -> str:
    """Return one of the names of a record with its kind, language and time."""
    when = "" if str(name.period) == "/" else f", {name.period.describe()} ({name.period})"
    return f"{name.text} ({name.kind}, {name.language}{when})"


def html_card(
    title: str, rows: Sequence[tuple[str, object]], lists: Iterable[tuple[str, Iterable[object]]], foot: str = ""
) -> str:
    """Return a card as HTML: a title, fields with their values, lists of texts, and a last line.

    >>> html_card("<b>", [], [], "").count("<b>")
    1
    """
    div = f'<div{NO_MATH} style="overflow-wrap:anywhere"><p><b>{escaped(title)}</b></p>'
    parts = [f'{div}<table style="margin-left:0;table-layout:auto"><tbody>']
    for head, value in rows:
        cell = f'<td style="{_CELL}">{escaped(value)}</td>'
        parts.append(f'<tr><th scope="row" style="{_HEAD}">{escaped(head)}</th>{cell}</tr>')
    parts.append("</tbody></table>")
    for head, texts in lists:
        items = "".join(f"<li>{escaped(each)}</li>" for each in texts)
        parts.append(f"<p>{escaped(head)}</p><ul>{items}</ul>")
    parts.append(f"<p><small>{escaped(foot)}</small></p>" if foot else "")
    return "".join([*parts, "</div>"])
