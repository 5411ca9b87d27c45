"""Faults found in reading and writing data files: each test fails until the fault is mended."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from iom_partners import DataFileError, Dataset, Organization

MEMBERSHIP = {"id": "m", "member_id": "north", "organization_id": "club"}


def _refused(folder: Path, name: str, text: str) -> DataFileError:
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(DataFileError) as caught:
        Dataset.read(folder)
    return caught.value


@pytest.mark.parametrize(
    "text",
    [
        '[{"id": "club", "name": "Kites", "name": "Kites of Geneva"}]',
        '[{"id": "club", "name": "Kites", "names": [{"text": "A", "kind": "alias", "kind": "former"}]}]',
    ],
)
def test_key_that_stands_twice_is_refused(tmp_path: Path, text: str) -> None:
    """R23: of two values under one key, at any depth, none is dropped silently; the message names the key."""
    error = _refused(tmp_path, "organizations.json", text)
    assert "name" in str(error) or "kind" in str(error)


def test_lone_surrogate_is_refused(tmp_path: Path) -> None:
    """R25: an escape that stands for half a character is refused when it is read."""
    assert "organizations.json" in str(_refused(tmp_path, "organizations.json", '[{"id": "club", "name": "K\\ud800"}]'))


def test_text_that_cannot_be_written_raises_a_typed_error(tmp_path: Path) -> None:
    """A record with half a character cannot be written, and says so as a `DataFileError`, not a UnicodeEncodeError."""
    with pytest.raises(DataFileError):
        Dataset.from_records([Organization(id="club", name="K\ud800")]).write(tmp_path)


@pytest.mark.parametrize("citation", [7, "page", None, ["page"]])
def test_nested_value_that_is_no_object_is_shown(tmp_path: Path, citation: object) -> None:
    """R26: the message shows the value that stands where an object should, not an inner error of Python."""
    error = _refused(tmp_path, "memberships.json", json.dumps([MEMBERSHIP | {"citations": [citation]}]))
    assert "memberships.json[0].citations[0]" in str(error)
    assert repr(citation) in str(error)
    assert "attribute" not in str(error)
    assert "iterable" not in str(error)


def test_word_outside_a_vocabulary_is_the_value_of_the_error(tmp_path: Path) -> None:
    """The error carries the offending value for a wrong word as it does for a wrong type."""
    assert _refused(tmp_path, "memberships.json", json.dumps([MEMBERSHIP | {"role": "boss"}])).value == "boss"


def test_failed_write_leaves_no_part_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """R54: after a write that failed the folder holds what it held before."""

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(DataFileError):
        Dataset.from_records([]).write(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_data_without_a_version_do_not_take_that_of_older_files(tmp_path: Path) -> None:
    """Written over versioned data, data without a version are read back without one."""
    Dataset.from_records([], version="1.0.0").write(tmp_path)
    Dataset.from_records([]).write(tmp_path)
    assert Dataset.read(tmp_path).version is None
