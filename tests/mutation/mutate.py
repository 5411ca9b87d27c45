"""Mutation testing: changes the code a little, again and again, and finds out whether the tests notice.

    python tests/mutation/mutate.py --seed 1 --seed 2 --each 30

For each seed it draws so many mutants of each package. Each is tried in a process of its own, into which the changed
module is loaded in memory, by the tests that run the changed line, cheapest first, and then by others that run its
module, up to a limit of their measured time. The report goes to docs/mutation.md; judgements.json beside this file
tells why a survivor is left. No file of the package is written.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import resource
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from io import StringIO
from pathlib import Path
from types import CodeType
from typing import Any, NamedTuple

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from mutants import Mutant, mutants, mutated, named_in
from report import JUDGEMENTS, PACKAGES, write_report

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "iom_partners"
#: What each process has at hand before it starts; nothing of the package, whose caches must be its own.
PRELOADED = ["pytest", "hypothesis.extra.numpy", "pandas", "attrs", "cattrs", "altair", "networkx", "_pytest.doctest"]
_QUIET = ["-q", "--no-header", "--tb=no", "-p", "no:cacheprovider"]
_QUIET += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]  # Of what is preloaded.


class TestMap(NamedTuple):
    """Which tests run which lines.

    Attributes:
        seconds: how long each test takes.
        of_line: the tests that run a line, by file and line; without a test where it runs when modules are loaded.
        of_file: the tests that run some line of a file.
    """

    seconds: dict[str, float]
    of_line: dict[tuple[str, int], list[str]]
    of_file: dict[str, list[str]]

    def tests_for(self, mutant: Mutant, limit: float) -> list[list[str]]:
        """Return the tests to try a mutant with: those of one file, which tell most mutants soon, then the others."""
        # The lines of one statement are not all counted; what runs when modules are loaded matters where it is named.
        lines = [mutant.line - up for up in range(12)]
        near = next(filter(None, (self.of_line.get((mutant.path, line)) for line in lines)), [])
        if not near:
            lines = named_in(PACKAGE / mutant.path, mutant.line)
            near = sorted({test for line in lines for test in self.of_line.get((mutant.path, line), ())})
        stem = Path(mutant.path).stem

        def rank(test: str) -> tuple[bool, float]:
            return stem not in Path(test.partition("::")[0]).stem, self.seconds[test]

        chosen, spent = [], 0.0
        for test in (*sorted(near, key=rank), *sorted(set(self.of_file[mutant.path]) - set(near), key=rank)):
            spent += self.seconds[test]
            if spent > limit:
                break
            chosen.append(test)
        by_file = defaultdict(list)
        for test in chosen if near else ():
            by_file[test.partition("::")[0]].append(test)
        first = max(by_file.values(), key=lambda tests: len(set(tests) & set(near)), default=[])
        return [first, [test for test in chosen if test not in set(first)]]


class _Stopwatch:
    """Takes the time of each test."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid] += report.duration


class _Choice:
    """Runs some tests only, in an order, with a changed module."""

    def __init__(self, tests: Iterable[str], finder: _Finder) -> None:
        self.rank = {test: index for index, test in enumerate(tests)}
        self.finder = finder
        self.failed = ""

    def pytest_load_initial_conftests(self) -> None:
        # Before the finder of pytest, which takes modules whose examples are run.
        sys.meta_path.insert(0, self.finder)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted((each for each in items if each.nodeid in self.rank), key=lambda each: self.rank[each.nodeid])

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed = report.nodeid


def _measure(data_file: str, processes: int, out: Any) -> None:
    """Run all quick tests, with what each of them runs."""
    os.environ |= {"COVERAGE_FILE": data_file, "HYPOTHESIS_PROFILE": "brief"}
    watch = _Stopwatch()
    cover = ["--cov=iom_partners", "--cov-context=test", "--cov-report=", "--cov-fail-under=0", "-n", str(processes)]
    code = pytest.main([*_QUIET, *cover], plugins=[watch])
    out.send((int(code), dict(watch.seconds)))


def measured(work: Path, processes: int) -> TestMap:
    """Return which tests run which lines, measured now or, for the same code and tests, before."""
    digest = sha256()
    for file in sorted([*PACKAGE.rglob("*.py"), *(ROOT / "tests").rglob("*.py")]):
        if file.parent != Path(__file__).parent:
            digest.update(file.read_bytes())
    data_file, seconds_file = work / f"{digest.hexdigest()[:16]}.coverage", work / f"{digest.hexdigest()[:16]}.json"
    if not seconds_file.exists():
        print("measuring which tests run which lines", flush=True)
        code, seconds = _in_process(_measure, str(data_file), processes) or (1, {})
        if code != 0:
            sys.exit("without a change, all tests must pass")
        seconds_file.write_text(json.dumps(seconds), encoding="utf-8")
    import coverage

    data = coverage.CoverageData(str(data_file))
    data.read()
    of_line: dict[tuple[str, int], list[str]] = {}
    of_file: dict[str, list[str]] = {}
    for name in data.measured_files():
        path = Path(name).relative_to(PACKAGE).as_posix()
        for line, contexts in data.contexts_by_lineno(name).items():
            tests = {each.rpartition("|")[0] for each in contexts} - {""}
            of_line[path, line] = sorted(tests)
            of_file[path] = sorted({*of_file.get(path, ()), *tests})
    return TestMap(json.loads(seconds_file.read_text(encoding="utf-8")), of_line, of_file)


class _Loader(SourceFileLoader):
    """Loads a changed module in the place of its file."""

    def __init__(self, name: str, path: str, code: CodeType) -> None:
        super().__init__(name, path)
        self._code = code

    def get_code(self, _: str) -> CodeType:
        return self._code


