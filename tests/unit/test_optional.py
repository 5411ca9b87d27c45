"""Libraries that are not required: without one, the error says what to install, and all else goes on."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import Any

import pytest

import iom_partners
from iom_partners import Dataset, MissingExtraError
from iom_partners.results import Table
from iom_partners.tables.optional import first_of, needed, to_install


def block(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Make it look as if libraries were not installed."""
    for name in names:
        monkeypatch.setitem(sys.modules, name, None)


@pytest.mark.parametrize(("call", "missing", "extra", "library"), [
    pytest.param(lambda each, _: each.to_pandas(), ("pandas",), "pandas", "pandas>=2.2", id="to_pandas"),
    pytest.param(lambda each, _: each.to_polars(), ("polars",), "polars", "polars>=1.42", id="to_polars"),
    pytest.param(lambda each, _: each.to_arrow(), ("pyarrow",), "arrow", "pyarrow>=16", id="to_arrow"),
    pytest.param(lambda each, _: each.__arrow_c_stream__(), ("pyarrow", "polars"), "arrow", "pyarrow>=16", id="stream"),
    pytest.param(lambda each, to: each.to_parquet(to), ("pyarrow", "polars"), "arrow", "pyarrow>=16", id="parquet"),
])  # fmt: skip
def test_the_error_says_what_to_install(
    call: Callable[[Table, Path], Any],
    missing: tuple[str, ...],
    extra: str,
    library: str,
    curated: Dataset,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Without its library a call raises `MissingExtraError`, an `ImportError` with the command that installs it."""
    block(monkeypatch, *missing)
    with pytest.raises(MissingExtraError) as caught:
        call(curated.places.to_table(), tmp_path / "places.parquet")
    assert isinstance(caught.value, ImportError)
    assert caught.value.hint == f'install the extra {extra}: pip install "{library}"'
    assert all(name in str(caught.value) for name in missing)
    assert not list(tmp_path.iterdir())


def test_without_metadata_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Code that runs from a folder, without being installed, has no list of libraries."""

    def requires(name: str) -> None:
        raise PackageNotFoundError(name)

    monkeypatch.setattr("importlib.metadata.requires", requires)
    assert to_install("plot") == "install the extra plot"


def test_what_needs_no_library_works_without_one(curated: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    """Dicts, CSV, text and HTML are made with the standard library alone."""
    block(monkeypatch, "pandas", "numpy", "polars", "pyarrow", "duckdb", "networkx", "altair", "tqdm")
    table = curated.places.to_table()
    assert len(table.to_dicts()) == len(curated.places)
    assert "geneva" in (table.to_csv() or "")
    assert "accra" in table._repr_html_()
    assert repr(table)


def test_what_is_broken_is_not_called_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library that is there, and needs something that is not, keeps its own message."""
    (tmp_path / "half_a_library.py").write_text("import the_other_half_of_it\n")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ModuleNotFoundError, match="the_other_half_of_it") as caught:
        needed("half_a_library", "plot")
    assert not isinstance(caught.value, MissingExtraError)


def test_any_one_of_several_libraries_will_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first that is installed is taken, in the order of the call."""
    assert first_of("pandas", "numpy", extra="arrow") == "pandas"
    block(monkeypatch, "pandas")
    assert first_of("pandas", "numpy", extra="arrow") == "numpy"


def test_every_extra_is_among_all() -> None:
    """The extra `all` installs each of the others but Spark, and each extra that an error names exists."""
    import re
    import tomllib

    root = Path(__file__).parents[2]
    extras = tomllib.loads((root / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    every = extras.pop("all")
    assert set(every[0].removeprefix("iom-partners[").removesuffix("]").split(",")) == set(extras) - {"spark"}
    calls = "".join(file.read_text() for file in Path(iom_partners.__file__).parent.rglob("*.py"))
    named = re.findall(r'(?:needed\("[\w.]+", |extra=)"(\w+)"', calls)
    assert named
    assert set(named) <= set(extras)
