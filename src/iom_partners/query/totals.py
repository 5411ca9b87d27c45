"""`Total`: what contributions of money add up to, by currency, and which of them cannot be added."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from ..dates.certainty import Certainty
from ..dates.coerce import NOT_GIVEN
from ..dates.days import EVER, Bounds, Spans
from ..dates.period import Period
from ..errors import InvalidQuestionError, UndecidedError, UnknownNameError, shorten
from ..model.dealings import Contribution
from ..model.vocabulary import is_unsure
from ..store.directory import Context
from ..store.filters import conditions
from ..tables.table import Shown, Tabular
from ..worlds.asked import Asked, read_time

if TYPE_CHECKING:
    from ..tables.table import Table

__all__ = ["Sum", "Total", "given", "taken", "total"]


class Sum(NamedTuple):
    """What the contributions in one currency add up to, exactly.

    Attributes:
        currency: ISO 4217.
        lower: the amounts that certainly belong to what was asked about.
        upper: those amounts, and those that possibly belong to it.
        contributions: how many contributions ``upper`` adds up.

    >>> import iom_partners
    >>> iom_partners.load().total_of(donor="Chevron").sums
    (Sum(currency='USD', lower=Decimal('26250000'), upper=Decimal('26250000'), contributions=3),)
    """

    currency: str
    lower: Decimal
    upper: Decimal
    contributions: int

    @property
    def amount(self) -> Decimal:
        """The one sum.

        Raises:
            UndecidedError: it is not known which contributions belong to the time asked about.

        >>> import iom_partners
        >>> iom_partners.load().total_of(donor="Chevron")["USD"].amount
        Decimal('26250000')
        """
        if self.lower == self.upper:
            return self.lower
        raise UndecidedError(f"the sum is {self}, not one sum", value=str(self), hint="see .lower and .upper")

    def __str__(self) -> str:
        lower, upper = (f"{each:,f}" for each in (self.lower, self.upper))
        from ..tables.text import plain

        return plain(f"{lower} {self.currency}" if lower == upper else f"{lower} to {upper} {self.currency}")


class Total(Tabular):
    """What contributions add up to, by currency, and the contributions that cannot be added.

    Attributes:
        sums: one `Sum` for each currency, by its code.
        possible: contributions that are in ``upper`` only: each may lie outside the time asked about, or was only
            planned.
        qualified: contributions whose amount is stated as "over" or "about" something; in no sum.
        unstated: contributions without a stated amount or currency.
        in_kind: goods, services and discounts, also those with a value.
        unsorted: contributions whose records do not state what was asked: to whom, for which project, where ...
        why: one plain sentence.

    >>> import iom_partners
    >>> total = iom_partners.load().total_of(donor="Chevron", during="2004")
    >>> print(total)
    0 to 850,000 USD
    >>> [contribution.id for contribution in total.possible]
    ['chevron-angola-2004']
    """

    __slots__ = ("in_kind", "possible", "qualified", "sums", "unsorted", "unstated", "why")

    def __init__(
        self,
        sums: tuple[Sum, ...],
        *,
        possible: tuple[Contribution, ...],
        qualified: tuple[Contribution, ...],
        unstated: tuple[Contribution, ...],
        in_kind: tuple[Contribution, ...],
        unsorted: tuple[Contribution, ...],
    ) -> None:
        self.sums: tuple[Sum, ...] = sums
        self.possible: tuple[Contribution, ...] = possible
        self.qualified: tuple[Contribution, ...] = qualified
        self.unstated: tuple[Contribution, ...] = unstated
        self.in_kind: tuple[Contribution, ...] = in_kind
        self.unsorted: tuple[Contribution, ...] = unsorted
        self.why: str = self._why()

    @property
    def is_whole(self) -> bool:
        """Whether every contribution of money is in one sum: none possible only, qualified, unstated or unsorted.

        >>> import iom_partners
        >>> iom_partners.load().total_of(donor="Chevron").is_whole
        True
        """
        return not (self.possible or self.qualified or self.unstated or self.unsorted)

    def __getitem__(self, currency: str) -> Sum:
        for each in self.sums:
            if each.currency == currency:
                return each
        hint = f"there are {', '.join(each.currency for each in self.sums) or 'no sums'}"
        raise UnknownNameError(f"there is no sum in {shorten(currency)}", value=currency, field="currency", hint=hint)

    # Without this, the look-up by currency would make it iterable by number.
    __iter__ = None

    def __bool__(self) -> bool | UndecidedError:  # As in `Certainty`.
        if self.is_whole or any(each.lower for each in self.sums):
            return any(each.lower for each in self.sums)
        raise UndecidedError("whether any money was given is undecided", value=str(self), hint="see .sums and .why")

    def _why(self) -> str:
        told = [
            f"{_counted(each.contributions)} with an amount in {each.currency} "
            f"{'comes' if each.contributions == 1 else 'come'} to {each}"
            for each in self.sums
        ]
        if self.possible:
            planned = "was only planned" if len(self.possible) == 1 else "were only planned"
            or_planned = f", or {planned}" if any(map(is_unsure, self.possible)) else ""
            told.append(f"{len(self.possible)} of them may lie outside the time asked about{or_planned}")
        left = [
            f"{_counted(len(self.qualified))} of a qualified amount ({', '.join(map(_qualified, self.qualified[:3]))})",
            f"{_counted(len(self.unstated))} without an amount",
            f"{_counted(len(self.in_kind))} in kind",
            f"{_counted(len(self.unsorted))} of which the records do not say whether they belong here",
        ]
        groups = (self.qualified, self.unstated, self.in_kind, self.unsorted)
        left = [words for words, group in zip(left, groups, strict=True) if group]
        return "; ".join(
            [*(told or ["no contribution with an amount"]), *([f"not added: {', '.join(left)}"] if left else [])]
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the total as plain values for JSON; amounts as text, for JSON numbers would be rounded.

        >>> import iom_partners
        >>> iom_partners.load().total_of(donor="Chevron").to_dict()["sums"]
        [{'currency': 'USD', 'lower': '26250000', 'upper': '26250000', 'contributions': 3}]
        """
        return {
            "sums": [
                {
                    "currency": each.currency,
                    "lower": f"{each.lower:f}",
                    "upper": f"{each.upper:f}",
                    "contributions": each.contributions,
                }
                for each in self.sums
            ],
            **{
                group: [contribution.id for contribution in getattr(self, group)]
                for group in ("possible", "qualified", "unstated", "in_kind", "unsorted")
            },
            "why": self.why,
        }

    def __eq__(self, other: object) -> bool:
        return self.to_dict() == other.to_dict() if isinstance(other, Total) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.sums)

    def __str__(self) -> str:
        return ", ".join(map(str, self.sums)) or "no sum of money"

    def __repr__(self) -> str:
        from ..tables.text import plain

        return plain(f"<Total {self}: {self.why}>")

    def to_table(self, *, labels: bool = False) -> Table:
        """Return a row for each currency; the note says what is in no sum.

        Args:
            labels: changes nothing, for no column holds ids or dates.

        >>> import iom_partners
        >>> iom_partners.load().total_of(donor="Chevron").to_dicts()
        [{'currency': 'USD', 'lower': Decimal('26250000'), 'upper': Decimal('26250000'), 'contributions': 3}]
        """
        from ..store.labels import known_to
        from ..tables.table import Column, Table

        columns = (
            Column("currency", "string", "ISO 4217", (), True),
            Column("lower", "number", "the amounts that certainly belong to what was asked about", (), True),
            Column("upper", "number", "those that possibly belong to it besides", (), True),
            Column("contributions", "integer", "how many contributions the upper sum adds up", (), True),
        )
        return known_to(Table("sums", columns, self.sums, note=self.why), None).to_table(labels=labels)

    def _shown(self, most: int) -> Shown:
        table = self.to_table()
        rows = [
            (each.currency, f"{each.lower:,f}", f"{each.upper:,f}", each.contributions) for each in self.sums[:most]
        ]
        return table.column_names, rows, len(table), self.why

    def _ipython_key_completions_(self) -> list[str]:
        return [each.currency for each in self.sums]


