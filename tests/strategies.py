"""Random input for property tests: days, EDTF texts, periods, small datasets.

What tests compare with the library is made here together with the text, never read back from it: `Choice` knows which
days its text stands for, because the text was written from the days.
"""

from __future__ import annotations

from calendar import isleap
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from itertools import product
from typing import Any, Literal, NamedTuple, get_args, get_origin

import attrs
import pytest
from hypothesis import settings
from hypothesis import strategies as st

from iom_partners import (
    Agreement,
    ChairTerm,
    Citation,
    Coverage,
    Dataset,
    Event,
    InvalidPeriodError,
    InvalidQuestionError,
    Membership,
    Organization,
    PartialDate,
    Participation,
    Partnership,
    Period,
    Place,
    Project,
    Rule,
    Said,
    Source,
)
from iom_partners.dates import AnyDay, Day
from iom_partners.model.vocabulary import KNOWN_WORDS
from iom_partners.provenance.statements import stated_fields
from iom_partners.results import Answer
from iom_partners.store.record_types import RECORD_TYPES, REFERENCES, record_class
from worlds import (
    ALWAYS,
    HIGH,
    LOW,
    NUMBER,
    Club,
    Stretch,
    Tie,
    covers,
    day,
    name,
    org,
    organization,
    records_of,
    seat,
    term,
    world,
)


def scaled(times: float) -> int:
    """Return so many times the number of examples of the profile, at least one."""
    return max(1, round(settings().max_examples * times))


def examples(times: float, **others: Any) -> settings:
    """Return settings of a law that needs more, or fewer, examples than others: so many times those of the profile."""
    return settings(max_examples=scaled(times), **others)


def optional(name: str) -> Any:
    """Return a library that the tests can do without, or None where it is not installed."""
    return import_module(name) if find_spec(name) else None


def needs(*names: str) -> pytest.MarkDecorator:
    """Return a mark that skips a test where one of these libraries is not installed."""
    missing = [name for name in names if not find_spec(name)]
    return pytest.mark.skipif(bool(missing), reason=f"without {', '.join(missing)}")


def foreign(name: str) -> Any:
    """Return a mark of tests that need a large library of the group `foreign`, and are skipped without it."""
    return lambda test: pytest.mark.foreign(needs(name)(test))


#: Days so close that every choice of a start and an end can be tried, around the turn of a year.
WINDOW = tuple(date(2012, 12, 27) + timedelta(days=i) for i in range(10))
#: Stand for "some day before the window" and "some day after it" where the places of days in `WINDOW` are counted.
BEFORE, AFTER = -1, len(WINDOW)


# Days and texts of the whole calendar.


def days(first: date = date.min, last: date = date.max) -> st.SearchStrategy[date]:
    """Days that a `datetime.date` has, with the edges of months, years and its calendar more often than by chance."""
    edges = [first, last, date(1900, 2, 28), date(2000, 2, 29), date(2013, 6, 30), date(2013, 7, 1), date(2013, 12, 31)]
    return st.sampled_from([day for day in edges if first <= day <= last]) | st.dates(first, last)


#: The years that the library has, and those of four digits, which may have unspecified ones.
YEARS, SHORT_YEARS = (-(10**15), 10**15), (-9999, 9999)
#: Year, month and day.
Parts = tuple[int, int, int]


def years(first: int = YEARS[0], last: int = YEARS[1]) -> st.SearchStrategy[int]:
    """Years, most of them near: those of dates, the year 0, negative and long ones."""
    edges = [first, last, -10_000, -9999, -401, -400, -100, -4, -1, 0, 1, 9999, 10_000, 170_000_002]
    near = st.integers(max(first, -9999), min(last, 9999))
    dated = days().map(lambda day: day.year)
    return st.one_of(
        dated, near, st.sampled_from([each for each in edges if first <= each <= last]), st.integers(first, last)
    )


def parts(of: st.SearchStrategy[int] | None = None) -> st.SearchStrategy[Parts]:
    """Days of some years, of any year by default, as their numbers."""

    def fit(year: int, day: date) -> Parts:
        return year, day.month, day.day if (day.month, day.day) != (2, 29) or isleap(year) else 28

    return st.builds(fit, years() if of is None else of, days())


def written(year: int, *rest: int) -> str:
    """Return a day, month or year as EDTF; long years with a month as ISO 8601 has them, with a sign."""
    sign = "-" if year < 0 else "+" if year > 9999 and rest else ""
    mark = "Y" if abs(year) > 9999 and not rest else ""
    return "-".join((f"{mark}{sign}{abs(year):04}", *(f"{each:02}" for each in rest)))


def any_days() -> st.SearchStrategy[AnyDay]:
    """Days of any year: a `datetime.date` where there is one, else a `Day`."""
    return parts().map(lambda numbers: date(*numbers) if 1 <= numbers[0] <= 9999 else Day(written(*numbers)))


