"""Fuzzing of what reads and writes files: any bytes are read, or refused with the library's own error, at once.

Run one of its two targets by hand (pip install atheris):

    python tests/fuzz/fuzz_files.py packages -timeout=5 -rss_limit_mb=512 -max_len=4096 corpus
    python tests/fuzz/fuzz_files.py writers -timeout=5 -rss_limit_mb=512 -max_len=256

An empty corpus of packages is first filled with a record of each type. What was found stands in docs/fuzzing.md.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from contextlib import AbstractContextManager, nullcontext
from html.parser import HTMLParser
from pathlib import Path

import atheris

with atheris.instrument_imports():
    import iom_partners
    from iom_partners import DataFileError, Dataset, InvalidRecordError, Organization
    from iom_partners.files import hashes, limits, reading
    from iom_partners.io import cells, codec, codec_columns, json_text, migrate, package_reader, records
    from iom_partners.store.record_types import RECORD_TYPES
    from iom_partners.tables import files, html, text

assert all((cells, codec_columns, files, hashes, html, limits, migrate, text))  # Imported here to be instrumented.

NAMES = (*RECORD_TYPES, "datapackage")


class Memory:
    """A folder with one file, which is not on the disk."""

    name = "memory"

    def __init__(self, place: str, data: bytes) -> None:
        self.place, self.data = place, data

    def read(self, place: str) -> bytes | None:
        """Return the one file."""
        return self.data if place == self.place else None

    def steady(self) -> AbstractContextManager[None]:
        """Return a context that does nothing."""
        return nullcontext()


def check_package(data: bytes) -> None:
    """Read bytes as a file of a package, or as a zip; what is read has to read the same when it is written again."""
    kind, rest = data[0] % (len(NAMES) + 1), data[1:]
    try:
        if kind == len(NAMES):
            held: package_reader.Files = reading.Archive("memory.zip", b"PK\x03\x04" + rest, 1 << 20)
        else:
            held = Memory(f"{NAMES[kind]}.json", rest)
        package = package_reader.Package(held, "datapackage.json", "refuse", is_told=True, is_held=True)
        store = records.read_whole(package)
    except DataFileError as error:
        assert len(str(error)) < 10_000
        return
    for name in RECORD_TYPES:
        made = store[name]
        if made:
            again = json_text.parse_json(codec.dump_rows(made).encode(), name)
            assert [codec.structure(row, type(made[0]), name) for row in again] == list(made)
    Dataset(store).check()


class Tags(HTMLParser):
    """Collects the tags and attributes of a page, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {tag, *(f"{tag} {name}" for name, _ in attrs)}

    def handle_data(self, data: str) -> None:
        self.text += data


def tags_of(page: str) -> set[str]:
    """Return the tags and attributes of a page."""
    reader = Tags()
    reader.feed(page)
    reader.close()
    return reader.found


USUAL = tags_of(Dataset.from_records([Organization(id="a", name="A")]).organizations._repr_html_())


def check_writers(data: bytes) -> None:
    """Write a name as HTML, CSV and JSON; it comes back as it was, and makes no tag of its own."""
    name = atheris.FuzzedDataProvider(data).ConsumeUnicode(len(data))
    try:
        body = Organization(id="a", name=name)
    except InvalidRecordError:
        return
    made = Dataset.from_records([body], strict=False).organizations
    assert tags_of(made._repr_html_()) <= USUAL, name
    assert str(made).isprintable() or "\n" in str(made)
    heads, row = csv.reader(io.StringIO(made.to_csv(exact=True), newline=""))
    assert row[heads.index("name")] == name
    cell = next(csv.DictReader(io.StringIO(made.to_csv(), newline="")))["name"]
    assert cell.removeprefix("'") == name.removeprefix("'") or cell == f"'{name}"
    try:
        written = codec.dump_rows([body]).encode()
    except UnicodeEncodeError:
        return  # Half a character, which `write` refuses.
    assert json.loads(written)[0]["name"] == name


def fill(corpus: Path) -> None:
    """Put a record of each type, and a descriptor, into an empty corpus."""
    corpus.mkdir(exist_ok=True)
    if any(corpus.iterdir()):
        return
    for number, name in enumerate(RECORD_TYPES):
        made = codec.dump_rows(list(getattr(iom_partners.load(), name))[:1])
        (corpus / name).write_bytes(bytes([number]) + made.encode())
    told = {"version": "1", "schemaVersion": 2, "resources": [{"name": "places", "path": "x.json", "bytes": 2}]}
    (corpus / "descriptor").write_bytes(bytes([len(RECORD_TYPES)]) + json.dumps(told).encode())


if __name__ == "__main__":
    target = sys.argv.pop(1)
    if target == "packages" and len(sys.argv) > 1 and not sys.argv[-1].startswith("-"):
        fill(Path(sys.argv[-1]))
    check = {"packages": check_package, "writers": check_writers}[target]
    atheris.Setup(sys.argv, lambda data: check(data) if data else None)
    atheris.Fuzz()
