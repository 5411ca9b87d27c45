"""How long an agent was in a body, and for which share of a period."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from ..dates.coerce import NOT_GIVEN, to_period
from ..dates.days import AFTER_ALL, BEFORE_ALL, EVER, Span, subtract, union, within
from ..dates.period import Period
from ..errors import InvalidPeriodError, InvalidQuestionError, shorten
from ..query.roster import Ledger
from ..query.wording import _stretch
from .measure import ALWAYS, measure

if TYPE_CHECKING:
    from ..model.ties import ChairTerm, Membership
    from ..query.rosters import Ledgers
    from ..tables.table import Column, Table

__all__ = ["Share", "Tenure", "TenureRole", "find_share", "find_tenure", "ledger_of_role"]

TenureRole = Literal["member", "unit", "any-chair", "chair", "co-chair", "interim-chair", "co-convener"]


class Tenure(NamedTuple):
    """For how many days an agent was in a body, by what the records say; overlapping ties count once.

    Attributes:
        least: in every reading of the dates it is no less; None where it has no limit in any.
        most: in no reading is it more; None where it has no limit.
        is_exact: whether some reading gives no more than the least; the most always is exact.
        is_complete: whether the data know all ties on the days asked about; else a tie that no record tells may add
            days beyond the most.
        records: the ties, in time order.
        why: one plain sentence.
    """

    least: int | None
    most: int | None
    is_exact: bool
    is_complete: bool
    records: tuple[Membership | ChairTerm, ...]
    why: str

    def to_table(self) -> Table:
        """Give the one row of it; the note says it in a sentence.

        >>> import iom_partners
        >>> iom_partners.load().tenure("IOM", "GMG", role="any-chair").to_table().rows[0][:4]
        (487, 730, True, False)
        """
        from ..tables.table import Column

        least = Column("least_days", "integer", "in every reading of the dates it is no less; empty is no limit")
        most = Column("most_days", "integer", "in no reading is it more; empty is no limit")
        return _measured("tenures", (least, most), (self.least, self.most), self)

    def _repr_html_(self) -> str:
        return self.to_table()._repr_html_()

    def __repr__(self) -> str:
        from ..tables.text import plain

        return plain(f"<Tenure {self.why}>")


class Share(NamedTuple):
    """For which part of a period an agent was in a body; the fields are those of `Tenure`, as fractions of its days.

    Attributes:
        least: in every reading of the dates it is no less.
        most: in no reading is it more.
        is_exact: whether some reading gives no more than the least; the most always is exact.
        is_complete: whether the data know all ties on these days.
        records: the ties, in time order.
        why: one plain sentence.
    """

    least: Fraction
    most: Fraction
    is_exact: bool
    is_complete: bool
    records: tuple[Membership | ChairTerm, ...]
    why: str

    def to_table(self) -> Table:
        """Give the one row of it: the exact fractions, and the same as numbers, the least rounded down, the most up.

        >>> import iom_partners
        >>> iom_partners.load().share_of_time("WHO", "GMG", during="2010").to_table().rows[0][:4]
        ('54/365', '93/365', Decimal('0.147945'), Decimal('0.254795'))
        """
        from ..tables.table import Column

        columns = (
            Column("least", "string", "in every reading of the dates it is no less, as a fraction", (), True),
            Column("most", "string", "in no reading is it more, as a fraction", (), True),
            Column("least_share", "number", "the least, rounded down to six digits behind the point", (), True),
            Column("most_share", "number", "the most, rounded up to six digits behind the point", (), True),
        )
        low, high = (Decimal(f"{number}e-6") for number in (floor(self.least * 10**6), ceil(self.most * 10**6)))
        return _measured("shares", columns, (str(self.least), str(self.most), low, high), self)

    def _repr_html_(self) -> str:
        return self.to_table()._repr_html_()

    def __repr__(self) -> str:
        from ..tables.text import plain

        return plain(f"<Share {self.why}>")


def _measured(name: str, columns: tuple[Column, ...], cells: tuple[Any, ...], found: Tenure | Share) -> Table:
    """Give the table of a tenure or share: its measure, then what both have."""
    from ..tables.table import Column, Table

    both = (
        Column("is_exact", "boolean", "whether some reading gives no more than the least", (), True),
        Column("is_complete", "boolean", "whether the data know all ties on these days", (), True),
        Column("record_ids", "string", "the ties, in time order; several are parted by |"),
    )
    ids = "|".join(each.id for each in found.records) or None
    return Table(name, (*columns, *both), [(*cells, found.is_exact, found.is_complete, ids)], note=found.why)


def ledger_of_role(ledgers: Ledgers, body_id: str, role: str) -> Ledger[Any]:
    """Give who was in a body in a role.

    Raises:
        InvalidQuestionError: there is no such role.
    """
    if role not in get_args(TenureRole):
        hint = f"one of {', '.join(get_args(TenureRole))}"
        raise InvalidQuestionError(
            f"{shorten(role)} is no role to ask a tenure of", value=role, field="role", hint=hint
        )
    if role == "member":
        return ledgers.members(body_id)
    return ledgers.units(body_id) if role == "unit" else ledgers.chairs(body_id, None if role == "any-chair" else role)


def find_tenure(ledger: Ledger[Any], agent_id: str, role: str, during: Any) -> Tenure:
    """Measure the ties of an agent, within a period or over all time."""
    asked = None if during is NOT_GIVEN else _exact(to_period(during, "during"))
    span: Span = asked.bounds.possible if asked else EVER
    claims = [
        each for each in ledger.claims_of(agent_id) if max(each.possible[0], span[0]) <= min(each.possible[1], span[1])
    ]
    found = measure(claims, _window(span))
    outside = subtract((span,), union(each.possible for each in claims))
    is_complete = within(outside, ledger.covered_deep)
    records: Any = tuple(dict.fromkeys(each.record for each in claims))
    time = f" {_stretch(asked)}" if asked else ""
    what = {"member": "a member", "unit": "a unit", "any-chair": "in the chair", "interim-chair": "interim chair"}
    was = f"{ledger.label(agent_id)} was {what.get(role, role)} of {ledger.label(ledger.topic.body_id)}"
    more = "" if is_complete else "; the data do not claim to know all, so it may have been longer"
    return Tenure(
        found.least,
        found.most,
        found.is_exact,
        is_complete,
        records,
        f"{was} for {_say(found.least, found.most)}{time}{more}",
    )


def find_share(ledger: Ledger[Any], agent_id: str, role: str, during: Any) -> Share:
    """Measure the ties of an agent as a part of a period."""
    period = to_period(during, "during")
    first, last = _exact(period).bounds.possible
    if first == BEFORE_ALL or last == AFTER_ALL:
        hint = "give a period with a first and a last day"
        raise InvalidPeriodError("a share of a period without end is none", value=during, field="during", hint=hint)
    found, days = find_tenure(ledger, agent_id, role, period), last - first + 1
    assert found.least is not None
    assert found.most is not None
    least, most = Fraction(found.least, days), Fraction(found.most, days)
    return Share(least, most, *found[2:])


def _exact(period: Period) -> Period:
    """Give the period back; of one without exact ends it is not known which days are meant."""
    s0, s1, e0, e1 = period.bounds
    if s0 != s1 or e0 != e1:
        hint = "give exact days, or text for whole units"
        raise InvalidPeriodError(f"{shorten(str(period))} has no exact ends", value=period, field="during", hint=hint)
    return period


def _window(span: Span) -> Span:
    first, last = span
    return ALWAYS[0] if first == BEFORE_ALL else first, ALWAYS[1] if last == AFTER_ALL else last


def _say(least: int | None, most: int | None) -> str:
    """Say how many days.

    >>> _say(59, 181), _say(1, None), _say(None, None)
    ('59 to 181 days', 'at least 1 day', 'days without end')
    """
    if least is None:
        return "days without end"
    if most is None:
        return f"at least {_days(least)}"
    return _days(most) if least == most else f"{least} to {_days(most)}"


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"
