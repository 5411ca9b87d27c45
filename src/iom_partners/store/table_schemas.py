"""The columns of every listing: what a table of records, eras, gaps ... holds, and what is shown of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from ..dates.certainty import Certainty
from ..dates.partial import PartialDate
from ..dates.period import Period
from ..errors import InvalidQuestionError, shorten
from ..model.ties import Membership
from ..tables.flat import NESTED, columns_of, flat_rows
from ..tables.table import Column, Table
from ..tables.text import counted
from .record_types import RECORD_TYPES, record_class

if TYPE_CHECKING:
    from ..model.evidence import Citation
    from ..tables.table import Shown
    from .directory import Context

__all__ = [
    "BAR",
    "BOUNDS",
    "CERTAINTIES",
    "Layout",
    "bounds_of",
    "joined",
    "layout_of",
    "source_ids",
    "sources_of",
    "told_apart",
    "trimmed",
]


#: Between several texts in one cell.
BAR = "|"
#: Every value of a column of certainties.
CERTAINTIES = tuple(each.value for each in Certainty)


def joined(ids: Iterable[str]) -> str | None:
    """Write several ids in one cell, each once; None where there are none.

    >>> joined(["iom", "ilo", "iom"])
    'iom|ilo'
    """
    return BAR.join(dict.fromkeys(ids)) or None


def source_ids(citations: Iterable[Citation]) -> str | None:
    """Write the sources that say so in one cell; one that denies it does not count."""
    return joined(each.source_id for each in citations if not each.denies)


def told_apart(labels: Mapping[str, str], *taken: str) -> dict[str, str]:
    """Give each id a label of its own: those of one label, and of one that is taken, get their id behind it.

    >>> told_apart({"a": "Ada", "b": "Ada", "c": "Eve"})
    {'a': 'Ada (a)', 'b': 'Ada (b)', 'c': 'Eve'}
    """
    borne = Counter([*labels.values(), *taken])
    return {key: label if borne[label] == 1 else f"{label} ({key})" for key, label in labels.items()}


#: The columns of the four bounds and two flags of a time.
BOUNDS = tuple(each for each in columns_of(Membership) if each.name.startswith(("start", "end")))
_BOUND_NAMES = tuple(each.name for each in BOUNDS)
_EACH = "; several are parted by " + BAR


class Layout(NamedTuple):
    """How items of one kind make a table.

    Attributes:
        name: what they are, in the plural.
        columns: fixed.
        row: gives the cells of one item.
    """

    name: str
    columns: tuple[Column, ...]
    row: Callable[[Any], tuple[Any, ...]]

    def table(self, items: Iterable[Any]) -> Table:
        """Give the table of all items."""
        return Table(self.name, self.columns, map(self.row, items))

    def shown(self, items: Sequence[Any], count: int, _store: Context | None) -> Shown:
        """Give what is shown of the first items."""
        names = tuple(each.name for each in self.columns)
        several = [column.description.endswith(_EACH) for column in self.columns]
        rows = [
            [cell.replace(BAR, ", ") if each and cell else cell for cell, each in zip(row, several, strict=True)]
            for row in map(self.row, items)
        ]
        return *trimmed(names, rows), count, counted(count, self.name)


class _Records(NamedTuple):
    """How records of one type make a table."""

    kind: str

    def table(self, items: Iterable[Any]) -> Table:
        """Give the flat table of records."""
        of = record_class(self.kind)
        return Table(self.kind.replace("_", " "), columns_of(of), flat_rows(items, of))

    def shown(self, items: Sequence[Any], count: int, store: Context | None) -> Shown:
        """Give the plain fields of the first records, with names for what they refer to."""
        fields = [each.name for each in record_class(self.kind).__attrs_attrs__ if each.name not in {*NESTED, "note"}]
        say = str if store is None else store.directory.label
        # Named as `where` takes it.
        heads = tuple(field.removesuffix("_id").removesuffix("_ids") if store else field for field in fields)
        rows = [tuple(_told(getattr(item, field), field, say) for field in fields) for item in items]
        return *trimmed(heads, rows), count, counted(count, self.kind.replace("_", " "))


def _told(value: Any, field: str, say: Callable[[str], str]) -> object:
    """Give what is shown of a field: of a reference the name, of several texts all in one."""
    refers = field.endswith(("_id", "_ids")) or field in {"place", "places"}
    if isinstance(value, tuple):
        return ", ".join(map(say, value) if refers else map(str, value)) or None
    return say(value) if refers and isinstance(value, str) else value


def trimmed(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> tuple[tuple[str, ...], tuple[tuple[Any, ...], ...]]:
    """Leave out the bounds, which the text of the time says, ids beside their labels, and the columns that are empty.

    >>> trimmed(("id", "when", "starts_open", "note"), [("a", "2004", False, None)])
    (('id', 'when'), (('a', '2004'),))
    """
    places = [
        place
        for place, name in enumerate(names)
        if name not in _BOUND_NAMES
        and not (name.endswith("_id") and name.removesuffix("_id") in names)
        and (not rows or any(row[place] is not None for row in rows))
    ]
    return tuple(names[place] for place in places), tuple(tuple(row[place] for place in places) for row in rows)


def bounds_of(when: Any) -> tuple[Any, ...]:
    """Give the four bounds and two flags of a time; none of them where nobody dates it.

    >>> bounds_of(PartialDate("2004-05"))[2:4]
    (datetime.date(2004, 5, 1), datetime.date(2004, 5, 31))
    """
    if isinstance(when, PartialDate):
        return when.earliest, when.latest, when.earliest, when.latest, False, False
    return tuple(None if when is None else getattr(when, name) for name in _BOUND_NAMES)


def sources_of(citations: Iterable[Any]) -> str | None:
    """Give the ids of the sources of citations, also of those that deny."""
    return joined(each.source_id for each in citations)


def _text(value: PartialDate | Period | None) -> str | None:
    return None if value is None else str(value)


def _ids(items: Iterable[Any]) -> str | None:
    return BAR.join(item if isinstance(item, str) else item.id for item in items) or None


def _need(name: str, kind: str, description: str, values: tuple[str, ...] = ()) -> Column:
    return Column(name, kind, description, values, True)


def _certainty(of: str) -> Column:
    return _need("certainty", "string", f"how sure it is {of}", CERTAINTIES)


def _rolls(*rolls: Any) -> tuple[Any, ...]:
    return tuple(cell for roll in rolls for cell in (_ids(roll.certain), _ids(roll.possible), roll.is_complete))


def _roll_columns(what: str, of: str) -> tuple[Column, ...]:
    return (
        Column(f"{what}_certain", "string", f"{of} in every reading of the dates{_EACH}"),
        Column(f"{what}_possible", "string", f"{of} in some reading only{_EACH}"),
        _need(f"{what}_complete", "boolean", "whether nothing outside both can be one"),
    )


def _era_row(era: Any) -> tuple[Any, ...]:
    members = era.members
    least = len(members.certain)
    most = least + len(members.possible) if members.is_complete else None
    return era.first_day, era.last_day, *_rolls(era.chairs), least, most, *_rolls(members)


def _timeline_row(entry: Any) -> tuple[Any, ...]:
    record = entry.record
    return _text(entry.when), *bounds_of(entry.when), entry.what, type(record).__name__, getattr(record, "id", None)


def _succession_row(each: Any) -> tuple[Any, ...]:
    before, after = each.records
    return (
        each.before.id, each.after.id, each.before.label, each.after.label, each.certainty.value, each.gap.lower,
        each.gap.upper, each.is_complete, before.id, after.id, each.why,
    )  # fmt: skip


def _gap_row(gap: Any) -> tuple[Any, ...]:
    record_id = gap.record.id if gap.record else None
    decides = _rounded(gap.decides)
    return gap.kind, gap.body.id, record_id, gap.of, gap.first_day, gap.last_day, decides, gap.at_least, gap.what


def _rounded(number: Fraction) -> Decimal:
    """Round to hundredths, exactly, whatever the context of the caller is."""
    return Decimal(f"{round(number * 100)}e-2")


def _conflict_row(conflict: Any) -> tuple[Any, ...]:
    return (
        conflict.kind, type(conflict.record).__name__, conflict.record.id, conflict.field, *conflict.values,
        *map(sources_of, conflict.citations), conflict.why,
    )  # fmt: skip


def _agent_row(agent: Any) -> tuple[Any, ...]:
    # Of a person neither kind nor country is known, and an event has no acronym.
    more = (getattr(agent, field, None) for field in ("acronym", "kind", "country"))
    return agent.id, type(agent).__name__, agent.name, *more


def _shared_row(each: Any) -> tuple[Any, ...]:
    return str(each.period), *bounds_of(each.period), each.certainty.value, _ids(each.records), each.why


_TYPES = (*(kind.partition(".")[2] for kind in RECORD_TYPES.values()), "Name")
_FIRST = Column("first_day", "date", "first day of it; empty is no limit")
_LAST = Column("last_day", "date", "last day of it; empty is no limit")
_WHY = _need("why", "string", "one plain sentence")
_TYPE = _need("record_type", "string", "the class of the record", _TYPES)
_WHEN = Column("when", "string", "when it was, EDTF; empty where no one says")

#: The fixed columns of every listing but those of records.
_LAYOUTS = (
    (("eras", "eras"), (
        _FIRST, _LAST, *_roll_columns("chairs", "ids of who was in the chair"),
        _need("members_lower", "integer", "how many were members for certain"),
        Column("members_upper", "integer", "how many were members, certain or possible; empty where not all are known"),
        *_roll_columns("members", "ids of who was a member"),
    ), _era_row),
    (("name_eras", "eras"), (_FIRST, _LAST, *_roll_columns("names", "what it was called")),
        lambda era: (era.first_day, era.last_day, *_rolls(era.names))),
    (("timeline", "entries"), (
        _WHEN, *BOUNDS, _need("what", "string", "one plain sentence, with its time"), _TYPE,
        Column("record_id", "string", "the record that tells it; empty for a name"),
    ), _timeline_row),
    (("successions", "successions"), (
        _need("before_id", "string", "the holder of the earlier term"),
        _need("after_id", "string", "the holder of the later term"),
        _need("before", "string", "its acronym or name"), _need("after", "string", "its acronym or name"),
        _certainty("that the one came next after the other"),
        _need("days_lower", "integer", "in no reading of the dates do fewer days lie between"),
        Column("days_upper", "integer", "in no reading do more; empty is no limit"),
        _need("is_complete", "boolean", "whether nobody whom no record tells can have sat between"),
        _need("before_record_id", "string", "the earlier term"), _need("after_record_id", "string", "the later term"),
        _WHY,
    ), _succession_row),
    (("gaps", "gaps"), (
        _need("kind", "string", "what is not known", ("start", "end", "founded", "ended", "uncovered")),
        _need("body_id", "string", "in whose table it leaves cells undecided"),
        Column("record_id", "string", "whose date it is; empty for uncovered days"),
        Column("of", "string", "of uncovered days, what may not all be known", ("members", "chairs")),
        Column("first_day", "date", "first day that it may be; empty is no limit"),
        Column("last_day", "date", "last day that it may be; empty is no limit"),
        _need("decides", "number", "how many body-member-days the date would decide, the mean in hundredths"),
        _need("at_least", "integer", "the same for the day that decides fewest"),
        _need("what", "string", "one plain sentence"),
    ), _gap_row),
    (("conflicts", "conflicts"), (
        _need("kind", "string", "how they differ", ("contradiction", "coarser", "duplicate")), _TYPE,
        _need("record_id", "string", "of which record"), _need("field", "string", "of which field"),
        _need("first_value", "string", "the one statement"), _need("second_value", "string", "the other statement"),
        Column("first_source_ids", "string", f"who states the one{_EACH}"),
        Column("second_source_ids", "string", f"who states the other{_EACH}"), _WHY,
    ), _conflict_row),
    (("problems", "problems"), (
        _need("severity", "string", "whether the data cannot be relied on", ("error", "warning")),
        _need("path", "string", "collection, record and field, or the file"),
        _need("reason", "string", "one plain sentence"),
    ), tuple),
    (("shared_periods", "shared periods"), (
        _need("period", "string", "from the later start to the earlier end, EDTF"), *BOUNDS,
        _certainty("that they were members together on some day"),
        _need("membership_ids", "string", f"the memberships that it comes from{_EACH}"), _WHY,
    ), _shared_row),
    (("agents", "agents"), (
        _need("id", "string", "slug"), _TYPE, _need("name", "string", "label for display"),
        Column("acronym", "string", "label for display"), Column("kind", "string", "of organizations, their kind"),
        Column("country", "string", "of its seat, ISO 3166-1 alpha-2"),
    ), _agent_row),
    (("found", "records"), (
        _need("id", "string", "slug"), _TYPE, _need("name", "string", "label for display"),
        Column("acronym", "string", "label for display"),
        Column("kind", "string", "of an organization, project, work, event or place, its kind"),
        Column("country", "string", "of an organization or place, ISO 3166-1 alpha-2"),
    ), _agent_row),
)  # fmt: skip
_BY_KIND = {kind: Layout(name, columns, row) for (kind, name), columns, row in _LAYOUTS}


def layout_of(kind: str) -> Layout | _Records:
    """Give the layout of a kind of items.

    Raises:
        InvalidQuestionError: there is no such kind.

    >>> [column.name for column in layout_of("problems").table(()).columns]
    ['severity', 'path', 'reason']
    """
    if kind in RECORD_TYPES:
        return _Records(kind)
    if kind not in _BY_KIND:
        hint = f"one of {', '.join((*RECORD_TYPES, *_BY_KIND))}"
        raise InvalidQuestionError(f"{shorten(kind)} is no kind of listing", value=kind, field="kind", hint=hint)
    return _BY_KIND[kind]


def all_tables(collections: Mapping[str, Any]) -> dict[str, Table]:
    """Return the flat tables of all collections, then those of names, identifiers and citations."""
    from ..model.agents import Identifier, Name
    from ..model.evidence import Citation
    from ..tables.flat import nested_rows

    made = {name: collection.to_table() for name, collection in collections.items()}
    for name, kind in (("names", Name), ("identifiers", Identifier), ("citations", Citation)):
        made[name] = Table(name, *nested_rows(collections.items(), name, kind))
    return made
