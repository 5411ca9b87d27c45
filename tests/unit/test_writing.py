"""Writing files: an old or a new one is there, whole, whatever fails, and every cause of failure has a typed error."""

from __future__ import annotations

import errno
import io
import os
import resource
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from iom_partners import DataFileError, Dataset, InvalidQuestionError, IomPartnersError, Organization, Place
from iom_partners.files import locks
from iom_partners.files.writing import write_file, write_files
from strategies import needs

#: How many times as much as in every run is done; docs/reliability.md says what a campaign found.
TIMES = int(os.environ.get("CAMPAIGN", "1"))

CLUB = Organization(id="club", name="Club")
#: A package of two versions, large enough that a writer takes a while.
OLD, NEW = (
    Dataset.from_records([CLUB, *(Place(id=f"p-{each}", name=name) for each in range(300))], version=version)
    for name, version in (("Old", "1"), ("New", "2"))
)


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def names(folder: Path) -> list[str]:
    """Return the names of what is in a folder."""
    return sorted(each.name for each in folder.iterdir())


# Each writer, as a function of a folder in which it writes, and which gives back what a second call would write over.
def _csv(data: Dataset, folder: Path) -> None:
    data.places.to_csv(folder / "places.csv")


def _parquet(data: Dataset, folder: Path) -> None:
    data.places.to_parquet(folder / "places.parquet")


def _folder(data: Dataset, folder: Path) -> None:
    data.write(folder / "kites")


def _zip(data: Dataset, folder: Path) -> None:
    data.write(folder / "kites.zip")


def _sqlite(data: Dataset, folder: Path) -> None:
    data.export(folder / "kites.sqlite")


def _picture(data: Dataset, folder: Path) -> None:
    data.plot.save(data.plot.contributions(), folder / "gifts.json")


WRITERS = [
    pytest.param(_csv, id="csv"),
    pytest.param(_parquet, id="parquet", marks=needs("pyarrow")),
    pytest.param(_folder, id="folder", marks=pytest.mark.slow),
    pytest.param(_zip, id="zip"),
    pytest.param(_sqlite, id="sqlite"),
    pytest.param(_picture, id="picture"),
]

#: The calls of the system that a writer makes, and what each may fail with.
CALLS = {
    "open": errno.EACCES, "write": errno.ENOSPC, "fsync": errno.EIO, "replace": errno.EIO, "mkdir": errno.EROFS,
    "stat": errno.EIO, "fstat": errno.EIO,
}  # fmt: skip


def failing(monkeypatch: pytest.MonkeyPatch, name: str, turn: int, error: BaseException) -> list[int]:
    """Let the n-th call of a function of the system fail; the list counts the calls."""
    real, count = getattr(os, name), [0]

    def call(*args: Any, **how: Any) -> Any:
        count[0] += 1
        if count[0] == turn:
            raise error
        return real(*args, **how)

    monkeypatch.setattr(os, name, call)
    return count


@pytest.mark.parametrize("write", WRITERS)
def test_whatever_call_fails_the_old_file_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record_property: Any, write: Callable[[Dataset, Path], None]
) -> None:
    """R54: the n-th call of each kind fails, n = 1 until none does: a typed error, the old data, nothing left over."""
    write(NEW, tmp_path)
    new = contents(tmp_path)
    write(OLD, tmp_path)
    old, handles = contents(tmp_path), len(names(Path("/proc/self/fd")))
    for name, code in CALLS.items():
        for turn in range(1, 400):
            with monkeypatch.context() as patched:
                count = failing(patched, name, turn, OSError(code, os.strerror(code)))
                try:
                    write(NEW, tmp_path)
                except DataFileError as error:
                    assert "cannot be" in str(error)
            # What fails after the last move, or is only a courtesy, does not undo it.
            assert contents(tmp_path) in (old, new), (name, turn)
            assert len(names(Path("/proc/self/fd"))) == handles, (name, turn)
            write(OLD, tmp_path)
            if count[0] < turn:
                record_property("injected faults", turn - 1)
                break
        else:
            raise AssertionError(f"{name} is called without end")


