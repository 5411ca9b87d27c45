"""Checks of single values: texts, codes, addresses, identifiers, amounts and numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from operator import attrgetter
from typing import Any

from ..dates.certainty import Certainty
from ..errors import shorten
from ..model.codes import CURRENCIES, fault_of_identifier
from ..store.record_types import RECORD_TYPES, record_class
from ..store.search import invisible
from ..store.store import Store
from .problem import Problem, warning
from .texts import damage_of, fault_of_text

__all__ = ["problems_of_values"]

#: Fields whose text people read; and those that are as their sources print them, of which only damage is told.
_TEXTS = ("name", "acronym", "note", "summary", "goods", "unit", "office", "position", "reason", "title")
_AS_PRINTED = ("publisher", "qualifier")
#: Fields that hold words of a vocabulary: slugs.
_SLUGS = ("themes", "beneficiaries", "kind", "role")
#: Fields that are judged record by record, some of them together.
_JUDGED = {"country", "website", "url", "amount", "lower", "names", "identifiers", "party_ids", "published"}

#: What is wrong with a value: the reason and the kind of the problem.
Fault = tuple[str, str]


def problems_of_values(store: Store) -> Iterator[Problem]:
    """Yield what is wrong with single values, and names and codes that two agents share."""
    columns = (
        *((field, _of_text) for field in _TEXTS), *((field, _of_print) for field in _AS_PRINTED),
        *((field, _of_words) for field in _SLUGS),
    )  # fmt: skip
    for table in RECORD_TYPES:
        fields = {field.name for field in record_class(table).__attrs_attrs__}
        records = store[table]
        for field, faults_of in columns:
            if field in fields:
                for record, (reason, kind) in _of_column(records, field, faults_of):
                    yield warning(f"{table}[{record.id}].{field}", reason, kind)
        for field in ("as_stated", "locator"):
            cited = map(attrgetter("citations"), records)
            texts = set(map(attrgetter(field), chain.from_iterable(cited)))
            if any(map(_of_print, texts)):
                for record in records:
                    for citation in record.citations:
                        for reason, kind in _of_print(getattr(citation, field)):
                            yield warning(f"{table}[{record.id}].citations", reason, kind)
        for record in records if fields & _JUDGED else ():
            for field, reason, kind in _of_record(record):
                yield warning(f"{table}[{record.id}].{field}", reason, kind)
    yield from _twice(store)


def _of_column(
    records: Sequence[Any], field: str, faults_of: Callable[[Any], list[Fault]]
) -> Iterator[tuple[Any, Fault]]:
    """Yield the faults of one field, each value judged once: most fields of many records hold few values."""
    values = set(map(attrgetter(field), records)) - {None}
    faults = {value: found for value in values if (found := faults_of(value))}
    for record in records if faults else ():
        for fault in faults.get(getattr(record, field), ()):
            yield record, fault


def _of_text(text: str) -> list[Fault]:
    if found := _of_print(text):
        return found
    reason = fault_of_text(text)
    return [(f"{shorten(text)} {reason}", "unreadable-text")] if reason else []


def _of_print(text: str | None) -> list[Fault]:
    reason = damage_of(text) if text else ""
    return [(f"{shorten(text)} {reason}", "damaged-letters")] if reason else []


def _of_words(value: str | tuple[str, ...]) -> list[Fault]:
    words = (value,) if isinstance(value, str) else value
    return [(f"{shorten(word)} is not a lower-case slug", "not-a-slug") for word in words if not _is_slug(word)]


def _of_record(record: Any) -> Iterator[tuple[str, str, str]]:
    yield from _codes(record)
    for field, reason in _numbers(record):
        yield field, reason, "invalid-number"
    yield from _inner(record)
    parties = getattr(record, "party_ids", None)
    if parties is not None and (len(parties) < 2 or len(set(parties)) < len(parties)):
        yield "party_ids", "it needs two or more different parties", "too-few-parties"
    seen, published = getattr(record, "seen", None), getattr(record, "published", None)
    if seen and published and published.is_after(seen) is Certainty.CERTAIN:
        yield "seen", "it was seen before it was published", "seen-too-early"


def _is_slug(text: str) -> bool:
    return bool(text) and text.isascii() and text == text.lower() and all(part.isalnum() for part in text.split("-"))


def _codes(record: Any) -> Iterator[tuple[str, str, str]]:
    country, subdivision = getattr(record, "country", None), getattr(record, "subdivision", None)
    if subdivision is not None:
        head, _, tail = subdivision.partition("-")
        if head != country or not 1 <= len(tail) <= 3 or not tail.isalnum() or tail != tail.upper():
            yield "subdivision", f"{shorten(subdivision)} is not an ISO 3166-2 code of {country}", "invalid-code"
    for field in ("website", "url"):
        address = getattr(record, field, None)
        if address is not None and not _is_address(address):
            reason = f"{shorten(address)} is not an address that begins with http:// or https://"
            yield field, reason, "invalid-address"


def _is_address(text: str) -> bool:
    scheme, _, rest = text.partition("://")
    host = rest.split("/")[0]
    is_plain = text.isprintable() and " " not in text and not invisible(text)
    # A letter that looks like another leads elsewhere; a name of a domain may be of another script than its end.
    return scheme in ("http", "https") and is_plain and not any(map(fault_of_text, host.split(".")))


def _numbers(record: Any) -> Iterator[tuple[str, str]]:
    if hasattr(record, "amount"):
        if (record.amount is None) != (record.currency is None):
            yield "amount", "an amount needs a currency, and a currency an amount"
        if record.currency is not None and record.currency not in CURRENCIES:
            yield "currency", f"{shorten(record.currency)} is not an ISO 4217 code"
        if record.quantity is not None and (record.unit is None or record.quantity <= 0):
            yield "quantity", "it needs a unit, and a number above 0"
    if hasattr(record, "lower"):
        if record.lower is None and record.upper is None:
            yield "lower", "neither bound is given"
        if record.lower is not None and record.upper is not None and record.lower > record.upper:
            yield "lower", f"{record.lower} is more than {record.upper}"


def _inner(record: Any) -> Iterator[tuple[str, str, str]]:
    for index, each in enumerate(getattr(record, "names", ())):
        for reason, kind in _of_text(each.text):
            yield f"names[{index}].text", reason, kind
        if not (
            each.language.isalpha() and each.language.isascii() and each.language.islower() and len(each.language) < 4
        ):
            yield f"names[{index}].language", f"{shorten(each.language)} is not an ISO 639 code", "invalid-code"
    for index, each in enumerate(getattr(record, "identifiers", ())):
        if fault := fault_of_identifier(each.scheme, each.value):
            yield f"identifiers[{index}].value", fault, "invalid-code"


def _twice(store: Store) -> Iterator[Problem]:
    """Names and codes that should tell agents apart, and that two of them share."""
    bearers: dict[tuple[str, str], str] = {}
    for table in ("organizations", "people"):
        for record in store[table]:
            own = {("name", record.name), ("name", record.acronym or record.name)}
            own |= {("name", each.text) for each in record.names if each.kind in ("official", "acronym")}
            own |= {(each.scheme, each.value) for each in record.identifiers}
            for what, text in sorted(own):
                other = bearers.setdefault((what, text), record.id)
                if other != record.id:
                    field, kind = ("names", "shared-name") if what == "name" else ("identifiers", "shared-identifier")
                    yield warning(f"{table}[{record.id}].{field}", f"{shorten(text)} also belongs to {other}", kind)