def day_texts() -> st.SearchStrategy[str]:
    """Days: 2013-07-01, -0043-03-15, +12000-01-01."""
    return parts().map(lambda numbers: written(*numbers))


def month_texts() -> st.SearchStrategy[str]:
    """Months: 2013-07."""
    return parts().map(lambda numbers: written(*numbers[:2]))


def year_texts() -> st.SearchStrategy[str]:
    """Years: 2013, -0043, Y12000."""
    return years().map(written)


def unit_texts() -> st.SearchStrategy[str]:
    """Whole years, months and days."""
    return year_texts() | month_texts() | day_texts()


def _short_texts() -> st.SearchStrategy[str]:
    """Years, months and days of years of four digits."""
    return st.builds(lambda numbers, length: written(*numbers[:length]), parts(years(*SHORT_YEARS)), st.integers(1, 3))


def time_texts() -> st.SearchStrategy[str]:
    """Days with a time of day: 2013-07-01T10:00:00, with Z, +02, +02:00 or none."""
    zones = st.sampled_from(["", "Z", "+02", "-11", "+05:30", "-00:30", "+00:00", "+14:00", "-14"])
    clocks = st.times().map(lambda time: time.isoformat(timespec="seconds"))
    return st.builds("{}T{}{}".format, day_texts(), clocks, zones)


def _unspecified_texts() -> st.SearchStrategy[str]:
    """Dates with X in the places that level 1 allows."""
    short = years(*SHORT_YEARS).map(written)
    return st.one_of(
        short.map(lambda text: text[:-1] + "X"),
        short.map(lambda text: text[:-2] + "XX"),
        short.map(lambda text: text + "-XX"),
        month_texts().map(lambda text: text + "-XX"),
        short.map(lambda text: text + "-XX-XX"),
    )


def _grouping_texts(*codes: int) -> st.SearchStrategy[str]:
    """Years with codes in place of months; a winter of the outermost years would leave the calendar."""
    return st.builds(written, years(YEARS[0] + 1, YEARS[1] - 1), st.sampled_from(codes))


def range_texts() -> st.SearchStrategy[str]:
    """One-of ranges: [2006-01..2006-06], [..2006-05-09], [2014..]."""
    two = st.builds(
        lambda pair, length: [written(*numbers[:length]) for numbers in sorted(pair)],
        st.tuples(parts(), parts()), st.integers(1, 3),
    )  # fmt: skip
    return st.one_of(
        two.map(lambda pair: f"[{pair[0]}..{pair[1]}]"),
        unit_texts().map(lambda text: f"[..{text}]"),
        unit_texts().map(lambda text: f"[{text}..]"),
    )


def _mask(text: str, hidden: set[int]) -> str:
    """Write X for the digits at some places."""
    sign, digits = text[: text[0] == "-"], text.removeprefix("-")
    return sign + "".join("X" if i in hidden and mark != "-" else mark for i, mark in enumerate(digits))


def masked_texts() -> st.SearchStrategy[str]:
    """Years, months and days with X for any of their digits; each is written from a day, so that one day fits."""
    return st.builds(_mask, _short_texts(), st.sets(st.integers(0, 9)))


def grouping_texts() -> st.SearchStrategy[str]:
    """Seasons of a hemisphere, quarters, quadrimesters and halves: 2006-25, 2006-33, 2006-41."""
    return _grouping_texts(*range(25, 42))


def significant_texts() -> st.SearchStrategy[str]:
    """Years with significant digits or an exponent: 1950S2, Y17E2, Y17E2S1."""
    number = st.integers(1, 9999).flatmap(lambda number: st.sampled_from([number, -number]))
    exponential = st.builds("Y{}E{}".format, number, st.integers(1, 11))
    count = st.integers(1, 5) | st.integers(1, 16)
    plain = years(1 - 10**15, 10**15 - 1).map(written)
    return st.one_of(
        st.builds("{}S{}".format, plain, count), exponential, st.builds("{}S{}".format, exponential, count)
    )


def set_texts() -> st.SearchStrategy[str]:
    """Sets of dates and ranges, of one of them or of all, with open ranges at their ends."""
    member = (
        unit_texts()
        | _unspecified_texts()
        | range_texts().filter(lambda text: text[1] != "." != text[-2]).map(lambda text: text[1:-1])
    )
    first = st.just("") | unit_texts().map("..{},".format)
    last = st.just("") | unit_texts().map(",{}..".format)
    members = st.lists(member, min_size=1, max_size=4).map(",".join)
    return st.builds(
        lambda first, members, last, braces: f"{braces[0]}{first}{members}{last}{braces[1]}",
        first, members, last, st.sampled_from(["[]", "{}"]),
    )  # fmt: skip


