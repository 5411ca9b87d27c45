"""The citation of one answer: a text for a footnote, and a token by which it is checked against any later data.

The token holds the question, the answer and the facts on which it rests, so changes are found without the old data. A
long token is packed. It is not a signature: it shows damage, not who wrote it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Literal, NamedTuple

from ..dates.certainty import Certainty
from ..dates.partial import PartialDate
from ..dates.period import Period
from ..errors import InvalidQuestionError, listed, printable, shorten
from ..files.hashes import hash_of
from ..model.agents import Agent, Name
from ..model.ties import ChairTerm
from ..model.works import Project
from ..query.answer import Answer
from ..query.count import Count, count_range, say_range
from ..query.lineage import find_lineage
from ..query.project_rosters import ProjectRosters
from ..query.roster import Outcome, Roster
from ..store.record_types import AGENTS, RECORD_TYPES, record_class
from ..store.store import Store
from ..tables.text import plain
from ..worlds.asked import Asked
from .diff import Change, Changes, facts_of

__all__ = ["AnswerCitation", "CitationCheck", "cite_answer", "verify_citation"]

_BEGIN, _PACKED, _END = "iom-partners-answer:1;", ";packed=", ";hash="
#: How many digits the hash of a citation has.
_DIGITS = 10
#: The longest text in which a token is looked for, in characters.
_LONGEST_TEXT = 4_000_000
#: The longest token that is not packed, in characters: one that can still be read.
_LONGEST_PLAIN = 1_000
_AGAIN = "copy the whole citation again, from `iom-partners-answer` to the end of its hash"


class AnswerCitation(NamedTuple):
    """The citation of one answer; printed, it is the text with the token after it.

    Attributes:
        text: for a footnote: what was answered, from which version of which data, how sure that is, and the hash.
        token: what `Dataset.verify_citation` reads: a line of ASCII without blanks.
        hash: ten digits that stand for question, answer, facts and version.
        fact_ids: the facts on which the answer rests, as `Dataset.facts` has them.

    >>> import iom_partners
    >>> data = iom_partners.load()
    >>> data.cite_answer(data.chair_of("GMG", on="2013-09-01")).fact_ids[:2]
    ('chair_terms/gmg-chair-iom-2013/organization_id', 'chair_terms/gmg-chair-iom-2013/holder_id')
    """

    text: str
    token: str
    hash: str
    fact_ids: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.text} [{self.token}]"

    def __repr__(self) -> str:
        return plain(f"<AnswerCitation {self.hash}, {len(self.fact_ids)} facts: {self.text}>")


class CitationCheck(NamedTuple):
    """The result of checking a cited answer; it is true if the answer is the same.

    Attributes:
        status: same: the question has the same answer, and each fact that it rests on stands as it was. changed: one
            of them has another value or is gone, or the answer is another. withdrawn: a record that it rests on, or who
            or what it is about, is no longer in the data.
        before: the verdict that was cited; for a count, that of the answer with those counted.
        after: the verdict now; None where the question can no longer be asked.
        changes: of the facts that the answer rested on, those that are removed or changed; if it is another answer,
            also those added on which it rests now.
        why: one plain sentence.

    >>> import iom_partners
    >>> data = iom_partners.load()
    >>> check = data.verify_citation(data.cite_answer(data.chair_of("GMG", on="2013-09-01")))
    >>> check.status, bool(check), check.before is check.after, check.changes
    ('same', True, True, ())
    """

    status: Literal["same", "changed", "withdrawn"]
    before: Certainty
    after: Certainty | None
    changes: Changes
    why: str

    def __bool__(self) -> bool:
        return self.status == "same"

    def __repr__(self) -> str:
        return plain(f"<CitationCheck {self.status}: {self.why}>")


class _Told(NamedTuple):
    """An answer by the keys of its items.

    Attributes:
        verdict: of the answer.
        certain: the keys of certain items, sorted.
        possible: those of possible ones.
        is_complete: whether nobody else can be an answer.
        number: of a count, how many at least and at most.
    """

    verdict: Certainty
    certain: tuple[str, ...]
    possible: tuple[str, ...]
    is_complete: bool
    number: tuple[int, int | None] | None = None


class _Cited(NamedTuple):
    """What a token holds.

    Attributes:
        version: of the data; empty if they state none.
        views: the calls that made the view that the answer is from.
        ask: the call that asked, with its time.
        told: the answer.
        facts: the value of each fact by the path of its record and the rest of its id.
    """

    version: str
    views: tuple[str, ...]
    ask: _Call
    told: _Told
    facts: Mapping[str, Mapping[str, str]]


class _Call(NamedTuple):
    """A question in the form of a call.

    Attributes:
        name: of a method of `Dataset`.
        about: the id of what it asks about; empty where that is nobody.
        narrowed: other arguments that are not the usual ones.
        keyword: on, during or throughout.
        when: the time as text.
    """

    name: str
    about: str
    narrowed: Mapping[str, str]
    keyword: str
    when: str

    @property
    def answer(self) -> str:
        """The method that returns an answer with those counted."""
        return "members_of" if self.name == "member_count" else self.name


def cite_answer(
    rosters: ProjectRosters, answer: Any, *, title: str, version: str | None, views: tuple[str, ...]
) -> AnswerCitation:
    """Return the citation of an answer; see `Dataset.cite_answer`.

    Args:
        rosters: of the dataset.
        answer: an answer or a count of these rosters.
        title: of the data; empty if nobody states one.
        version: of the data.
        views: the calls that made a view of the data.

    Raises:
        InvalidQuestionError: it is not an answer, or belongs to other data.
    """
    if not isinstance(answer, (Answer, Count)):
        hint = "ask chair_of, members_of or another question that returns an Answer"
        if isinstance(answer, Certainty):
            hint = "it does not hold its question; cite the answer whose about(...) it is, such as that of members_of"
        raise InvalidQuestionError(f"{shorten(answer)} is not an answer", value=answer, field="answer", hint=hint)
    roster: Roster[Any] = answer._roster
    if not rosters.rosters.has(roster):
        hint = "ask the dataset itself for the answer"
        raise InvalidQuestionError("the answer belongs to other data", value=answer, field="answer", hint=hint)
    is_count = isinstance(answer, Count)
    asked = answer._asked if isinstance(answer, Count) else answer.asked
    call, outcome = _call_of(roster, asked, is_count=is_count), roster.outcome_of(asked)
    told = _told(roster, asked, outcome, call)
    facts = _resting(rosters, roster, asked, outcome, call)
    if isinstance(answer, Count):
        facts |= {f"figures/{each.id}": _kept(f"figures/{each.id}", each) for each in answer.reported}
    plain_body = _write(_Cited(version or "", views, call, told, facts))
    digits = _digits(plain_body)
    of = f"{title or 'data without a title'}, {f'version {version}' if version else 'without a version'}"
    of += f", as {'.'.join(views)} shows them" if views else ""
    said = f"{answer.why}. {of}; count: {answer}" if is_count else f"{answer.why} {of}; verdict: {_said(told.verdict)}"
    fact_ids = tuple(f"{path}/{field}" for path, fields in facts.items() for field in fields)
    return AnswerCitation(
        printable(f"{said}; answer {digits}."), f"{_packed(plain_body)}{_END}{digits}", digits, fact_ids
    )


def verify_citation(
    rosters: ProjectRosters, text: Any, *, version: str | None, views: tuple[str, ...]
) -> CitationCheck:
    """Ask a cited question again and return what became of the answer; see `Dataset.verify_citation`.

    Args:
        rosters: of the dataset.
        text: what holds the token.
        version: of the data.
        views: the calls that made a view of the data.

    Raises:
        InvalidQuestionError: the text holds no whole token, or one of another view of the data.
    """
    cited = _read(_token_in(text))
    if cited.views != views:
        call = ".".join(("data", *cited.views, "verify_citation(text)"))
        told = [".".join(each) or "the data as a whole" for each in (cited.views, views)]
        reason = f"the citation is of {told[0]}, not of {told[1]}"
        raise InvalidQuestionError(reason, value=text, field="text", hint=f"ask {call}")
    gone, changes = _differences(rosters.store, cited.facts)
    try:
        roster = _roster_of(rosters, cited.ask)
    except InvalidQuestionError as error:  # A role, office or theme that no record has any more.
        roster, gone = None, [*gone, error.reason]
    if roster is None:
        return _checked("withdrawn", cited, None, changes, gone or [cited.ask.about], version)
    asked = _asked(cited.ask)
    outcome = roster.outcome_of(asked)
    told_now = _told(roster, asked, outcome, cited.ask)
    is_same = told_now == cited.told
    if not is_same:
        changes += _added(_resting(rosters, roster, asked, outcome, cited.ask), cited.facts)
    status: Any = "withdrawn" if gone else "same" if is_same and not changes else "changed"
    return _checked(status, cited, told_now, changes, gone, version)


# What an answer rests on.

_TIE = ("role", "is_doubtful", "status", "period")
#: The fields on which an answer may rest, by the class of the record; all others leave it as it is.
_FIELDS: dict[str, tuple[str, ...]] = {
    "Organization": ("founded", "ended"),
    "Person": ("born", "died"),
    "Membership": ("member_id", "organization_id", *_TIE),
    "ChairTerm": ("organization_id", "holder_id", *_TIE),
    "Coverage": ("organization_id", "project_id", "of", "role", "first_day", "last_day", "except_ids"),
    "Project": ("status", "period", "part_of_id", "response_to_id", "agreement_id"),
    "Participation": ("project_id", "agent_id", "agreement_id", *_TIE),
    "Partnership": ("party_ids", "agreement_id", "period"),
    "Agreement": ("when",),
    "Event": ("status", "when"),
    "Figure": ("about_id", "unit", "lower", "upper", "qualifier", "when"),
    "Place": (),
}


def _resting(
    rosters: ProjectRosters, roster: Roster[Any], asked: Asked, outcome: Outcome[Any], call: _Call
) -> dict[str, dict[str, str]]:
    """Return the facts on which an answer rests: the value of each by the path of its record and its field.

    From their records alone, the question has the same answer.
    """
    more = {"Membership": {"office"}} if "office" in call.narrowed else {}
    if "lineage" in call.narrowed:
        more["Organization"] = {"successor_ids"}
    more["Project"] = {each for each, by in (("themes", "theme"), ("places", "country")) if by in call.narrowed}
    more["Place"] = {"country"}
    names = {record_class(name): name for name in RECORD_TYPES}
    items = {roster.key_of(each) for each in (*outcome[0], *outcome[1])}
    weighed = items.union(*(each.except_ids for each in roster.completeness))
    found: dict[str, dict[str, str]] = {}
    for record in _records(rosters, roster, asked, outcome, call):
        kind = type(record)
        path = f"{names[kind]}/{record.id}"
        fields = {*_FIELDS[kind.__name__], *more.get(kind.__name__, ())}
        if "kind" in call.narrowed and record.id in weighed:
            fields.add("kind")
        kept = _kept(path, record, fields)
        if call.name == "name_of" and record.id == call.about:
            kept |= _names(path, record, roster, items, asked)
        if not kept and isinstance(record, Project):
            kept["id"] = record.id  # That there is one, whenever it ran.
        if kept:
            found[path] = kept
    return found


def _kept(path: str, record: Any, fields: Collection[str] | None = None) -> dict[str, str]:
    """Return the values of some facts of a record; by default of all on which an answer may rest."""
    wanted = _FIELDS[type(record).__name__] if fields is None else fields
    return {field: value for field, value in _values(path, record).items() if field in wanted}


def _values(path: str, record: Any) -> dict[str, str]:
    """Return the values of all facts of a record, by their ids without its path."""
    return {fact.id.removeprefix(f"{path}/"): fact.value for fact in facts_of(path, record)}


def _names(path: str, agent: Agent, roster: Roster[Any], texts: set[str], asked: Asked) -> dict[str, str]:
    """Return the facts of the names that are answers: of the kind and language and at the time asked about."""
    own = {id(claim.record) for text in texts for claim in roster.claims[text] if asked.meets(claim.possible)}
    facts = [fact for fact in facts_of(path, agent) if fact.id.startswith(f"{path}/names/")]
    told = zip(facts, agent.names, strict=True)
    return {fact.id.removeprefix(f"{path}/"): fact.value for fact, name in told if id(name) in own}


def _records(
    rosters: ProjectRosters, roster: Roster[Any], asked: Asked, outcome: Outcome[Any], call: _Call
) -> Iterator[Any]:
    """Yield the records on which an answer rests, each once."""
    store = rosters.store
    certain, possible, is_complete, _ = outcome
    if call.name == "member_count":  # Of those that some other record leaves open, the number may be known.
        is_complete = count_range(roster, asked)[1] is not None
    keys = [roster.key_of(each) for each in (*certain, *possible)]
    claims = [claim for key in keys for claim in roster.claims[key] if asked.meets(claim.possible)]
    waiting: list[Any] = [link.record for claim in claims for link in claim.links]
    bodies = [each.body.id for each in find_lineage(store, call.about)] if "lineage" in call.narrowed else [call.about]
    if is_complete:
        role = call.narrowed.get("role")
        each_of = [rosters.rosters.chairs(each, role) for each in bodies] if "lineage" in call.narrowed else [roster]
        waiting += [record for each in each_of for record in _completing(each, asked)]
    elif call.name == "chair_of":
        # Two who certainly sit alone leave it open who does; over several days they need not be answers.
        terms = (term for body in bodies for term in store.select("chair_terms", organization_id=body))
        waiting += [term for term in terms if asked.meets(term.period.bounds.possible)]
    if "components" in call.narrowed:
        for seat in store.select("memberships", organization_id=call.about, role="member"):
            parts = store.select("memberships", organization_id=seat.member_id, role="component")
            if parts and asked.meets(seat.period.bounds.possible):
                waiting += [seat, *parts]
                waiting += rosters.rosters.coverages(seat.member_id, "members") if is_complete else ()
    if call.name in {"units_of", "partners_of"}:
        waiting += [store.agent(key) for key in keys]
    if call.name == "projects_of":
        waiting += [store.project(key) for key in keys]
    if is_complete or "lineage" in call.narrowed or call.name == "name_of":
        named = (store[name].get(body) for body in bodies for name in (*AGENTS, "projects"))
        waiting += [each for each in named if each is not None]
    seen = set[tuple[type[Any], str]]()
    for record in waiting:
        if isinstance(record, Name) or (type(record), record.id) in seen:
            continue
        seen.add((type(record), record.id))
        yield record
        waiting += _behind(store, record, call)


def _completing(roster: Roster[Any], asked: Asked) -> list[Any]:
    """Return the records that make an answer complete: where one does so alone, that one."""
    bearing = [each for each in roster.completeness if asked.meets(each.span)]
    alone = [each for each in bearing if asked.lies_within(each.span) and not each.except_ids]
    if alone:
        return [alone[0].record]
    # Who is excepted is ruled out by something else: it did not live, or is of another kind.
    excepted = [each for one in bearing for item in one.except_ids for each in roster.ruling_out(item)]
    return [each.record for each in (*bearing, *excepted) if asked.meets(each.span)]


def _behind(store: Store, record: Any, call: _Call) -> Iterator[Any]:
    """Yield what else a record draws in: what bounds the life of its body, what its project is part of, its places."""
    body_id = getattr(record, "organization_id", None) or (record.id if record.id == call.about else None)
    for body in store.bodies_above(body_id) if body_id else ():
        yield body
        yield from store.select("memberships", member_id=body.id, role="unit")
    if isinstance(record, ChairTerm) and record.holder_id:
        yield store.agent(record.holder_id)
    if isinstance(record, Project):
        yield from (each for each in [store["projects"].get(record.part_of_id or "")] if each is not None)
        if "country" in call.narrowed:
            places = (store["places"].get(each) for each in record.places)
            yield from (each for each in places if each is not None and each.country == call.narrowed["country"])


# What became of them.


def _differences(store: Store, facts: Mapping[str, Mapping[str, str]]) -> tuple[list[str], list[Change]]:
    """Return the records that are gone, and each fact that is gone or has another value."""
    gone: list[str] = []
    changes: list[Change] = []
    for path, fields in facts.items():
        table, _, record_id = path.partition("/")
        record = store[table].get(record_id)
        if record is None:
            gone.append(path)
        now = {} if record is None else _values(path, record)
        for field, before in {**({} if record else {"id": record_id}), **fields}.items():
            after = now.get(field)
            if after != before:
                changes.append(Change("removed" if after is None else "changed", f"{path}/{field}", before, after))
    return gone, changes


def _added(now: Mapping[str, Mapping[str, str]], cited: Mapping[str, Mapping[str, str]]) -> list[Change]:
    """Return the facts on which an answer rests now and did not before."""
    return [
        Change("added", f"{path}/{field}", None, value)
        for path, fields in now.items()
        for field, value in fields.items()
        if field not in cited.get(path, ())
    ]


def _checked(
    status: Any, cited: _Cited, now: _Told | None, changes: list[Change], gone: list[str], version: str | None
) -> CitationCheck:
    """Return what became of an answer, in words too."""
    number = sum(map(len, cited.facts.values()))
    was = f"the {'verdict' if cited.told.number is None else 'count'} was {_verdict(cited.told)}"
    if now is None:
        answer = f"{was}, and the question can no longer be asked"
    elif _verdict(now) != _verdict(cited.told):
        answer = f"{was} and is {_verdict(now)}"
    elif now == cited.told:
        answer = f"the answer is the same: {_verdict(cited.told)}"
    else:
        answer = f"{was} and is so still, but the answer is another: {_say(now)}, not {_say(cited.told)}"
    if gone:
        answer = f"no longer in the data: {listed(gone, ', ')}; {answer}"
    if status == "same":
        answer += (
            f", and each of the {number} facts that it rests on stands" if number else ", and no record bears on it"
        )
    elif facts := [f"{each.fact_id} ({each.kind})" for each in changes if not each.fact_id.endswith("/id")]:
        answer += f"; facts: {listed(facts, ', ')}"
    if cited.version != (version or ""):
        answer += f"; cited from {_say_version(cited.version)}, asked again of {_say_version(version)}"
    return CitationCheck(
        status, cited.told.verdict, None if now is None else now.verdict, Changes(changes), printable(answer)
    )


def _say(told: _Told) -> str:
    sure = [*told.certain, *(f"possibly {each}" for each in told.possible)]
    return f"{listed(sure, ', ') or 'nobody'} ({'all are known' if told.is_complete else 'others are not ruled out'})"


def _verdict(told: _Told) -> str:
    """Return the verdict of an answer in words, or the number of a count."""
    return _said(told.verdict) if told.number is None else say_range(*told.number)


def _say_version(version: str | None) -> str:
    return f"version {version}" if version else "data without a version"


def _said(certainty: Certainty) -> str:
    return certainty.value.replace("_", " ")


# The question as a call.

#: By the kind of a roster, the method of `Dataset` that asks it and its arguments in the order of the roster's key.
_CALLS: dict[str, tuple[str, tuple[str, ...]]] = {
    "chairs": ("chair_of", ("role",)),
    "chairs_of_line": ("chair_of", ("role", "lineage")),
    "members": ("members_of", ("components", "role", "office")),
    "groups": ("groups_of", ()),
    "units": ("units_of", ("kind",)),
    "names": ("name_of", ("language", "kind")),
    "projects": ("projects_of", ("role", "country", "theme")),
    "participants": ("partners_of", ("kind", "role")),
    "partners": ("partners_of", ("kind", "role")),
}
#: What those arguments are that are not written.
_USUAL: dict[tuple[str, str], Any] = {
    ("members_of", "components"): False, ("members_of", "role"): "member",
    ("name_of", "language"): "en", ("name_of", "kind"): "official",
}  # fmt: skip


#: The arguments of each of these methods.
_ARGUMENTS = {**dict(_CALLS.values()), "chair_of": ("role", "lineage"), "member_count": ("role", "office")}


def _call_of(roster: Roster[Any], asked: Asked, *, is_count: bool) -> _Call:
    """Return the question of an answer or a count as a call."""
    key: tuple[Any, ...] = roster.key or ()
    kind, about, *given = key
    name, arguments = _CALLS[kind]
    if kind == "chairs_of_line":
        given.append(True)
    narrowed = {
        each: str(value)
        for each, value in zip(arguments, given, strict=False)
        if value is not None and value != _USUAL.get((name, each))
    }
    return _Call("member_count" if is_count else name, about or "", narrowed, asked.keyword, str(asked.when))


def _roster_of(rosters: ProjectRosters, call: _Call) -> Roster[Any] | None:
    """Return the roster of a call; None where the data no longer know what it asks about.

    Raises:
        InvalidQuestionError: the data no longer have a role, office, kind or theme.
    """
    directory = rosters.store.directory
    if call.about:
        try:
            among = (*AGENTS, "projects") if call.name == "partners_of" else AGENTS
            if directory.resolve(call.about, among=among) != call.about:
                return None
        except LookupError:
            return None
    kinds = [kind for kind, (name, _) in _CALLS.items() if name == call.answer]
    if call.name == "chair_of":
        kind = kinds["lineage" in call.narrowed]
    else:
        kind = kinds[len(kinds) > 1 and directory.record_type(call.about) != "projects"]
    given = [call.narrowed.get(each, _USUAL.get((call.answer, each))) for each in _CALLS[kind][1] if each != "lineage"]
    if call.answer == "members_of":
        given[0] = given[0] == "True"
    return rosters.again(kind, call.about or None, *given)


def _asked(call: _Call) -> Asked:
    """Return the time of a call.

    Raises:
        InvalidDateError: it cannot be read.
    """
    if call.keyword == "on":
        return Asked.on(PartialDate(call.when))
    return Asked.over(call.keyword, Period(call.when))  # type: ignore[arg-type]  # `_read` has looked at it.


def _told(roster: Roster[Any], asked: Asked, outcome: Outcome[Any], call: _Call) -> _Told:
    certain, possible = (tuple(sorted(map(roster.key_of, each))) for each in outcome[:2])
    count = count_range(roster, asked) if call.name == "member_count" else None
    return _Told(outcome[3], certain, possible, outcome[2], count)


# The token: sections with a semicolon after each; of a long one those after the verdict are packed. Whatever is not
# plain ASCII, or could be taken for a mark of it or be replaced by a word processor, is written as in an address.

_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/[]:")
_SECTIONS = ("data", "view", "ask", "verdict", "certain", "possible", "complete", "facts")
#: The section of a count alone, before the verdict.
_COUNT = "count"
#: What programs put into a line, or make of its hyphens, when they break it.
_SET = str.maketrans({"\u00ad": None, "\u200b": None, "\u2060": None, "\ufeff": None, "\u2010": "-", "\u2011": "-"})


def _encode(text: str) -> str:
    data = text.encode("utf-8", "surrogatepass")
    written = "".join(chr(each) if chr(each) in _PLAIN else f"%{each:02X}" for each in data)
    # Two hyphens become a dash in many programs, and three points one sign.
    return written.replace("--", "-%2D").replace("...", "..%2E")


def _decode(text: str) -> str:
    head, *others = text.split("%")
    data = head.encode() + b"".join(bytes((int(each[:2], 16),)) + each[2:].encode() for each in others)
    return data.decode("utf-8", "surrogatepass")


def _digits(body: str) -> str:
    return hash_of(body.encode()).partition(":")[2][:_DIGITS]


def _write(cited: _Cited) -> str:
    """Return a token without its hash."""
    call = cited.ask
    about = [_encode(call.about)] if call.about else []
    narrowed = [f"{each}={_encode(value)}" for each, value in call.narrowed.items()]
    facts = (
        f"{_encode(path)}({','.join(f'{_encode(field)}={_encode(value)}' for field, value in fields.items())})"
        for path, fields in cited.facts.items()
    )
    held = (
        _encode(cited.version),
        _write_list(cited.views),
        f"{call.name}({','.join([*about, *narrowed, f'{call.keyword}={_encode(call.when)}'])})",
        cited.told.verdict.value,
        _write_list(cited.told.certain),
        _write_list(cited.told.possible),
        "yes" if cited.told.is_complete else "no",
        ",".join(facts),
    )
    sections = [f"{name}={value}" for name, value in zip(_SECTIONS, held, strict=True)]
    if cited.told.number is not None:
        least, most = cited.told.number
        sections.insert(3, f"{_COUNT}={least}..{'' if most is None else most}")
    return _BEGIN + ";".join(sections)


def _packed(body: str) -> str:
    """Return a token without its hash, in which the answer and its facts are packed if it is long."""
    if len(body) <= _LONGEST_PLAIN:
        return body
    import zlib
    from binascii import b2a_base64

    cut = body.index(";certain=")
    packed = b2a_base64(zlib.compress(body[cut:].encode(), 9), newline=False).decode().rstrip("=")
    return f"{body[:cut]}{_PACKED}{packed}"


def _unpacked(body: str) -> str | None:
    """Return a token without its hash as it was before it was packed; None if it is damaged."""
    head, found, packed = body.partition(_PACKED)
    if not found:
        return body
    import zlib
    from binascii import Error, a2b_base64

    reader = zlib.decompressobj()
    try:
        data = a2b_base64(packed + "=" * (-len(packed) % 4), strict_mode=True)
        text = reader.decompress(data, _LONGEST_TEXT).decode("ascii")
    except (Error, zlib.error, UnicodeError):
        return None
    return head + text if reader.eof and not reader.unused_data else None


def _write_list(texts: Iterable[str]) -> str:
    return ",".join(map(_encode, texts))


def _token_in(text: Any) -> str:
    """Return the token that a text holds, without its hash.

    Raises:
        InvalidQuestionError: it holds none, or several, or a damaged one.
    """
    whole = str(text) if isinstance(text, (str, AnswerCitation)) else ""
    if not whole or len(whole) > _LONGEST_TEXT:
        hint = "give the citation, or a text that holds it"
        raise InvalidQuestionError(
            f"{shorten(text)} is not the text of a citation", value=text, field="text", hint=hint
        )
    joined = "".join(whole.translate(_SET).split())
    if joined.count(_BEGIN) != 1:
        fault = "several citations, and one is checked at a time" if _BEGIN in joined else "no citation of an answer"
        raise InvalidQuestionError(f"the text holds {fault}", value=text, field="text", hint=_AGAIN)
    body, end, rest = joined[joined.index(_BEGIN) :].partition(_END)
    unpacked = _unpacked(body)
    if not end or unpacked is None or rest[:_DIGITS] != _digits(unpacked):
        raise InvalidQuestionError("the citation is damaged: its hash differs", value=text, field="text", hint=_AGAIN)
    return unpacked


def _read(body: str) -> _Cited:
    """Return what a token holds.

    Raises:
        InvalidQuestionError: this library did not write it so.
    """
    try:
        cited = _parse(body)
        _asked(cited.ask)
        if _write(cited) == body:
            return cited
    except (ValueError, LookupError):
        pass
    raise InvalidQuestionError(
        "the citation is not as iom-partners writes it", value=body, field="text", hint="a later version may read it"
    )


def _parse(body: str) -> _Cited:
    """Return what a token holds; ValueError or LookupError where it is not one."""
    sections = [each.partition("=")[2] for each in body.removeprefix(_BEGIN).split(";")]
    call = _parse_call(sections[2])
    count = _parse_count(sections.pop(3)) if call.name == "member_count" else None
    version, views, _, verdict, certain, possible, complete, told = sections
    facts: dict[str, dict[str, str]] = {}
    for each in told.removesuffix(")").split("),") if told else ():
        path, _, fields = each.partition("(")
        path = _decode(path)
        facts[path] = dict(_parse_pair(pair) for pair in fields.split(","))
        RECORD_TYPES[path.partition("/")[0]]
    return _Cited(
        _decode(version),
        _parse_list(views),
        call,
        _Told(Certainty(verdict), _parse_list(certain), _parse_list(possible), complete == "yes", count),
        facts,
    )


def _parse_count(text: str) -> tuple[int, int | None]:
    least, _, most = text.partition("..")
    return int(least), int(most) if most else None


def _parse_call(text: str) -> _Call:
    name, _, inner = text.removesuffix(")").partition("(")
    *given, time = inner.split(",")
    about = "" if not given or "=" in given[0] else _decode(given.pop(0))
    narrowed, (keyword, when) = dict(map(_parse_pair, given)), _parse_pair(time)
    known = _ARGUMENTS[name]
    flags = {narrowed.get(each, "True") for each in ("lineage", "components")}
    if not set(known).issuperset(narrowed) or flags != {"True"} or keyword not in {"on", "during", "throughout"}:
        raise ValueError(text)
    return _Call(name, about, narrowed, keyword, when)


def _parse_pair(text: str) -> tuple[str, str]:
    key, _, value = text.partition("=")
    return _decode(key), _decode(value)


def _parse_list(text: str) -> tuple[str, ...]:
    return tuple(map(_decode, text.split(","))) if text else ()
