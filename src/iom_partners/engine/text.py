"""The questions as SQL, written once for all engines.

Inside, days are numbers, ``k`` is what the frames are joined by (the body, unless ``by`` says the agent) and ``o`` the
other one of the two. A row may hold from ``p0`` to ``p1`` and holds for certain from ``c0`` to ``c1``. No limit is a
day outside the calendar, and so is an unknown start or end: then no day in between is certain.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from .dialects import FIRST, LAST, Dialect

__all__ = ["IDS", "TABLE", "Asked", "name_beside", "statement"]

#: What the names of the tables begin with: what is in the database of a caller is called otherwise.
TABLE = "iom_partners_engine_"

#: The numbers of the days of one group lie this far from those of the next: more than the calendar has days.
_APART = 2**22
#: The widths of buckets, in days: powers of four up to the whole calendar.
_WIDTHS = [4**power for power in range(1, 12)]
#: That the bounds of a row cross.
_CROSSED = (
    "s0 > s1 OR e0 > e1 OR s0 > e1 OR (so AND (s0 IS NOT NULL OR s1 IS NOT NULL)) "
    "OR (eo AND (e0 IS NOT NULL OR e1 IS NOT NULL))"
)
#: That some day of it is certain.
_SURE = f"c0 <= c1 AND c0 < {LAST} AND c1 > {FIRST} AND NOT maybe"
#: The changes that a row makes: in how many may be members, and in how many are for certain.
_STEPS = (
    ("", ("p0", "1", "0")),
    ("", ("p1 + 1", "-1", "0")),
    ("is_sure", ("c0", "0", "1")),
    ("is_sure", ("c1 + 1", "0", "-1")),
)
#: The runs of days of one certainty that a row is.
_PIECES = (
    ("p0 < c0 AND is_sure", ("p0", "c0 - 1", "FALSE")),
    ("is_sure", ("c0", "c1", "TRUE")),
    ("c1 < p1 AND is_sure", ("c1 + 1", "p1", "FALSE")),
    ("NOT is_sure", ("p0", "p1", "FALSE")),
)
#: The columns of ids.
IDS = {"body_id", "agent_id", "body_id_right", "agent_id_right"}
#: That a point p lies in a span s.
_MEETS = "s.f <= p.iom_day AND p.iom_day <= s.l"
_BOUNDS = ("start_earliest", "start_latest", "end_earliest", "end_latest")


class Asked(NamedTuple):
    """One question about some frames.

    Attributes:
        question: the name of the function that asks it.
        frames: by name, the columns of each frame that is there by their standard names.
        by: what frames are joined by, body_id or agent_id.
        is_small: whether every group is promised to be small.
        roles: of memberships, those that count; None for all.
        days: the first and the last day asked about, as numbers in SQL.
        kept: the columns of the dates that come back.
    """

    question: str
    frames: Mapping[str, Mapping[str, str]]
    by: str = "body_id"
    is_small: bool = False
    roles: tuple[str, ...] | None = None
    days: tuple[str, str] = ("", "")
    kept: tuple[str, ...] = ()


def statement(asked: Asked, dialect: Dialect) -> str:
    """Return the text of a question.

    >>> from .dialects import DIALECTS
    >>> columns = {name: name for name in ("body_id", "agent_id", *_BOUNDS, "starts_open", "ends_open")}
    >>> statement(Asked("members_on", {"memberships": columns}), DIALECTS["duckdb"])[:9]
    'WITH raw '
    """
    return _Text(asked, dialect).whole()


def name_beside(column: str) -> str:
    """Return the name of the column of names beside a column of ids.

    >>> name_beside("agent_id_right"), name_beside("who")
    ('agent_name_right', 'who_name')
    """
    stem = column.removesuffix("_right")
    return stem.removesuffix("_id") + "_name" + column.removeprefix(stem)


class _Text:
    """A text in the making: the tables before the last SELECT, in order."""

    def __init__(self, asked: Asked, dialect: Dialect) -> None:
        self.asked, self.dialect = asked, dialect
        self.other = "agent_id" if asked.by == "body_id" else "body_id"
        self.is_covered = "coverage" in asked.frames
        self.tables: dict[str, str] = {}

    def whole(self) -> str:
        """Return the whole text."""
        if self.asked.question == "crossed":
            return self.with_tables(self.crossed())
        self.door("memberships")
        if "dates" in self.asked.frames:
            self.points()
        if self.is_covered:
            self.unknown()
        columns, text = {
            "members_on": self.during, "members_during": self.during, "join_on": self.joined, "eras": self.eras,
            "counts_on": self.counts, "overlaps": self.overlaps, "spells": self.spells,
        }[self.asked.question]()  # fmt: skip
        if "names" in self.asked.frames:
            text = self.with_names(columns, text)
        return self.with_tables(text)

    def with_tables(self, text: str) -> str:
        """Return a SELECT after the tables that it reads."""
        tables = ",\n".join(f"{name} AS ({each})" for name, each in self.tables.items())
        return f"WITH {tables}\n{text}"

    # What comes in.

    def column(self, frame: str, name: str) -> str:
        return self.dialect.quoted(self.asked.frames[frame][name])

    def days(self, frame: str, name: str) -> str:
        return self.dialect.days.format(self.column(frame, name))

    def door(self, frame: str, prefix: str = "") -> None:
        """Read memberships: bounds as numbers, tightened by start <= end, and checked."""
        known = self.asked.frames[frame]
        maybe = []
        if "is_doubtful" in known:
            maybe.append(f"COALESCE({self.column(frame, 'is_doubtful')}, FALSE)")
        if "status" in known:
            maybe.append(f"COALESCE({self.column(frame, 'status')} = 'planned', FALSE)")
        key, other = self.column(frame, self.asked.by), self.column(frame, self.other)
        only = f" AND {self.column(frame, 'role')} IN ({self.texts(self.asked.roles)})" if self.asked.roles else ""
        days = ", ".join(
            f"{self.days(frame, name)} AS {short}"
            for name, short in zip(_BOUNDS, ("s0", "s1", "e0", "e1"), strict=True)
        )
        flags = ", ".join(
            f"COALESCE({self.column(frame, name)}, FALSE) AS {short}"
            for name, short in (("starts_open", "so"), ("ends_open", "eo"))
        )
        self.tables[f"{prefix}raw"] = (
            f"SELECT {key} AS k, {other} AS o, {days}, {flags}, {' OR '.join(maybe) or 'FALSE'} AS maybe "
            f"FROM {TABLE}{frame} WHERE {key} IS NOT NULL AND {other} IS NOT NULL{only}"
        )
        self.tables[f"{prefix}m"] = (
            f"SELECT k, o, COALESCE({self.dialect.failure.format(_CROSSED)}, s0, {FIRST}) AS p0, "
            f"COALESCE(e1, {LAST}) AS p1, CASE WHEN so THEN {FIRST} ELSE COALESCE(LEAST(s1, e1), {LAST}) END AS c0, "
            f"CASE WHEN eo THEN {LAST} ELSE COALESCE(GREATEST(e0, s0), {FIRST}) END AS c1, maybe FROM {prefix}raw"
        )

    @staticmethod
    def texts(values: Sequence[str]) -> str:
        return ", ".join("'" + each.replace("'", "''") + "'" for each in values)

    def points(self) -> None:
        """Read dates: each row with its key and day; rows without either are left out."""
        key, day = self.column("dates", self.asked.by), self.column("dates", "date")
        kept = "".join(f"{self.dialect.quoted(each)}, " for each in self.asked.kept)
        self.tables["points"] = (
            f"SELECT {kept}{key} AS iom_k, {self.dialect.days.format(day)} AS iom_day "
            f"FROM {TABLE}dates WHERE {key} IS NOT NULL AND {day} IS NOT NULL"
        )

    def spans(self) -> None:
        """Read coverage: the days on which all are known of a body."""
        key = self.column("coverage", "body_id")
        first, last = self.days("coverage", "first_day"), self.days("coverage", "last_day")
        self.tables["spans"] = (
            f"SELECT {key} AS k, COALESCE({first}, {FIRST}) AS f, COALESCE({last}, {LAST}) AS l "
            f"FROM {TABLE}coverage WHERE {key} IS NOT NULL"
        )

    def unknown(self) -> None:
        """Find the days on which not all are known, for every body that is mentioned or asked about."""
        self.spans()
        failure = self.dialect.failure.format("f > l")
        self.tables["covered"] = f"SELECT k, COALESCE({failure}, f) AS f, l FROM spans"
        asked = " UNION ALL SELECT iom_k AS k FROM points" if "dates" in self.asked.frames else ""
        self.tables["bodies"] = f"SELECT DISTINCT k FROM (SELECT k FROM m UNION ALL SELECT k FROM covered{asked}) q"
        steps = self.dialect.rows("covered", "k", ("day", "up"), (("", ("f", "1")), ("", ("l + 1", "-1"))))
        self.tables["steps"] = (
            f"SELECT k, day, SUM(up) AS up FROM ({steps} UNION ALL SELECT k, {FIRST} AS day, 0 AS up FROM bodies) q "
            "GROUP BY k, day"
        )
        self.tables["covers"] = (
            f"SELECT k, day, SUM(up) OVER ({self.dialect.running('k')}) AS n, "
            "LEAD(day) OVER (PARTITION BY k ORDER BY day) AS following FROM steps"
        )
        self.tables["unknown"] = (
            f"SELECT k, day AS f, COALESCE(following - 1, {LAST}) AS l FROM covers WHERE n = 0 AND day < {LAST} "
            f"AND COALESCE(following - 1, {LAST}) > {FIRST}"
        )

    # What goes out.

    def date(self, day: str) -> str:
        """Return a day as a date, empty where there is no limit."""
        return self.dialect.date.format(f"CASE WHEN {day} > {FIRST} AND {day} < {LAST} THEN {day} END")

    def with_names(self, columns: Sequence[str], text: str) -> str:
        """Add a column of names after each column of ids."""
        self.tables["answer"] = text
        record, name = self.column("names", "id"), self.column("names", "name")
        self.tables["called"] = f"SELECT {record} AS id, MIN({name}) AS name FROM {TABLE}names GROUP BY {record}"
        shown, joins = [], ""
        for place, column in enumerate(columns):
            quoted = self.dialect.quoted(column)
            shown.append(f"answer.{quoted} AS {quoted}")
            if column in IDS or column == self.asked.frames.get("dates", {}).get(self.asked.by):
                shown.append(f"n{place}.name AS {self.dialect.quoted(name_beside(column))}")
                joins += f" LEFT JOIN called n{place} ON n{place}.id = answer.{quoted}"
        return f"SELECT {', '.join(shown)} FROM answer{joins}"

    def crossed(self) -> str:
        """Return the query for the first row whose bounds cross, in the only frame."""
        (frame,) = self.asked.frames
        if frame == "coverage":
            self.spans()
            return (
                f"SELECT k AS body_id, {self.date('f')} AS first_day, {self.date('l')} AS last_day "
                "FROM spans WHERE f > l LIMIT 1"
            )
        self.door(frame)
        days = ", ".join(
            f"{self.date(short)} AS {name}" for name, short in zip(_BOUNDS, ("s0", "s1", "e0", "e1"), strict=True)
        )
        return (
            f"SELECT k AS body_id, o AS agent_id, {days}, so AS starts_open, eo AS ends_open "
            f"FROM raw WHERE {_CROSSED} LIMIT 1"
        )

    # The questions: each returns its columns and the last SELECT.

    def during(self) -> tuple[list[str], str]:
        """Return the query for who was a member at some time between two days."""
        first, last = self.asked.days
        columns = [self.asked.by, self.other, "certain"]
        text = (
            f"SELECT k AS {columns[0]}, o AS {columns[1]}, "
            f"MAX(CASE WHEN c0 <= {last} AND c1 >= {first} AND NOT maybe THEN 1 ELSE 0 END) = 1 AS certain "
            f"FROM m WHERE p0 <= {last} AND p1 >= {first} GROUP BY k, o"
        )
        if self.is_covered:
            text += (
                f" UNION ALL SELECT DISTINCT k AS {columns[0]}, NULL AS {columns[1]}, NULL AS certain "
                f"FROM unknown WHERE f <= {last} AND l >= {first}"
            )
        return columns, text

    def changes(self) -> None:
        """Separate what has one row from what has several, and merge the rows of the latter."""
        columns = ("k", "o", "p0", "p1", "c0", "c1")
        if self.dialect.is_duckdb:
            self.tables["repeated"] = "SELECT k, o FROM raw GROUP BY k, o HAVING COUNT(*) > 1"
            shown = ", ".join(f"m.{each} AS {each}" for each in columns)
            for name, join in (("one", "ANTI"), ("many", "SEMI")):
                self.tables[name] = (
                    f"SELECT {shown}, ({_SURE}) AS is_sure FROM m {join} JOIN repeated r ON r.k = m.k AND r.o = m.o"
                )
        else:
            shown = ", ".join(columns)
            self.tables["counted"] = (
                f"SELECT {shown}, ({_SURE}) AS is_sure, COUNT(*) OVER (PARTITION BY k, o) AS n FROM m"
            )
            self.tables["one"] = f"SELECT {shown}, is_sure FROM counted WHERE n = 1"
            self.tables["many"] = f"SELECT {shown}, is_sure FROM counted WHERE n > 1"
        steps = self.dialect.rows("many", "k, o", ("day", "up", "upc"), _STEPS)
        self.tables["events"] = f"SELECT k, o, day, SUM(up) AS up, SUM(upc) AS upc FROM ({steps}) q GROUP BY k, o, day"
        run = self.dialect.running("k, o")
        self.tables["sums"] = (
            f"SELECT k, o, day, up, upc, SUM(up) OVER ({run}) AS p, SUM(upc) OVER ({run}) AS c FROM events"
        )
        level = "CASE WHEN {} > 0 THEN 1 ELSE 0 END".format
        self.tables["levels"] = (
            f"SELECT k, o, day, {level('p')} AS p, {level('c')} AS c, {level('p')} - {level('p - up')} AS up, "
            f"{level('c')} - {level('c - upc')} AS upc FROM sums"
        )
        self.tables["merged"] = "SELECT k, o, day, p, c, up, upc FROM levels WHERE up <> 0 OR upc <> 0"

    def runs(self) -> str:
        """Return the name of the table of runs of days of one certainty: k, o, f, l, certain."""
        self.changes()
        self.tables["run"] = (
            "SELECT k, o, day AS f, LEAD(day) OVER (PARTITION BY k, o ORDER BY day) - 1 AS l, p, c > 0 AS certain "
            "FROM merged"
        )
        text = (
            f"{self.dialect.rows('one', 'k, o', ('f', 'l', 'certain'), _PIECES)} "
            "UNION ALL SELECT k, o, f, l, certain FROM run WHERE p > 0"
        )
        if self.is_covered:
            text += " UNION ALL SELECT k, NULL AS o, f, l, NULL AS certain FROM unknown"
        # Of no limit and the first or last day of the calendar, nothing lies between.
        self.tables["runs"] = f"SELECT k, o, f, l, certain FROM ({text}) q WHERE f < {LAST} AND l > {FIRST}"
        return "runs"

    def spells(self) -> tuple[list[str], str]:
        """Return the query for when who was a member."""
        columns = [self.asked.by, self.other, "first_day", "last_day", "certain"]
        return columns, (
            f"SELECT k AS {columns[0]}, o AS {columns[1]}, {self.date('f')} AS first_day, "
            f"{self.date('l')} AS last_day, certain FROM {self.runs()}"
        )

    def numbers(self, *more: str, asked: bool = False) -> tuple[list[str], str, str]:
        """Make the table of the changes on each day, and find the numbers after each.

        Args:
            more: rows to add to the changes.
            asked: whether some rows are days asked about; their number is in the column ``asked``.

        Returns:
            The columns of the numbers, the running sums, and how the columns are made of them.
        """
        self.changes()
        sums = ["up", "upc", *(["gap"] if self.is_covered else []), *(["asked"] if asked else [])]
        zeros = ("0",) * (len(sums) - 2)
        steps = tuple((condition, (*cells, *zeros)) for condition, cells in _STEPS)
        rest = "".join(f", 0 AS {name}" for name in sums[2:])
        parts = [self.dialect.rows("one", "k", ("day", *sums), steps), f"SELECT k, day, up, upc{rest} FROM merged"]
        if self.is_covered:
            ends = (("", ("f", "0", "0", "1", *zeros[1:])), ("", ("l + 1", "0", "0", "-1", *zeros[1:])))
            parts.append(self.dialect.rows("unknown", "k", ("day", *sums), ends))
        added = ", ".join(f"SUM({name}) AS {name}" for name in sums)
        self.tables["days"] = f"SELECT k, day, {added} FROM ({' UNION ALL '.join((*parts, *more))}) q GROUP BY k, day"
        run = self.dialect.running("k")
        text = f"CAST(SUM(upc) OVER ({run}) AS BIGINT) AS lower, CAST(SUM(up) OVER ({run}) AS BIGINT) AS named"
        if not self.is_covered:
            return ["lower", "upper"], text, "lower, named AS upper"
        shown = "lower, CASE WHEN gaps = 0 THEN named END AS upper, named"
        return ["lower", "upper", "named"], f"{text}, SUM(gap) OVER ({run}) AS gaps", shown

    def counts(self) -> tuple[list[str], str]:
        """Return the query for how many members there were on each date."""
        zeros = "0 AS up, 0 AS upc" + (", 0 AS gap" if self.is_covered else "")
        dates = f"SELECT iom_k AS k, iom_day AS day, {zeros}, 1 AS asked FROM points"
        names, sums, shown = self.numbers(dates, asked=True)
        self.tables["numbers"] = f"SELECT k, day, asked, {sums} FROM days"
        return [self.asked.by, "date", *names], (
            f"SELECT k AS {self.asked.by}, {self.dialect.date.format('day')} AS date, {shown} "
            "FROM numbers WHERE asked > 0"
        )

    def eras(self) -> tuple[list[str], str]:
        """Return the query for how many members there were, in runs of days on which nobody comes or goes."""
        # With coverage, the eras of a body reach over all of the calendar.
        ends = (FIRST, LAST + 1) if self.is_covered else ()
        names, sums, shown = self.numbers(
            *(f"SELECT k, {day} AS day, 0 AS up, 0 AS upc, 0 AS gap FROM bodies" for day in ends)
        )
        order = "ORDER BY k, day" if self.dialect.is_duckdb else "PARTITION BY k ORDER BY day"
        self.tables["numbers"] = (
            f"SELECT k, day, {sums}, LEAD(day) OVER ({order}) - 1 AS until, LEAD(k) OVER ({order}) AS next_k FROM days"
        )
        return [self.asked.by, "first_day", "last_day", *names], (
            f"SELECT k AS {self.asked.by}, {self.date('day')} AS first_day, {self.date('until')} AS last_day, "
            f"{shown} FROM numbers WHERE next_k = k AND day < {LAST} AND until > {FIRST}"
        )

    def joined(self) -> tuple[list[str], str]:
        """Return the query for who was a member on each date."""
        runs = self.runs()
        kept = [self.dialect.quoted(each) for each in self.asked.kept]
        columns = [*self.asked.kept, self.other, "certain"]
        shown = "".join(f"p.{each} AS {each}, " for each in kept) + f"s.o AS {self.other}, s.certain AS certain"
        if self.asked.is_small:
            return columns, f"SELECT {shown} FROM points p JOIN {runs} s ON s.k = p.iom_k AND {_MEETS}"
        if self.dialect.is_duckdb or self.dialect.has_explode:
            points, spans, same = self.matched("points", "iom_k", "iom_day", runs, "f", "l")
            meets = "" if self.dialect.is_duckdb else f" AND {_MEETS}"
            return columns, f"SELECT {shown} FROM {points} p JOIN {spans} s ON {same}{meets}"
        self.numbered("SELECT DISTINCT iom_k AS k FROM points")
        place = self.folded("iom_day")
        self.tables["folded"] = (
            f"SELECT {''.join(f'p.{each} AS {each}, ' for each in kept)}{place} AS iom_place "
            "FROM points p JOIN codes c ON c.k = p.iom_k"
        )
        self.tables["spans_of"] = (
            f"SELECT s.o AS o, s.certain AS certain, {self.folded('f')} AS f, {self.folded('l')} AS l "
            f"FROM {runs} s JOIN codes c ON c.k = s.k"
        )
        return columns, f"SELECT {shown} FROM folded p JOIN spans_of s ON s.f <= p.iom_place AND p.iom_place <= s.l"

    def numbered(self, keys: str) -> None:
        """Number the keys: hashes could be the same for two."""
        self.tables["codes"] = f"SELECT k, CAST(ROW_NUMBER() OVER (ORDER BY k) AS BIGINT) AS n FROM ({keys}) q"

    @staticmethod
    def folded(day: str) -> str:
        """Return key and day as one number, in which the days of two keys are far from each other."""
        return f"c.n * {_APART} + {day}"

    def matched(self, points: str, key: str, day: str, spans: str, first: str, last: str) -> tuple[str, str, str]:
        """Make an equality of the ranges, for engines that join by equality.

        Args:
            points: the table of the points, with columns of key and day.
            key: the column of their key.
            day: the column of their day.
            spans: the table of the spans, whose key is ``k``.
            first: the column of their first day.
            last: the column of their last day.

        Returns:
            The names of the tables of both, and the condition that a point p and a span s may meet; after `ranked`
            they do. Each pair that meets does so once.
        """
        how = self.ranked if self.dialect.is_duckdb else self.bucketed
        return how(points, key, day, spans, first, last)

    def ranked(self, points: str, key: str, day: str, spans: str, first: str, last: str) -> tuple[str, str, str]:
        """Number the different keys and days of the points in order; those in a span follow each other.

        Two ASOF joins find the first and the last of them, so the work is that of a sort and of the pairs that meet.
        """
        name = f"{points}_in_{spans}"
        self.tables[f"{name}_places"] = (
            f"SELECT k, day, ROW_NUMBER() OVER (ORDER BY k, day) AS iom_place "
            f"FROM (SELECT DISTINCT {key} AS k, {day} AS day FROM {points}) q"
        )
        self.tables[f"{name}_ends"] = (
            f"SELECT s.*, a.iom_place AS q0, b.iom_place AS q1 FROM {spans} s "
            f"ASOF JOIN {name}_places a ON s.k = a.k AND s.{first} <= a.day "
            f"ASOF JOIN {name}_places b ON s.k = b.k AND s.{last} >= b.day"
        )
        self.tables[f"{name}_spans"] = (
            f"SELECT *, UNNEST(RANGE(q0, q1 + 1)) AS iom_place FROM {name}_ends WHERE q0 <= q1"
        )
        self.tables[f"{name}_points"] = (
            f"SELECT p.*, a.iom_place AS iom_place FROM {points} p "
            f"JOIN {name}_places a ON a.k = p.{key} AND a.day = p.{day}"
        )
        return f"{name}_points", f"{name}_spans", "s.iom_place = p.iom_place"

    def bucketed(self, points: str, key: str, day: str, spans: str, first: str, last: str) -> tuple[str, str, str]:
        """Cut time into buckets of powers of four.

        A span is in one or two buckets of the width that is next to its own, a point in one of each width. So nothing
        depends on how large a group is.
        """
        name = f"{points}_in_{spans}"
        self.tables[f"{name}_limits"] = f"SELECT MIN({day}) AS lo, MAX({day}) AS hi FROM {points}"
        self.tables[f"{name}_cut"] = (
            f"SELECT s.*, GREATEST(s.{first}, g.lo) AS q0, LEAST(s.{last}, g.hi) AS q1 "
            f"FROM {spans} s CROSS JOIN {name}_limits g WHERE s.{last} >= g.lo AND s.{first} <= g.hi"
        )
        # A double, because 4.0 would be a decimal, which Spark computes slowly; and no CASE for each width, which
        # Spark would copy into itself again and again.
        four = "CAST(4 AS DOUBLE)"
        self.tables[f"{name}_sized"] = (
            f"SELECT *, POWER({four}, CEIL(LN(CAST(q1 - q0 + 4 AS DOUBLE)) / LN({four}))) AS iom_width FROM {name}_cut"
        )
        self.tables[f"{name}_spans"] = (
            f"SELECT * FROM {name}_sized LATERAL VIEW EXPLODE(ARRAY_DISTINCT(ARRAY("
            "FLOOR(q0 / iom_width), FLOOR(q1 / iom_width)))) AS iom_bucket"
        )
        widths = ", ".join(f"CAST({each} AS DOUBLE)" for each in _WIDTHS)
        self.tables[f"{name}_points"] = (
            f"SELECT *, FLOOR({day} / iom_width) AS iom_bucket FROM {points} "
            f"LATERAL VIEW EXPLODE(ARRAY({widths})) AS iom_width"
        )
        same = f"s.k = p.{key} AND s.iom_width = p.iom_width AND s.iom_bucket = p.iom_bucket"
        return f"{name}_points", f"{name}_spans", same

    def overlaps(self) -> tuple[list[str], str]:
        """Return the query for which memberships of one body overlapped."""
        right, different = "m", " AND l.o < r.o"
        if "right" in self.asked.frames:
            self.door("right", "right_")
            right, different = "right_m", ""
        columns = [
            self.asked.by, self.other, f"{self.other}_right", "certain", *_BOUNDS, "starts_open", "ends_open",
            "is_doubtful",
        ]  # fmt: skip
        sure = "(l.c0 <= r.c1 AND r.c0 <= l.c1 AND NOT (l.maybe OR r.maybe))"
        starts, ends = "GREATEST(l.p0, r.p0)", "LEAST(l.p1, r.p1)"
        cells = (
            "l.k", "l.o", "r.o", sure, self.date(starts),
            self.date(f"LEAST(GREATEST(l.c0, r.c0), {ends})"), self.date(f"GREATEST(LEAST(l.c1, r.c1), {starts})"),
            self.date(ends), f"l.c0 = {FIRST} AND r.c0 = {FIRST}", f"l.c1 = {LAST} AND r.c1 = {LAST}",
            f"NOT {sure}",
        )  # fmt: skip
        shown = ", ".join(f"{cell} AS {name}" for cell, name in zip(cells, columns, strict=True))
        if self.asked.is_small:
            return columns, (
                f"SELECT {shown} FROM m l JOIN {right} r ON l.k = r.k AND l.p0 <= r.p1 AND r.p0 <= l.p1{different}"
            )
        if self.dialect.is_duckdb or self.dialect.has_explode:
            # Either the right one begins within the left one, or the left one begins later, within the right one.
            made = []
            for point, span, tables in (("r", "l", (right, "m")), ("l", "r", ("m", right))):
                points, spans, same = self.matched(tables[0], "k", "p0", tables[1], "p0", "p1")
                same = same.replace("s.", f"{span}.").replace("p.", f"{point}.")
                later = "<=" if span == "l" else "<"
                made.append(
                    f"SELECT {shown} FROM {points} {point} JOIN {spans} {span} ON {same} "
                    f"AND {span}.p0 {later} {point}.p0 AND {point}.p0 <= {span}.p1{different}"
                )
            return columns, " UNION ALL ".join(made)
        self.numbered("SELECT DISTINCT k FROM m")
        for table in dict.fromkeys(("m", right)):
            self.tables[f"{table}_folded"] = (
                f"SELECT t.k AS k, t.o AS o, t.p0 AS p0, t.p1 AS p1, t.c0 AS c0, t.c1 AS c1, t.maybe AS maybe, "
                f"{self.folded('t.p0')} AS f, {self.folded('t.p1')} AS l FROM {table} t JOIN codes c ON c.k = t.k"
            )
        return columns, f"SELECT {shown} FROM m_folded l JOIN {right}_folded r ON l.f <= r.l AND r.f <= l.l{different}"