def marked_texts() -> st.SearchStrategy[str]:
    """Years, months and days with marks on their components: ?2004-06-~11, 2004-06~-11, ~-0043."""
    mark = st.sampled_from(["", "", "?", "~", "%"])

    def write(text: str, marks: list[str]) -> str:
        sign, components = text[: text[0] == "-"], text.removeprefix("-").split("-")
        if text[:2] == "Y-":
            sign, components = "", [text]
        components[0] = sign + components[0]
        return "-".join(f"{marks[2 * i]}{each}{marks[2 * i + 1]}" for i, each in enumerate(components))

    marks = st.lists(mark, min_size=6, max_size=6)
    return st.builds(write, unit_texts(), marks).filter(lambda text: not set("?~%").isdisjoint(text))


def level_2_texts() -> st.SearchStrategy[str]:
    """Texts of the features of level 2."""
    return masked_texts() | grouping_texts() | significant_texts() | set_texts() | marked_texts()


#: The supported shapes of a `PartialDate`, by name.
SHAPES: dict[str, st.SearchStrategy[str]] = {
    "day": day_texts(),
    "month": month_texts(),
    "year": year_texts(),
    "time": time_texts(),
    "unspecified": _unspecified_texts(),
    "season": _grouping_texts(*range(21, 25)),
    "range": range_texts(),
    "qualified": st.builds(
        "{}{}".format, unit_texts() | _unspecified_texts() | _grouping_texts(*range(21, 25)), st.sampled_from("?~%")
    ),
    "masked": masked_texts(),
    "grouping": grouping_texts(),
    "significant": significant_texts(),
    "set": set_texts(),
    "marked": marked_texts(),
}


def low_level_texts() -> st.SearchStrategy[str]:
    """Texts of a `PartialDate` of levels 0 and 1."""
    return st.one_of(*(SHAPES[name] for name in ("day", "month", "year", "time", "unspecified", "season", "qualified")))


def far_texts() -> st.SearchStrategy[str]:
    """Dates of years that have no four digits, or that may lie before Christ, in the shapes of levels 0 and 1."""
    edges = st.sampled_from([0, -1, -4, -9, -10, -43, -99, -9999, -10_000, 10_000, 170_000_002, -(10**12)])
    years = edges | st.integers(-12_000, 0) | st.integers(10_000, 12_000) | st.integers(1, 99)

    def write(year: int, rest: str) -> str:
        if abs(year) < 10_000:
            return f"{year:0{4 + (year < 0)}}{rest}"
        return f"{'+' if year > 0 else ''}{year}{rest}" if rest else f"Y{year}"

    month = st.integers(1, 12).map("-{:02}".format)
    rests = st.one_of(
        st.just(""), month, month.flatmap(lambda text: st.integers(1, 28).map(f"{text}-{{:02}}".format)),
        month.map("{}-XX".format), st.sampled_from(["-XX", "-XX-XX"]), st.integers(21, 41).map("-{}".format),
        month.map("{}-15T10:00:00Z".format),
    )  # fmt: skip
    masks = st.builds(lambda sign, year, hidden: f"{sign}{f'{year:04}'[:-hidden]}{'X' * hidden}",
                      st.sampled_from(["", "-"]), st.integers(0, 9999), st.integers(1, 3))  # fmt: skip
    dates = st.builds(write, years, rests) | masks
    marks = st.sampled_from(["", "", "", "?", "~", "%"])
    return st.builds(lambda text, mark: text if "T" in text else f"{text}{mark}", dates, marks)


def far_range_texts() -> st.SearchStrategy[str]:
    """One-of ranges of such years, months and days with those of four digits, perhaps with one mark on both ends."""
    whole = (far_texts() | unit_texts()).filter(lambda text: not set("XT?~%") & set(text))
    whole = whole.filter(lambda text: PartialDate(text).is_whole_unit)

    def write(one: str, other: str, mark: str, form: str) -> str:
        first, last = sorted((one, other), key=lambda text: PartialDate(text).span)
        if PartialDate(first).precision != PartialDate(last).precision:
            last = first
        return form.format(f"{first}{mark}", f"{last}{mark}")

    forms = st.sampled_from(["[{}..{}]", "[{}..{}]", "[..{}]", "[{}..]"])
    return st.builds(write, whole, whole, st.sampled_from(["", "", "?", "~", "%"]), forms)


def partial_texts() -> st.SearchStrategy[str]:
    """Texts of a `PartialDate` of every supported shape."""
    return st.one_of(*SHAPES.values())


def partial_dates() -> st.SearchStrategy[PartialDate]:
    """Partial dates of every supported shape."""
    return partial_texts().map(PartialDate)


def period_texts() -> st.SearchStrategy[str]:
    """Texts of a `Period`: every shape that an end may have, both orders tried, so that one of them is possible."""
    dated = (SHAPES[name] for name in SHAPES if name not in ("time", "set"))
    end = st.sampled_from(["", ".."]) | st.one_of(*dated)
    return st.tuples(end, end).map(_in_order)


def _in_order(pair: tuple[str, str]) -> str:
    left, right = pair
    if left in ("", "..") or right in ("", ".."):
        return f"{left}/{right}"
    first, second = sorted((PartialDate(left), PartialDate(right)), key=lambda each: each.span)
    try:
        return str(Period(f"{first}/{second}"))
    except InvalidPeriodError:
        return f"{second}/{first}"  # Seasons whose days tell no order.


