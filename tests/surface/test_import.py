"""Importing: what is loaded, from where it works, and that load() gives one object in every thread and process."""

from __future__ import annotations

import ast
import copy
import gc
import importlib
import importlib.util
import os
import pickle
import runpy
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from itertools import cycle
from pathlib import Path
from types import CodeType, FrameType, ModuleType
from typing import Any

import pytest

import iom_partners
from iom_partners import Dataset, loading
from iom_partners.io.records import read_lazily
from iom_partners.io.shipped import Shipped
from iom_partners.store import once, store

PACKAGE = Path(iom_partners.__file__).parent
ANSWER = "import iom_partners; print(iom_partners.load().chair_of('GMG', on='2013-09-01').one().acronym)"


def run(code: str, *flags: str, path: Path = PACKAGE.parent, **env: str) -> str:
    """Run code in a new interpreter that finds the package in a path; give what it prints."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "LC_", "LANG", "COV"))}
    clean |= {"PYTHONPATH": str(path), "PYTHONDONTWRITEBYTECODE": "1"} | env
    command = [sys.executable, *flags, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, env=clean, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout.strip()


#: What `import iom_partners` must not load.
HEAVY = {
    "attrs", "attr", "cattrs", "cattr", "json", "re", "enum", "typing", "dataclasses", "threading", "pandas", "numpy",
}  # fmt: skip


def test_import_loads_nothing_heavy() -> None:
    """`import iom_partners` loads the package alone, and none of the modules that make a start slow."""
    # -S -I: site and its .pth files load modules of their own, which say nothing of this package.
    code = (
        f"import sys; sys.path.insert(0, {str(PACKAGE.parent)!r}); before = set(sys.modules); import iom_partners; "
        "print(*sorted(set(sys.modules) - before))"
    )
    loaded = run(code, "-S", "-I").split()
    assert [each for each in loaded if each.split(".")[0] in HEAVY] == []
    assert loaded == ["iom_partners"]


def test_load_makes_no_record() -> None:
    """`load()` reads no data file but the version: a question does, and only those it needs."""
    code = (
        "import iom_partners, sys; data = iom_partners.load(); print(sorted(data._store._collections)); "
        "data.chair_of('GMG', on='2013-09-01'); print('events' in data._store._collections, 'pandas' in sys.modules)"
    )
    assert run(code).splitlines() == ["[]", "False False"]


def test_a_cold_answer_loads_what_it_needs() -> None:
    """A first answer loads the way from files to one question, and no module of any other question or library."""
    code = "import iom_partners as p, sys; p.load().chair_of('GMG', on='2013-09-01').certain; print(*sys.modules)"
    loaded = run(code).split()
    own = {each.removeprefix("iom_partners.") for each in loaded if each.startswith("iom_partners.")}
    assert {each.partition(".")[0] for each in own} == {
        "dataset", "dates", "errors", "files", "io", "loading", "model", "query", "store", "tables", "worlds",
    }  # fmt: skip
    assert {each for each in own if each.startswith("io.")} == {
        f"io.{each}" for each in ("json_text", "record_reader", "records", "shipped")
    }
    assert {each for each in own if each.startswith("model.")} == {
        f"model.{each}" for each in ("agents", "codes", "evidence", "fields", "record", "ties", "vocabulary")
    }
    assert len(own) <= 45
    assert not {"cattrs", "csv", "decimal", "html", "pandas", "numpy", "zipfile"} & set(loaded)


@pytest.mark.parametrize(
    ("flags", "env"),
    [(["-W", "error", "-X", "dev"], {}),
     (["-W", "error", "-X", "dev"], {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
     (["-W", "error", "-X", "dev", "-X", "warn_default_encoding"], {}), (["-O"], {}), (["-OO"], {}), (["-bb"], {})],
    ids=["dev", "C locale", "default encoding", "-O", "-OO", "-bb"],
)  # fmt: skip
@pytest.mark.slow
def test_first_answer_under_strict_flags(flags: list[str], env: dict[str, str]) -> None:
    """The first answer comes without a warning in dev mode, in an ASCII locale and without docstrings."""
    assert run(ANSWER, *flags, **env) == "IOM"


@pytest.mark.slow
def test_from_inside_a_zip(tmp_path: Path) -> None:
    """The package works from inside a zip on sys.path: code, data, command, and data_path."""
    archive = tmp_path / "with blank é.zip"
    with zipfile.ZipFile(archive, "w") as target:
        for file in PACKAGE.rglob("*"):
            if file.is_file() and "__pycache__" not in file.parts:
                target.write(file, file.relative_to(PACKAGE.parent))
    assert run(ANSWER, "-W", "error", path=archive) == "IOM"
    where = "import iom_partners; print(iom_partners.__file__)"
    assert run(where, path=archive, PYTHONUTF8="1", PYTHONIOENCODING="utf-8").startswith(str(tmp_path))
    as_files = "import iom_partners as p\nprint(p.Dataset.read(p.data_path()) == p.load())"
    assert run(as_files, path=archive) == "True"
    code = "import sys; from iom_partners.cli import main; sys.exit(main(['chair', 'GMG', '--on', '2013-09-01']))"
    assert "IOM" in run(code, path=archive, PYTHONIOENCODING="utf-8")


@pytest.mark.slow
def test_from_a_read_only_copy(tmp_path: Path) -> None:
    """The package works where nothing may be written, and writes nothing there."""
    copied = tmp_path / "read only"
    shutil.copytree(PACKAGE, copied / "iom_partners", ignore=shutil.ignore_patterns("__pycache__"))
    files = [copied, *copied.rglob("*")]
    before = sorted(str(file) for file in files)
    for file in files:
        file.chmod(0o555 if file.is_dir() else 0o444)
    try:
        assert run(ANSWER, "-W", "error", path=copied) == "IOM"
        assert sorted(str(file) for file in [copied, *copied.rglob("*")]) == before
    finally:
        for file in files:
            if file.is_dir():
                file.chmod(0o755)


THREADS = """
import sys, threading
from collections import Counter
sys.setswitchinterval(1e-6)
import iom_partners
from iom_partners import loading
from iom_partners.io import package_reader, shipped
from iom_partners.query.rosters import Rosters
from iom_partners.store.directory import NameIndex