def _counted(number: int) -> str:
    return "1 contribution" if number == 1 else f"{number} contributions"


def _qualified(contribution: Contribution) -> str:
    return f"{contribution.qualifier} {contribution.amount:,f} {contribution.currency or ''}".rstrip()


def added(amounts: Sequence[tuple[Decimal, bool]]) -> tuple[Decimal, Decimal]:
    """Add amounts exactly: those that are sure, and the least and most with those that are not.

    >>> added([(Decimal("0.1"), True), (Decimal("0.2"), False)])
    (Decimal('0.1'), Decimal('0.3'))
    """
    from decimal import Context

    # Sums of money that a context of 28 digits would round; `total_of` lets in no amount that this one would.
    exact = Context(prec=1000)
    lower = upper = Decimal(0)
    for amount, is_sure in amounts:
        lower = exact.add(lower, amount if is_sure else min(amount, Decimal(0)))
        upper = exact.add(upper, amount if is_sure else max(amount, Decimal(0)))
    return lower, upper


#: Amounts beyond are not money and would make sums of any length.
_MOST_DIGITS = 200


def total(
    store: Context, contributions: Any, fields: Mapping[str, Any], on: Any = NOT_GIVEN, during: Any = NOT_GIVEN
) -> Total:
    """Add up the contributions that fit; see `Dataset.total_of`.

    Args:
        store: what names are resolved in, and the contributions if none are given.
        contributions: those to add; None for all.
        fields: the conditions of the caller; those that are None do not count.
        on: one day.
        during: a period.
    """
    asked = None
    if on is not NOT_GIVEN or during is not NOT_GIVEN:
        asked = read_time(on, during, NOT_GIVEN, "total_of() without a time")
    contributions = store["contributions"] if contributions is None else taken(contributions)
    asks = conditions(Contribution, store, {key: value for key, value in fields.items() if value is not None})
    groups: dict[str, list[Contribution]] = {
        each: [] for each in ("possible", "qualified", "unstated", "in_kind", "unsorted")
    }
    amounts: dict[str, list[tuple[Decimal, bool]]] = {}
    for contribution in contributions:
        if not isinstance(contribution, Contribution):
            raise InvalidQuestionError(
                f"{shorten(contribution)} is not a contribution", value=contribution, field="contributions"
            )
        fits = [each.test(contribution) for each in asks]
        certainty = given(contribution, asked)
        if False in fits or certainty is Certainty.RULED_OUT:
            continue
        group = "unsorted" if None in fits else _group(contribution)
        if group:
            groups[group].append(contribution)
            continue
        amounts.setdefault(contribution.currency or "", []).append(
            (_amount(contribution), certainty is Certainty.CERTAIN)
        )
        if certainty is not Certainty.CERTAIN:
            groups["possible"].append(contribution)
    sums = tuple(Sum(currency, *added(each), len(each)) for currency, each in sorted(amounts.items()))
    return Total(sums, **{group: tuple(each) for group, each in groups.items()})


