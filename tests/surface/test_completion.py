"""Completeness by the tabulator key: what IPython itself offers after a dot and after an opening bracket."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from iom_partners import Dataset, Organization
from iom_partners.completion import offers


def offered(text: str, names: dict[str, Any], *, jedi: bool = False, evaluation: str = "limited") -> set[str]:
    """Return the last parts of what IPython offers at the end of a text."""
    completer = pytest.importorskip("IPython.core.completer")
    made = completer.IPCompleter(namespace=names, use_jedi=jedi, evaluation=evaluation)
    with completer.provisionalcompleter():
        return {each.text.removeprefix(".") for each in made.completions(text, len(text))}


def things(data: Dataset) -> dict[str, Any]:
    """Return what a user has at hand, each under a name."""
    return {
        "data": data,
        "places": data.places,
        "answer": data.chair_of("GMG", on="2013-09-01"),
        "count": data.member_count("GMG", on="2013-09-01"),
        "total": data.total_of(),
        "eras": data.eras("GMG"),
        "table": data.places.to_table(),
    }


@pytest.mark.parametrize("jedi", [False, True])
@pytest.mark.parametrize(("text", "wanted"), [
    ('places["gen', {"geneva"}),
    ('total["', {"EUR", "JPY", "USD"}),
    ('table["na', {"name"}),
])  # fmt: skip
def test_keys_are_offered_in_brackets(curated: Dataset, text: str, wanted: set[str], jedi: bool) -> None:
    """Where brackets take a key, the keys are offered: ids of records, currencies, columns."""
    assert offered(text, things(curated), jedi=jedi) == wanted


def test_attributes_of_a_dataset_complete(curated: Dataset) -> None:
    """A collection and an accessor of a dataset complete without a variable of their own."""
    assert offered('data.places["gen', things(curated)) == {"geneva"}
    assert offered("data.stats.mem", things(curated)) >= {"member_counts", "member_counts_on"}
    assert offered("data.plot.time", things(curated)) >= {"timeline"}


MEMBERS = {
    "answer": {"certain", "possible", "verdict", "why", "evidence", "about", "one", "is_complete", "to_table"},
    "count": {"lower", "upper", "reported", "why", "to_table"},
    "places": {"get", "ids", "where", "to_pandas", "to_table"},
    "eras": {"count", "index", "to_pandas", "to_polars", "to_csv"},
    "total": {"sums", "is_whole", "unstated", "why"},
    "table": {"columns", "rows", "codebook", "note", "to_arrow"},
    "data": {"chair_of", "places", "eras"},
}


@pytest.mark.parametrize("jedi", [False, True])
@pytest.mark.parametrize("name", MEMBERS)
def test_members_are_offered_after_a_dot(curated: Dataset, name: str, jedi: bool) -> None:
    """What callers may use is offered after a dot, and nothing with an underscore before it."""
    found = offered(f"{name}.", things(curated), jedi=jedi)
    assert found >= MEMBERS[name]
    assert not {each for each in found if each.startswith("_")}


@pytest.mark.parametrize("name", [name for name in MEMBERS if name != "data"])
def test_dir_lists_what_callers_may_use(curated: Dataset, name: str) -> None:
    """`dir` of whatever is a table lists the public names alone, each of which is there."""
    thing = things(curated)[name]
    assert dir(thing) == sorted(set(dir(thing)))
    assert all(hasattr(thing, each) and not each.startswith("_") for each in dir(thing))
    assert set(dir(thing)) >= MEMBERS[name]


@pytest.fixture
def shell() -> Iterator[Any]:
    """A shell of IPython with the extension."""
    made = pytest.importorskip("IPython.core.interactiveshell").InteractiveShell()
    made.Completer.use_jedi = False  # It is slow, and offers nothing here.
    made.extension_manager.load_extension("iom_partners")
    yield made
    made.extension_manager.unload_extension("iom_partners")


@pytest.mark.parametrize(("code", "wanted"), [
    ('data.chair_of("GM', {"GMG", "gmg"}),
    ("data.chair_of('Global Mig", {"Global Migration Group"}),
    ('data.is_member("UNES', {"UNESCO", "unesco"}),
    ('data.is_member("WHO", "Global Mig', {"Global Migration Group"}),
    ('data.is_member("WHO", body="Global Mig', {"Global Migration Group"}),
    ("x = 1  # don't (\ndata.members_of(\n    'gmg", {"GMG", "gmg"}),
    ('print(data.project("prae', {"Praesidium", "praesidium", "praesidium-sicily", "praesidium-southern-regions"}),
    ('data.partners_of("Praesidium', {"Praesidium"}),
    ('data.according_to("iom-partners-and-friends", "iom-partners-c', {"iom-partners-curation"}),
    ('data.plot.timeline("global mig', {"Global Migration Group"}),
    ('data.stats.spells("global mig', {"Global Migration Group"}),
    ('data.contributions.where(donor="chevron-', {"chevron-asia-pacific-ep"}),
    ('data.places.where(name="gen', {"Geneva", "geneva"}),
    ('print(data.places[0], data.chair_of("GM', {"GMG"}),
    ('data.places.get("gen', {"Geneva", "geneva"}),
])  # fmt: skip
def test_names_are_offered_inside_a_call(curated: Dataset, shell: Any, code: str, wanted: set[str]) -> None:
    """With the extension, ids and names are offered where a call of a dataset takes a record, and nothing else is."""
    assert set(completed(shell, code, curated)) >= wanted
    assert "%alias" not in completed(shell, code, curated)


@pytest.mark.parametrize("code", [
    'other.chair_of("GM', 'chair_of("GM', 'data.chair_of("GMG", on="201', 'data.chair_of["GM', 'data.chair_of(1 + "GM',
    'data.nothing("GM', 'data.stats.member_counts.nothing("GM', 'data.projects.where(kind="GM', '["GM', 'data["GM',
    'data.chair_of("GMG", "201', 'data.chair_of(")', "# data.chair_of('GM", 'data.chair_of(x="GM', 'data.version("GM',
])  # fmt: skip
def test_nothing_is_offered_elsewhere(curated: Dataset, code: str) -> None:
    """Where no record is taken, and in whatever is not a dataset, nothing is offered, and nothing is run."""
    names = {"data": curated, "other": object()}
    assert offers(code, names)[1] == []


def test_bodies_come_first(curated: Dataset, shell: Any) -> None:
    """Where nothing is typed yet, labels of bodies with members or chairs come first."""
    found = completed(shell, 'data.chair_of("', curated)
    assert "GMG" in found[:30]
    assert "Global Migration Group" in found


def test_the_extension_is_taken_back(curated: Dataset, shell: Any) -> None:
    """A second load adds nothing, and after it is unloaded nothing is offered."""
    shell.extension_manager.reload_extension("iom_partners")
    assert completed(shell, 'data.chair_of("global mig', curated).count("Global Migration Group") == 1
    shell.extension_manager.unload_extension("iom_partners")
    assert "Global Migration Group" not in completed(shell, 'data.chair_of("global mig', curated)


def test_texts_that_would_break_the_code_are_not_offered() -> None:
    """A name with a quotation mark, a backslash or a control character is not offered."""
    bodies = [Organization(id=f"a{place}", name=name) for place, name in enumerate(('A"b', "A\\b", "A\x1bb", "A b"))]
    data = Dataset.from_records(bodies)
    assert offers('data.chair_of("a', {"data": data})[1] == ["A b", "a0", "a1", "a2", "a3"]


def completed(shell: Any, code: str, data: Dataset) -> list[str]:
    """Return what a shell offers at the end of some code."""
    shell.user_ns["data"] = data
    from IPython.core.completer import provisionalcompleter

    with provisionalcompleter():
        return [each.text for each in shell.Completer.completions(code, len(code))]
