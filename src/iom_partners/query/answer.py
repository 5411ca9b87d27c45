"""`Answer`: what is certain and what is possible, with the evidence and the reason in words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Generic, NoReturn, TypeVar

from ..dates.certainty import Certainty
from ..dates.coerce import NOT_GIVEN
from ..dates.days import AnyDay
from ..dates.partial import PartialDate
from ..dates.period import Period
from ..errors import NoCertainAnswerError, SeveralAnswersError
from ..tables.table import Tabular, Unchanging
from ..worlds.asked import Asked, plain_day, read_time
from .roster import Outcome, Roster

if TYPE_CHECKING:
    from ..errors import UndecidedError
    from ..tables.table import Table
    from .evidence import Evidence

__all__ = ["Answer", "EraAnswer", "ask"]

T = TypeVar("T")

#: How many items of each certainty a repr names.
_MOST_NAMED = 20

_OUTCOME = ("certain", "possible", "is_complete", "verdict")


class Answer(Unchanging, Tabular, Generic[T]):
    """The answer to one question: what is certain, what is possible, and why.

    It is not iterable, has no length and does not support ``in``: use ``certain`` or ``possible``. An empty loop would
    turn "unknown" into "nobody". `bool` is that of the verdict: it raises `UndecidedError` when that is possible or
    unknown.

    Attributes:
        certain: the items that are an answer in every reading of the dates, in time order.
        possible: the items that are an answer in some reading only, in time order.
        is_complete: whether nobody outside both tuples can be an answer.
        verdict: certain if one is certain, else possible if one is possible, else ruled out if complete, else unknown.

    >>> import iom_partners
    >>> answer = iom_partners.load().chair_of("GMG", on="2013-09-01")
    >>> answer.verdict, [chair.acronym for chair in answer.certain]
    (Certainty.CERTAIN, ['IOM'])
    """

    __slots__ = ("_asked", "_roster", "certain", "is_complete", "possible", "verdict")

    certain: tuple[T, ...]
    possible: tuple[T, ...]
    is_complete: bool
    verdict: Certainty
    _roster: Roster[T]
    _asked: Asked | date

    #: Not iterable, also not by index: see the class.
    __iter__ = None
    __contains__ = None

    def __init__(self, roster: Roster[T], asked: Asked | date, outcome: Outcome[T]) -> None:
        # Answers are shared by all who ask the same, so nobody may change one.
        _set = object.__setattr__
        for name, value in zip(_OUTCOME, outcome, strict=True):
            _set(self, name, value)
        _set(self, "_roster", roster)
        _set(self, "_asked", asked)

    def __reduce__(self) -> tuple[Any, ...]:
        return Answer, (self._roster.to_pickle(self.asked), self._asked, self._outcome)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"an answer is immutable, so {name!r} cannot be set")

    @property
    def asked(self) -> Asked:
        """The time of the question.

        >>> import iom_partners
        >>> iom_partners.load().chair_of("GMG", during="2013").asked.keyword
        'during'
        """
        asked = self._asked
        return asked if isinstance(asked, Asked) else Asked.on(asked)

    @property
    def _outcome(self) -> Outcome[T]:
        return self.certain, self.possible, self.is_complete, self.verdict

    @property
    def why(self) -> str:
        """The reason for the whole answer in one plain sentence.

        >>> import iom_partners
        >>> iom_partners.load().chair_of("GMG", on="2001-01-01").why
        'Nobody was chair of GMG on 1 January 2001: GMG was founded in April 2003, and 1 January 2001 lies before that.'
        """
        from . import explain

        return explain.whole(self._roster, self.asked, self._outcome)

    @property
    def evidence(self) -> tuple[Evidence[T], ...]:
        """One `Evidence` for each record that bears on the time asked about, and for what makes the answer complete.

        >>> import iom_partners
        >>> [proof.record.id for proof in iom_partners.load().chair_of("GMG", on="2013-09-01").evidence]
        ['gmg-chair-iom-2013']
        """
        from . import evidence, explain

        proofs = explain.evidence(self._roster, self.asked, self._outcome)
        return tuple(evidence.named(each, self._roster.store) for each in proofs)

    def about(self, ref: object) -> Evidence[T]:
        """Return the evidence for one agent, project or name, even if it is ruled out or unknown.

        Args:
            ref: an agent by any name, or a record of it; for names, the text.

        Raises:
            UnknownNameError: nothing in the data bears that name; or the answer was pickled from data other than the
                curated, and has nothing about it.
            AmbiguousNameError: several records bear it.

        >>> import iom_partners
        >>> members = iom_partners.load().members_of("GMG", on="2010-06-30")
        >>> members.about("WHO").certainty
        Certainty.RULED_OUT
        """
        from . import evidence, explain

        found = explain.about(self._roster, self.asked, self._roster.resolve(ref))
        return evidence.named(found, self._roster.store)

    def one(self) -> T:
        """Return the only candidate: one certain, and none possible besides.

        Raises:
            NoCertainAnswerError: none is certain; the message says why.
            SeveralAnswersError: several are certain or possible; the message names them.

        >>> import iom_partners
        >>> iom_partners.load().name_of("GMG", on="2004-01-01").one()
        'Geneva Migration Group'
        """
        found = self.one_or_none()
        if found is None:
            raise NoCertainAnswerError(
                f"no answer is certain: {self.why}",
                value=self._names(self.possible),
                hint="see .possible and .why",
            )
        return found

    def one_or_none(self) -> T | None:
        """Return the only candidate as `one` does, None where none is certain.

        Raises:
            SeveralAnswersError: one is certain, and others are certain or possible besides.

        >>> import iom_partners
        >>> iom_partners.load().chair_of("GMG", on="2009-03-15").one_or_none() is None
        True
        """
        if len(self.certain) + len(self.possible) > 1 and self.certain:
            names = self._names((*self.certain, *self.possible))
            told, hint = f"{len(names)} answers: {', '.join(names)}", "see .certain and .possible"
            if came := self._handover():
                told = f"{told}; {came}"
                hint = (
                    "ask for the day before or the day after; if the ends that you read are the first days after the "
                    "last, read them with ends='exclusive'"
                )
            raise SeveralAnswersError(told, value=names, hint=hint)
        return self.certain[0] if self.certain else None

    def _handover(self) -> str:
        """Describe who took over from whom on the one day asked about; empty if nobody did."""
        day, last = self.asked.bounds.possible
        if self._roster.question.kind != "chairs" or day != last:
            return ""
        from . import explain
        from .wording import say_asked

        sure = (each for each in self.evidence if each.certainty is Certainty.CERTAIN and each.item is not None)
        came = explain.handover((self._names((each.item,))[0], each.record) for each in sure)  # type: ignore[arg-type]
        return came and f"{came} {say_asked(self.asked)}"

    def _names(self, items: tuple[T, ...]) -> tuple[str, ...]:
        roster = self._roster
        if roster.question.kind == "names":
            return tuple(map(str, items))
        return tuple(roster.label(roster.key_of(item)) for item in items)

    def to_dict(self) -> dict[str, Any]:
        """Return the answer as plain values for JSON: what the command prints with ``--json``.

        >>> import iom_partners
        >>> iom_partners.load().name_of("GMG", on="2004-01-01").to_dict()["certain"]
        ['Geneva Migration Group']
        """
        from . import evidence as show

        return show.to_dict(self._roster.question, self.asked, self._outcome, self.why, self.evidence)

    def to_table(self, *, labels: bool = False) -> Table:
        """Return a row for each item and record that makes it an answer; the note of the table says why.

        An item that no record makes an answer has no row, so an empty table may mean nobody or unknown: the verdict
        tells which. ``certainty`` is that of the item in the answer, ``record_certainty`` what the record says alone.

        Args:
            labels: add columns of names, and of dates in words.

        >>> import iom_partners
        >>> table = iom_partners.load().chair_of("GMG", on="2018-06-01").to_table()
        >>> table["label"], table["certainty"], table["period"][0]
        (('FAO', 'IOM'), ('possible', 'possible'), '2018-01-01/[2018-05-02..2018-12-31]')
        """
        from ..store.labels import known_to
        from . import evidence as show

        table = show.to_table(self.certain, self.why, self.evidence)
        return known_to(table, self._roster.store).to_table(labels=labels)

    def __bool__(self) -> bool | UndecidedError:  # As in `Certainty`.
        return bool(self.verdict)

    def __eq__(self, other: object) -> bool:
        return self.to_dict() == other.to_dict() if isinstance(other, Answer) else NotImplemented

    def __hash__(self) -> int:
        return hash((self._roster.question, self.asked, self.verdict))

    def __repr__(self) -> str:
        parts = [f"<Answer {self.verdict}"]
        for word, items in (("certain", self.certain), ("possible", self.possible)):
            if items:
                most = _MOST_NAMED + (len(items) == _MOST_NAMED + 1)
                more = f", … and {len(items) - most:,} more" if len(items) > most else ""
                named = ", ".join(name if len(name) <= 80 else f"{name[:79]}…" for name in self._names(items[:most]))
                parts.append(f"{word} ({len(items)}): {named}{more}")
        others = "nobody else can be" if self.is_complete else "others are not ruled out"
        from ..tables.text import plain

        return "\n  ".join(map(plain, [*parts, others, self.why])) + ">"

    def _repr_html_(self) -> str:
        from . import evidence as show

        return show.to_html(self.verdict, self.why, self.evidence, self.asked, self._roster)


class EraAnswer(Answer[T]):
    """The answer on each day of an era: it asks the roster for that of the first day each time that it is read.

    All eras together may be as large as the square of the records, so the roster alone keeps what they hold, while it
    has room.
    """

    __slots__ = ()

    def __init__(self, roster: Roster[T], day: AnyDay) -> None:
        object.__setattr__(self, "_roster", roster)
        object.__setattr__(self, "_asked", day)

    def __reduce__(self) -> tuple[Any, ...]:
        return EraAnswer, (self._roster, self._asked)

    @property
    def _outcome(self) -> Outcome[T]:
        roster: Any = self._roster
        day: Any = self._asked
        outcome: Outcome[T] = roster.outcome_on(day.toordinal())
        return outcome

    certain: Any = property(lambda self: self._outcome[0])
    possible: Any = property(lambda self: self._outcome[1])
    is_complete: Any = property(lambda self: self._outcome[2])
    verdict: Any = property(lambda self: self._outcome[3])


#: How many answers a roster keeps ready. Days are a small domain: forty years fit, and a warm question is one look-up.
_READY_MOST = 16_384
#: The ways to write a time by which answers are kept: two that are equal mean the same days. Times of two zones do not.
_WRITTEN = (str, date, PartialDate, Period)


def ask(roster: Roster[T], on: Any, during: Any, throughout: Any) -> Answer[T]:
    """Answer for the one time that is given.

    Raises:
        MissingTimeError: none or several of the three are given.
        InvalidDateError: it is not a date.
        InvalidPeriodError: it is not a period.
    """
    key = on if during is NOT_GIVEN and throughout is NOT_GIVEN else (on, during, throughout)
    try:
        ready: Answer[T] | None = roster.answers.get(key)
    except TypeError:
        ready = None  # Not hashable, so no date; the reader below says so.
    if ready is not None:
        return ready
    if key is on and (day := plain_day(on)) is not None:
        answer = Answer(roster, day, roster.outcome_on(day.toordinal()))
    else:
        asked = read_time(on, during, throughout, roster.question.listing)
        answer = Answer(roster, asked, roster.outcome_of(asked))
        written = next(each for each in (on, during, throughout) if each is not NOT_GIVEN)
        if type(written) not in _WRITTEN:
            return answer
        roster.take_room(answer._outcome)
    if len(roster.answers) < _READY_MOST:
        roster.answers[key] = answer
    return answer