@pytest.mark.parametrize("error", [KeyboardInterrupt(), MemoryError()])
def test_an_interrupt_leaves_the_old_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    """R56: an interrupt between two files is not swallowed, and undoes what was moved."""
    OLD.write(tmp_path / "kites", with_tables=True)
    old = contents(tmp_path)
    for turn in (1, 2, 3):
        with monkeypatch.context() as patched, pytest.raises(type(error)):
            failing(patched, "replace", turn, error)
            NEW.write(tmp_path / "kites", with_tables=True)
        assert contents(tmp_path) == old
        assert Dataset.read(tmp_path / "kites") == OLD


@pytest.mark.parametrize("missing", [False, True])  # The file system has none, or Python itself, as in a browser.
def test_without_second_names_new_files_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: bool) -> None:
    """On a system without hard links a move that fails is told; what was moved before is whole, and nothing is lost."""
    monkeypatch.setattr(os, "link", lambda *_, **__: (_ for _ in ()).throw(OSError(errno.EPERM, "no links")))
    if missing:
        monkeypatch.delattr(os, "link")
    write_files(tmp_path, {"a": b"1", "b": b"1"})
    with monkeypatch.context() as patched, pytest.raises(DataFileError):
        failing(patched, "replace", 2, OSError(errno.EIO, "broken"))
        write_files(tmp_path, {"a": b"2", "b": b"2"})
    assert contents(tmp_path) == {"a": b"2", "b": b"1"}


def test_new_files_of_a_failed_write_are_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was not there before is not there after a move that fails."""
    write_files(tmp_path, {"b": b"1"})
    with monkeypatch.context() as patched, pytest.raises(DataFileError):
        failing(patched, "replace", 2, OSError(errno.EIO, "broken"))
        write_files(tmp_path, {"a": b"2", "b": b"2"})
    assert contents(tmp_path) == {"b": b"1"}


def test_on_a_system_that_opens_whole_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where files cannot be opened step by step, they are written by their whole paths."""
    from iom_partners.files import writing

    monkeypatch.setattr(writing, "_BY_STEPS", False)
    assert write_files(tmp_path, {"tables/a": b"1", "b": b"1"}) == ["tables/a", "b"]
    assert write_files(tmp_path, {"tables/a": b"2", "b": b"1"}) == ["tables/a"]
    assert contents(tmp_path) == {"tables/a": b"2", "b": b"1"}


def test_a_folder_that_cannot_be_brought_to_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some file systems need no fsync of a folder, and say so by an error; any other error is told."""
    real = os.fsync

    def fsync(code: int) -> Callable[[int], None]:
        def call(opened: int) -> None:
            if stat.S_ISDIR(os.fstat(opened).st_mode):
                raise OSError(code, os.strerror(code))
            real(opened)

        return call

    monkeypatch.setattr(os, "fsync", fsync(errno.EINVAL))
    write_file(tmp_path / "a", b"1")
    monkeypatch.setattr(os, "fsync", fsync(errno.EIO))
    with pytest.raises(DataFileError, match="Input/output error"):
        write_file(tmp_path / "a", b"2")


def test_a_name_that_another_writer_takes_for_stale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whose temporary file was locked by somebody who cleans up makes another."""
    from iom_partners.files import writing

    answers = iter([False, True])
    monkeypatch.setattr(writing, "holds", lambda _: next(answers))
    write_file(tmp_path / "a", b"1")
    assert contents(tmp_path) == {"a": b"1"}
    assert next(answers, None) is None


@pytest.mark.parametrize("write", WRITERS)
def test_a_limit_of_the_size_of_files(
    tmp_path: Path, record_property: Any, write: Callable[[Dataset, Path], None]
) -> None:
    """R54: whatever size a file may have at most, the old file or the new one is whole."""
    write(OLD, tmp_path)
    old = contents(tmp_path)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    refused = 0
    for size in range(0, 30_000, 600):
        try:
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
            write(NEW, tmp_path)
        except DataFileError as error:
            refused += 1
            assert "File too large" in str(error)
            assert contents(tmp_path) == old
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
    record_property("writes beyond a limit of size", refused)
    assert refused