def periods() -> st.SearchStrategy[Period]:
    """Periods of every supported shape."""
    return period_texts().map(Period)


# Ends within the window, with the days that they stand for.


class Choice(NamedTuple):
    """One end of a period as text, and the places in `WINDOW` of the days that it may be."""

    text: str
    places: frozenset[int]


def _choice(first: int, last: int) -> Choice:
    """Write the days from place ``first`` to ``last``; `BEFORE` and `AFTER` mean no limit."""
    places = frozenset(range(first, last + 1))
    left = "" if first == BEFORE else WINDOW[first].isoformat()
    right = "" if last == AFTER else WINDOW[last].isoformat()
    if not left and not right:
        return Choice("", places)
    return Choice(left if left == right else f"[{left}..{right}]", places)


def choices() -> st.SearchStrategy[Choice]:
    """Dates within the window: exact days, ranges, one-sided ranges, and the unknown end."""
    places = st.integers(BEFORE, AFTER)
    return (
        st.tuples(places, places)
        .map(sorted)
        .filter(lambda pair: pair not in ([BEFORE, BEFORE], [AFTER, AFTER]))
        .map(lambda pair: _choice(*pair))
    )


def wider_choices() -> st.SearchStrategy[tuple[Choice, Choice]]:
    """A date within the window, and one that may be all its days and perhaps more."""

    def widen(choice: Choice, more: tuple[int, int]) -> tuple[Choice, Choice]:
        first, last = min(choice.places) - more[0], max(choice.places) + more[1]
        return choice, _choice(max(first, BEFORE), min(last, AFTER))

    return st.builds(widen, choices(), st.tuples(st.integers(0, 4), st.integers(0, 4)))


def starts() -> st.SearchStrategy[Choice]:
    """Starts within the window, open ones among them."""
    return choices() | st.just(Choice("..", frozenset({BEFORE})))


def ends() -> st.SearchStrategy[Choice]:
    """Ends within the window, open ones among them."""
    return choices() | st.just(Choice("..", frozenset({AFTER})))


World = tuple[int, int]

# A side without limit may lie ever farther outside the window, so it is tried at several places out there; an open side
# lies farther out than all of them.
_OUTSIDE = {BEFORE: range(BEFORE - 4, BEFORE + 1), AFTER: range(AFTER, AFTER + 5)}
_OPEN = {BEFORE: range(-1000, -999), AFTER: range(1000, 1001)}


def spread(choice: Choice) -> list[int]:
    """Return the places that an end may have, out to some beyond the window."""
    outside = _OPEN if choice.text == ".." else _OUTSIDE
    return [each for place in choice.places for each in outside.get(place, [place])]


def in_order(start: Choice, end: Choice) -> list[World]:
    """Return every choice of a start and an end in order."""
    return [(a, b) for a in spread(start) for b in spread(end) if a <= b]


def with_worlds() -> st.SearchStrategy[tuple[Period, list[World]]]:
    """Periods within the window, each with its worlds."""
    fitting = st.tuples(starts(), ends()).filter(lambda pair: bool(in_order(*pair)))
    return fitting.map(lambda pair: (Period(f"{pair[0].text}/{pair[1].text}"), in_order(*pair)))


def bounds_of(worlds: list[World]) -> tuple[date | None, ...]:
    """Return the first and last start and end of some worlds as days; None outside the window."""
    begun, ended = zip(*worlds, strict=True)
    places = (min(begun), max(begun), min(ended), max(ended))
    return tuple(WINDOW[place] if 0 <= place < len(WINDOW) else None for place in places)


# Stretches on the calendar of `worlds`, and clubs made of them.


def sides(lower: int = LOW, upper: int = HIGH) -> st.SearchStrategy[tuple[int, int]]:
    """The places that one end may have: at least one day of the calendar, or all."""
    places = st.integers(lower, upper)
    return st.tuples(places, places).map(sorted).map(tuple).filter(lambda pair: pair not in ((LOW, LOW), (HIGH, HIGH)))  # type: ignore[arg-type, return-value]


def stretches(*, limited: bool = False, exact: bool = False) -> st.SearchStrategy[Stretch]:
    """Stretches that some world fits; ``limited`` ones have no side without limit."""
    if exact:
        place = st.integers(0, NUMBER - 1)
        return st.tuples(place, place).map(sorted).map(lambda pair: Stretch((pair[0],) * 2, (pair[1],) * 2))
    one = sides(0, NUMBER - 1) if limited else sides()
    start = one if limited else one | st.just((LOW, LOW))
    end = one if limited else one | st.just((HIGH, HIGH))
    return st.builds(Stretch, start, end).filter(lambda each: each.start[0] <= each.end[1])


