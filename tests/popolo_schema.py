"""What the published JSON Schemas of Popolo (2023) demand of the terms that are written here, in a schema of our own.

Every other property is allowed, as there.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

__all__ = ["faults_of"]

_TEXT = {"type": ["string", "null"]}
_DATE = {"type": ["string", "null"], "pattern": "^[0-9]{4}(-[0-9]{2}){0,2}$"}
_TIME = {
    "type": ["string", "null"],
    "pattern": "^[0-9]{4}((-[0-9]{2}){0,2}|(-[0-9]{2}){2}T[0-9]{2}(:[0-9]{2}){0,2}(Z|[+-][0-9]{2}(:[0-9]{2})?))$",
}
#: Only letters, digits and marks of RFC 3986, after a scheme.
_ADDRESS = {"type": "string", "pattern": "^[a-z]+:[A-Za-z0-9%._~:/?#@!$&'()*+,;=\\[\\]-]+$"}


def _object(*needed: str, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(needed)}


def _texts(*terms: str) -> dict[str, Any]:
    return dict.fromkeys(terms, _TEXT)


def _list(of: Any) -> dict[str, Any]:
    return {"type": "array", "items": of}


_LINKS = _list(_object("url", url=_ADDRESS, note=_TEXT))
_CITED = {"links": _LINKS, "sources": _LINKS}
_NAMED = {
    **_texts("id", "name"),
    **_CITED,
    "other_names": _list(_object(name={"type": "string"}, start_date=_DATE, end_date=_DATE, note=_TEXT)),
    "identifiers": _list(_object("identifier", identifier={"type": "string"}, scheme=_TEXT)),
}
_LISTS = {
    "persons": _object(**_NAMED, birth_date=_DATE, death_date=_DATE),
    "organizations": _object(
        **_NAMED, **_texts("classification", "parent_id", "area_id"), founding_date=_DATE, dissolution_date=_DATE
    ),
    # By the text of the specification, a membership has a member, and an organization or a post.
    "memberships": _object(
        **_texts("id", "label", "role", "person_id", "organization_id", "post_id", "on_behalf_of_id", "area_id"),
        **_CITED, member={"type": ["object", "null"]}, start_date=_TIME, end_date=_TIME,
    ) | {
        "allOf": [
            {"anyOf": [{"required": ["person_id"]}, {"required": ["member"]}]},
            {"anyOf": [{"required": ["organization_id"]}, {"required": ["post_id"]}]},
        ],
    },
    "posts": _object(**_texts("id", "label", "role", "organization_id", "area_id"), start_date=_DATE, end_date=_DATE),
    "events": _object(
        **_texts("id", "name", "description", "location", "status", "classification", "organization_id", "parent_id"),
        **_CITED, start_date=_TIME, end_date=_TIME, attendees=_list({"type": "object"}),
    ),
    "areas": _object(**_texts("id", "name", "identifier", "classification", "parent_id"), **_CITED),
}  # fmt: skip
_FILE = _object(*_LISTS, **{name: _list(schema) for name, schema in _LISTS.items()})


@cache
def _validator() -> Any:
    return pytest.importorskip("jsonschema").Draft202012Validator(_FILE)


def faults_of(told: dict[str, Any]) -> list[str]:
    """Return what is wrong with a file: by the schema, and by ids that refer to nothing in it."""
    faults = [f"{error.json_path}: {error.message}" for error in _validator().iter_errors(told)]
    ids = {name: {each.get("id") for each in told[name]} for name in _LISTS}
    refers = {"person_id": "persons", "organization_id": "organizations", "post_id": "posts", "area_id": "areas"}
    for name in _LISTS:
        faults += [
            f"{name}[{place}].{term}: {each[term]} is not in {target}"
            for place, each in enumerate(told[name])
            for term, target in refers.items()
            if each.get(term) is not None and each[term] not in ids[target]
        ]
        if len(ids[name]) < len(told[name]):
            faults.append(f"{name}: an id occurs twice")
    return faults
