"""The floors: a module imports only from lower floors and from its own package, and there is no cycle of any kind."""

from __future__ import annotations

import ast
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import iom_partners

PACKAGE = Path(iom_partners.__file__).parent
MODULES = {
    ".".join(("iom_partners", *file.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__"): file
    for file in sorted(PACKAGE.rglob("*.py"))
}

#: The floor of each part of the package. Parts on one floor do not know each other.
FLOORS = {
    "errors": 0, "markup": 0, "progress": 0,
    "cards": 1, "dates": 1, "files": 1,
    "model": 2,
    "ids": 3, "tables": 3, "worlds": 3,
    "store": 4,
    "query": 5, "io": 5,
    "history": 6, "provenance": 6, "inference": 6,
    "checks": 7,
    "stats": 8, "exchange": 8, "engine": 8,
    "charts": 9, "export": 9,
    "dataset": 10,
    "loading": 11, "results": 11,
    "mcp_server": 12, "completion": 12,
    "cli": 13,
    "__main__": 14,
    "": 15,
}  # fmt: skip

#: What nothing may import at the level of the module, for it is optional or makes a start slow.
NEVER = {
    "pandas", "polars", "numpy", "pyarrow", "duckdb", "altair", "vl_convert", "networkx", "tqdm", "IPython",
    "openpyxl", "rdflib", "icalendar", "sqlite3", "importlib_resources", "threading", "re",
}  # fmt: skip
#: Where the slow required ones may be imported at the level of the module.
HOME = {
    "json": {*(f"iom_partners.io.{each}" for each in ("codec", "json_text", "package_files")),
        "iom_partners.mcp_server.protocol",
        *(name for name in MODULES if name.startswith(("iom_partners.exchange.", "iom_partners.export.")))},
    "cattrs": {"iom_partners.io.codec"},
    "attrs": {*(name for name in MODULES if name.startswith("iom_partners.model.")),
        *(f"iom_partners.io.{each}" for each in ("codec", "codec_columns", "rows")),
        *(f"iom_partners.provenance.{each}" for each in
            ("citing", "merge", "merge_denials", "reliance", "resolve", "statements", "views")),
        "iom_partners.inference.narrow"},
}  # fmt: skip


def part(module: str) -> str:
    """Return the part of the package that a module belongs to; empty for the roof."""
    return (module.split(".") + [""])[1]


@cache
def parse(module: str) -> ast.Module:
    """Read a module."""
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


def statements(body: list[ast.stmt], *, lazy: bool) -> Iterator[ast.stmt]:
    """Return the statements that run at import; with ``lazy`` all: those inside functions and for type checkers too."""
    for node in body:
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING" and not lazy:
            yield from statements(node.orelse, lazy=lazy)
            continue
        yield node
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not lazy:
            continue
        for field in ("body", "orelse", "finalbody", "handlers", "cases"):
            nested = getattr(node, field, [])
            for each in nested:
                yield from statements([each] if isinstance(each, ast.stmt) else each.body, lazy=lazy)


@cache
def imported(module: str, *, lazy: bool) -> frozenset[str]:
    """Return the full names of the modules that a module imports."""
    found: set[str] = set()
    is_package = MODULES[module].name == "__init__.py"
    for node in statements(parse(module).body, lazy=lazy):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parents = module.split(".")[: None if is_package and node.level == 1 else -node.level + is_package]
                base = ".".join([*parents, *([base] if base else [])])
            # `from . import x` names a module, `from .x import y` a name in one.
            submodules = {f"{base}.{alias.name}" for alias in node.names} & set(MODULES)
            found.update(submodules or {base})
    return frozenset(found)


def own(module: str) -> set[str]:
    """Return the modules of the package that a module imports, lazy imports included."""
    return {each for each in imported(module, lazy=True) if each in MODULES}


def dynamic(module: str) -> set[str]:
    """Return the modules that a table names which `import_module` reads: `_HOMES` of the lazy packages."""
    for node in parse(module).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == "_HOMES":
            parent = module if MODULES[module].name == "__init__.py" else module.rpartition(".")[0]
            return {f"{parent}.{home}" for home in ast.literal_eval(node.value)}
    return set()


def test_the_parser_of_this_test_sees_imports() -> None:
    """The walk finds top, lazy and relative imports, and those for type checkers: else all the rest is vain."""
    assert "iom_partners.worlds.asked" in imported("iom_partners.query.answer", lazy=False)
    assert "iom_partners.query.explain" not in imported("iom_partners.query.answer", lazy=False)
    assert "iom_partners.query.explain" in own("iom_partners.query.answer")
    assert "iom_partners.charts.accessor" not in imported("iom_partners.dataset", lazy=False)
    assert "iom_partners.charts.accessor" in own("iom_partners.dataset")
    assert own("iom_partners.__main__") == {"iom_partners.cli"}
    assert dynamic("iom_partners") >= {"iom_partners.dataset", "iom_partners.model.ties"}
    assert dynamic("iom_partners.results") >= {"iom_partners.query.answer"}


def test_imports_point_down() -> None:
    """A module imports from lower floors or from its own package; lazy imports and those for types count too."""
    upward = [
        f"{module} imports {target}"
        for module in MODULES
        for target in own(module) - {"iom_partners"}
        if part(target) != part(module) and FLOORS[part(target)] >= FLOORS[part(module)]
    ]
    assert upward == []


def test_only_the_top_imports_the_roof() -> None:
    """Nothing below the command imports the package itself, which would load by name what stands above."""
    assert {part(module) for module in MODULES if "iom_partners" in own(module)} <= {"cli", "__main__"}


def test_there_is_no_cycle() -> None:
    """The graph of all imports, lazy ones and tables of homes included, can be sorted."""
    # The roof stands above all; that the command reads the version there loads nothing.
    graph = {module: own(module) | dynamic(module) for module in MODULES}
    graph = {module: targets - {"iom_partners"} for module, targets in graph.items()}
    order = list(TopologicalSorter(graph).static_order())
    assert set(order) == set(MODULES)


def test_no_package_is_crowded() -> None:
    """A package has at most thirteen modules, one question each."""
    sizes = Counter(part(name) for name, file in MODULES.items() if file.name != "__init__.py")
    assert {package: size for package, size in sizes.items() if size > 13} == {}


def test_no_private_name_crosses_modules() -> None:
    """A name with an underscore is used in the module that has it, and nowhere else."""
    private = [
        f"{module} imports {alias.name}"
        for module in MODULES
        for node in statements(parse(module).body, lazy=True)
        if isinstance(node, ast.ImportFrom) and node.module != "_thread"
        for alias in node.names
        if alias.name.startswith("_") and alias.name != "__version__"
    ]
    assert private == []


def test_heavy_modules_have_few_homes() -> None:
    """json, attrs and cattrs are imported where the design says, what is optional never at the level of a module."""
    for module in MODULES:
        top = {each.split(".")[0] for each in imported(module, lazy=False)}
        every = {each.split(".")[0] for each in imported(module, lazy=True)}
        assert not top & NEVER, module
        assert not [heavy for heavy, homes in HOME.items() if heavy in top and module not in homes], module
        assert not every & {"attr", "cattr"}, module
        assert "cattrs" not in every or module in HOME["cattrs"], module


def test_only_what_is_required_is_imported() -> None:
    """Beyond the standard library, a module imports only what is required."""
    allowed = {"iom_partners", "attrs", "cattrs", *sys.stdlib_module_names}
    other = {(module, name) for module in MODULES for name in imported(module, lazy=False)}
    assert {(module, name) for module, name in other if name.split(".")[0] not in allowed} == set()


def test_no_code_is_made_of_data() -> None:
    """No module unpickles, evaluates, runs a shell or opens a socket."""
    banned = {"pickle", "marshal", "shelve", "subprocess", "socket", "urllib", "http", "ctypes", "yaml", "ssl"}
    for module in MODULES:
        calls = [node.func for node in ast.walk(parse(module)) if isinstance(node, ast.Call)]
        named = {each.id for each in calls if isinstance(each, ast.Name)}
        assert not named & {"eval", "exec", "compile", "__import__"}, module
        assert not {each.split(".")[0] for each in imported(module, lazy=True)} & banned, module


def test_the_clock_is_read_in_two_places_only() -> None:
    """`today` reads it, and the horizon, which is never later; writers measure how long they wait, not when."""
    clocks = {"today", "now", "utcnow", "time", "time_ns", "localtime", "gmtime", "ctime", "strftime", "perf_counter"}
    found = {
        (module, node.attr)
        for module in MODULES
        for node in ast.walk(parse(module))
        if isinstance(node, ast.Attribute)
        and node.attr in clocks
        and ast.unparse(node.value) in {"date", "datetime", "time"}
    }
    assert found == {("iom_partners.loading", "today"), ("iom_partners.store.store", "today")}
    timed = {
        (module, alias.name)
        for module in MODULES
        for node in ast.walk(parse(module))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
        if alias.name == "time" or (isinstance(node, ast.ImportFrom) and node.module == "time")
    }
    assert {name for _, name in timed} <= {"monotonic", "sleep"}, timed


def test_every_part_has_its_floor() -> None:
    """No part of the package stands on no floor."""
    assert {part(module) for module in MODULES} == set(FLOORS)


def test_every_module_says_what_is_public() -> None:
    """A module names in `__all__` what others may use of it, unless it holds a docstring alone."""
    silent = []
    for module in MODULES:
        body = parse(module).body
        targets = [target for node in body if isinstance(node, ast.Assign) for target in node.targets]
        named = {target.id for target in targets if isinstance(target, ast.Name)}
        silent += [module] if "__all__" not in named and len(body) > 1 and part(module) != "__main__" else []
    assert silent == []
