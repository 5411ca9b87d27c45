"""Every exception of the library, under one base.

An error names the value that caused it, the field that held it and what to write instead, so that the message alone is
enough to correct the call or the file. Long values are cut to 80 characters.
"""

from __future__ import annotations

from itertools import islice

TYPE_CHECKING = False  # Known to type checkers; importing `typing` would slow every start.
if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "AmbiguousNameError",
    "DataFileError",
    "InvalidDateError",
    "InvalidPeriodError",
    "InvalidQuestionError",
    "InvalidRecordError",
    "IomPartnersError",
    "MissingExtraError",
    "MissingTimeError",
    "NoCertainAnswerError",
    "SeveralAnswersError",
    "UndecidedError",
    "UnknownNameError",
    "UnknownSourceError",
    "UnsupportedDateError",
]


#: The most faults that one error holds; no more are looked for.
MOST_FAULTS = 1_000
#: How many of them its message lists, and the most characters of a reason and of a field.
_LISTED = 20
_LONGEST, _LONGEST_FIELD = 4_000, 1_000


def printable(text: str) -> str:
    r"""Return a text with control characters, and those that turn the direction of writing, written out.

    >>> printable("a\x1b[31mb")
    'a\\x1b[31mb'
    """
    if text.isprintable():
        return text
    return "".join(mark if mark.isprintable() else repr(mark)[1:-1] for mark in text)


def shorten(value: object, limit: int = 80) -> str:
    """Return the repr of a value, cut to ``limit`` characters.

    >>> shorten("abc")
    "'abc'"
    """
    # A broken repr must not turn a clear error into an obscure one, and a huge text is cut before it is copied.
    try:
        text = repr(value[: limit + 1] if isinstance(value, (str, bytes)) else value)
    except Exception:
        text = f"<{type(value).__name__}>"
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def listed(parts: Iterable[str], mark: str = "; ") -> str:
    """Return the first twenty parts of a message, and dots if there are more.

    >>> listed(map(str, range(1000)), ", ")
    '0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, …'
    """
    first = list(islice(parts, _LISTED + 1))
    return mark.join([*first[:_LISTED], "…"] if len(first) > _LISTED else first)


def one_of(value: object, known: Iterable[object], field: str, what: str) -> None:
    """Check that a value is in a vocabulary.

    Args:
        value: the value that a caller passed.
        known: the vocabulary.
        field: the keyword that it was passed for.
        what: what it should be, with its article: "a chair role".

    Raises:
        InvalidQuestionError: it is not.

    >>> one_of("boss", ("chair", "co-chair"), "role", "a chair role")
    Traceback (most recent call last):
    ...
    iom_partners.errors.InvalidQuestionError: role: 'boss' is not a chair role (one of chair, co-chair)
    """
    if value not in known:
        hint = f"one of {', '.join(map(str, known))}"
        raise InvalidQuestionError(f"{shorten(value)} is not {what}", value=value, field=field, hint=hint)


#: What others call some methods.
_SYNONYMS = {
    "chair": "chair_of", "filter": "where", "gantt": "timeline", "growth": "member_counts", "members": "members_of",
    "query": "where", "search": "find",
}  # fmt: skip


def no_attribute(owner: object, name: str, elsewhere: Iterable[str] = ()) -> AttributeError:
    """Return the error for a name that an object does not have, with the nearest that it has.

    Args:
        owner: the object.
        name: what it does not have.
        elsewhere: more names that may be meant, with dots before them.

    >>> no_attribute("abc", "splits")
    AttributeError("'str' object has no attribute 'splits' (did you mean 'split' or 'rsplit' or 'splitlines'?)")
    """
    hint = ""
    # Python and libraries look for private names all the time.
    if not name.startswith("_"):
        from difflib import get_close_matches

        known = {each.rpartition(".")[2]: each for each in elsewhere}
        known |= {each: each for each in dir(type(owner)) if not each.startswith("_")}
        usual = name if name in known else _SYNONYMS.get(name)
        near = [known[each] for each in ([usual] if usual in known else get_close_matches(name[:80], known))]
        hint = f" (did you mean {' or '.join(map(repr, near))}?)" if near else ""
    # With an object of its own, a traceback adds no second hint.
    return AttributeError(f"{type(owner).__name__!r} object has no attribute {name!r}{hint}", name=name, obj=None)


def not_called(name: str, calls: Iterable[str], args: tuple[object, ...]) -> InvalidQuestionError:
    """Return the error for calling what only holds calls.

    >>> not_called("plot", ("timeline", "growth"), ("GMG",)).hint
    "write data.plot.timeline('GMG'), or data.plot.growth"
    """
    first, *others = calls
    hint = f"write data.{name}.{first}({shorten(args[0]) if args else '...'}), or data.{name}.{', '.join(others)}"
    reason = f"data.{name} cannot be called"
    return InvalidQuestionError(reason, value=args[0] if args else None, field=name, hint=hint)