def taken(contributions: Any) -> tuple[Contribution, ...]:
    """Return what a caller gives for some contributions, as a tuple.

    Raises:
        InvalidQuestionError: it holds nothing at all.
    """
    if isinstance(contributions, str) or not isinstance(contributions, Iterable):
        raise InvalidQuestionError(
            f"{shorten(contributions)} does not hold contributions", value=contributions, field="contributions"
        )
    return tuple(contributions)


def _group(contribution: Contribution) -> str:
    """Explain why a contribution cannot be added; empty where it can."""
    if contribution.kind not in {None, "money"} or (
        contribution.kind is None and contribution.amount is None and _has_things(contribution)
    ):
        return "in_kind"
    if contribution.amount is None or contribution.currency is None:
        return "unstated"
    return "qualified" if contribution.qualifier else ""


def _has_things(contribution: Contribution) -> bool:
    return contribution.goods is not None or contribution.quantity is not None


def _amount(contribution: Contribution) -> Decimal:
    amount = contribution.amount
    assert amount is not None
    if len(amount.as_tuple().digits) > _MOST_DIGITS or abs(amount.adjusted()) > _MOST_DIGITS:
        raise InvalidQuestionError(
            f"{shorten(amount)} is not an amount of money",
            value=amount,
            field=f"amount of {contribution.id}",
            hint=f"give at most {_MOST_DIGITS} digits",
        )
    return amount


def given(contribution: Contribution, asked: Asked | None) -> Certainty:
    """Return how sure it is that a contribution was given, wholly within the time asked about if there is one.

    A contribution over a time that lies in it only in part is possible: no one says how much of it was given when. So
    is one that was planned.
    """
    sure = Certainty.POSSIBLE if is_unsure(contribution) else Certainty.CERTAIN
    if asked is None:
        return sure
    when = contribution.when
    spans: Spans = (EVER,)
    if when is None:
        bounds = Bounds(EVER[0], EVER[1], EVER[0], EVER[1])
    elif isinstance(when, Period):
        bounds, spans = when.bounds, (when.bounds.possible,)
    else:
        bounds, spans = Bounds(*when.span, *when.span), when.spans
    if not asked.meets(*spans):
        return Certainty.RULED_OUT
    first, last = bounds.possible
    within = asked.bounds.start_latest <= first and last <= asked.bounds.end_earliest
    return sure if within else Certainty.POSSIBLE
