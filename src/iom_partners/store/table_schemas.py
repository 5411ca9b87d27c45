"""The columns of every kind of record list (records, eras, gaps ...), and the cells that are shown of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from ..dates.certainty import Certainty
from ..dates.partial import PartialDate
from ..dates.period import Period
from ..errors import one_of
from ..tables.flat import BAR, BOUNDS, NESTED, bounds_of, columns_of, flat_rows, joined_texts
from ..tables.table import Column, Table, dated, required
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
    "EXAMPLES",
    "Layout",
    "bounds_of",
    "joined",
    "layout_of",
    "source_ids",
    "tally",
    "told_apart",
    "trimmed",
]


#: Every value of a column of certainties.
CERTAINTIES = tuple(each.value for each in Certainty)
#: So many warnings of one kind are shown.
EXAMPLES = 3


def joined(items: Iterable[Any]) -> str | None:
    """Return several ids, or those of several records, as one cell, each once; None without any.

    >>> joined(["iom", "ilo", "iom"])
    'iom|ilo'
    """
    return joined_texts(dict.fromkeys(item if isinstance(item, str) else item.id for item in items))


def source_ids(citations: Iterable[Citation], *, with_denials: bool = False) -> str | None:
    """Return the sources of citations as one cell; those that deny a record only on request."""
    return joined(each.source_id for each in citations if with_denials or not each.denies)


def told_apart(labels: Mapping[str, str], *taken: str) -> dict[str, str]:
    """Return a unique label for each id; labels that collide, with each other or with one taken, get the id appended.

    >>> told_apart({"a": "Ada", "b": "Ada", "c": "Eve"})
    {'a': 'Ada (a)', 'b': 'Ada (b)', 'c': 'Eve'}
    """
    borne = Counter([*labels.values(), *taken])
    return {key: label if borne[label] == 1 else f"{label} ({key})" for key, label in labels.items()}


_BOUND_NAMES = tuple(each.name for each in BOUNDS)
_EACH = "; several are separated by " + BAR


class Layout(NamedTuple):
    """How items of one kind make a table.

    Attributes:
        name: what they are, in the plural.
        columns: the fixed columns.
        row: returns the cells of one item.
    """

    name: str
    columns: tuple[Column, ...]
    row: Callable[[Any], tuple[Any, ...]]

    def table(self, items: Iterable[Any]) -> Table:
        """Return the table of all items."""
        return Table(self.name, self.columns, map(self.row, items))

    def shown(self, items: Sequence[Any], most: int, store: Context | None) -> Shown:
        """Return the cells that are shown of the first items: labels instead of ids, as far as they are known."""
        if store is not None:
            return *trimmed(*_labeled(self.table(items[:most]), store)), len(items), counted(len(items), self.name)
        names = tuple(each.name for each in self.columns)
        several = [column.description.endswith(_EACH) for column in self.columns]
        rows = [
            [str(cell).replace(BAR, ", ") if each and cell else cell for cell, each in zip(row, several, strict=True)]
            for row in dated(self.columns, map(self.row, items[:most]))
        ]
        return *trimmed(names, rows), len(items), counted(len(items), self.name)


def _labeled(table: Table, store: Context) -> tuple[list[str], list[list[Any]]]:
    """Return the names and rows of a table with labels in the place of ids, but for those of sources."""
    from .labels import with_labels

    own = set(table.column_names)
    whole = with_labels(table, store)
    rows = dated(whole.columns, whole.rows)
    names: list[str] = []
    places: list[tuple[int, int]] = []
    for place, column in enumerate(whole.columns):
        if column.name in own:
            names.append(column.name)
            places.append((place, place))
        elif not column.name.endswith("_words") and not names[-1].endswith("source_ids"):
            # The column of labels stands in the place of that of ids, which is shown where there is no label.
            stem = names[-1].removesuffix("_ids").removesuffix("_id")
            names[-1] = stem if stem not in own else names[-1]
            places[-1] = places[-1][0], place
    made = [[row[id_at] if row[label_at] is None else row[label_at] for id_at, label_at in places] for row in rows]
    return names, [[each.replace(BAR, ", ") if isinstance(each, str) else each for each in row] for row in made]


class _Problems(Layout):
    """How problems make a table; they are shown by kind, for many warnings of one kind would hide two errors."""

    def shown(self, items: Sequence[Any], most: int, store: Context | None) -> Shown:  # noqa: ARG002 # They have no ids.
        """Return every kind, errors first, with how many there are of it, and the first errors or warnings of it."""
        kinds: dict[tuple[str, str], list[Any]] = {}
        for each in items:
            kinds.setdefault((each.severity, each.kind), []).append(each)
        rows = [
            (*((severity, kind, len(found)) if place == 0 else (None,) * 3), each.path, each.reason)
            for (severity, kind), found in kinds.items()
            for place, each in enumerate(found[: most if severity == "error" else EXAMPLES])
        ]
        return ("severity", "kind", "count", "path", "reason"), rows, len(items), tally(items)


class _Conflicts(Layout):
    """How conflicts make a table; its caption counts them by kind, for most are only coarser."""

    def shown(self, items: Sequence[Any], most: int, store: Context | None) -> Shown:
        """Return the first conflicts, with how many there are of each kind."""
        columns, rows, count, caption = super().shown(items, most, store)
        return columns, rows, count, f"{caption}: {say_kinds(items)}" if items else caption


def say_kinds(conflicts: Iterable[Any]) -> str:
    """Return how many conflicts there are of each kind, in words.

    >>> import iom_partners
    >>> say_kinds(iom_partners.load().conflicts()[:2])
    '2 contradictions'
    """
    found = Counter(each.kind for each in conflicts)
    kinds = ("contradiction", "contradictions"), ("coarser", "coarser statements"), ("duplicate", "duplicates")
    return ", ".join(counted(found[kind], words) for kind, words in kinds if found[kind])


def tally(problems: Iterable[Any]) -> str:
    """Return how many errors and how many warnings there are, in words.

    >>> tally([])
    '0 problems'
    """
    found = Counter(each.severity for each in problems)
    return (
        " and ".join(counted(found[each], f"{each}s") for each in ("error", "warning") if found[each]) or "0 problems"
    )


class _Records(NamedTuple):
    """How records of one type make a table."""

    kind: str

    def table(self, items: Iterable[Any]) -> Table:
        """Return the flat table of records."""
        of = record_class(self.kind)
        return Table(self.kind.replace("_", " "), columns_of(of), flat_rows(items, of))

    def shown(self, items: Sequence[Any], most: int, store: Context | None) -> Shown:
        """Return the plain fields of the first records, with labels for the records that they refer to."""
        fields = [each.name for each in record_class(self.kind).__attrs_attrs__ if each.name not in {*NESTED, "note"}]
        say = str if store is None else store.directory.label
        # Few ties are doubtful and few things only planned, so a column says so only where one is.
        usual = {"is_doubtful": False, "status": "done"}
        fields = [each for each in fields if each not in usual or any(getattr(i, each) != usual[each] for i in items)]
        # `where` takes these names.
        heads = tuple(field.removesuffix("_id").removesuffix("_ids") if store else field for field in fields)
        rows = [tuple(_told(getattr(item, field), field, say) for field in fields) for item in items[:most]]
        return *trimmed(heads, rows), len(items), counted(len(items), self.kind.replace("_", " "))


def _told(value: Any, field: str, say: Callable[[str], str]) -> object:
    """Return what is shown of a field: labels instead of ids, and several texts as one."""
    refers = field.endswith(("_id", "_ids")) or field in {"place", "places"}
    if isinstance(value, tuple):
        return ", ".join(map(say, value) if refers else map(str, value)) or None
    return say(value) if refers and isinstance(value, str) else value


def trimmed(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> tuple[tuple[str, ...], tuple[tuple[Any, ...], ...]]:
    """Return names and rows without bounds (which the text of the time says), ids beside labels, and empty columns.

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