def lives(*, limited: bool = False) -> st.SearchStrategy[Stretch]:
    """Lives of organizations: always, or founded or ended within the calendar."""
    dated = sides(0, NUMBER - 1)
    life = st.builds(Stretch, dated | st.just((LOW, LOW)), dated | st.just((HIGH, HIGH)))
    return (st.just(ALWAYS) if not limited else stretches(limited=True)) | life.filter(
        lambda each: each.start[0] <= each.end[1] and not (limited and each == ALWAYS)
    )


#: North has more ties than the others, for most laws are about one member.
_TIES = (
    Tie("north", "club", "member"),
    Tie("north", "club", "member"),
    Tie("south", "club", "member"),
    Tie("group", "club", "member"),
    Tie("south", "group", "component"),
    Tie("north", "group", "component"),
    Tie("north", "group", "component"),
)
CHAIR_ROLES = ("chair", "interim-chair", "co-chair")


@st.composite
def clubs(
    draw: st.DrawFn, *, limited: bool = False, ties: int = 4, terms: int = 0, names: int = 0, is_unit: bool = False
) -> Club:
    """A club with up to so many memberships, of North, South and a group of which they are parts, terms and names.

    With ``limited``, nothing reaches beyond the calendar; with ``is_unit`` the club may be a unit of a house.
    """
    stretch = stretches(limited=limited) | stretches(exact=True)
    times = {"club": draw(lives(limited=limited)), "group": draw(lives()), "house": ALWAYS}
    # Now and then a member has a life of its own.
    times["north"] = draw(st.one_of(st.just(ALWAYS), st.just(ALWAYS), lives()))
    size = draw(st.sampled_from([*range(ties + 1), ties]))
    chosen = draw(st.lists(st.sampled_from(_TIES), min_size=size, max_size=size))
    if size >= 2 and draw(st.booleans()):  # By chance alone, few would be members through the group.
        chosen[:2] = [Tie("group", "club", "member"), draw(st.sampled_from(_TIES[-3:]))]
    tied = {f"seat-{number}": tie for number, tie in enumerate(chosen)}
    holders, roles = st.sampled_from(["north", "south", "east"]), st.sampled_from(CHAIR_ROLES)
    for number in range(draw(st.integers(0, terms))):
        tied[f"term-{number}"] = Tie(draw(holders), "club", draw(roles))
    for number in range(draw(st.integers(0, names))):
        tied[f"name-{number}"] = Tie(draw(st.sampled_from(["Kites", "Flyers"])), "club", "name")
    if is_unit and draw(st.booleans()):
        tied["unit"], times["house"] = Tie("club", "house", "unit"), draw(lives())
    times |= {key: draw(stretch) for key in tied}
    kept = {role: [] for role in ("name", *CHAIR_ROLES)} | {"": []}  # type: ignore[var-annotated]
    for key, tie in tied.items():
        kept[tie.role if tie.role in kept else ""].append((key, tie))
    called = tuple(name(tie.item, times[key]) for key, tie in kept.pop("name"))
    records: list[object] = [organization(each, times[each]) for each in ("group", "house")]
    records += [
        organization("club", times["club"], names=called),
        organization("north", times["north"]),
        *map(organization, ("south", "east")),
    ]
    records += [seat(tie.item, times[key], of=tie.body, role=tie.role, id=key) for key, tie in kept.pop("")]
    records += [
        term(tie.item, times[key], of="club", role=tie.role, id=key) for role in kept for key, tie in kept[role]
    ]
    known = [("members", "club"), ("members", "group"), *([("chairs", "club")] if terms else [])]
    known += [*([("names", "club")] if names else []), *([("units", "house")] if is_unit else [])]
    for of, about in sorted(draw(st.sets(st.sampled_from(known)))):
        places = sorted(draw(st.tuples(*[st.integers(0, NUMBER - 1)] * 2)))
        first, last = (draw(st.sampled_from([None, day(each)])) for each in places)
        records.append(covers(of, first, last, body=about, id=f"all-{of}-{about}"))
    return Club(world(*records), times, tied)


# Datasets.

_MEMBERS = ("north", "south", "east", "west")


@st.composite
def datasets(draw: st.DrawFn) -> Dataset:
    """Small datasets of a made-up club: up to four chapters with memberships and chair terms around 2005 to 2008."""
    close = days(date(2005, 1, 1), date(2008, 12, 31))
    dated = st.one_of(
        *(close.map(lambda day, length=length: day.isoformat()[:length]) for length in (10, 7, 4)),
        close.map(lambda day: f"[..{day}]"),
        close.map(lambda day: f"[{day}..]"),
        st.tuples(close, close).map(sorted).map(lambda pair: f"[{pair[0]}..{pair[1]}]"),
    )
    end = dated | st.sampled_from(["", ".."])
    spans = st.tuples(end, end).map(_in_order)
    founded = draw(st.sampled_from([None, "2004", "2005-03", "2005-06-30"]))
    members = draw(st.lists(st.sampled_from(_MEMBERS), unique=True, min_size=1))
    records: list[object] = [org("club", name="Kite Flyers Club", acronym="KFC", founded=founded)]
    records += [org(each, name=f"{each.capitalize()}ern Chapter", acronym=None) for each in members]
    for number, member in enumerate(draw(st.lists(st.sampled_from(members), max_size=6))):
        records.append(seat(member, draw(spans), of="club", id=f"in-{number}"))
    for number, holder in enumerate(draw(st.lists(st.sampled_from(members), max_size=4))):
        role = draw(st.sampled_from(CHAIR_ROLES))
        records.append(term(holder, draw(spans), of="club", role=role, id=f"term-{number}"))
    for of in draw(st.sets(st.sampled_from(["members", "chairs"]))):
        known = sorted((draw(close), draw(close)))
        first, last = (draw(st.sampled_from([None, each])) for each in known)
        records.append(covers(of, first, last, body="club", id=f"all-{of}"))
    return world(*records)


