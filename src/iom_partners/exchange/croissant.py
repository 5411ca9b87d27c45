"""``croissant.json``: a folder of CSV files described for machine learning, in the vocabulary Croissant 1.0."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from ..files.hashes import hash_of

__all__ = ["make_croissant"]

_VOCABULARY = (
    "citeAs column conformsTo data dataType equivalentProperty examples extract field fileProperty fileObject fileSet "
    "format includes isLiveDataset jsonPath key md5 parentField path recordSet references regex repeated replace "
    "samplingRate separator source subField transform"
)
_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    **{term: f"cr:{term}" for term in _VOCABULARY.split()},
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
}
#: The data types by the types of Table Schema; an amount is text, for a float would round it.
_TYPES = {"string": "sc:Text", "number": "sc:Text", "integer": "sc:Integer", "boolean": "sc:Boolean", "date": "sc:Date"}


def make_croissant(told: Mapping[str, Any], tables: Iterable[tuple[str, Mapping[str, Any], bytes]]) -> bytes:
    r"""Return the description of a folder of CSV files.

    Args:
        told: what the descriptor of the data package says of them as a whole.
        tables: the name of each, its Table Schema, and the file.

    >>> make_croissant({"name": "kites"}, [])[:15]
    b'{\n  "@context":'
    """
    files, records = [], []
    for name, schema, data in tables:
        files.append({
            "@type": "cr:FileObject", "@id": f"{name}.csv", "name": f"{name}.csv", "contentUrl": f"{name}.csv",
            "contentSize": f"{len(data)} B", "encodingFormat": "text/csv", "sha256": hash_of(data).partition(":")[2],
        })  # fmt: skip
        records.append({
            "@type": "cr:RecordSet", "@id": name, "name": name,
            "key": [{"@id": f"{name}/{each}"} for each in schema["primaryKey"]],
            "field": [_field(name, each) for each in schema["fields"]],
        })  # fmt: skip
    made: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        **{key: told[key] for key in ("name", "description", "keywords") if key in told},
        **({"version": told["version"]} if _is_semantic(told.get("version", "")) else {}),
        **({"license": [each["path"] for each in told["licenses"]]} if "licenses" in told else {}),
        **({"creator": [_creator(each) for each in told["contributors"]]} if "contributors" in told else {}),
        "distribution": files,
        "recordSet": records,
    }
    return (json.dumps(made, indent=2, ensure_ascii=False) + "\n").encode()


def _creator(contributor: Mapping[str, Any]) -> dict[str, str]:
    return {"@type": "sc:Organization", "name": contributor["title"]}


def _is_semantic(version: str) -> bool:
    """Return whether a version is of the form 1.2.3, as Croissant wants it."""
    parts = version.split(".")
    return len(parts) == 3 and all(each.isascii() and each.isdecimal() and str(int(each)) == each for each in parts)


def _field(table: str, field: Mapping[str, Any]) -> dict[str, Any]:
    # Foreign keys are left out: readers join the tables of a reference, and some fail where it is empty.
    types = [_TYPES[field["type"]], *([field["rdfType"]] if "rdfType" in field else [])]
    return {
        "@type": "cr:Field", "@id": f"{table}/{field['name']}", "name": field["name"],
        "description": field["description"], "dataType": types if len(types) > 1 else types[0],
        "source": {"fileObject": {"@id": f"{table}.csv"}, "extract": {"column": field["name"]}},
    }  # fmt: skip
