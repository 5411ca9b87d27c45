"""Checks of single values: texts, codes, addresses, identifiers, amounts and numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from unicodedata import name as letter_name

from ..dates.certainty import Certainty
from ..errors import shorten
from ..model.codes import COUNTRIES, CURRENCIES, OTHER_COUNTRIES, fault_of_identifier
from ..store.record_types import RECORD_TYPES
from ..store.search import invisible
from ..store.store import Store
from .problem import Problem, warning

__all__ = ["problems_of_values"]

#: Fields whose text people read.
_TEXTS = ("name", "acronym", "note", "summary", "goods", "unit", "office", "position", "reason", "title")
#: Fields that hold words of a vocabulary: slugs.
_SLUGS = ("themes", "beneficiaries", "kind", "role")


def problems_of_values(store: Store) -> Iterator[Problem]:
    """Yield what is wrong with single values, and names and codes that two agents share."""
    for table in RECORD_TYPES:
        for record in store[table]:
            for field, reason in _of_record(record):
                yield warning(f"{table}[{record.id}].{field}", reason)
    yield from _twice(store)


def _of_record(record: Any) -> Iterator[tuple[str, str]]:
    for field in _TEXTS:
        if (text := getattr(record, field, None)) is not None and (reason := _unreadable(text)):
            yield field, f"{shorten(text)} {reason}"
    for field in _SLUGS:
        value = getattr(record, field, None) or ()
        for word in (value,) if isinstance(value, str) else value:
            if not _is_slug(word):
                yield field, f"{shorten(word)} is not a lower-case slug"
    yield from _codes(record)
    yield from _numbers(record)
    yield from _inner(record)
    parties = getattr(record, "party_ids", None)
    if parties is not None and (len(parties) < 2 or len(set(parties)) < len(parties)):
        yield "party_ids", "it needs two or more different parties"
    seen, published = getattr(record, "seen", None), getattr(record, "published", None)
    if seen and published and published.is_after(seen) is Certainty.CERTAIN:
        yield "seen", "it was seen before it was published"


def _unreadable(text: str) -> str:
    """Return why a text is not fit to be read, or an empty text: invisible marks, letters that look like others ..."""
    if not text or text != text.strip():
        return "is empty or has surrounding blanks"
    if invisible(text):
        return "has invisible characters"
    if text[0] in "=+-@|":
        return "begins like a formula of a spreadsheet"
    words = text.split()
    scripts = [{letter_name(mark, "?").split()[0] for mark in word if mark.isalpha()} for word in words]
    return "mixes scripts" if any(len(each & {"LATIN", "CYRILLIC", "GREEK"}) > 1 for each in scripts) else ""


def _is_slug(text: str) -> bool:
    return bool(text) and text.isascii() and text == text.lower() and all(part.isalnum() for part in text.split("-"))


def _codes(record: Any) -> Iterator[tuple[str, str]]:
    country, subdivision = getattr(record, "country", None), getattr(record, "subdivision", None)
    if country is not None and country not in COUNTRIES | OTHER_COUNTRIES:
        yield "country", f"{shorten(country)} is not an ISO 3166 code"
    if subdivision is not None:
        head, _, tail = subdivision.partition("-")
        if head != country or not 1 <= len(tail) <= 3 or not tail.isalnum() or tail != tail.upper():
            yield "subdivision", f"{shorten(subdivision)} is not an ISO 3166-2 code of {country}"
    for field in ("website", "url"):
        address = getattr(record, field, None)
        if address is not None and not _is_address(address):
            yield field, f"{shorten(address)} is not an address that begins with http:// or https://"


def _is_address(text: str) -> bool:
    scheme, _, rest = text.partition("://")
    return scheme in ("http", "https") and rest.split("/")[0] != "" and not any(mark.isspace() for mark in text)


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


def _inner(record: Any) -> Iterator[tuple[str, str]]:
    for index, each in enumerate(getattr(record, "names", ())):
        if reason := _unreadable(each.text):
            yield f"names[{index}].text", f"{shorten(each.text)} {reason}"
        if not (
            each.language.isalpha() and each.language.isascii() and each.language.islower() and len(each.language) < 4
        ):
            yield f"names[{index}].language", f"{shorten(each.language)} is not an ISO 639 code"
    for index, each in enumerate(getattr(record, "identifiers", ())):
        if fault := fault_of_identifier(each.scheme, each.value):
            yield f"identifiers[{index}].value", fault


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
                    field = "names" if what == "name" else "identifiers"
                    yield warning(f"{table}[{record.id}].{field}", f"{shorten(text)} also belongs to {other}")
