"""Checks of single values: texts, codes, addresses, identifiers, amounts and numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from unicodedata import category
from unicodedata import name as letter_name

from ..dates.certainty import Certainty
from ..errors import shorten
from ..model.codes import COUNTRIES, CURRENCIES, fault_of_identifier
from ..store.record_types import RECORD_TYPES
from ..store.store import Store
from .problem import Problem

__all__ = ["problems_of_values"]

#: Fields whose text people read.
_TEXTS = ("name", "acronym", "note", "summary", "goods", "unit", "office", "position", "reason", "title")
#: Fields that hold words of a vocabulary: slugs.
_SLUGS = ("themes", "beneficiaries", "kind", "role")


def problems_of_values(store: Store) -> Iterator[Problem]:
    """Give what is wrong with values that need no other record to be judged, and names and codes that stand twice."""
    for table in RECORD_TYPES:
        for record in store[table]:
            for field, reason in _of_record(record):
                yield Problem("warning", f"{table}[{record.id}].{field}", reason)
    yield from _twice(store)


def _of_record(record: Any) -> Iterator[tuple[str, str]]:
    for field in _TEXTS:
        if (text := getattr(record, field, None)) is not None and (reason := _unreadable(text)):
            yield field, f"{shorten(text)} {reason}"
    for field in _SLUGS:
        value = getattr(record, field, None) or ()
        for word in (value,) if isinstance(value, str) else value:
            if not _is_slug(word):
                yield field, f"{shorten(word)} is no lower-case word of a vocabulary"
    yield from _codes(record)
    yield from _numbers(record)
    yield from _inner(record)
    parties = getattr(record, "party_ids", None)
    if parties is not None and (len(parties) < 2 or len(set(parties)) < len(parties)):
        yield "party_ids", "it takes two different parties or more"
    seen, published = getattr(record, "seen", None), getattr(record, "published", None)
    if seen and published and published.is_after(seen) is Certainty.CERTAIN:
        yield "seen", "it was seen before it was published"


def _unreadable(text: str) -> str:
    """Say why a text is not fit to be read, as one with invisible marks or with a letter that looks like another."""
    if not text or text != text.strip():
        return "is empty, or has blanks at its ends"
    if any(category(mark)[0] == "C" or category(mark) in ("Zl", "Zp") for mark in text):
        return "has invisible marks"
    if text[0] in "=+-@|":
        return "begins with a mark that a spreadsheet takes for a formula"
    words = text.split()
    scripts = [{letter_name(mark, "?").split()[0] for mark in word if mark.isalpha()} for word in words]
    return "mixes scripts" if any(len(each & {"LATIN", "CYRILLIC", "GREEK"}) > 1 for each in scripts) else ""


def _is_slug(text: str) -> bool:
    return bool(text) and text.isascii() and text == text.lower() and all(part.isalnum() for part in text.split("-"))


def _codes(record: Any) -> Iterator[tuple[str, str]]:
    country, subdivision = getattr(record, "country", None), getattr(record, "subdivision", None)
    if country is not None and country not in COUNTRIES:
        yield "country", f"{shorten(country)} is no code of ISO 3166-1"
    if subdivision is not None:
        head, _, tail = subdivision.partition("-")
        if head != country or not 1 <= len(tail) <= 3 or not tail.isalnum() or tail != tail.upper():
            yield "subdivision", f"{shorten(subdivision)} is no code of ISO 3166-2 in {country}"
    for field in ("website", "url"):
        address = getattr(record, field, None)
        if address is not None and not _is_address(address):
            yield field, f"{shorten(address)} is no address that begins with http:// or https://"


def _is_address(text: str) -> bool:
    scheme, _, rest = text.partition("://")
    return scheme in ("http", "https") and rest.split("/")[0] != "" and not any(mark.isspace() for mark in text)


def _numbers(record: Any) -> Iterator[tuple[str, str]]:
    if hasattr(record, "amount"):
        if (record.amount is None) != (record.currency is None):
            yield "amount", "an amount needs a currency, and a currency an amount"
        if record.currency is not None and record.currency not in CURRENCIES:
            yield "currency", f"{shorten(record.currency)} is no code of ISO 4217"
        if record.quantity is not None and (record.unit is None or record.quantity <= 0):
            yield "quantity", "it is no count of a unit"
    if hasattr(record, "lower"):
        if record.lower is None and record.upper is None:
            yield "lower", "it gives no number"
        if record.lower is not None and record.upper is not None and record.lower > record.upper:
            yield "lower", f"{record.lower} is more than {record.upper}"


def _inner(record: Any) -> Iterator[tuple[str, str]]:
    for index, each in enumerate(getattr(record, "names", ())):
        if reason := _unreadable(each.text):
            yield f"names[{index}].text", f"{shorten(each.text)} {reason}"
        if not (
            each.language.isalpha() and each.language.isascii() and each.language.islower() and len(each.language) < 4
        ):
            yield f"names[{index}].language", f"{shorten(each.language)} is no code of ISO 639"
    for index, each in enumerate(getattr(record, "identifiers", ())):
        if fault := fault_of_identifier(each.scheme, each.value):
            yield f"identifiers[{index}].value", fault


def _twice(store: Store) -> Iterator[Problem]:
    """What should tell agents apart and is borne by two of them."""
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
                    yield Problem(
                        "warning", f"{table}[{record.id}].{field}", f"{shorten(text)} is also that of {other}"
                    )
