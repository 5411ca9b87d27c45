"""Sums of money: what is added, what is told apart, and the errors."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from iom_partners import (
    Contribution,
    Dataset,
    InvalidQuestionError,
    MissingTimeError,
    PartialDate,
    Participation,
    Period,
    Place,
    Project,
    UndecidedError,
    UnknownNameError,
    Work,
)
from iom_partners.results import Sum, Total
from worlds import ids, org, world


def gift(record_id: str, amount: str | None = None, currency: str | None = None, **fields: Any) -> Contribution:
    """Return a gift of AAA."""
    return Contribution(
        **{"id": record_id, "donor_id": "aaa", "amount": amount and Decimal(amount), "currency": currency} | fields
    )


def small() -> Dataset:
    """Gifts of every sort that matters."""
    return world(
        org("aaa"), org("bbb"), Place(id="pasto", name="Pasto", country="CO"),
        Project(id="dam", name="The Dam", places=("pasto",), themes=("water",)), Work(id="film", name="The Film"),
        Participation(id="p", project_id="dam", agent_id="aaa", role="funder"),
        gift("one", "0.10", "USD", kind="money", project_id="dam", recipient_id="bbb", when=PartialDate("2004-05-05")),
        gift("two", "0.20", "USD", when=PartialDate("2004")),
        gift("euro", "1000000", "EUR", kind="money", project_id="film", when=Period("2004/2005")),
        gift("over", "5000", "USD", qualifier="over", kind="money"), gift("untold", kind="money", goods="two schools"),
        gift("undated-nothing"), gift("bare", "3", None), gift("goods", kind="goods", goods="tents"),
        gift("valued", "70", "EUR", kind="services"), gift("things", quantity=3, unit="tons"),
        gift("other", "9", "USD", donor_id="bbb", kind="money"),
    )  # fmt: skip


def test_all() -> None:
    """Amounts add up exactly by currency; what cannot be added stands apart, each gift once."""
    total = small().total_of()
    assert total.sums == (
        Sum("EUR", Decimal(1000000), Decimal(1000000), 1),
        Sum("USD", Decimal("9.30"), Decimal("9.30"), 3),
    )
    assert total["USD"].amount == Decimal("9.3")
    assert ids(total.qualified) == ["over"]
    assert sorted(ids(total.unstated)) == ["bare", "undated-nothing", "untold"]
    assert sorted(ids(total.in_kind)) == ["goods", "things", "valued"]
    assert (total.possible, total.unsorted, total.is_whole) == ((), (), False)
    assert total.why == (
        "1 contribution with an amount in EUR comes to 1,000,000 EUR; "
        "3 contributions with an amount in USD come to 9.30 USD; not added: "
        "1 contribution of a qualified amount (over 5,000 USD), 3 contributions without an amount, "
        "3 contributions in kind"
    )
    assert str(total) == "1,000,000 EUR, 9.30 USD"
    assert repr(total) == f"<Total {total}: {total.why}>"
    assert "<td" in total._repr_html_()
    assert total == small().total_of()
    assert hash(total) == hash(small().total_of())
    assert total != small().total_of(donor="bbb")
    assert total != 1
    assert bool(total) is True


def test_filters() -> None:
    """Each filter keeps what a record states; what it does not state is unsorted, not left out in silence."""
    data = small()
    assert str(data.total_of(donor="Bbb Agency")) == "9 USD"
    assert data.total_of(donor="bbb").is_whole
    dam = data.total_of(project="the dam")
    assert str(dam) == "0.10 USD"
    assert len(dam.unsorted) == 9
    assert dam.why == (
        "1 contribution with an amount in USD comes to 0.10 USD; not added: 9 contributions of which the records "
        "do not say whether they belong here"
    )
    assert str(data.total_of(project=data.work("film"))) == "1,000,000 EUR"
    for filters in ({"recipient": "bbb"}, {"country": "CO"}, {"theme": "water"}, {"role": "funder"}):
        assert str(data.total_of(**filters)) == "0.10 USD"  # type: ignore[arg-type]
    assert str(data.total_of(data.contributions.where(currency="EUR"))) == "1,000,000 EUR"
    assert str(data.total_of([])) == "no sum of money"
    assert data.total_of([]).why == "no contribution with an amount"
    assert bool(data.total_of([])) is False
    assert str(data.total_of(iter([data.contributions["other"]]), donor="bbb")) == "9 USD"


def test_times() -> None:
    """A contribution whose day may lie outside the time, or that goes on beyond it, is possible."""
    total = small().total_of(during="2004-05", donor="aaa")
    assert total.sums == (
        Sum("EUR", Decimal(0), Decimal(1000000), 1),
        Sum("USD", Decimal("0.10"), Decimal("0.30"), 2),
    )
    assert sorted(ids(total.possible)) == ["euro", "two"]
    assert total.why.startswith(
        "1 contribution with an amount in EUR comes to 0 to 1,000,000 EUR; "
        "2 contributions with an amount in USD come to 0.10 to 0.30 USD; 2 of them may lie "
        "outside the time asked about; not added: "
    )
    with pytest.raises(UndecidedError, match=r"the sum is 0.10 to 0.30 USD"):
        _ = total["USD"].amount
    assert str(small().total_of(on="2004-05-05", donor="aaa")) == "0 to 1,000,000 EUR, 0.10 to 0.30 USD"
    assert str(small().total_of(during="2004", donor="aaa")["USD"]) == "0.30 USD"
    assert str(small().total_of(during="2004/2005", donor="aaa")["EUR"]) == "1,000,000 EUR"
    # What no one dates may lie in any time.
    assert str(small().total_of(during="1999")) == "0 to 9 USD"
    with pytest.raises(UndecidedError, match="undecided"):
        bool(small().total_of(during="1999"))
    with pytest.raises(MissingTimeError):
        small().total_of(on="2004-05-05", during="2004")


@pytest.mark.parametrize("time", [{}, {"during": "2004"}, {"on": "2004-05-05"}])
def test_what_was_planned_is_possible(time: dict[str, Any]) -> None:
    """Of a planned gift, dated or not, no amount is certain, at any time or at none; the sentence says why."""
    day = PartialDate("2004-05-05")
    given, planned = gift("one", "1", "USD", when=day), gift("two", "2", "USD", when=day, status="planned")
    total = world(org("aaa"), given, planned).total_of(**time)
    assert total.sums == (Sum("USD", Decimal(1), Decimal(3), 2),)
    assert (ids(total.possible), total.is_whole) == (["two"], False)
    assert total.why.endswith("; 1 of them may lie outside the time asked about, or was only planned")
    alone = world(org("aaa"), planned, gift("three", "3", "USD", status="planned"))
    assert alone.total_of(**time).sums == (Sum("USD", Decimal(0), Decimal(5), 2),)
    assert alone.total_of(**time).why.endswith("; 2 of them may lie outside the time asked about, or were only planned")
    with pytest.raises(UndecidedError):
        bool(alone.total_of(**time))
    # The amount of one that is elsewhere is in no sum.
    assert alone.total_of(during="2005").sums == (Sum("USD", Decimal(0), Decimal(3), 1),)
    rows = alone.stats.contributions_by_year().to_dicts()
    assert [(row["year"], row["lower"], row["upper"], row["possible"]) for row in rows] == [
        (2004, Decimal(0), Decimal(2), 1), (None, Decimal(0), Decimal(3), 1),
    ]  # fmt: skip


def test_negative_amounts() -> None:
    """A sum that is taken back makes the least smaller where it is not sure."""
    data = world(org("aaa"), gift("a", "10", "USD", when=PartialDate("2004-01-01")), gift("back", "-3", "USD"))
    assert data.total_of(during="2004").sums == (Sum("USD", Decimal(7), Decimal(10), 2),)


def test_exact_beyond_28_digits() -> None:
    """Sums are exact where the context of Python would round them, whatever that context is."""
    data = world(org("aaa"), gift("a", "1" + "0" * 40, "USD"), gift("b", "0.01", "USD"))
    assert str(data.total_of()["USD"].amount) == "1" + "0" * 40 + ".01"


@pytest.mark.parametrize("amount", ["1E+200", "1E-200", "1" * 200])
def test_the_longest_amounts_that_can_be_added(amount: str) -> None:
    """Two hundred digits, before or behind the point, are an amount like any other."""
    assert world(org("aaa"), gift("a", amount, "USD")).total_of()["USD"].amount == Decimal(amount)


@pytest.mark.parametrize("amount", ["1E+999999999", "1E-999999999", "1E+201", "1E-201", "1" * 201])
def test_amounts_that_cannot_be_added(amount: str) -> None:
    """What is not an amount of money is refused by name, and makes no endless sum."""
    with pytest.raises(InvalidQuestionError, match=r"amount of a: .* is not an amount of money"):
        world(org("aaa"), gift("a", amount, "USD")).total_of()


def test_faults() -> None:
    """No contributions, no gift, no such donor, and no such currency: typed errors."""
    data = small()
    with pytest.raises(InvalidQuestionError, match="is not a contribution"):
        data.total_of(data.projects)  # type: ignore[arg-type]
    for wrong in ("one", 7):
        with pytest.raises(InvalidQuestionError, match="contributions: .* does not hold contributions"):
            data.total_of(wrong)  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError, match="donor: "):
        data.total_of(donor="nobody")
    with pytest.raises(UnknownNameError, match=r"currency: there is no sum in 'CHF' \(there are EUR, USD\)"):
        _ = data.total_of()["CHF"]
    with pytest.raises(UnknownNameError, match="there are no sums"):
        _ = data.total_of([])["CHF"]
    with pytest.raises(TypeError):
        list(data.total_of())  # type: ignore[call-overload]


def test_plain_values() -> None:
    """As plain values, amounts are text: numbers of JSON would be rounded."""
    told = small().total_of(donor="bbb").to_dict()
    assert told == {
        "sums": [{"currency": "USD", "lower": "9", "upper": "9", "contributions": 1}],
        "possible": [], "qualified": [], "unstated": [], "in_kind": [], "unsorted": [],
        "why": "1 contribution with an amount in USD comes to 9 USD",
    }  # fmt: skip
    assert isinstance(small().total_of(), Total)
