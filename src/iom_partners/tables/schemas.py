"""Schemas of files of records, made from the record classes: JSON Schema (2020-12) and Table Schema."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, get_args, get_origin

from ..model.vocabulary import States
from .flat import descriptions_of, is_needed, plain_type
from .table import Column

__all__ = ["json_schema", "table_schema"]

#: What a schema can check of a date; the library's own reader checks the rest.
_DATE: dict[str, Any] = {
    "type": "string",
    "minLength": 1,
    "$comment": "EDTF, such as 2010, 2010-05 or [2006-01..2006-06]",
}
_PERIOD: dict[str, Any] = {
    "type": "string",
    "pattern": "/",
    "$comment": "an EDTF interval, such as 2007-01-01/2007-06-30 or 2010/..",
}
#: Not of the format "date", which has years of four digits alone.
_DAY: dict[str, Any] = {"type": "string", "pattern": "^([0-9]{4}|[+-][0-9]{4,16})-[0-9]{2}-[0-9]{2}$"}
_AMOUNT: dict[str, Any] = {"type": "string", "pattern": "^[0-9]+(\\.[0-9]+)?$", "maxLength": 33}
_ID: dict[str, Any] = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}


def json_schema(kind: type[Any]) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a record class.

    >>> from iom_partners.model import Place
    >>> json_schema(Place)["required"]
    ['id', 'name']
    """
    inner: dict[str, Any] = {}
    shape = _object(kind, inner)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{kind.__name__.lower()}.schema.json",
        "title": kind.__name__,
        **shape,
        "$defs": dict(sorted(inner.items())),
    }


def _object(kind: type[Any], inner: dict[str, Any]) -> dict[str, Any]:
    meanings = descriptions_of(kind)
    properties = {
        field.name: _type(field, inner) | {"description": meanings[field.name]} for field in kind.__attrs_attrs__
    }
    return {
        "description": (kind.__doc__ or "").partition("\n")[0],
        "type": "object",
        "properties": properties,
        "required": [field.name for field in kind.__attrs_attrs__ if is_needed(field)],
        "additionalProperties": False,
    }


def _type(field: Any, inner: dict[str, Any]) -> dict[str, Any]:
    kind, text = field.type, str(field.type)
    if kind == States:
        return {"anyOf": [{"type": "array", "items": {"type": "string"}}, {"const": "all"}]}
    if get_origin(kind) is tuple:
        of = get_args(kind)[0]
        items: dict[str, Any] = {"type": "string"}
        if of is not str:
            items = {"$ref": f"#/$defs/{of.__name__}"}
            if of.__name__ not in inner:
                inner[of.__name__] = {}
                inner[of.__name__] = _object(of, inner)
        return {"type": "array", "items": items}
    if get_origin(kind) is Literal:
        return {"enum": list(get_args(kind))}
    if "PartialDate" in text and "Period" in text:
        return dict(_DATE)
    plain: dict[str, dict[str, Any]] = {
        "boolean": {"type": "boolean"}, "integer": {"type": "integer"}, "number": _AMOUNT, "date": _DAY,
    }  # fmt: skip
    dated = _PERIOD if "Period" in text else _DATE if "PartialDate" in text else None
    if is_needed(field) and text.endswith("None"):
        return {"type": ["string", "null"]}
    return dict(_ID if field.name == "id" else dated or plain.get(plain_type(text), {"type": "string"}))


def table_schema(columns: Sequence[Column], foreign: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return the Table Schema of a flat table.

    Args:
        columns: the columns of the table.
        foreign: the columns that hold ids, each with the table that they refer to; an empty text for the same one.

    >>> from iom_partners.model import Place
    >>> from iom_partners.tables.flat import columns_of
    >>> table_schema(columns_of(Place))["primaryKey"]
    ['id']
    """
    fields = []
    for column in columns:
        field: dict[str, Any] = {"name": column.name, "type": column.type, "description": column.description}
        constraints: dict[str, Any] = {}
        if column.is_required:
            constraints["required"] = True
        if column.name == "id":
            constraints["unique"] = True
        if column.values:
            constraints["enum"] = list(column.values)
        if constraints:
            field["constraints"] = constraints
        fields.append(field)
    schema: dict[str, Any] = {"fields": fields}
    if columns[0].name == "id":
        schema["primaryKey"] = ["id"]
    keys = [
        {"fields": [name], "reference": ({"resource": table} if table else {}) | {"fields": ["id"]}}
        for name, table in (foreign or {}).items()
        if any(column.name == name for column in columns)
    ]
    if keys:
        schema["foreignKeys"] = keys
    return schema
