"""Adding up contributions: which belong to the question, and which have an amount."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from ..dates.certainty import Certainty
from ..dates.days import EVER, Bounds, Spans
from ..dates.period import Period
from ..errors import InvalidQuestionError, shorten
from ..model.dealings import Contribution
from ..store.home import Home
from .claims import Asked
from .filters import conditions
from .totals import Sum, Total, added

__all__ = ["given", "total"]

#: Amounts beyond are no money, and would make sums of any length.
_MOST_DIGITS = 200


def total(gifts: Iterable[Any], home: Home, fields: Mapping[str, Any], asked: Asked | None) -> Total:
    """Add up the gifts that fit; see `Dealings.total_of`."""
    asks = conditions(Contribution, home, fields)
    groups: dict[str, list[Contribution]] = {
        each: [] for each in ("possible", "qualified", "unstated", "in_kind", "unsorted")
    }
    amounts: dict[str, list[tuple[Decimal, bool]]] = {}
    for gift in gifts:
        if not isinstance(gift, Contribution):
            raise InvalidQuestionError(f"{shorten(gift)} is no contribution", value=gift, field="contributions")
        fits = [each.test(gift) for each in asks]
        certainty = Certainty.CERTAIN if asked is None else given(gift, asked)
        if False in fits or certainty is Certainty.RULED_OUT:
            continue
        group = "unsorted" if None in fits else _group(gift)
        if group:
            groups[group].append(gift)
            continue
        amounts.setdefault(gift.currency or "", []).append((_amount(gift), certainty is Certainty.CERTAIN))
        if certainty is not Certainty.CERTAIN:
            groups["possible"].append(gift)
    sums = tuple(Sum(currency, *added(each), len(each)) for currency, each in sorted(amounts.items()))
    return Total(sums, **{group: tuple(each) for group, each in groups.items()})


def _group(gift: Contribution) -> str:
    """Say why a gift cannot be added; empty where it can."""
    if gift.kind not in {None, "money"} or (gift.kind is None and gift.amount is None and _has_things(gift)):
        return "in_kind"
    if gift.amount is None or gift.currency is None:
        return "unstated"
    return "qualified" if gift.qualifier else ""


def _has_things(gift: Contribution) -> bool:
    return gift.goods is not None or gift.quantity is not None


def _amount(gift: Contribution) -> Decimal:
    amount: Any = gift.amount
    is_sane = isinstance(amount, Decimal) and amount.is_finite()
    if not is_sane or len(amount.as_tuple().digits) > _MOST_DIGITS or abs(amount.adjusted()) > _MOST_DIGITS:
        raise InvalidQuestionError(
            f"{shorten(amount)} is no amount of money",
            value=amount,
            field=f"amount of {gift.id}",
            hint="give a Decimal",
        )
    return amount  # type: ignore[no-any-return] # A Decimal, as was asked above.


def given(gift: Contribution, asked: Asked) -> Certainty:
    """Say how sure it is that a gift was given wholly within the time asked about.

    A gift over a time that lies in it only in part is possible: no one says how much of it was given when.
    """
    when = gift.when
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
    return Certainty.CERTAIN if within else Certainty.POSSIBLE