@st.composite
def less_sure(draw: st.DrawFn, worlds: st.SearchStrategy[Dataset], *, excepts: bool = True) -> Dataset:
    """Datasets of which some ties are doubtful, some terms vacant, some lives limited, and some agents excepted."""
    data = draw(worlds)
    every = records_of(data)
    agents = sorted(each.id for each in every if isinstance(each, Organization))
    bounds = {each for record in every if hasattr(record, "period") for each in record.period.bounds.possible}
    edges = sorted(date.fromordinal(each) for each in bounds if 0 < each <= date.max.toordinal()) or [day(0)]
    rarely, at_times = st.integers(0, 3).map(lambda each: each == 3), st.booleans()
    made: list[object] = []
    for record in every:
        changes: dict[str, Any] = {}
        if isinstance(record, ChairTerm) and draw(rarely):
            changes["holder_id"] = None
        if isinstance(record, (ChairTerm, Membership)) and record.role != "unit" and draw(rarely):
            changes["is_doubtful"] = True
        if isinstance(record, Coverage) and record.of != "names" and excepts and draw(at_times):
            changes["except_ids"] = tuple(sorted(draw(st.sets(st.sampled_from(agents), max_size=2))))
        if isinstance(record, Organization) and not (record.founded or record.ended) and draw(rarely):
            first, last = sorted((draw(st.sampled_from(edges)), draw(st.sampled_from(edges))))
            changes |= {"founded": draw(st.sampled_from([None, str(first)])), "ended": str(last)}
        made.append(attrs.evolve(record, **changes))
    return world(*made)


_SOURCES = ("paper", "list", "diary")


@st.composite
def cited_datasets(draw: st.DrawFn) -> Dataset:
    """Datasets as `datasets` gives them, each field stated by one of three sources, some told coarser by another.

    The sources are dated or not; what one of them says otherwise holds the record's own value and more.
    """
    data = draw(datasets())
    published = st.none() | st.sampled_from(["2005", "2006-03", "2007-05-06", "[2006..]", "[..2007]"]).map(PartialDate)
    records: list[object] = [Source(id=each, title=each.capitalize(), published=draw(published)) for each in _SOURCES]
    for record in records_of(data):
        fields = [field.name for field in stated_fields(record) if _says_something(record, field)]
        first, second = draw(st.permutations(_SOURCES))[:2]
        cited = [Citation(source_id=first, states=tuple(fields))]
        if "period" in fields and draw(st.booleans()):
            said = (Said(field="period", value=str(Period.from_bounds(Period("/").bounds))),)
            cited.append(Citation(source_id=second, states=tuple(set(fields) - {"period"}), says=said))
        records.append(attrs.evolve(record, citations=tuple(cited)))
    return world(*records)


def _says_something(record: object, field: Any) -> bool:
    return field.name == "role" or getattr(record, field.name) != field.default


# Records of one topic, on the calendar of `worlds`: more than `clubs` has, and no worlds of them.

_TWO_PLACES = st.tuples(*[st.integers(0, NUMBER - 1)] * 2)
_STRETCHES = stretches() | stretches(exact=True)
RARELY = st.integers(0, 3).map(lambda each: each == 3)


@st.composite
def _lived(draw: st.DrawFn, *agent_ids: str, **fields: Any) -> list[Any]:
    """Organizations, some with a life, some with a stated kind."""
    kinds = st.sampled_from([None, "ngo", "company"])
    lived = st.just(ALWAYS) | st.just(ALWAYS) | lives()
    return [organization(each, draw(lived), kind=draw(kinds), **fields) for each in agent_ids]


@st.composite
def _coverages(draw: st.DrawFn, *about: tuple[str, str]) -> list[Any]:
    """Coverages of some days, some of which except someone."""
    made = []
    for of, body in sorted(draw(st.sets(st.sampled_from(about)))):
        first, last = (draw(st.sampled_from([None, day(each)])) for each in sorted(draw(_TWO_PLACES)))
        key = {"project_id": body} if body == "p" else {"organization_id": body}
        excepted = draw(st.sampled_from([(), (), ("north",)]))
        made.append(Coverage(
            id=f"all-{of}-{body}", of=of, first_day=first, last_day=last, except_ids=excepted, **key,  # type: ignore[arg-type]
        ))  # fmt: skip
    return made


