"""The exceptions: their bases, their message, their way through pickle."""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable
from subprocess import run
from sys import executable
from typing import Any

import pytest

import iom_partners
from iom_partners import Dataset, errors
from iom_partners.errors import IomPartnersError, MissingTimeError, shorten
from iom_partners.tables.table import Tabular

#: The builtin that each error also is, as the documentation says, so that code without our names can catch it.
BUILTINS: dict[str, type[Exception]] = {
    "AmbiguousNameError": LookupError,
    "DataFileError": ValueError,
    "InvalidDateError": ValueError,
    "InvalidPeriodError": ValueError,
    "InvalidQuestionError": ValueError,
    "InvalidRecordError": ValueError,
    "IomPartnersError": Exception,
    "MissingExtraError": ImportError,
    "MissingTimeError": TypeError,
    "NoCertainAnswerError": LookupError,
    "SeveralAnswersError": LookupError,
    "UndecidedError": TypeError,
    "UnknownNameError": LookupError,
    "UnknownSourceError": LookupError,
    "UnsupportedDateError": ValueError,
}
RECORD_TYPES = [pytest.param(getattr(errors, name), builtin, id=name) for name, builtin in BUILTINS.items()]


def test_the_table_is_complete() -> None:
    """Every exception of the module is in the table above, in its `__all__` and among the public names."""
    made = {name for name, each in vars(errors).items() if isinstance(each, type) and issubclass(each, Exception)}
    assert made == set(BUILTINS) == set(errors.__all__) - {"one_of", "printable", "shorten"}
    assert all(getattr(iom_partners, name) is getattr(errors, name) for name in BUILTINS)


@pytest.mark.parametrize(("kind", "builtin"), RECORD_TYPES)
def test_every_error_has_both_bases(kind: type[IomPartnersError], builtin: type[Exception]) -> None:
    """Every error is an `IomPartnersError` and the builtin that its documentation names."""
    error = kind("reason")
    assert isinstance(error, IomPartnersError)
    assert isinstance(error, builtin)


def test_what_is_a_kind_of_invalid_date() -> None:
    """Who catches invalid dates catches unsupported ones and invalid periods too, but not the other way round."""
    assert issubclass(errors.UnsupportedDateError, errors.InvalidDateError)
    assert issubclass(errors.InvalidPeriodError, errors.InvalidDateError)
    assert not isinstance(errors.InvalidDateError("reason"), errors.UnsupportedDateError)


def test_a_subclass_with_its_own_signature_pickles() -> None:
    """Rebuilding an error does not call its constructor, which a subclass may have changed."""
    back = pickle.loads(pickle.dumps(_OwnError("a", "b")))
    assert type(back) is _OwnError
    assert str(back) == "a and b"


class _OwnError(IomPartnersError):
    def __init__(self, left: str, right: str) -> None:
        super().__init__(f"{left} and {right}", value=left)


@pytest.mark.parametrize(("given", "message"), [
    ({}, "no date"),
    ({"field": "on"}, "on: no date"),
    ({"hint": "write EDTF"}, "no date (write EDTF)"),
    ({"field": "on", "hint": "write EDTF"}, "on: no date (write EDTF)"),
    ({"value": "x"}, "no date"),  # The value is kept for programs; the reason names it for people.
])  # fmt: skip
def test_message_is_where_what_and_hint(given: dict[str, str], message: str) -> None:
    """The message is the field, the reason and the hint, each only where there is one."""
    assert str(IomPartnersError("no date", **given)) == message


def test_message_follows_a_later_field() -> None:
    """A caller who knows where a value came in can say so after the error was made."""
    error = IomPartnersError("no date")
    error.field = "during"
    assert str(error) == "during: no date"


def test_attributes_have_empty_defaults() -> None:
    """Without keywords, value is None, field and hint are empty."""
    error = IomPartnersError("no date")
    assert (error.reason, error.value, error.field, error.hint) == ("no date", None, "", "")


def test_the_value_is_kept_untouched() -> None:
    """The offending value is the very object that came in, however long."""
    value = ["x" * 1_000]
    assert IomPartnersError("no date", value=value).value is value


def test_keywords_only() -> None:
    """Only the reason is positional, so that value, field and hint are never mixed up."""
    with pytest.raises(TypeError, match="positional"):
        IomPartnersError("no date", "2013-13")  # type: ignore[misc]


@pytest.mark.parametrize(("value", "text"), [
    ("abc", "'abc'"),
    (None, "None"),
    (3.5, "3.5"),
    ("", "''"),
    ("a\nb", r"'a\nb'"),  # A line break must not break the message.
    ("x" * 78, "'" + "x" * 78 + "'"),  # With its quotes exactly 80: not cut.
    ("x" * 79, "'" + "x" * 78 + "…"),  # One more: cut to 80, the mark included.
    ("x" * 1_000, "'" + "x" * 78 + "…"),
    (b"x" * 1_000, "b'" + "x" * 77 + "…"),
    ([1] * 1_000, "[" + "1, " * 26 + "…"),  # No text, so its repr is cut, not the value.
    ("\n" * 80, "'" + r"\n" * 39 + "…"),  # Escapes make the repr longer than the text.
])  # fmt: skip
def test_shorten(value: object, text: str) -> None:
    """`shorten` gives the repr of a value, cut to 80 characters with a mark at the cut."""
    assert shorten(value) == text
    assert len(shorten(value)) <= 80