def test_a_full_disk_in_an_open_file() -> None:
    """An open file is the caller's, but its errors are typed too."""
    with (
        pytest.raises(DataFileError, match="No space left on device"),
        Path("/dev/full").open("w", buffering=1) as file,
    ):
        OLD.places.to_csv(file)
    with pytest.raises(DataFileError, match="cannot be written"), Path("/dev/null").open("wb") as file:
        OLD.places.to_csv(file)  # type: ignore[arg-type]
    closed = io.StringIO()
    closed.close()
    with pytest.raises(DataFileError, match="the open file: cannot be written"):
        OLD.places.to_csv(closed)


# Targets.


def targets(folder: Path) -> Iterator[tuple[Any, str]]:
    """Yield what is not a plain file to write, and what the error says."""
    (folder / "folder").mkdir()
    (folder / "mine").write_text("mine")
    (folder / "link").symlink_to("mine")
    (folder / "dangling").symlink_to("nothing")
    (folder / "loop").symlink_to("loop")
    os.mkfifo(folder / "pipe")
    yield folder / "folder", "it is a folder"
    for name in ("link", "dangling", "loop"):
        yield folder / name, "is a link, which is not followed"
    yield folder / "pipe", "it is not a regular file"
    yield "/dev/null", "it is not a regular file"
    yield folder / "none" / "file", "No such file"
    yield folder / "mine" / "file", "Not a directory"
    yield folder / ("n" * 256), "name too long"
    yield f"{folder}/a\0b", "null"
    yield f"{folder}/\ud800", "surrogates not allowed"
    yield 5, "5 is not a path"
    yield True, "True is not a path"
    yield "", "'' is not the name of a file"
    yield f"{folder}/..", "is not the name of a file"


def test_what_is_not_a_file_to_write_is_refused(tmp_path: Path) -> None:
    """R55: each target has a typed error, and nothing is followed, replaced or left over."""
    for target, told in list(targets(tmp_path)):
        with pytest.raises(DataFileError, match=told):
            write_file(target, b"new")
        with pytest.raises(IomPartnersError):
            OLD.places.to_csv(target)
        if (
            getattr(target, "name", "") not in {"folder", "file"} and target != f"{tmp_path}/.."
        ):  # Data make their folders.
            with pytest.raises(DataFileError):
                OLD.write(target)
    assert names(tmp_path) == ["dangling", "folder", "link", "loop", "mine", "pipe"]
    assert contents(tmp_path) == {"mine": b"mine", "link": b"mine"}
    longest = tmp_path / ("n" * 255)
    write_file(os.fsencode(longest), b"new")
    assert longest.read_bytes() == b"new"


def test_an_open_file_is_not_a_parquet_target(tmp_path: Path) -> None:
    """What is neither a path nor open for text is named."""
    with pytest.raises(InvalidQuestionError, match="5 is neither a path nor an open file"):
        OLD.places.to_csv(5)  # type: ignore[arg-type]


def test_a_picture_needs_an_ending(tmp_path: Path) -> None:
    """The ending of its name says what is drawn; another one is refused with those that are known."""
    for path in (tmp_path / "gifts.gif", tmp_path / "gifts", 5):
        with pytest.raises(InvalidQuestionError, match="one of svg, html, json, png, pdf"):
            OLD.plot.save(OLD.plot.contributions(), path)  # type: ignore[arg-type]


@pytest.mark.slow
@needs("vl_convert")
def test_pictures_of_every_kind(tmp_path: Path) -> None:
    """Each kind starts as its format does, and a page loads nothing from elsewhere."""
    chart = OLD.plot.contributions()
    for ending, start in (("svg", b"<svg"), ("png", b"\x89PNG"), ("pdf", b"%PDF"), ("html", b"<!DOCTYPE html>")):
        OLD.plot.save(chart, tmp_path / f"x.{ending}", scale=2)
        assert (tmp_path / f"x.{ending}").read_bytes().lstrip().startswith(start)
    assert b'<script src="http' not in (tmp_path / "x.html").read_bytes()