@st.composite
def chair_records(draw: st.DrawFn) -> list[Any]:
    """A club with chairs, vacancies and an heir; the club may be a unit of a house, of a hall, or of both."""
    records = draw(_lived("north", "south", "house", "hall"))
    club, heir = draw(_lived("club", "heir"))
    records += [attrs.evolve(club, successor_ids=draw(st.sampled_from([(), ("heir",)]))), heir]
    for number in range(draw(st.integers(1, 3))):
        role = draw(st.sampled_from(["chair", "chair", "interim-chair", "co-chair", "vice-chair"]))
        of, holder = draw(st.sampled_from(["club", "club", "heir"])), draw(st.sampled_from(["north", "south", None]))
        doubt = draw(RARELY)
        records.append(term(holder, draw(_STRETCHES), of=of, role=role, id=f"term-{number}", is_doubtful=doubt))  # type: ignore[arg-type]
    units = st.sampled_from([("club", "house"), ("club", "hall"), ("house", "hall")])
    records += [
        seat(each, draw(_STRETCHES), of=above, role="unit", id=f"{each}-in-{above}")
        for each, above in sorted(draw(st.sets(units)))
    ]
    return records + draw(_coverages(("chairs", "club"), ("chairs", "heir")))


@st.composite
def member_records(draw: st.DrawFn) -> list[Any]:
    """A club with members, some through a group, observers, offices, units and names."""
    records = draw(_lived("north", "south", "group", "wg", "house"))
    names = [name(each, draw(_STRETCHES)) for each in draw(st.sampled_from([(), ("Kites",), ("Kites", "Flyers")]))]
    records += [attrs.evolve(draw(_lived("club"))[0], names=tuple(names))]
    ties = [
        ("north", "club", "member"), ("south", "club", "member"), ("group", "club", "member"),
        ("north", "group", "component"), ("south", "group", "component"), ("north", "club", "observer"),
        ("wg", "club", "unit"), ("club", "house", "unit"),
    ]  # fmt: skip
    for number, (who, of, role) in enumerate(draw(st.lists(st.sampled_from(ties), min_size=1, max_size=4))):
        office = draw(st.sampled_from([None, "Whip"])) if role == "member" else None
        records.append(seat(who, draw(_STRETCHES), of=of, role=role, office=office, id=f"tie-{number}"))
    known = [("members", "club"), ("members", "group"), ("units", "club"), ("names", "club"), ("groups", "north")]
    return records + draw(_coverages(*known, ("offices", "club")))


@st.composite
def project_records(draw: st.DrawFn) -> list[Any]:
    """A project within another, after an event and on an agreement, with participants, of which one has a unit."""
    records = draw(_lived("north", "south", "wg"))
    records += [Place(id="it", name="Rome", country="IT"), Event(id="flood", name="Flood", when=str(day(1)))]
    records += [Agreement(id="pact", party_ids=("north", "south"), when=str(day(2)))]  # type: ignore[arg-type]
    status = st.sampled_from(["done", "done", "planned"])
    top, whole, own = (Project(id=each, name=each, period=draw(_STRETCHES).period) for each in ("top", "whole", "p"))
    whole = attrs.evolve(whole, part_of_id=draw(st.sampled_from([None, "top"])), status=draw(status))
    records += [top, whole, attrs.evolve(
        own, part_of_id=draw(st.sampled_from([None, "whole"])), response_to_id=draw(st.sampled_from([None, "flood"])),
        places=draw(st.sampled_from([(), ("it",)])), themes=draw(st.sampled_from([(), ("health",)])),
    )]  # fmt: skip
    for number in range(draw(st.integers(1, 3))):
        records.append(Participation(
            id=f"part-{number}", project_id="p", agent_id=draw(st.sampled_from(["north", "south", "wg"])),
            role=draw(st.sampled_from(["funder", "partner"])),
            period=draw(st.just(Period("/")) | _STRETCHES.map(_period_of)),
            agreement_id=draw(st.sampled_from([None, "pact"])),
        ))  # fmt: skip
    if draw(st.booleans()):
        records.append(seat("wg", draw(_STRETCHES), of="north", role="unit", id="unit"))
    if draw(RARELY):
        records.append(Partnership(id="bond", party_ids=("north", "south"), period=draw(_STRETCHES).period))
    return records + draw(_coverages(("partners", "p"), ("partners", "north"), ("projects", "north")))


def _period_of(stretch: Any) -> Period:
    period: Period = stretch.period
    return period


# What is asked of them.

Ask = Callable[[Dataset], Answer[Any]]