def _text(value: PartialDate | Period | None) -> str | None:
    return None if value is None else str(value)


def _certainty(of: str) -> Column:
    return required("certainty", "string", f"how sure it is {of}", CERTAINTIES)


def _rolls(*rolls: Any) -> tuple[Any, ...]:
    return tuple(cell for roll in rolls for cell in (joined(roll.certain), joined(roll.possible), roll.is_complete))


def _roll_columns(what: str, of: str) -> tuple[Column, ...]:
    return (
        Column(f"{what}_certain", "string", f"{of} in every reading of the dates{_EACH}"),
        Column(f"{what}_possible", "string", f"{of} in some reading only{_EACH}"),
        required(f"{what}_complete", "boolean", "whether nothing outside both can be one"),
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


def _lineage_row(each: Any) -> tuple[Any, ...]:
    body = each.body
    life = _text(body.founded), _text(body.ended)
    return body.id, body.label, each.relation, *life, joined(each.before_ids), joined(each.after_ids), each.why


def _derived_row(each: Any) -> tuple[Any, ...]:
    record = each.record
    return (
        each.agent.id, each.agent.label, each.position, each.agreement, each.certainty.value, str(record.period),
        *bounds_of(record.period), record.role, record.organization_id, each.rule.id, joined(each.stated), each.why,
    )  # fmt: skip


def _gap_row(gap: Any) -> tuple[Any, ...]:
    record_id = gap.record.id if gap.record else None
    decides = _rounded(gap.decides)
    return gap.kind, gap.body.id, record_id, gap.of, gap.first_day, gap.last_day, decides, gap.at_least, gap.what


def _rounded(number: Fraction) -> Decimal:
    """Return the number rounded to hundredths, whatever the decimal context of the caller is."""
    return Decimal(f"{round(number * 100)}e-2")


def _conflict_row(conflict: Any) -> tuple[Any, ...]:
    return (
        conflict.kind, type(conflict.record).__name__, conflict.record.id, conflict.field, *conflict.values,
        *(source_ids(each, with_denials=True) for each in conflict.citations), conflict.why,
    )  # fmt: skip


def _answer_change_row(each: Any) -> tuple[Any, ...]:
    sides = (None if side is None else side.value for side in (each.before, each.after))
    return (*each[:6], each.days, *sides)


def _agent_row(agent: Any) -> tuple[Any, ...]:
    # People have neither a kind nor a country, and events no acronym.
    more = (getattr(agent, field, None) for field in ("acronym", "kind", "country"))
    return agent.id, type(agent).__name__, agent.name, *more


def _shared_row(each: Any) -> tuple[Any, ...]:
    return str(each.period), *bounds_of(each.period), each.certainty.value, joined(each.records), each.why


_TYPES = (*(kind.partition(".")[2] for kind in RECORD_TYPES.values()), "Name")
_FIRST = Column("first_day", "date", "first day of it; empty means no limit")
_LAST = Column("last_day", "date", "last day of it; empty means no limit")
_WHY = required("why", "string", "one plain sentence")
_TYPE = required("record_type", "string", "the class of the record", _TYPES)
_WHEN = Column("when", "string", "when it was, EDTF; empty if no source says")

#: The fixed columns of every kind but the record types.
_LAYOUTS = (
    (("eras", "eras"), (
        _FIRST, _LAST, *_roll_columns("chairs", "ids of who was in the chair"),
        required("members_lower", "integer", "how many were members for certain"),
        Column("members_upper", "integer", "how many were members, certain or possible; empty where not all are known"),
        *_roll_columns("members", "ids of who was a member"),
    ), _era_row),
    (("name_eras", "eras"), (_FIRST, _LAST, *_roll_columns("names", "what it was called")),
        lambda era: (era.first_day, era.last_day, *_rolls(era.names))),
    (("timeline", "entries"), (
        _WHEN, *BOUNDS, required("what", "string", "one plain sentence, with its time"), _TYPE,
        Column("record_id", "string", "the record behind it; empty for a name"),
    ), _timeline_row),
    (("successions", "successions"), (
        required("before_id", "string", "the holder of the earlier term"),
        required("after_id", "string", "the holder of the later term"),
        required("before", "string", "its acronym or name"), required("after", "string", "its acronym or name"),
        _certainty("that one came directly after the other"),
        required("days_lower", "integer", "the least number of days between them in any reading of the dates"),
        Column("days_upper", "integer", "the greatest number of days; empty means no limit"),
        required("is_complete", "boolean", "whether nobody without a record can have sat between them"),
        required("before_record_id", "string", "the earlier term"),
        required("after_record_id", "string", "the later term"), _WHY,
    ), _succession_row),
    (("lineage", "bodies"), (
        required("body_id", "string", "the body"), required("body", "string", "its acronym or name"),
        required("relation", "string", "what it is to the body asked about", ("predecessor", "itself", "successor")),
        Column("founded", "string", "its first day, EDTF"), Column("ended", "string", "its last day, EDTF"),
        Column("before_ids", "string", f"what it replaced{_EACH}"),
        Column("after_ids", "string", f"what replaced it{_EACH}"), _WHY,
    ), _lineage_row),
    (("derived_roles", "roles"), (
        required("agent_id", "string", "who has the role"), required("agent", "string", "its acronym or name"),
        Column("position", "string", "whose turn it is", ("previous", "present", "next")),
        required("agreement", "string", "how it lies to what is stated", (
            "agrees", "possible", "unstated", "contradicts")),
        _certainty("that it follows from the rule"),
        required("period", "string", "the time of it, EDTF"), *BOUNDS,
        required("role", "string", "the role"), required("body_id", "string", "in which body"),
        required("rule_id", "string", "the rule"), Column("stated_ids", "string", f"the ties that are stated{_EACH}"),
        _WHY,
    ), _derived_row),
    (("gaps", "gaps"), (
        required(
            "kind", "string", "what is not known", ("start", "end", "founded", "ended", "born", "died", "uncovered")
        ),
        required("body_id", "string", "the body in whose table cells are undecided"),
        Column("record_id", "string", "the record with the date; empty for uncovered days"),
        Column("of", "string", "for uncovered days, what may not all be known", ("members", "chairs")),
        Column("first_day", "date", "first day that it may be; empty means no limit"),
        Column("last_day", "date", "last day that it may be; empty means no limit"),
        required("decides", "number", "how many body-member-days the date would decide, on average, in hundredths"),
        required("at_least", "integer", "the same for the day that decides fewest"),
        required("what", "string", "one plain sentence"),
    ), _gap_row),
    (("losses", "losses"), (
        _TYPE, Column("field", "string", "the field; empty for the whole record"),
        required("reason", "string", "what became of it, in one plain sentence"),
        required("record_count", "integer", "how many records it concerns"),
        required("record_ids", "string", f"which ones{_EACH}"),
    ), lambda each: (each.record_type, each.field or None, each.reason, each.record_count, joined(each.ids))),
    (("conflicts", "conflicts"), (
        required("kind", "string", "how they differ", ("contradiction", "coarser", "duplicate")), _TYPE,
        required("record_id", "string", "the record"), required("field", "string", "its field"),
        required("first_value", "string", "the one statement"),
        required("second_value", "string", "the other statement"),
        Column("first_source_ids", "string", f"the sources of the one{_EACH}"),
        Column("second_source_ids", "string", f"the sources of the other{_EACH}"), _WHY,
    ), _conflict_row),
    (("answer_changes", "changes"), (
        required("of", "string", "what was asked", ("chairs", "members", "units", "names", "participants")),
        required("body_id", "string", "the body, agent or project asked about"),
        Column("role", "string", "the role asked about, beside that of chairs and members"),
        Column("item_id", "string", "who the answer is about, or the text of a name; empty for anyone else"),
        _FIRST, _LAST, Column("days", "integer", "how many days; empty means no limit"),
        Column("before", "string", "the older answer; empty where the body was not in the data", CERTAINTIES),
        Column("after", "string", "the newer answer; empty where the body is not in the data", CERTAINTIES),
    ), _answer_change_row),
    (("problems", "problems"), (
        required("severity", "string", "whether the data cannot be relied on", ("error", "warning")),
        required("path", "string", "collection, record and field, or the file"),
        required("reason", "string", "one plain sentence"),
        required("kind", "string", "what problems of one sort share, such as overlap"),
    ), tuple),
    (("shared_periods", "shared periods"), (
        required("period", "string", "from the later start to the earlier end, EDTF"), *BOUNDS,
        _certainty("that they were members together on some day"),
        required("membership_ids", "string", f"the memberships that it comes from{_EACH}"), _WHY,
    ), _shared_row),
    (("agents", "agents"), (
        required("id", "string", "slug"), _TYPE, required("name", "string", "label for display"),
        Column("acronym", "string", "label for display"), Column("kind", "string", "of organizations, their kind"),
        Column("country", "string", "of its seat, ISO 3166-1 alpha-2"),
    ), _agent_row),
    (("found", "records"), (
        required("id", "string", "slug"), _TYPE, required("name", "string", "label for display"),
        Column("acronym", "string", "label for display"),
        Column("kind", "string", "of an organization, project, work, event or place, its kind"),
        Column("country", "string", "of an organization or place, ISO 3166-1 alpha-2"),
    ), _agent_row),
)  # fmt: skip
_BY_KIND = {kind: Layout(name, columns, row) for (kind, name), columns, row in _LAYOUTS}
_BY_KIND["problems"] = _Problems(*_BY_KIND["problems"])
_BY_KIND["conflicts"] = _Conflicts(*_BY_KIND["conflicts"])


def layout_of(kind: str) -> Layout | _Records:
    """Return the layout of a kind of items.

    Raises:
        InvalidQuestionError: there is no such kind.

    >>> [column.name for column in layout_of("problems").table(()).columns]
    ['severity', 'path', 'reason', 'kind']
    """
    if kind in RECORD_TYPES:
        return _Records(kind)
    one_of(kind, (*RECORD_TYPES, *_BY_KIND), "kind", "a kind of record list")
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