def test_shorten_to_another_limit() -> None:
    """The limit can be set; the cut text has exactly that length."""
    assert shorten("abcdefgh", limit=5) == "'abc…"
    assert shorten("abc", limit=5) == "'abc'"


def test_shorten_copies_no_huge_text() -> None:
    """A text is cut before its repr is made, so that a huge one costs no memory."""
    asked: list[slice] = []

    class Watched(str):
        __slots__ = ()

        def __getitem__(self, key: object) -> str:
            asked.append(key)  # type: ignore[arg-type]
            return super().__getitem__(key)  # type: ignore[index]

    assert shorten(Watched("x" * 1_000)) == "'" + "x" * 78 + "…"
    assert asked == [slice(None, 81)]


def test_shorten_survives_a_hostile_repr() -> None:
    """A value whose repr raises is named by its type."""

    class Hostile:
        def __repr__(self) -> str:
            raise RuntimeError

    assert shorten(Hostile()) == "<Hostile>"


def test_shorten_cuts_a_huge_type_name() -> None:
    """The name of a type is cut as well."""
    kind = type("K" * 1_000, (), {"__repr__": lambda self: 1 / 0})
    assert shorten(kind()) == "<" + "K" * 78 + "…"


@pytest.mark.parametrize(("wrong", "kind", "told"), [
    (lambda data: data.chair_of("Praesidium", on="2010"), LookupError, "is a project, and a project has no chairs"),
    (lambda data: data.members_of("Lampedusa", on="2010"), LookupError, r"has no members \(see data.places"),
    (lambda data: data.agent("Praesidium"), LookupError, r"not an organization or person \(data.project\('Praesidium'"),
    (lambda data: data.organizations["GMG"], LookupError, "did you mean 'gmg'"),
    (lambda data: data.plot.gantt, AttributeError, "did you mean 'timeline'"),
    (lambda data: data.stats.growth, AttributeError, "did you mean 'member_counts'"),
    (lambda data: data.plot("GMG"), ValueError, r"write data.plot.timeline\('GMG'\)"),
    (lambda data: data.stats(), ValueError, r"write data.stats.spells\(...\)"),
    (lambda data: data.chair_of("GMG", on="September 2013"), ValueError, "digit .write '2013-09', or give"),
    (lambda data: data.projects.where(country="Colmbia"), ValueError, "did you mean 'Colombia'"),
])  # fmt: skip
def test_an_error_says_what_to_write(
    curated: Dataset, wrong: Callable[[Any], object], kind: type[Exception], told: str
) -> None:
    """What first users wrote is answered by what they should write."""
    with pytest.raises(kind, match=told):
        wrong(curated)


@pytest.mark.parametrize("name", [
    "chair_of", "members_of", "member_count", "units_of", "groups_of", "name_of", "projects_of", "partners_of",
])  # fmt: skip
def test_a_time_without_its_keyword(curated: Dataset, name: str) -> None:
    """A time that stands without its keyword is shown with it; one with a slash is a period."""
    with pytest.raises(MissingTimeError, match="write on='2013-09-01', or during="):
        getattr(curated, name)("IOM", "2013-09-01")
    with pytest.raises(MissingTimeError, match="write during='2013/2014'"):
        getattr(curated, name)("IOM", "2013/2014")


def test_a_time_without_its_keyword_after_two_names(curated: Dataset) -> None:
    """So it is after two names, and where a list comes first."""
    wrong: Any = curated
    with pytest.raises(MissingTimeError, match="write on='2013'"):
        wrong.is_member("IOM", "GMG", "2013")
    with pytest.raises(MissingTimeError, match="write during="):
        wrong.total_of(None, ("2013", "2014"))


def test_what_an_attribute_raises_is_not_hidden() -> None:
    """An attribute that is there and fails raises its own error, not that it is missing."""

    class Broken(Tabular):
        @property
        def value(self) -> int:
            raise AttributeError("its own")

    with pytest.raises(AttributeError, match="its own"):
        Broken().value  # noqa: B018 # Reading it is the test.


@pytest.mark.parametrize(("name", "told"), [
    ("chairs_of", "did you mean 'chair_of'"),
    ("search", "did you mean 'find'"),
    ("panel", "did you mean 'stats.panel'"),
    ("growth", "did you mean 'plot.growth'"),
    ("_nothing", "has no attribute '_nothing'$"),
])  # fmt: skip
def test_a_name_that_a_dataset_does_not_have(name: str, told: str) -> None:
    """In an interactive session a dataset says which name is nearest, also of those of its accessors."""
    code = f"""
import sys
sys.ps1 = ">>> "
import iom_partners
data = iom_partners.load()
assert len(data.places) > 0
data.{name}
"""
    done = run([executable, "-c", code], capture_output=True, text=True, check=False)
    assert re.search(told, done.stderr.strip().splitlines()[-1])


def test_what_an_interactive_session_says_of_a_missing_name(curated: Dataset) -> None:
    """The nearest name is that of the dataset or of what its accessors have; private names are not guessed."""
    from iom_partners.dataset import _missing

    with pytest.raises(AttributeError, match="did you mean 'chair_of'"):
        _missing(curated, "chairs_of")
    with pytest.raises(AttributeError, match="stats.panel"):
        _missing(curated, "panel")
    with pytest.raises(AttributeError):
        _missing(curated, "_chairs_of")
