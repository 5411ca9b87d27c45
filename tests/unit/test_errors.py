"""The exceptions: their bases, their message, their way through pickle."""

from __future__ import annotations

import pickle

import pytest

import iom_partners
from iom_partners import errors
from iom_partners.errors import IomPartnersError, shorten

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
