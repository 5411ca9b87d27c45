"""Reading anyone's data package: a folder, a `datapackage.json` or a zip of one, treated as untrusted."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, get_args

from ..errors import DataFileError, one_of, shorten
from ..files.hashes import fault_of_bytes, fault_of_seal
from ..files.limits import fault_of_path
from ..files.reading import Archive, Files, Folder, most_bytes, read_file
from ..store.record_types import RECORD_TYPES, record_class
from ..tables.flat import NESTED
from .json_text import DESCRIPTOR, parse_descriptor, parse_json, stated_version, told_of_all
from .migrate import migrate, schema_version

if TYPE_CHECKING:
    from ..tables.csv_rows import NestedRows
    from ..tables.table import Column

__all__ = ["Extra", "Package", "open_package"]

Extra = Literal["refuse", "keep"]

_HINT = "restore it; if it was changed on purpose, run `iom-partners format`"
_HINT_OF_CSV = (
    "restore it; if it was changed on purpose, remove bytes and hash of it, and descriptorHash, from the descriptor"
)
_ELSE = (
    "Dataset.read also reads .popolo.json, .ttl and .jsonld, or any file with format=popolo, turtle or jsonld; tables "
    "are read by from_csv and from_excel"
)
#: How CSV files are read: what a descriptor may say of that, beside the delimiter.
_DIALECT = {"header": True, "quoteChar": '"', "doubleQuote": True, "skipInitialSpace": False}


def open_package(
    path: str | os.PathLike[str],
    *,
    extra: Extra = "refuse",
    max_bytes: int | None = None,
    is_told: bool = True,
    is_held: bool = True,
) -> Package:
    """Open a package.

    Args:
        path: a folder, a ``datapackage.json`` or a zip.
        extra: what to do with fields that no record has.
        max_bytes: how many bytes one file may have; by default `MOST_BYTES`.
        is_told: whether to follow the descriptor; else it is ignored.
        is_held: whether files are held against the sizes and hashes that the descriptor declares.

    Raises:
        DataFileError: it is none of the three, or not to be trusted.
        InvalidQuestionError: an argument is not in its vocabulary.
    """
    one_of(extra, get_args(Extra), "extra", "a way to treat extra fields")
    most = most_bytes(max_bytes)
    try:
        name = os.fsdecode(path)
        exists = os.path.exists(name)
    except (TypeError, ValueError):
        raise DataFileError(f"{shorten(path)} is not a path", value=path, field="path") from None
    if os.path.isdir(name):
        return Package(Folder(name, most), DESCRIPTOR, extra, is_told=is_told, is_held=is_held)
    data = read_file(name, most, name) if exists else b""
    folder, file_name = os.path.split(name)
    if file_name.lower().endswith(".json") and data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return Package(Folder(folder, most), file_name, extra, is_told=is_told, is_held=is_held)
    if data[:4] in {b"PK\x03\x04", b"PK\x05\x06"}:
        archive = Archive(name, data, most)
        return Package(archive, _find_descriptor(archive), extra, is_told=is_told, is_held=is_held)
    raise DataFileError("is not a folder, a datapackage.json or a zip of one", value=name, field=name, hint=_ELSE)


class Package:
    """The data files of a package, and what its descriptor says about them.

    The descriptor and all files of records are read when it is made, while no other process swaps them.

    Attributes:
        extras: fields that no record has, by collection and id, if they are kept.
        listed: every file that the descriptor lists, with what it says of it, in its order.
        left_out: the names of the tables of others that the descriptor lists, which are not read.
    """

    def __init__(self, files: Files, descriptor: str, extra: Extra, *, is_told: bool, is_held: bool) -> None:
        self._files = files
        self._extra = extra
        self._is_held = is_held
        self.extras: dict[str, dict[str, dict[str, Any]]] = {}
        self._folder, _, name = descriptor.rpartition("/")
        self._read: dict[str, bytes | DataFileError | None] = {}
        self._parts: NestedRows | None = None
        with files.steady():
            text = self.read(name) if is_told else None
            path = self.path_of(name)
            if text is not None and is_held and (fault := fault_of_seal(text)):
                raise DataFileError(fault, value=name, field=path, hint=_HINT)
            self._descriptor = {} if text is None else parse_descriptor(text, path)
            self._schema = schema_version(self._descriptor, path)
            self._version = stated_version(self._descriptor, path)
            self._places = _places(self._descriptor, path)
            places = [self._places.get(each, f"{each}.json") for each in dict.fromkeys((*RECORD_TYPES, *self._places))]
            for each in places:
                self._remember(each)
        if not self._places and all(self._read[each] is None for each in places):
            shown = self.path_of("")[:-1] if text is None else path
            reason = "lists no records that are known here" if text is not None else "holds no file of a data package"
            raise DataFileError(reason, value=shown, field=shown, hint=_ELSE)
        listed = (*_listed(self._descriptor, "resources"), *_listed(self._descriptor, "schemas"))
        self.listed: dict[str, dict[str, Any]] = {
            each["path"]: each for each in listed if isinstance(each["path"], str)
        }
        names = [str(each.get("name")) for each in _listed(self._descriptor, "resources")]
        own = {*RECORD_TYPES, *NESTED, *(f"{each}-table" for each in (*RECORD_TYPES, *NESTED)), "croissant"}
        self.left_out: tuple[str, ...] = tuple(name for name in names if name not in own)

    def path_of(self, place: str) -> str:
        """Return what errors call a file."""
        return os.path.join(self._files.name, self._folder, place)

    def _remember(self, place: str) -> None:
        try:
            self._read[place] = self._files.read(f"{self._folder}/{place}" if self._folder else place)
        except DataFileError as error:
            self._read[place] = error

    def read(self, place: str) -> bytes | None:
        """Return a file by its checked path in the package; None if there is none.

        Raises:
            DataFileError: it cannot be read, or exceeds the limits.
        """
        if place not in self._read:
            self._remember(place)
        found = self._read[place]
        if isinstance(found, DataFileError):
            raise found
        return found

    def rows(self, name: str) -> tuple[Sequence[Any], str]:
        """Return the plain rows of one record type, and the path that errors name; no rows if there is no file."""
        place = self._places.get(name, f"{name}.json")
        path = self.path_of(place)
        text = self._held(place, name)
        if text is None:
            return [], path
        rows = self._rows_of_csv(name, text) if _is_csv(place) else parse_json(text, path)
        migrate(name, rows, self._schema)
        if self._extra == "keep":
            self._keep(name, rows)
        return rows, path

    def _held(self, place: str, name: str) -> bytes | None:
        """Return a file that is as the descriptor declares; None if there is none and the descriptor lists none."""
        path = self.path_of(place)
        text = self.read(place)
        if text is None:
            if name in self._places:
                raise DataFileError("the descriptor lists it, but it does not exist", value=place, field=path)
        elif self._is_held and (fault := fault_of_bytes(text, self.listed.get(place, {}))):
            raise DataFileError(fault, value=place, field=path, hint=_HINT_OF_CSV if _is_csv(place) else _HINT)
        return text

    def _rows_of_csv(self, name: str, text: bytes) -> list[dict[str, Any]]:
        from ..tables.csv_rows import plain_rows
        from ..tables.flat import columns_of

        kind = record_class(name)
        table = self._table(name, text)
        rows = plain_rows(table, kind, _labels_of(columns_of(kind)), keep=self._extra == "keep")
        self._nested().add_to(name, rows)
        return rows

    def _table(self, name: str, text: bytes) -> Any:
        from ..tables.csv_rows import read_csv

        place = self._places[name]
        dialect = self.listed[place].get("dialect", {})
        return read_csv(text, self.path_of(place), dialect.get("delimiter", ","))

    def _nested(self) -> NestedRows:
        """Return the names, identifiers and citations of all CSV files; if they are faulty, that is told once."""
        if self._parts is None:
            from ..tables.csv_rows import NESTED_KINDS, NestedRows
            from ..tables.flat import nested_rows

            self._parts = NestedRows({}, (), ())
            texts = {each: self._held(self._places[each], each) for each in NESTED if each in self._places}
            tables = {each: self._table(each, text) for each, text in texts.items() if text is not None}
            columns = [nested_rows((), each, NESTED_KINDS[each])[0] for each in tables]
            records = [each for each in RECORD_TYPES if _is_csv(self._places.get(each, ""))]
            self._parts = NestedRows(tables, records, _labels_of(column for each in columns for column in each))
        return self._parts

    def _keep(self, name: str, rows: list[Any]) -> None:
        """Move the fields that no record of the type has from the rows to `extras`."""
        fields = {field.name for field in record_class(name).__attrs_attrs__}
        for row in rows:
            more = {key: row.pop(key) for key in list(row) if key not in fields}
            if more:
                self.extras.setdefault(name, {})[row["id"]] = more

    def version(self) -> str | None:
        """Return the version that the descriptor states; None without one."""
        return self._version

    def told(self) -> dict[str, Any]:
        """Return what the descriptor says of the data as a whole."""
        return told_of_all(self._descriptor)


def _find_descriptor(archive: Archive) -> str:
    """Return the place of the descriptor: at the top, or in a folder at the top; there must be some data."""
    places = frozenset(archive.places)
    heads = {place.split("/")[0] for place in places if "/" in place}
    folders = ["", *(f"{head}/" for head in sorted(heads) if not fault_of_path(head))]
    for names in ((DESCRIPTOR,), [f"{name}.json" for name in RECORD_TYPES]):
        for folder in folders:
            if any(f"{folder}{name}" in places for name in names):
                return f"{folder}{DESCRIPTOR}"
    raise DataFileError(
        "holds no file of a data package", value=archive.name, field=archive.name, hint="a zip inside is not opened"
    )


def _is_csv(place: str) -> bool:
    return place.lower().endswith(".csv")


def _labels_of(columns: Iterable[Column]) -> frozenset[str]:
    """Return the names of the columns that make others readable; nothing is read from them."""
    from ..store.labels import with_labels
    from ..store.store import Store
    from ..tables.table import Table

    own = {column.name: column for column in columns}
    return frozenset(with_labels(Table("", own.values(), ()), Store.of_records(())).column_names) - own.keys()


def _listed(descriptor: Mapping[str, Any], what: str) -> list[dict[str, Any]]:
    """Return the entries of a list of files, each a dict with a path."""
    listed = descriptor.get(what, [])
    return [each for each in listed if isinstance(each, dict) and "path" in each] if isinstance(listed, list) else []


def _places(descriptor: Mapping[str, Any], path: str) -> dict[str, str]:
    """Return the path of each collection that the descriptor lists.

    Raises:
        DataFileError: a path leads out of the package, or records are listed in a form that is not supported.
    """
    listed = descriptor.get("resources", [])
    if not isinstance(listed, list):
        raise DataFileError("its resources are not a list", value=listed, field=path)
    places: dict[str, str] = {}
    faults: list[DataFileError] = []
    for index, resource in enumerate(listed):
        reason, value = _fault_of_resource(resource, places)
        if reason:
            faults.append(DataFileError(reason, value=value, field=f"{path}.resources[{index}]"))
        elif (name := resource.get("name")) in RECORD_TYPES or (name in NESTED and _is_csv(str(resource.get("path")))):
            places[name] = resource["path"]
    for index, schema in enumerate(_listed(descriptor, "schemas")):
        if fault := fault_of_path(schema["path"]):
            faults.append(DataFileError(fault, value=schema["path"], field=f"{path}.schemas[{index}]"))
    if faults:
        raise DataFileError.of(faults)
    return places


def _fault_of_resource(resource: Any, places: Mapping[str, str]) -> tuple[str, Any]:
    if not isinstance(resource, dict):
        return f"{shorten(resource)} is not a resource", resource
    place, name = resource.get("path"), resource.get("name")
    for each in place if isinstance(place, list) else [place] if "path" in resource else ():
        if fault := fault_of_path(each):
            return fault, each
    if not isinstance(name, str | None):
        return f"{shorten(name)} is not the name of a resource", name
    if name not in RECORD_TYPES and not (name in NESTED and _is_csv(str(place))):
        return "", None
    if name in places:
        return f"{name} is listed twice", name
    if not isinstance(place, str) or not place.lower().endswith((".json", ".csv")):
        return f"{name} is not a single JSON or CSV file: pass rows of a table to Dataset.from_rows", place
    return _fault_of_csv(resource) if _is_csv(place) else ("", None)


def _fault_of_csv(resource: Mapping[str, Any]) -> tuple[str, Any]:
    """Return what a descriptor says of a CSV file that is not followed here, so that it would be read wrongly."""
    name, schema, dialect = resource["name"], resource.get("schema"), resource.get("dialect", {})
    if not isinstance(dialect, dict):
        return f"{name} has its dialect in another file, which is not read", dialect
    encoding = resource.get("encoding", "utf-8")
    if not isinstance(encoding, str) or encoding.lower() not in {"utf-8", "utf8"}:
        return f"{name} has the encoding {shorten(encoding)}, and CSV files are read as UTF-8", encoding
    missing = schema.get("missingValues", [""]) if isinstance(schema, dict) else [""]
    if missing != [""]:
        return f"{name} has the missing values {shorten(missing)}, and only an empty cell is read as no value", missing
    others = {"delimiter", "lineTerminator", "$schema"}
    odd = {key: value for key, value in dialect.items() if key not in others and value != _DIALECT.get(key)}
    delimiter = dialect.get("delimiter", ",")
    if odd or not isinstance(delimiter, str) or len(delimiter) != 1 or delimiter in '"\r\n':
        return f"{name} has a dialect of CSV that is not read here: {shorten(odd or delimiter)}", dialect
    return "", None