@pytest.mark.parametrize("below", ["tables", "schemas"])
def test_a_link_in_the_folder_is_not_followed(tmp_path: Path, below: str) -> None:
    """R38: `tables/` that leads out of the folder is refused, and nothing is written through it."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "kites").mkdir()
    (tmp_path / "kites" / below).symlink_to(tmp_path / "outside")
    with pytest.raises(DataFileError, match="is not a folder, or is a link to one"):
        OLD.write(tmp_path / "kites", with_tables=True)
    assert names(tmp_path / "outside") == []
    assert contents(tmp_path) == {}


def test_a_link_that_is_put_in_place_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """R38: a folder that becomes a link between the check and the write: what is written stays where it was checked."""
    OLD.write(tmp_path / "kites", with_tables=True)
    outside = tmp_path / "outside"
    outside.mkdir()
    real = os.fsync

    def swap(opened: int) -> None:
        tables = tmp_path / "kites" / "tables"
        if not tables.is_symlink() and list(tables.glob(".*")):
            tables.rename(tmp_path / "kites" / "moved")
            tables.symlink_to(outside)
        real(opened)

    monkeypatch.setattr(os, "fsync", swap)
    NEW.write(tmp_path / "kites", with_tables=True)
    assert list(outside.iterdir()) == []


def test_permissions_stay(tmp_path: Path) -> None:
    """A file that only its owner may read stays so; a new one has what the process allows."""
    path = tmp_path / "places.csv"
    _csv(OLD, tmp_path)
    umask = os.umask(0)
    os.umask(umask)
    assert path.stat().st_mode & 0o777 == 0o666 & ~umask
    path.chmod(0o600)
    _csv(NEW, tmp_path)
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() != 0, reason="only root may become somebody else")
def test_folders_that_may_not_be_listed_or_written(tmp_path: Path) -> None:
    """R55: into a folder that may be entered but not listed is written; one that may not be written to is told."""
    for name, mode in (("hidden", 0o333), ("shut", 0o555)):
        (tmp_path / name).mkdir()
        (tmp_path / name).chmod(mode)
    for folder in (tmp_path, *list(tmp_path.parents)[:-2]):
        folder.chmod(folder.stat().st_mode | 0o055)
    code = (
        "import fcntl, os; from iom_partners.files.writing import write_files\n"
        "from iom_partners import DataFileError; os.setuid(65534)\n"
        f"print(write_files({str(tmp_path / 'hidden')!r}, {{'a': b'1', 'b': b'2'}}))\n"
        f"try: write_files({str(tmp_path / 'shut')!r}, {{'a': b'1'}})\n"
        "except DataFileError as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout == f"['a', 'b']\n{tmp_path / 'shut'}: cannot be written: Permission denied\n", done.stderr


# Kills, and several at once.

WRITE = """
import sys
from iom_partners import Dataset, Place
made = [Dataset.from_records([Place(id=f"p-{each}", name=name) for each in range(300)], version=name)
        for name in ("Old", "New")]
if sys.argv[1] == "csv":
    write = lambda data: data.places.to_csv(sys.argv[2] + "/places.csv")
elif sys.argv[1] == "sqlite":
    write = lambda data: data.export(sys.argv[2] + "/kites.sqlite")
else:
    name = "/kites" if sys.argv[1] == "folder" else "/kites.zip"
    write = lambda data: data.write(sys.argv[2] + name, with_tables=True)
for data in made * 1000:
    write(data)
    print("written", flush=True)