class _Finder:
    def __init__(self, path: Path, code: CodeType) -> None:
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        self._name, self._path, self._code = ".".join(parts).removesuffix(".__init__"), str(path), code

    def find_spec(self, name: str, path: Sequence[str] | None = None, _: object = None) -> ModuleSpec | None:
        spec = PathFinder.find_spec(name, path) if name == self._name else None
        if spec is not None:
            spec.loader = _Loader(name, self._path, self._code)
        return spec


def _try(mutant: Mutant, tests: list[list[str]], work: Path, out: Any) -> None:
    """Run tests with a mutant, in this process."""
    resource.setrlimit(resource.RLIMIT_CPU, (150, 160))
    resource.setrlimit(resource.RLIMIT_AS, (10 * 2**30, 10 * 2**30))
    sys.stdout = sys.stderr = StringIO()
    sys.dont_write_bytecode, sys.pycache_prefix = False, str(work / "pycache")
    path = PACKAGE / mutant.path
    finder = _Finder(path, compile(mutated(path, mutant.number), str(path), "exec", dont_inherit=True))
    for some in filter(None, tests):
        choice = _Choice(some, finder)
        code = pytest.main([*_QUIET, "-x", *dict.fromkeys(each.partition("::")[0] for each in some)], plugins=[choice])
        if code != 0:
            out.send(f"killed by {choice.failed or f'exit code {int(code)}'}")
            return
    out.send("survived")


def _in_process(call: Any, *arguments: Any, seconds: float = 3000) -> Any:
    """Return what a call in a process of its own sends; None if it ends before, or takes too long."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    read, write = context.Pipe(duplex=False)
    with tempfile.TemporaryDirectory() as own:
        process = context.Process(target=_run, args=(own, call, *arguments, write))
        process.start()
        write.close()
        try:
            return read.recv() if read.poll(seconds) else None
        except EOFError:
            return None
        finally:
            process.kill()
            process.join()


def _run(own: str, call: Any, *arguments: Any) -> None:
    """Call something with a folder of its own for temporary files: other runs of pytest clear what they share."""
    os.environ["PYTEST_DEBUG_TEMPROOT"] = own
    call(*arguments)


class _Kept:
    """Which mutants were killed before, as long as their file is the same.

    Those that survived are tried again, but for those that are judged to be equivalent.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.equivalent = json.loads(JUDGEMENTS.read_text(encoding="utf-8"))["equivalent"]
        self.killed: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}

    def _key(self, mutant: Mutant) -> str:
        return f"{sha256((PACKAGE / mutant.path).read_bytes()).hexdigest()[:16]} {mutant.key}"

    def outcome(self, mutant: Mutant) -> str | None:
        return self.killed.get(self._key(mutant)) or ("survived" if mutant.key in self.equivalent else None)

    def keep(self, mutant: Mutant, told: str) -> None:
        if told != "survived":
            self.killed[self._key(mutant)] = told
            self.path.write_text(json.dumps(self.killed), encoding="utf-8")


def sample(seed: int, each: int) -> dict[str, list[Mutant]]:
    """Return so many mutants of each package; a change of code elsewhere leaves the choice as it is."""
    chosen = {}
    for name in PACKAGES:
        every = [mutant for path in sorted((PACKAGE / name).rglob("*.py")) for mutant in mutants(PACKAGE, path)]
        every.sort(key=lambda mutant: sha256(f"{seed} {mutant.key}".encode()).digest())
        chosen[name] = every[:each]
        print(f"{name}: {len(chosen[name])} of {len(every)} mutants", flush=True)
    return chosen


def main() -> None:
    """Draw mutants, try each and write the report."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--seed", type=int, action="append", required=True, help="draws a sample; may be repeated")
    ask.add_argument("--each", type=int, default=60, help="mutants of each package")
    ask.add_argument("--limit", type=float, default=20, help="measured seconds of the tests that try a mutant")
    ask.add_argument("--processes", type=int, default=2)
    ask.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "iom-partners-mutation")
    ask.add_argument("--report", action="store_true", help="write the report of the last run again, as judged by now")
    ask.add_argument("--only", help="mutants whose key has this text, without a report")
    asked = ask.parse_args()
    asked.work.mkdir(exist_ok=True, parents=True)
    os.chdir(ROOT)
    os.environ |= {"HYPOTHESIS_PROFILE": "quick", "PYTHONHASHSEED": "0"}
    last = asked.work / "last.json"
    if asked.report:
        told = [
            (key, [(Mutant(*each), outcome) for each, outcome in tried]) for key, tried in json.loads(last.read_text())
        ]
        write_report({tuple(key): tried for key, tried in told}, asked.limit, asked.seed)
        return
    test_map = measured(asked.work, asked.processes)
    kept = _Kept(asked.work / "killed.json")

    def outcome(mutant: Mutant) -> str:
        told = kept.outcome(mutant)
        if told is None:
            tests = test_map.tests_for(mutant, asked.limit)
            told = _in_process(_try, mutant, tests, asked.work, seconds=900) or "killed: out of time"
            print(f"{told:70.70} {mutant.line:4} {mutant.key}", flush=True)
            kept.keep(mutant, told)
        return told

    drawn = {
        (seed, name): [mutant for mutant in chosen if not asked.only or asked.only in mutant.key]
        for seed in asked.seed
        for name, chosen in sample(seed, asked.each).items()
    }
    with ThreadPoolExecutor(asked.processes) as pool:
        tried = {key: [(each, pool.submit(outcome, each)) for each in some] for key, some in drawn.items()}
    results = {key: [(each, told.result()) for each, told in some] for key, some in tried.items()}
    if not asked.only:
        last.write_text(json.dumps(list(results.items())), encoding="utf-8")
        write_report(results, asked.limit, asked.seed)


if __name__ == "__main__":
    main()