class IomPartnersError(Exception):
    """Base of every error that this library raises on purpose.

    Attributes:
        reason: what is wrong, in one sentence.
        value: the offending value, unchanged.
        field: where it was: a parameter or a path in a file.
        hint: what to write instead, or an empty text.
    """

    def __init__(self, reason: str, *, value: object = None, field: str = "", hint: str = "") -> None:
        # Who sends a file of faults may not fill the memory or the terminal of who reads it.
        self.reason: str = _cut(reason, _LONGEST)
        self.value = value
        self.field: str = _cut(field, _LONGEST_FIELD)
        self.hint: str = _cut(hint, _LONGEST)
        super().__init__(self.reason)

    def __str__(self) -> str:
        where = f"{self.field}: " if self.field else ""
        tail = f" ({self.hint})" if self.hint else ""
        return printable(f"{where}{self.reason}{tail}")

    def __reduce__(self) -> tuple[object, ...]:
        # Exceptions pickle by their positional arguments; ours carry keywords.
        return _rebuild, (type(self), self.reason, dict(self.__dict__))


def _rebuild(kind: type[IomPartnersError], reason: str, state: dict[str, object]) -> object:
    error = kind.__new__(kind, reason)
    error.__dict__.update(state)
    return error


class InvalidDateError(IomPartnersError, ValueError):
    """A text or value that is not a valid date, by EDTF or by the calendar.

    Attributes:
        position: where in the text the fault lies, counted from 0; None if no single place is at fault.
        expected: what would be valid there, or an empty text.
    """

    position: int | None = None
    expected: str = ""

    def at(self, position: int, expected: str) -> InvalidDateError:
        """Set where in the text the fault lies and what would be valid there, and return the error itself.

        >>> str(InvalidDateError("'2013-13' has no month 13").at(5, "01 to 12"))
        "'2013-13' has no month 13, at position 5 (expected 01 to 12)"
        """
        self.position, self.expected = position, expected
        return self

    def __str__(self) -> str:
        where = f"{self.field}: " if self.field else ""
        place = "" if self.position is None else f", at position {self.position}"
        told = "; ".join(filter(None, (self.expected and f"expected {self.expected}", self.hint)))
        return printable(f"{where}{self.reason}{place}{f' ({told})' if told else ''}")


class UnsupportedDateError(InvalidDateError):
    """A date that the standard allows but this library does not support; the message names the feature."""


class InvalidPeriodError(InvalidDateError):
    """A text that is not a period, or a period that ends before it starts in every reading."""


class InvalidQuestionError(IomPartnersError, ValueError):
    """A call with an argument outside its vocabulary, such as an unknown role."""


class MissingExtraError(IomPartnersError, ImportError):
    """A call needs a library that is not installed; the hint is the command that installs it."""


class MissingTimeError(IomPartnersError, TypeError):
    """A question without a time, or with more than one of ``on``, ``during``, ``throughout``."""


class UndecidedError(IomPartnersError, TypeError):
    """An undecided certainty was used as a truth value; it never counts as true."""


class UnknownNameError(IomPartnersError, LookupError):
    """A name that nothing in the data has; the hint lists the nearest names."""


class AmbiguousNameError(IomPartnersError, LookupError):
    """A name that several records have; the message lists them."""


class UnknownSourceError(IomPartnersError, LookupError):
    """A source id that the data do not have."""


class NoCertainAnswerError(IomPartnersError, LookupError):
    """One answer was requested and none is certain; the message says why."""


class SeveralAnswersError(IomPartnersError, LookupError):
    """One answer was requested and several are certain or possible; the message names them."""


class DataFileError(IomPartnersError, ValueError):
    """Data that cannot be read or relied on; the field is the path to the fault in the file or the dataset.

    Attributes:
        row: of a fault in a table, the number of the row as `field` has it; else None.
        column: of a fault in a table, the name of the column there; else an empty text.
    """

    row: int | None = None
    column: str = ""
    _faults: tuple[DataFileError, ...] = ()

    @property
    def faults(self) -> tuple[DataFileError, ...]:
        """Every fault as an error of its own, up to the thousandth; this error alone if there is only one."""
        return self._faults or (self,)

    @classmethod
    def of(cls, faults: Iterable[DataFileError]) -> DataFileError:
        """Return one error for several faults; a single fault is returned as it is.

        Args:
            faults: at least one. Those after the thousandth are not looked at.

        >>> str(DataFileError.of([DataFileError("is empty", field="a"), DataFileError("is gone", field="b")]))
        '2 faults: a: is empty; b: is gone'
        """
        found = list(islice(faults, MOST_FAULTS + 1))
        if len(found) == 1:
            return found[0]
        many = f"more than {MOST_FAULTS:,}" if len(found) > MOST_FAULTS else f"{len(found):,}"
        made = cls(f"{many} faults: {listed(map(str, found))}", value=found[0].value)
        made._faults = tuple(found[:MOST_FAULTS])
        return made


class InvalidRecordError(DataFileError):
    """A record that cannot be right by itself, or beside the others: the field is its class and field, or its path."""