_TIMES = [("on", str(day(each))) for each in (0, 2, 3)] + [
    ("on", f"[{day(1)}..{day(3)}]"), ("during", f"{day(1)}/{day(3)}"), ("throughout", f"{day(1)}/{day(2)}"),
    ("during", "../.."),
]  # fmt: skip
_ASKED: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "chairs": [("chair_of", {}), ("chair_of", {"lineage": True}), ("chair_of", {"role": "interim-chair"}),
               ("chair_of", {"role": "vice-chair"}), ("chair_of", {"role": "vice-chair", "lineage": True})],
    "members": [("members_of", {}), ("members_of", {"components": True}), ("members_of", {"role": "observer"}),
                ("members_of", {"office": "Whip"}), ("units_of", {}), ("units_of", {"kind": "ngo"}), ("name_of", {}),
                ("groups_of", {})],
    "counts": [("member_count", {}), ("member_count", {"role": "observer"}), ("member_count", {"office": "Whip"})],
    "projects": [("projects_of", {}), ("projects_of", {"agent": "north"}), ("projects_of", {"role": "funder"}),
                 ("projects_of", {"agent": "north", "country": "IT"}), ("projects_of", {"theme": "health"}),
                 ("partners_of", {}), ("partners_of", {"kind": "ngo"}), ("partners_of", {"role": "funder"}),
                 ("partners_of", {"agent": "north"}), ("partners_of", {"agent": "north", "kind": "ngo"})],
}  # fmt: skip
_WHOM = {"groups_of": "north", "partners_of": "p", "projects_of": None}


def asks(data: Dataset, topic: str) -> Iterator[Ask]:
    """Yield every question of a topic at every time, but for words that the data do not have."""
    for (call, how), (keyword, when) in product(_ASKED[topic], _TIMES):
        ask = partial(_ask, call=call, how=how, keyword=keyword, when=when)
        with suppress(InvalidQuestionError):
            ask(data)
            yield ask


def _ask(data: Dataset, call: str, how: dict[str, Any], keyword: str, when: str) -> Answer[Any]:
    how = {keyword: when, **how}
    whom = how.pop("agent", _WHOM.get(call, "club"))
    return getattr(data, call)(*([] if whom is None else [whom]), **how)


# Records of every type, of which each field holds anything that it may.

_MARKS = st.text(st.sampled_from("ab|\\=\"',;\n\r\t\0\u2028é\U0001f600 "), max_size=6)
_SLUGS = st.sampled_from(["a", "b-2", "x|y", "c\\d", "e,f"])


def any_records(texts: st.SearchStrategy[str] = _MARKS) -> st.SearchStrategy[list[Any]]:
    """Up to six records with different ids; what they refer to need not be there."""
    kinds = st.sampled_from(list(RECORD_TYPES)).map(record_class)
    return st.lists(kinds.flatmap(lambda kind: _any_of(kind, texts)), max_size=6, unique_by=lambda each: each.id)


def _any_of(kind: Any, texts: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    made = {field.name: _value_of(kind, field, texts) for field in attrs.fields(kind)}
    if kind is Coverage:
        made |= {"organization_id": _SLUGS, "project_id": st.none(), "role": st.none()}
    if kind is Rule:
        made |= {"kind": st.just("term"), "role": st.just("chair"), "order_ids": st.just(()), "months": st.just(12)}
        made["positions"] = st.sampled_from([("previous",), ("present", "next")])
    return st.builds(kind, **made)


def _value_of(kind: Any, field: Any, texts: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    text = str(field.type)
    texts = _SLUGS if field.name in REFERENCES or field.name == "source_id" else texts  # Ids are printable.
    fixed = {
        "id": _SLUGS, "country": st.sampled_from(["CH", "NA", "XK"]),
        "states": st.just("all") | st.lists(texts | st.just("all"), max_size=2).map(tuple),
    }  # fmt: skip
    if f"{kind.__name__}.{field.name}" in KNOWN_WORDS:
        value: st.SearchStrategy[Any] = st.sampled_from([KNOWN_WORDS[f"{kind.__name__}.{field.name}"][0], "own-word"])
    elif field.name in fixed:
        value = fixed[field.name]
    elif get_origin(field.type) is Literal:
        value = st.sampled_from(get_args(field.type))
    elif get_origin(field.type) is tuple:
        of = get_args(field.type)[0]
        value = st.lists(texts if of is str else _any_of(of, texts), max_size=2).map(tuple)
    elif "Period" in text:
        value = st.one_of(periods(), partial_dates()) if "PartialDate" in text else periods()
    elif "PartialDate" in text:
        value = partial_dates()
    else:
        numbers = st.integers(-(10**32) + 1, 10**32 - 1)
        amounts = st.decimals(0, 10**9, places=3) | st.sampled_from([Decimal("1E+3"), Decimal("0E+2"), Decimal("-0")])
        plain = {"bool": st.booleans(), "int": numbers, "decimal.Decimal": amounts}
        value = (
            any_days()
            if "datetime.date" in text
            else plain.get(text.removesuffix(" | None").removeprefix("<class '").removesuffix("'>"), texts)
        )
    return st.none() | value if text.endswith("None") else value