counted = Counter()
def count(owner, name, key):
    inner = getattr(owner, name)
    def outer(*args, **kwargs):
        counted[name, *key(*args)] += 1
        return inner(*args, **kwargs)
    setattr(owner, name, outer)
count(shipped.Shipped, "_bytes", lambda self, name: (name,))
count(shipped, "parse_json", lambda text, path: (path,))
count(package_reader, "parse_json", lambda text, path: (path,))
# Some listings make rosters of their own.
count(Rosters, "_make_members", lambda *of: of)
count(Rosters, "_make_chairs", lambda *of: of)
count(NameIndex, "_names", lambda self: (self,))

ASK = (
    lambda data: data.chair_of("GMG", on="2013-09-01"), lambda data: data.members_of("GMG", during="2010"),
    lambda data: data.member_count("GMG", on="2010-10-15"), lambda data: data.name_of("GMG", on="2004-01-01"),
    lambda data: data.units_of("GMG", on="2014-01-01"), lambda data: data.projects_of("IOM", during="2007"),
    lambda data: data.partners_of("Praesidium", during="2007"), lambda data: data.total_of(donor="Chevron"),
    lambda data: data.find("migration grp"), lambda data: data.timeline("GMG"), lambda data: data.eras("GMG"),
    lambda data: data.contributions.where(donor="Chevron"), lambda data: data.gaps("GMG"),
    lambda data: data.stats.member_counts_on("GMG", ["2010", "2011"]), lambda data: data.works[0], hash,
)
def answers(get):
    gate, found = threading.Barrier(64), [None] * 64
    def ask(place):
        gate.wait()
        data = get()
        found[place] = data, ASK[place % len(ASK)](data)
    threads = [threading.Thread(target=ask, args=(place,)) for place in range(64)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    assert len({id(data) for data, _ in found}) == 1
    return [answer for _, answer in found]

alone = [ask(iom_partners.load()) for ask in ASK]
folder = iom_partners.data_path()
for _ in range(4):
    loading._loaded.clear()
    counted.clear()
    assert answers(iom_partners.load) == alone * 4
    assert len([key for key in counted if key[0] == "_bytes"]) == len(list(folder.glob("*.json"))), counted
    assert set(counted.values()) == {1}, counted
counted.clear()
read = iom_partners.Dataset.read(folder)
assert answers(lambda: read) == alone * 4
assert set(counted.values()) == {1}, counted
"""


@pytest.mark.slow
def test_each_file_is_read_once() -> None:
    """64 threads that ask first questions at once get one dataset, of which no file, index or roster is made twice."""
    assert run(THREADS) == ""


FORK = """
import os, sys, threading, time
sys.setswitchinterval(1e-6)
import gc, iom_partners
from iom_partners import loading
from iom_partners.io.shipped import Shipped
ask = lambda: iom_partners.load().chair_of("GMG", on="2013-09-01").one().acronym
ask()  # What is tried is reading: Python itself may hang in a child that imports what another thread was importing.
rows, halt = Shipped.rows, False
def read():
    while not halt:
        loading._loaded.clear()
        ask()
def slow(self, name):
    time.sleep(0.001)
    return rows(self, name)
def finish(child):
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        done, code = os.waitpid(child, os.WNOHANG)
        if done:
            return code
        time.sleep(0.001)
    os.kill(child, 9)
    os.waitpid(child, 0)
    return "hung"
Shipped.rows = slow
reader = threading.Thread(target=read)
reader.start()
codes = []
for _ in range(TIMES):
    time.sleep(0.002)
    child = os.fork()
    if child == 0:
        Shipped.rows = rows
        loading._loaded.clear()
        os._exit(0 if ask() == "IOM" and gc.isenabled() else 1)
    codes.append(finish(child))
halt = True
reader.join()
print(*sorted(set(codes)))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no fork")
@pytest.mark.parametrize("times", [5, pytest.param(40, marks=pytest.mark.slow)])
def test_a_fork_while_another_thread_reads_does_not_hang(times: int) -> None:
    """A child forked while another thread reads can load and answer itself, and its garbage collector runs."""
    # Python 3.12 warns of any fork with threads, which is what is tried here.
    assert run(f"TIMES = {times}{FORK}", "-W", "ignore::DeprecationWarning") == "0"


def test_a_reload_changes_no_answer() -> None:
    """After `importlib.reload` the package answers as before, by the same data; what was made before still answers."""
    code = (
        "import importlib, iom_partners as p; data = p.load(); before = data.chair_of('GMG', on='2013-09-01')\n"
        "from iom_partners import Dataset, UnknownNameError\n"
        "assert importlib.reload(p) is p and p.load() is data and p.Dataset is Dataset\n"
        "for each in (p.load(), data):\n"
        "    again = each.chair_of('GMG', on='2013-09-01')\n"
        "    assert (again, again.why, again.evidence) == (before, before.why, before.evidence)\n"
        "try: p.load().agent('nobody')\nexcept UnknownNameError: print(again.one().acronym, p.__all__ == dir(p))"
    )
    assert run(code) == "IOM True"


def test_parts_are_there_without_an_import_of_their_own() -> None:
    code = (
        "import iom_partners as p; print(p.engine.sql.__name__, p.results.Answer.__name__, p.dates.Period is p.Period)"
    )
    assert run(code) == "sql Answer True"


def test_a_failed_load_is_tried_again() -> None:
    """When reading is interrupted in the first load, nothing half-made stays: the next call works."""
    code = (
        "import iom_partners\nfrom iom_partners.io.shipped import Shipped\nversion = Shipped.version\n"
        "def broken(self): raise KeyboardInterrupt\nShipped.version = broken\n"
        "try: iom_partners.load()\nexcept KeyboardInterrupt: Shipped.version = version\n"
        "print(iom_partners.load().chair_of('GMG', on='2013-09-01').one().acronym)"
    )
    assert run(code) == "IOM"


def first_answers(interrupt: Callable[[CodeType], None]) -> tuple[Dataset, list[Any]]:
    """Ask fresh data their first questions; each function of the package is told when it is called."""

    def told(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code.co_filename.startswith(str(PACKAGE)):
            interrupt(frame.f_code)

    before = sys.getprofile()
    data = Dataset(read_lazily(Shipped()))
    sys.setprofile(told)
    try:
        return data, answers(data)
    except (KeyboardInterrupt, MemoryError):
        return data, []
    finally:
        sys.setprofile(before)


def answers(data: Dataset) -> list[Any]:
    """Ask what reads, indexes and counts in different ways."""
    count = data.stats.member_counts_on("GMG", ["2010-01-01"])
    return [data.chair_of("GMG", on="2013-09-01"), data.find("migration grp"), data.contributions[0], count]


@pytest.mark.slow
@pytest.mark.bulk
def test_an_interruption_leaves_nothing_half_made(curated: Dataset) -> None:
    """Wherever the first questions are interrupted, the next ones answer; no lock is held and the collector runs.

    They are interrupted by a key and by a lack of memory in turn.
    """
    steps: dict[CodeType, None] = {}
    first_answers(lambda code: None)  # What is made once in a process is made here.
    first_answers(steps.setdefault)
    steps = {code: None for code in steps if Path(code.co_filename).parent.name in {"io", "store", "query"}}
    expected, interrupted = answers(curated), 0
    for step, error in zip(steps, cycle([KeyboardInterrupt, MemoryError]), strict=False):

        def interrupt(code: CodeType, step: CodeType = step, error: type[BaseException] = error) -> None:
            if code is step:
                raise error

        data, found = first_answers(interrupt)
        interrupted += not found  # If the fast reader of records fails in any way, the other one reads.
        assert gc.isenabled()
        with pytest.raises(RuntimeError, match="un-acquired"):
            once._lock.release()
        assert answers(data) == expected, step
    assert interrupted > 0.8 * len(steps) > 80
    assert {"rows", "parse_json", "once", "__missing__", "fold", "_read_one"} <= {each.co_name for each in steps}


class Overtaken:
    """A lock that another thread held, and loaded, just before this one gets it."""

    def __init__(self, data: Dataset) -> None:
        self.data = data

    def __enter__(self) -> None:
        loading._loaded["curated"] = self.data

    def __exit__(self, *_: object) -> None:
        pass


def test_a_thread_that_waited_takes_what_was_loaded(curated: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever waited for the lock takes what the other thread loaded and reads nothing."""
    monkeypatch.setattr(loading, "_loaded", {})
    monkeypatch.setattr(once, "_lock", Overtaken(curated))
    assert iom_partners.load() is curated
    assert loading._loaded == {"curated": curated}


def test_the_lock_is_renewed_in_a_child(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a fork the lock is a new one that nobody holds."""
    held = once._lock
    monkeypatch.setattr(once, "_lock", held)
    with held:
        once._renew_lock()
        assert once._lock is not held
        with pytest.raises(RuntimeError, match="un-acquired"):
            once._lock.release()


def test_the_collector_runs_in_a_child() -> None:
    """A child forked while another thread pauses the collector lets it run, unless the caller stopped it."""
    with store.pause_collector():
        store._resume_collector()
        assert gc.isenabled()
    gc.disable()
    try:
        with store.pause_collector():
            store._resume_collector()
            assert not gc.isenabled()
    finally:
        gc.enable()


@pytest.mark.parametrize("module", [once, store])
def test_where_the_system_has_no_fork(module: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no fork, as on Windows, nothing is registered and the modules work."""
    monkeypatch.delattr(os, "register_at_fork", raising=False)
    spec = importlib.util.spec_from_file_location("iom_partners.store.forkless", module.__file__)
    assert spec is not None
    assert spec.loader is not None
    forkless = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(forkless)
    assert dir(forkless) == dir(module)


def test_today_is_the_calendar_day() -> None:
    """`today` is the present day of the caller's own calendar."""
    before = date.today()
    assert before <= iom_partners.today() <= date.today()


def test_the_package_runs_as_a_program(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Run as a program, the package is the command; imported, it does nothing."""
    monkeypatch.setattr(sys, "argv", ["iom-partners", "chair", "GMG", "--on", "2001-01-01"])
    with pytest.raises(SystemExit) as caught:
        runpy.run_module("iom_partners", run_name="__main__")
    assert caught.value.code == 1
    assert capsys.readouterr().out.startswith("Nobody was chair of GMG")
    runpy.run_module("iom_partners.__main__", run_name="imported")
    assert capsys.readouterr().out == ""


# Pickles and copies.


def test_every_record_survives_pickle_and_copy(curated: Dataset) -> None:
    """Each record of the data is equal to what becomes of it in a pickle and in a deep copy, with the same hash."""
    collections = [
        curated.organizations, curated.memberships, curated.chair_terms, curated.events, curated.figures,
        curated.coverages, curated.places, curated.sources,
    ]  # fmt: skip
    records = [record for collection in collections for record in collection]
    assert pickle.loads(pickle.dumps(records)) == records
    assert copy.deepcopy(records) == records
    assert [hash(each) for each in pickle.loads(pickle.dumps(records))] == [hash(each) for each in records]


# Public names.


def test_dir_is_all() -> None:
    """`dir` gives the public names and no other, sorted."""
    assert dir(iom_partners) == sorted(iom_partners.__all__) == iom_partners.__all__
    assert len(set(iom_partners.__all__)) == len(iom_partners.__all__)


@pytest.mark.parametrize("name", iom_partners.__all__)
def test_every_public_name_resolves(name: str) -> None:
    """Each public name is there, and is its home's own object under the same name."""
    value = getattr(iom_partners, name)
    if name != "__version__":
        assert value.__name__ == name
        assert value.__module__.startswith("iom_partners.")
        assert value.__doc__


def test_an_unknown_name_is_an_attribute_error() -> None:
    """A name that is not public raises, as with any module, so that hasattr and from-import work."""
    with pytest.raises(AttributeError, match="'iom_partners' has no attribute 'Nothing'"):
        iom_partners.Nothing  # noqa: B018  # The access is what is tried.
    with pytest.raises(ImportError):
        from iom_partners import Nothing  # noqa: F401  # The import is what is tried.
    assert not hasattr(iom_partners, "_nothing")


@pytest.mark.parametrize("module", ["__init__.py", "dates/__init__.py", "model/__init__.py", "results.py"])
def test_homes_agree_with_what_type_checkers_see(module: str) -> None:
    """Each lazily loaded name comes from the module from which type checkers import it; none is missing."""
    tree = ast.parse((PACKAGE / module).read_text(encoding="utf-8"))
    seen = {
        name.name: node.module
        for block in tree.body
        if isinstance(block, ast.If)
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for name in node.names
    }
    package = ".".join(("iom_partners", *Path(module).with_suffix("").parts)).removesuffix(".__init__")
    lazy = importlib.import_module(package)
    homes = {name: home for home, names in lazy._HOMES.items() for name in names}
    errors = {name for name, home in seen.items() if home == "errors"}
    assert {**homes, **dict.fromkeys(errors, "errors")} == seen
    assert set(seen) == set(lazy.__all__) - {"__version__"}


@pytest.mark.parametrize("module", ["dates", "model", "results"])
def test_other_lazy_modules_too_know_their_names_only(module: str) -> None:
    """Dates, records and results give their names when first used, and raise for others."""
    lazy = importlib.import_module(f"iom_partners.{module}")
    for name in lazy.__all__:
        assert getattr(lazy, name) is not None
    with pytest.raises(AttributeError, match="Nothing"):
        lazy.Nothing  # noqa: B018  # The access is what is tried.


def test_the_top_level_has_what_users_make_and_ask_with() -> None:
    """Records, dates, errors and ways in stand at the top; what questions return stands in `results`, not in both."""
    from iom_partners import errors, model, results

    made = set(model.__all__) - {"ChairRole", "CoverageOf", "MembershipRole", "Name", "NameKind"}
    raised = {name for name in errors.__all__ if name.endswith("Error")}
    asked = {
        "Certainty",
        "Dataset",
        "InOrder",
        "PartialDate",
        "Period",
        "SameDay",
        "data_path",
        "load",
        "today",
        "verify",
    }
    assert set(iom_partners.__all__) == made | raised | asked | {"__version__"}
    assert set(results.__all__).isdisjoint(iom_partners.__all__)


def test_the_date_layer_stands_alone() -> None:
    """`iom_partners.dates` reads, describes and relates dates without attrs, cattrs, json or any other floor."""
    code = (
        "import sys; from iom_partners.dates import PartialDate, Period\n"
        "Period.from_words('since April 2011').relations_to(Period('2013/..'))\n"
        "PartialDate('[2004-06~,156X]').describe()\n"
        "heavy = {'attr', 'attrs', 'cattrs', 'json', 'numpy'} & set(sys.modules)\n"
        "floors = {m.split('.')[1] for m in sys.modules if m.startswith('iom_partners.')}\n"
        "print(sorted(heavy), sorted(floors))"
    )
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] ['dates', 'errors']"
