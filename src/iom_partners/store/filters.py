"""Narrowing a collection: what each condition of `Collection.where` asks of a record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, get_args, get_origin

from ..dates.certainty import Certainty
from ..dates.coerce import NOT_GIVEN
from ..dates.days import AFTER_ALL, BEFORE_ALL, EVER, Bounds
from ..dates.partial import PartialDate
from ..dates.period import Period
from ..errors import InvalidQuestionError, shorten
from ..model.fields import fault_of
from ..model.vocabulary import KNOWN_WORDS, is_unsure
from ..worlds.asked import Asked, read_time
from ..worlds.claims import Claim, Link, judge, life_of, unsure
from .limits import frame_of, rests_on
from .record_types import NAMED, RECORD_TYPES, REFERENCES, record_class

if TYPE_CHECKING:
    from .directory import Context

__all__ = ["Condition", "conditions", "holds", "in_country", "kept", "places_of", "read_wanted"]


_TIMES = ("period", "when", "first_day", "founded")
_ALWAYS = Bounds(EVER[0], EVER[1], EVER[0], EVER[1])


def read_wanted(kind: type[Any], on: Any, during: Any, certainty: Any) -> tuple[Asked | None, tuple[Certainty, ...]]:
    """Return the time and the certainties that are wanted of records of a class.

    Raises:
        InvalidQuestionError: the records have no dates, or there is no such certainty.
        MissingTimeError: two times are given.
    """
    wanted = certainty.value if isinstance(certainty, Certainty) else certainty
    if wanted not in {None, "certain", "possible"}:
        hint = "certain, or possible: what is certain is possible too"
        raise InvalidQuestionError(
            f"{shorten(certainty)} is not a certainty to ask for", value=certainty, field="certainty", hint=hint
        )
    if on is NOT_GIVEN and during is NOT_GIVEN:
        if wanted is not None:
            hint = "give on= or during= too"
            raise InvalidQuestionError("it needs a time", value=certainty, field="certainty", hint=hint)
        return None, ()
    if not any(hasattr(kind, each) for each in _TIMES):
        raise InvalidQuestionError(
            f"a {kind.__name__} has no dates to ask about",
            value=kind.__name__,
            field="on" if during is NOT_GIVEN else "during",
        )
    asked = read_time(on, during, NOT_GIVEN, "where() without a time")
    return asked, (Certainty.CERTAIN,) if wanted == "certain" else (Certainty.CERTAIN, Certainty.POSSIBLE)


def holds(record: Any, asked: Asked, store: Context | None) -> Certainty:
    """Return how sure it is that a record held at the time asked about, within what limits it.

    A tie holds within the life of its body, a project within its frame, a participation within that of its project.

    Returns:
        Certain or possible; else unknown, for another record may hold then.
    """
    spans: tuple[tuple[int, int], ...] = (EVER,)
    when = getattr(record, "period", None) or getattr(record, "when", None)
    if isinstance(when, Period):
        bounds = when.bounds
    elif isinstance(when, PartialDate):
        first, last = when.span
        bounds, spans = Bounds(first, last, first, last), when.spans
    elif hasattr(record, "first_day"):
        first = record.first_day.toordinal() if record.first_day else BEFORE_ALL
        last = record.last_day.toordinal() if record.last_day else AFTER_ALL
        bounds = Bounds(first, first, last, last)
    elif hasattr(record, "founded"):
        bounds = life_of(record) or _ALWAYS
    else:
        bounds = _ALWAYS
    own = Link(record, unsure(bounds) if is_unsure(record) else bounds)
    claim = Claim("", record, [own, *(_limits(record, store) if store is not None else ())])
    certainty = judge((claim,), (), asked)
    if certainty is Certainty.POSSIBLE and not asked.meets(*spans):
        return Certainty.UNKNOWN
    return certainty


def _limits(record: Any, store: Context) -> list[Link]:
    """Return what a record holds within: the lives of its body and of those above, its project, what it rests on."""
    body_id = record.id if hasattr(record, "founded") else getattr(record, "organization_id", None)
    if body_id is not None and (hasattr(record, "founded") or hasattr(record, "period")):
        above = store.bodies_above(body_id)
        return [Link(record, life) for body in above if (life := life_of(body)) is not None]
    if hasattr(record, "part_of_id"):
        return frame_of(store, record)[1:]
    if not hasattr(record, "agreement_id"):
        return []
    project = store["projects"].get(getattr(record, "project_id", ""))
    return [*(frame_of(store, project) if project is not None else ()), *rests_on(store, record)]


R = TypeVar("R")

_WHO = ("member_id", "holder_id", "agent_id", "donor_id", "speaker_id", "party_ids", "participant_ids")


class Condition(NamedTuple):
    """What one keyword asks of a record.

    Attributes:
        test: whether the record fits; None where it does not state what is asked.
        field: where the condition is that this reference equals a text, so that an index finds the records.
        value: that text.
    """

    test: Callable[[Any], bool | None]
    field: str = ""
    value: str = ""


def kept(
    name: str,
    records: Iterable[R],
    select: Callable[[Mapping[str, str]], Sequence[R]],
    store: Context | None,
    predicate: Callable[[R], bool] | None,
    time: tuple[Any, Any, Any],
    fields: Mapping[str, Any],
) -> list[R]:
    """Return the records that fit; see `Collection.where`.

    Args:
        name: of the collection.
        records: all of them, in order.
        select: returns those whose references equal texts, by an index.
        store: where names are resolved; None outside a dataset.
        predicate: a condition of the caller's own.
        time: on, during, and the certainty wanted.
        fields: the other conditions.
    """
    kind = _kind(name, records, store)
    if kind is None:
        return []
    asked, wanted = read_wanted(kind, *time)
    asks = conditions(kind, store, fields)
    index = {each.field: each.value for each in asks if each.field}
    found = []
    for record in select(index) if index else records:
        if any(each.test(record) is not True for each in asks):
            continue
        if asked is not None and holds(record, asked, store) not in wanted:
            continue
        if predicate is None or predicate(record):
            found.append(record)
    return found


def _kind(name: str, records: Iterable[Any], store: Context | None) -> type[Any] | None:
    """Return the class of the records: also of none, so that a wrong field is told there too."""
    first = next(iter(records), None)
    if first is not None:
        return type(first)
    return record_class(name) if store is not None else None


# Conditions.


def conditions(kind: type[Any], store: Context | None, fields: Mapping[str, Any]) -> list[Condition]:
    """Return the conditions on the records of a class.

    Raises:
        InvalidQuestionError: the records have no such field.
    """
    ways = _ways(kind)
    made = []
    for keyword, value in fields.items():
        if keyword not in ways:
            raise _unknown_field(keyword, kind, sorted(ways))
        made.append(ways[keyword](store, keyword, value))
    return made


_Way = Callable[["Context | None", str, Any], Condition]

#: Fields whose words are a vocabulary: one that no record holds is misspelt.
_WORDS = (
    "beneficiaries", "country", "currency", "kind", "of", "office", "position", "qualifier", "role", "status",
    "subdivision", "themes", "unit",
)  # fmt: skip
#: Fields by which callers name a record.
_NAMES = ("id", "name", "acronym")


def _ways(kind: type[Any]) -> dict[str, _Way]:
    """Return what each keyword means for records of a class."""
    ways: dict[str, _Way] = {}
    own = tuple(field.name for field in kind.__attrs_attrs__)
    # By the text, so that no other class is made.
    home = f"{kind.__module__.rpartition('.')[2]}.{kind.__name__}"
    name = next((name for name, each in RECORD_TYPES.items() if each == home), "")
    for field in own:
        if field in ("place", "places") or (field.endswith(("_id", "_ids"))):
            for keyword in (field, field.removesuffix("_id").removesuffix("_ids").removesuffix("s")):
                ways[keyword] = _reference(field)
        elif field in _NAMES and name in NAMED:
            ways[field] = _name(field, kind, name)
        elif field in _WORDS:
            ways[field] = _word(field, kind, name)
        else:
            ways[field] = _equal(field, kind)
    through = "project_id" in own
    if "themes" in own or through:
        ways["theme"] = _theme(through="themes" not in own)
    if "places" in own or "place" in own or through:
        ways.setdefault("place", _place)
        ways.setdefault("country", _country)
    if any(field in own for field in _WHO):
        ways["agent_kind"] = _agent_kind
    if "donor_id" in own:
        ways["role"] = _role_of_donor
    return ways


def _unknown_field(keyword: str, kind: type[Any], known: list[str]) -> InvalidQuestionError:
    near = _nearest(keyword, known)
    hint = f"did you mean {near}? The fields are {', '.join(known)}" if near else f"one of {', '.join(known)}"
    reason = f"{shorten(keyword)} is not a field of {kind.__name__}"
    return InvalidQuestionError(reason, value=keyword, field="where", hint=hint)


def _nearest(word: str, known: Iterable[str]) -> str:
    """Return the words nearest to one, as code; an empty text if none is near."""
    from difflib import get_close_matches

    folded = {each.lower().replace(" ", "-"): each for each in known}
    near = get_close_matches(word[:80].lower().replace(" ", "-"), folded, 3, 0.5)
    return " or ".join(repr(folded[each]) for each in near)


def _equal(field: str, kind: type[Any]) -> _Way:
    """Return what reads a condition: a field equals a value, or holds it; a text that it cannot have is refused."""
    is_list = any(each.name == field and get_origin(each.type) is tuple for each in kind.__attrs_attrs__)

    def read(_store: Context | None, keyword: str, value: Any) -> Condition:
        if isinstance(value, str) and not is_list and (fault := fault_of(kind, field, value)):
            raise InvalidQuestionError(fault, value=value, field=keyword)
        return Condition(lambda record: _fits(getattr(record, field), value))

    return read


def _name(field: str, kind: type[Any], name: str) -> _Way:
    """Return what reads a condition on a name: spelled exactly so, else in another spelling or as another name."""

    def read(store: Context | None, keyword: str, value: Any) -> Condition:
        if store is None or value is None or value in store.directory.words(name, field):
            return _equal(field, kind)(store, keyword, value)
        wanted = store.directory.resolve(value, keyword, (name,))
        return Condition(lambda record: record.id == wanted)

    return read


def _word(field: str, kind: type[Any], name: str) -> _Way:
    """Return what reads a condition on a word; one that no record holds is refused, unless the class names it."""

    def read(store: Context | None, keyword: str, value: Any) -> Condition:
        given = value
        if store is not None and isinstance(value, str):
            if field == "country":
                given = store.directory.word(field, value)
            elif value not in (known := store.directory.words(name, field)):
                stated = next(each.type for each in kind.__attrs_attrs__ if each.name == field)
                usual = KNOWN_WORDS.get(f"{kind.__name__}.{field}", get_args(stated))
                if value not in usual and value not in store["words"].ids:
                    raise _not_held(value, keyword, f"{field} of the {name.replace('_', ' ')}", known)
        return _equal(field, kind)(store, keyword, given)

    return read


def _not_held(value: str, keyword: str, what: str, known: Iterable[str]) -> InvalidQuestionError:
    words = sorted(known)
    near = _nearest(value, words)
    hint = f"did you mean {near}?" if near else f"one of {', '.join(words[:20])}"
    if not words:
        hint = "no record states one"
    article = "an" if what[0] in "aeiou" else "a"
    reason = f"{shorten(value)} is not {article} {what} in the data"
    return InvalidQuestionError(reason, value=value, field=keyword, hint=hint)


def _fits(held: Any, value: Any) -> bool | None:
    """Return whether a field holds a value; None where it holds nothing."""
    if held is None or held == ():
        return True if value is None or value == () else None
    if isinstance(held, tuple) and not isinstance(value, tuple):
        return any(_fits(each, value) for each in held)
    if isinstance(held, PartialDate | Period | date) and isinstance(value, str):
        return str(held) == value
    return bool(held == value)


def _reference(field: str) -> _Way:
    def read(store: Context | None, keyword: str, value: Any) -> Condition:
        if value is None:
            return Condition(lambda record: getattr(record, field) in (None, ()))
        wanted = _resolve(store, field, value, keyword)
        asks = Condition(lambda record: _fits(getattr(record, field), wanted))
        return asks._replace(field=field, value=wanted) if field.endswith("_id") else asks

    return read


def _resolve(store: Context | None, field: str, value: Any, keyword: str) -> str:
    """Return the id that a caller names; outside a dataset ids are all there is."""
    if store is not None:
        return store.directory.resolve(value, keyword, REFERENCES[field])
    found = value if isinstance(value, str) else getattr(value, "id", None)
    if not isinstance(found, str):
        raise InvalidQuestionError(f"{shorten(value)} is not an id", value=value, field=keyword)
    return found


def _need(store: Context | None, keyword: str) -> Context:
    if store is None:
        hint = "ask the collection of a dataset"
        raise InvalidQuestionError(f"{keyword} is known only within a dataset", value=keyword, field="where", hint=hint)
    return store


def _theme(*, through: bool) -> _Way:
    def read(store: Context | None, keyword: str, value: Any) -> Condition:
        if store is not None:
            store.directory.word("theme", value)
        if not through:
            return Condition(lambda record: _fits(record.themes, value))
        known = _need(store, keyword)
        return Condition(lambda record: _fits(getattr(known.undertaking(record.project_id), "themes", ()), value))

    return read


def places_of(store: Context, record: Any) -> tuple[str, ...]:
    """Return the ids of the places of a record, or of its project."""
    if hasattr(record, "places"):
        places: tuple[str, ...] = record.places
        return places
    if hasattr(record, "place"):
        return () if record.place is None else (record.place,)
    done = store.undertaking(record.project_id)
    return () if done is None else done.places


def in_country(store: Context, record: Any, country: str) -> bool | None:
    """Return whether one of the places of a record lies in a country; None where that is not stated of all of them."""
    places: list[Any] = [store["places"].get(each) for each in places_of(store, record)]
    found = [place and place.country for place in places]
    if country in found:
        return True
    return None if not found or None in found else False


def _place(store: Context | None, keyword: str, value: Any) -> Condition:
    known = _need(store, keyword)
    wanted = known.directory.resolve(value, keyword, ("places",))
    return Condition(lambda record: _fits(places_of(known, record), wanted))


def _country(store: Context | None, keyword: str, value: Any) -> Condition:
    known = _need(store, keyword)
    country = known.directory.word("country", value)
    return Condition(lambda record: in_country(known, record, country))


def _agent_kind(store: Context | None, keyword: str, value: Any) -> Condition:
    known = _need(store, keyword)
    kind = known.directory.word("agent_kind", value)

    def test(record: Any) -> bool | None:
        field = next(each for each in _WHO if hasattr(record, each))
        ids = getattr(record, field)
        agents = [known.agent(each) for each in ((ids,) if isinstance(ids, str) else ids)]
        # A person has no kind of organization; an organization may have one that no source states.
        found = [getattr(agent, "kind", "") for agent in agents]
        return True if kind in found else (None if None in found else False)

    return Condition(test)


def _role_of_donor(store: Context | None, keyword: str, value: Any) -> Condition:
    known = _need(store, keyword)
    role = known.directory.word("role", value)

    def test(record: Any) -> bool | None:
        if record.project_id is None:
            return None
        taking = known.select("participations", project_id=record.project_id, agent_id=record.donor_id)
        return any(each.role == role for each in taking) if taking else None

    return Condition(test)
