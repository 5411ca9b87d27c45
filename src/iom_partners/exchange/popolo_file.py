"""The objects of a Popolo file: each with an id, those that others embed among them, and what is wrong with them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterator
from typing import Any, NamedTuple

from ..dates.coerce import day_of_time
from ..dates.partial import PartialDate
from ..dates.period import Period
from ..errors import MOST_FAULTS, DataFileError, InvalidDateError, listed, printable, shorten
from ..model.fields import fault_of
from ..model.happenings import Place
from ..store.search import slug
from ..tables.date_formats import DateFormat
from .popolo import EXTRA, Row

__all__ = ["ALL_LISTS", "FileObject", "PopoloFile", "has"]

#: The lists of a file.
ALL_LISTS = ("organizations", "persons", "events", "areas", "posts", "memberships")
#: Those of what has a name; the ids of all of them differ here.
_NAMED = ("organizations", "persons", "events", "areas")
#: By what an object may hold another one instead of its id, and the list that it belongs to.
_EMBEDDED = {
    "organization": "organizations", "on_behalf_of": "organizations", "person": "persons", "area": "areas",
    "post": "posts", "legislative_period": "events",
}  # fmt: skip
#: By what an object may hold others that refer to it: their list, and the term by which they do.
_INVERSE = {
    "organizations": {
        "memberships": ("memberships", "organization_id"), "posts": ("posts", "organization_id"),
        "children": ("organizations", "parent_id"),
    },
    "persons": {"memberships": ("memberships", "person_id")},
    "posts": {"memberships": ("memberships", "post_id")},
}  # fmt: skip
_ONE_OF = {"organizations": "organization", "persons": "person", "events": "event", "areas": "area", "posts": "post"}
#: Ids that are made of others are cut to this.
_LONGEST = 900

_STAND_IN = "9999-12-31 and the like are read as no end, and as start as no date"
_RENAMED = "ids that are not valid here, or that objects of two lists share, are replaced"
_REPEATED = "objects that are in the file twice, word for word, are read once"


class FileObject(NamedTuple):
    """An object of a file.

    Attributes:
        of: the list that it belongs to.
        id: its id in that list; where it has none, its name or path.
        path: where it is.
        given: as it is in the file.
        body: the same with ids for what it embeds.

    >>> FileObject("persons", "ann", "persons[0]", {"id": "ann", "iom_partners": {}}, {}).is_ours
    True
    """

    of: str
    id: str
    path: str
    given: Row
    body: Row

    @property
    def is_ours(self) -> bool:
        """Whether it has our property."""
        return EXTRA in self.given


class PopoloFile:
    """The objects of a file, and what is found of it on the way.

    Attributes:
        told: the whole file.
        faults: all that is wrong.
        objects: by list and id.
        ids: ours by list and id.
    """

    def __init__(self, told: Row, name: str) -> None:
        """Take the objects of all lists, then those that others embed, and give each an id."""
        self.told = told
        self.faults: list[DataFileError] = []
        self.objects: dict[str, dict[str, FileObject]] = {each: {} for each in ALL_LISTS}
        self.ids: dict[str, dict[str, str]] = {each: {} for each in ALL_LISTS}
        self._name = name
        self._queue: list[FileObject] = []
        #: The lists that the member of a membership may be in, by the path of the membership.
        self._members: dict[str, tuple[str, ...]] = {}
        self._numbers: Counter[str] = Counter()
        #: Sentences and how often each holds, with an example; and properties that are left out, by list.
        self._assumed: Counter[str] = Counter()
        self._examples: dict[str, str] = {}
        self._left_out: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._known_faults: set[tuple[str, str]] = set()
        self._stand_ins = DateFormat().unsure
        self._take_lists()
        self._give_ids()

    # What is told of it.

    def fault(self, where: str, reason: str, value: object, hint: str = "") -> None:
        """Keep a fault, unless it is known or there are too many."""
        if (where, reason) not in self._known_faults:
            self._known_faults.add((where, reason))
            self.keep(DataFileError(reason, value=value, field=self.path(where), hint=hint))

    def keep(self, error: DataFileError) -> None:
        """Keep a fault, unless there are too many."""
        if len(self.faults) <= MOST_FAULTS:
            self.faults.append(error)

    def path(self, where: str) -> str:
        """Return a path with the name of the file."""
        return f"{self._name}: {where}"

    def assume(self, sentence: str, example: str = "") -> None:
        """Count one more time that something is taken in a way that the file does not say."""
        self._assumed[sentence] += 1
        if example:
            self._examples.setdefault(sentence, shorten(example))

    def leave(self, of: str, term: str) -> None:
        """Count one more object of a list of which a term is left out."""
        self._left_out[of][term] += 1

    def leave_rest(self, of: str, body: Row, read: Container[str], within: str = "") -> None:
        """Count the terms of an object that are not read."""
        for term, value in body.items():
            if term not in read and not _is_empty(value):
                self.leave(of, f"{within}{term}")

    def assumed(self) -> tuple[str, ...]:
        """Return one sentence for each thing that was taken in a way, and for each list that lost something."""
        found = [
            f"{text}{f', such as {self._examples[text]}' if text in self._examples else ''} ({count:,})"
            for text, count in self._assumed.items()
        ]
        for of, terms in self._left_out.items():
            told = (f"{printable(term[:80])} ({count:,})" for term, count in terms.items())
            found.append(f"left out of {of}: {listed(told, ', ')}")
        return tuple(found)

    # Values.

    def text(self, body: Row, term: str, path: str) -> str | None:
        """Return a text; None if it is empty or is not one."""
        value = body.get(term)
        if value is None or isinstance(value, str):
            return value if value and value.strip() else None
        self.fault(f"{path}.{term}", f"{shorten(value)} is not text", value, "write a text, or null")
        return None

    def id_of(self, body: Row, term: str, path: str) -> str | None:
        """Return an id; numbers, as databases have them, are their digits."""
        value = body.get(term)
        return str(value) if type(value) is int else self.text(body, term, path)

    def items(self, body: Row, term: str, path: str) -> Iterator[tuple[str, Row]]:
        """Yield the objects of a list, each with its path."""
        items = body.get(term)
        if items is None:
            return
        if not isinstance(items, list):
            self.fault(f"{path}.{term}", f"{shorten(items)} is not a list", items, "write a list of objects")
            return
        for place, each in enumerate(items):
            where = f"{path}.{term}[{place}]"
            if isinstance(each, dict):
                yield where, each
            else:
                self.fault(where, f"{shorten(each)} is not an object", each)

    def date(self, body: Row, term: str, path: str) -> str:
        """Return a date as EDTF text: empty if there is none, ".." for a stand-in that means no end."""
        text = self.text(body, term, path)
        if text is None:
            return ""
        text = text.strip()
        day = str(day_of_time(text) or text)
        hint = "write YYYY, YYYY-MM or YYYY-MM-DD"
        # A month beyond 12 would be a season.
        if len(day) not in (4, 7, 10) or not (day.isascii() and day.replace("-", "").isdecimal()) or day[5:7] > "12":
            self.fault(f"{path}.{term}", f"{shorten(text)} is not a date", text, hint)
            return ""
        try:
            PartialDate(day)
        except InvalidDateError as error:
            self.fault(f"{path}.{term}", error.reason, text, hint)
            return ""
        if day in self._stand_ins or day[:4] == "9999":
            self.assume(_STAND_IN)
            return ".." if term == "end_date" else ""
        return day

    def period(self, body: Row, path: str) -> tuple[str, str]:
        """Return start and end; both empty if the end lies before the start."""
        start, end = self.date(body, "start_date", path), self.date(body, "end_date", path)
        try:
            Period(f"{start}/{end}")
        except InvalidDateError as error:
            self.fault(f"{path}.end_date", error.reason, body["end_date"], "correct one of the two dates")
            return "", ""
        return start, end

    # Objects and what they refer to.

    def ref(self, each: FileObject, term: str, *lists: str) -> str | None:
        """Return our id of what an object refers to; None if it refers to nothing, or to what is not there."""
        found = self.id_of(each.body, term, each.path)
        if found is None:
            return None
        for of in lists:
            if found in self.ids[of]:
                return self.ids[of][found]
        called = " or ".join(_ONE_OF[of] for of in lists)
        hint = f"add it to {' or '.join(lists)}, or correct the id"
        self.fault(f"{each.path}.{term}", f"no {called} has the id {shorten(found)}", found, hint)
        return None

    def member(self, each: FileObject) -> str | None:
        """Return our id of the member of a membership, which is a person or an organization."""
        if has(each.body, "person_id"):
            if has(each.body, "member_id"):
                self.leave(each.of, "member")
            return self.ref(each, "person_id", "persons")
        if not has(each.body, "member_id"):
            hint = "write the id of a person, or a member"
            self.fault(f"{each.path}.person_id", "is missing", each.given, hint)
        return self.ref(each, "member_id", *self._members.get(each.path, ("persons", "organizations")))

    def free(self, first: str, taken: Container[Any]) -> str:
        """Return an id that is not taken: the one that is wished for, or that with a number."""
        first = made = first[:_LONGEST]
        while made in taken:
            self._numbers[first] += 1
            made = f"{first}-{self._numbers[first] + 1}"
        return made

    def _take_lists(self) -> None:
        for of in ALL_LISTS:
            value = self.told.get(of)
            if value is not None and not isinstance(value, list):
                self.fault(of, f"{shorten(value)} is not a list", value, "write a list of objects")
                continue
            for place, given in enumerate(value or ()):
                self._take(of, given, f"{of}[{place}]", is_embedded=False)
        self.leave_rest("the file", self.told, (*ALL_LISTS, EXTRA))
        for each in self._queue:
            self._unfold(each)

    def _take(self, of: str, given: Any, path: str, *, is_embedded: bool = True) -> str | None:
        """Keep an object, and return its id in its list.

        Args:
            of: its list.
            given: what is there.
            path: where it is.
            is_embedded: whether another object holds it, which may only refer to it.
        """
        if not isinstance(given, dict):
            self.fault(path, f"{shorten(given)} is not an object", given)
            return None
        known = self.objects[of]
        found = self.id_of(given, "id", path)
        if found is None and of in ("memberships", "posts"):
            found = path
        elif found is None:
            name = given.get("name")
            if not isinstance(name, str) or not name.strip():
                self.fault(f"{path}.id", "is missing", given, "give each object an id")
                return None
            found = slug(name)
        other = known.get(found)
        if other is None:
            if is_embedded and given.keys() <= {"id", "@type"}:
                return found  # It refers to another object.
            known[found] = FileObject(of, found, path, given, dict(given))
            self._queue.append(known[found])
        elif given == other.given:
            self.assume(_REPEATED, found)
        elif is_embedded and all(other.body.get(term, value) == value for term, value in given.items()):
            for term in sorted(given.keys() - other.body.keys() - {"@type"}):
                self.leave(of, term)
        else:
            self.fault(f"{path}.id", f"{shorten(found)} is already the id of {other.path}", found, "give another id")
        return found

    def _unfold(self, each: FileObject) -> None:
        """Take the objects that an object embeds, and put their ids in their places."""
        body = each.body
        for term, of in (*_EMBEDDED.items(), ("parent", each.of)):
            if isinstance(body.get(term), dict):
                body[f"{term}_id"] = self._take(of, body.pop(term), f"{each.path}.{term}")
        member = body.get("member")
        if isinstance(member, dict):
            is_group = member.get("@type") == "Organization" or str(member.get("id")) in self.objects["organizations"]
            of = "organizations" if is_group else "persons"
            if "@type" in member:
                self._members[each.path] = (of,)
            body["member_id"] = self._take(of, body.pop("member"), f"{each.path}.member")
        for term, (of, back) in _INVERSE.get(each.of, {}).items():
            for path, given in self.items(body, term, each.path):
                refers: Row = {back: each.id}
                if (of, back) == ("memberships", "organization_id") and given.get(back) not in (None, each.id):
                    # A membership of the organization itself in another.
                    refers, self._members[path] = {"member_id": each.id}, ("organizations",)
                self._take(of, refers | given, path)
            body.pop(term, None)
        if each.of == "events" and not each.is_ours:
            attending = self.items(body, "attendees", each.path)
            body["attendees"] = [{"id": self._take("persons", given, path)} for path, given in attending]

    def _give_ids(self) -> None:
        """Assign an id to all that has a name: that of the file, where it can be one here."""
        taken: set[str] = set()
        every = [each for of in _NAMED for each in self.objects[of].values()]
        for each in sorted(every, key=lambda each: not each.is_ours):
            mine = each.id if not fault_of(Place, "id", each.id) else slug(each.id)[:100]
            if mine in taken and not each.is_ours:
                mine = self.free(f"{_ONE_OF[each.of]}-{mine}", taken)
            if mine != each.id:
                self.assume(_RENAMED, each.id)
            taken.add(mine)
            self.ids[each.of][each.id] = mine


def has(body: Row, term: str) -> bool:
    """Return whether a term has a value that is not blank.

    >>> has({"person_id": " "}, "person_id"), has({"person_id": 5}, "person_id")
    (False, True)
    """
    value = body.get(term)
    return bool(value.strip()) if isinstance(value, str) else value is not None


def _is_empty(value: Any) -> bool:
    return value is None or value in ("", [], {})