"""


def start(kind: str, folder: Path) -> subprocess.Popen[bytes]:
    """Start a process that writes two versions in turn, and wait until it has written both."""
    process = subprocess.Popen([sys.executable, "-c", WRITE, kind, str(folder)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    for _ in range(2):
        assert process.stdout.readline() == b"written\n"
    return process


def stop(process: subprocess.Popen[bytes]) -> None:
    """Kill a process and wait for its end."""
    process.kill()
    process.communicate()


def version(kind: str, folder: Path) -> str:
    """Return which version is there; it has to be whole."""
    if kind == "csv":
        lines = (folder / "places.csv").read_text().splitlines()
        (name,) = {line.split(",")[1] for line in lines[1:]}
        assert len(lines) == 301
        return name
    if kind == "sqlite":
        with closing(sqlite3.connect(folder / "kites.sqlite")) as base:
            assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            ((name, number),) = base.execute("SELECT name, count(*) FROM places GROUP BY name")
        assert number == 300
        return str(name)
    data = Dataset.read(folder / ("kites" if kind == "folder" else "kites.zip"))
    assert {each.name for each in data.places} == {data.version}
    return data.version or ""


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["csv", "zip", "folder", "sqlite"])
def test_a_kill_leaves_whole_files(tmp_path: Path, record_property: Any, kind: str) -> None:
    """R53: a killed writer leaves an old or a new file; the next one removes what it left beside."""
    mixed = 0
    turns = 8 * TIMES
    for turn in range(turns):
        process = start(kind, tmp_path)
        time.sleep(0.024 * turn / turns)
        stop(process)
        try:
            version(kind, tmp_path)
        except DataFileError as error:  # Killed between two moves: told, and the next writer mends it.
            assert kind == "folder"
            assert "differs from the descriptor" in str(error)
            mixed += 1
        if kind == "csv":
            OLD.places.to_csv(tmp_path / "places.csv")
        elif kind == "sqlite":
            _sqlite(OLD, tmp_path)
        else:
            OLD.write(tmp_path / ("kites" if kind == "folder" else "kites.zip"), with_tables=True)
        assert [each for each in tmp_path.rglob("*") if each.name.startswith(".")] == []
    record_property(f"kills, {kind}", turns)
    record_property(f"kills, {kind}, between two moves: refused when read", mixed)
    assert mixed < turns


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["csv", "zip", "folder"])
def test_two_writers_and_a_reader_at_once(tmp_path: Path, kind: str) -> None:
    """Two processes write without end; whoever reads meanwhile has one version whole, never a mix or an error."""
    writers = [start(kind, tmp_path) for _ in range(2)]
    try:
        found = {version(kind, tmp_path) for _ in range(40)}
    finally:
        for process in writers:
            stop(process)
    assert found <= {"Old", "New"}
    if kind != "folder":  # A folder may have been left between two moves, as in the test above.
        assert version(kind, tmp_path) in {"Old", "New"}


def test_what_a_writer_still_writes_is_not_cleaned_up(tmp_path: Path) -> None:
    """The temporary file of a living writer stays; that of one who is gone does not."""
    stale, living = (tmp_path / f".iom-partners-{name}.part" for name in ("stale", "living"))
    stale.write_bytes(b"half")
    with living.open("wb") as file:
        assert locks.holds(file.fileno())
        write_file(tmp_path / "a", b"1")
        assert sorted(each.name for each in tmp_path.iterdir()) == [living.name, "a"]
    write_file(tmp_path / "a", b"1")
    assert [each.name for each in tmp_path.iterdir()] == ["a"]


def test_a_lock_that_is_never_given_back_is_waited_for_a_while(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever holds a folder for ever does not keep others from their data."""
    _folder(OLD, tmp_path)
    monkeypatch.setattr(locks, "_PATIENCE", 0.05)
    with locks.locked(str(tmp_path / "kites")):
        assert Dataset.read(tmp_path / "kites") == OLD
    with locks.locked(str(tmp_path / "kites"), shared=True), locks.locked(str(tmp_path / "kites"), shared=True):
        assert Dataset.read(tmp_path / "kites") == OLD
    with locks.locked(str(tmp_path / "nothing")):
        pass


def test_a_file_system_without_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing can be locked, nothing is waited for."""
    import fcntl

    monkeypatch.setattr(fcntl, "flock", lambda *_: (_ for _ in ()).throw(OSError(errno.ENOTSUP, "no locks")))
    _folder(OLD, tmp_path)
    assert Dataset.read(tmp_path / "kites") == OLD
