"""Completeness by the tabulator key: what IPython itself offers after a dot and after an opening bracket."""

from __future__ import annotations

from typing import Any

import pytest

from iom_partners import Dataset


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
