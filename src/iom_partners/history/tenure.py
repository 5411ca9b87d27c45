"""How long an agent was in a body, in days and as a share of a period."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, Any, NamedTuple

from ..dates.coerce import NOT_GIVEN, to_period
from ..dates.days import AFTER_ALL, BEFORE_ALL, Span, subtract, union, within
from ..query.wording import say_period_asked
from ..worlds.asked import exact_days
from ..worlds.measure import measure

if TYPE_CHECKING:
    from ..model.ties import ChairTerm, Membership
    from ..query.rosters import Rosters
    from ..tables.table import Table

__all__ = ["ShareRange", "Tenure", "find_tenure"]


class ShareRange(NamedTuple):
    """A share of the days of a period, known within limits; both are exact fractions.

    Attributes:
        lower: no reading of the dates has a smaller share.
        upper: no reading has a larger share.
    """

    lower: Fraction
    upper: Fraction


class Tenure(NamedTuple):
    """How many days an agent was in a body, by its recorded ties; overlapping ties count once.

    Attributes:
        lower: no reading of the dates has fewer days; None where every reading has days without limit.
        upper: no reading has more days; None where there is no limit.
        share: the same as a share of the days of the period asked about; None where that has no limit.
        is_exact: whether some reading has just ``lower`` days; ``upper`` is always exact.
        is_complete: whether the data claim to have all ties on the days asked about; else an unrecorded tie may add
            days beyond ``upper``.
        records: the ties, in time order.
        why: one plain sentence.
    """

    lower: int | None
    upper: int | None
    share: ShareRange | None
    is_exact: bool
    is_complete: bool
    records: tuple[Membership | ChairTerm, ...]
    why: str

    def to_table(self, *, labels: bool = False) -> Table:
        """Return the one row of it; the note says it in a sentence. Shares have six digits, rounded down and up.

        Args:
            labels: changes nothing, for the ties have no names.

        >>> import iom_partners
        >>> data = iom_partners.load()
        >>> data.tenure("IOM", "GMG", role="any-chair").to_table().rows[0][:6]
        (487, 730, None, None, True, False)
        >>> data.tenure("WHO", "GMG", during="2010").to_table().rows[0][:4]
        (54, 93, Decimal('0.147945'), Decimal('0.254795'))
        """
        from ..store.labels import known_to
        from ..tables.table import Column, Table

        columns = (
            Column("days_lower", "integer", "no reading of the dates has fewer days; empty means no limit"),
            Column("days_upper", "integer", "no reading has more days; empty means no limit"),
            Column("share_lower", "number", "the least share of the period, rounded down; empty where it has no limit"),
            Column("share_upper", "number", "the largest share of the period, rounded up; empty where it has no limit"),
            Column("is_exact", "boolean", "whether some reading has no more days than days_lower", (), True),
            Column("is_complete", "boolean", "whether the data know all ties on these days", (), True),
            Column("record_ids", "string", "the ties, in time order; several are separated by |"),
        )
        shares: tuple[Decimal | None, ...] = (None, None)
        if self.share is not None:
            millionths = floor(self.share.lower * 10**6), ceil(self.share.upper * 10**6)
            shares = tuple(Decimal(f"{number}e-6") for number in millionths)
        ids = "|".join(each.id for each in self.records) or None
        row = (self.lower, self.upper, *shares, self.is_exact, self.is_complete, ids)
        return known_to(Table("tenures", columns, [row], note=self.why), None).to_table(labels=labels)

    def _repr_html_(self) -> str:
        return self.to_table()._repr_html_()

    def __repr__(self) -> str:
        from ..tables.text import plain

        return plain(f"<Tenure {self.why}>")


def find_tenure(rosters: Rosters, agent_id: str, body: object, role: str, office: str | None, during: Any) -> Tenure:
    """Measure the ties of an agent, within a period or over all time; see `Dataset.tenure`."""
    roster = rosters.in_role(body, role, office)
    span = exact_days(during)
    claims = [
        each for each in roster.claims_of(agent_id) if max(each.possible[0], span[0]) <= min(each.possible[1], span[1])
    ]
    found = measure(claims, span)
    outside = subtract((span,), union(each.possible for each in claims))
    is_complete = within(outside, roster.covered_for(agent_id))
    records: Any = tuple(dict.fromkeys(each.record for each in claims))
    what = {"member": "a member", "unit": "a unit", "any-chair": "in the chair", "interim-chair": "interim chair"}
    was = f"{roster.label(agent_id)} was {office or what.get(role, role)} of {roster.label(roster.question.body_id)}"
    time = "" if during is NOT_GIVEN else f" {say_period_asked(to_period(during))}"
    more = "" if is_complete else "; the data do not claim to know all ties, so it may have been longer"
    why = f"{was} for {_say(found.lower, found.upper)}{time}{more}"
    share = _share(found.lower, found.upper, span)
    return Tenure(found.lower, found.upper, share, found.is_exact, is_complete, records, why)


def _share(lower: int | None, upper: int | None, span: Span) -> ShareRange | None:
    first, last = span
    if first == BEFORE_ALL or last == AFTER_ALL or lower is None or upper is None:
        return None
    return ShareRange(Fraction(lower, last - first + 1), Fraction(upper, last - first + 1))


def _say(lower: int | None, upper: int | None) -> str:
    """Return a number of days in words.

    >>> _say(59, 181), _say(1, None), _say(None, None)
    ('59 to 181 days', 'at least 1 day', 'days without end')
    """
    if lower is None:
        return "days without end"
    if upper is None:
        return f"at least {_days(lower)}"
    return _days(upper) if lower == upper else f"{lower} to {_days(upper)}"


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"
