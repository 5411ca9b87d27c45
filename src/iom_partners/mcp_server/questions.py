"""What the tools answer: one object each, with the verdict, its reason, the evidence, and who says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from ..errors import shorten
from ..loading import today
from ..store.record_types import NAMED, RECORD_TYPES, REFERENCES
from ..tables.text import counted

if TYPE_CHECKING:
    from ..dataset import Dataset
    from ..model.evidence import Citation
    from ..provenance.conflicts import Conflict
    from ..query.answer import Answer
    from ..query.evidence import Evidence

__all__ = ["ASK", "MOST", "USUAL"]

T = TypeVar("T")
Told = dict[str, Any]

#: The most entries of evidence that one answer has, and how many it has unless the caller says otherwise.
MOST, USUAL = 200, 20
#: The most names of each certainty that one answer lists; their number is told besides.
_MOST_NAMED = 500
#: How many things are named that would settle what is not certain, and in bodies of how many agents or entries at most:
#: to rank them takes a millisecond for each.
_MOST_SETTLING, _MOST_RANKED = 5, 1_000

#: What each verdict means, in words that cannot be taken for a yes where it is not one.
_MEANING = {
    "certain": "Certain: it holds in every reading of the recorded dates.",
    "possible": "Possible, not certain: some readings of the recorded dates allow it, others do not. It is not a yes.",
    "ruled_out": "Ruled out: it holds in no reading of the recorded dates, and the data claim to know.",
    "unknown": "Unknown: no record says so, and the data do not claim to know. It is neither a yes nor a no.",
    "recorded": "Recorded: the data hold what is listed. What they do not hold may be so all the same.",
    "not_recorded": "Not recorded: the data hold nothing of it. It is neither a yes nor a no.",
}

# The questions.


def _time(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the time of a question; today where the caller says so."""
    times = {each: given[each] for each in ("on", "during", "throughout") if each in given}
    return {each: today().isoformat() if text == "today" else text for each, text in times.items()}


def _chair_of(data: Dataset, given: Mapping[str, Any]) -> Told:
    answer = data.chair_of(given["body"], role=given.get("role"), **_time(given))
    of = None if "role" in given else "chairs"
    return _answered(data, answer, given, of, f"names every {given.get('role', 'chair')} of")


def _members_of(data: Dataset, given: Mapping[str, Any]) -> Told:
    role = given.get("role", "member")
    answer = data.members_of(given["body"], role=role, components=given.get("components", False), **_time(given))
    return _answered(data, answer, given, "members" if role == "member" else None, f"names every {role} of")


def _answered(data: Dataset, answer: Answer[Any], given: Mapping[str, Any], of: str | None, names: str) -> Told:
    """Return what an answer says of everybody."""
    # What is not certain stands first, so that a cut list does not leave it out.
    proofs = sorted(answer.evidence, key=lambda each: each.certainty.value == "certain")
    is_open = bool(answer.possible) or not answer.is_complete
    maybe = {each.id for each in answer.possible}
    doubtful = [each for each in proofs if each.item is not None and each.item.id in maybe]
    alone = " That is said of those under certain alone: those under possible are not a yes."
    lacking = " Others are not ruled out."
    return _with_sources(
        data,
        verdict=answer.verdict.value,
        caveat=(alone if answer.certain and answer.possible else "") + ("" if answer.is_complete else lacking),
        reason=answer.why,
        certain=[_agent(each) for each in answer.certain[:_MOST_NAMED]],
        certain_total=len(answer.certain),
        possible=[_agent(each) for each in answer.possible[:_MOST_NAMED]],
        possible_total=len(answer.possible),
        is_complete=answer.is_complete,
        evidence=[_proof(each) for each in proofs[: given.get("limit", USUAL)]],
        total=len(proofs),
        would_settle=_settling(data, answer, given["body"], of, doubtful, names) if is_open else [],
    )


def _is_member(data: Dataset, given: Mapping[str, Any]) -> Told:
    from ..query.wording import say_asked

    role = given.get("role", "member")
    answer = data.members_of(given["body"], role=role, **_time(given))
    agent, body = data.agent(given["agent"]), data.organization(given["body"])
    proof = answer.about(agent)
    verdict = proof.certainty.value
    what = f"{'a member of' if role == 'member' else f'in the role {role} in'} {body.label} {say_asked(answer.asked)}"
    said = {
        "certain": f"{agent.label} was certainly {what}",
        "possible": f"{agent.label} was possibly, but not certainly, {what}",
        "ruled_out": f"{agent.label} was not {what}",
        "unknown": f"It is not known whether {agent.label} was {what}",
    }[verdict]
    of, names = ("members" if role == "member" else None), f"says whether {agent.label} was a {role} of"
    is_open = verdict in {"possible", "unknown"}
    return _with_sources(
        data,
        verdict=verdict,
        reason=f"{said}: {proof.why}.",
        evidence=[_proof(proof)],
        total=1,
        would_settle=_settling(data, answer, body.id, of, [proof], names) if is_open else [],
    )


def _timeline(data: Dataset, given: Mapping[str, Any]) -> Told:
    entries = data.timeline(given["about"])
    subject = data._store.directory.resolve(given["about"], "about", ("organizations", "people", "projects", "works"))
    shown, which = _page(entries, given)
    label = data._store.directory.label(subject)
    gaps = data.gaps(subject) if data.organizations.get(subject) and len(entries) <= _MOST_RANKED else ()
    return _with_sources(
        data,
        verdict="recorded" if entries else "not_recorded",
        reason=f"{counted(len(entries), 'entries')} about {label}, by first possible or first attested day{which}.",
        evidence=[
            {
                "when": None if each.when is None else str(each.when),
                "what": each.what,
                "record_id": getattr(each.record, "id", None),
                "citations": [_cited(one) for one in each.record.citations],
            }
            for each in shown
        ],
        total=len(entries),
        would_settle=[each.what for each in gaps if each.decides][:_MOST_SETTLING],
    )


def _conflicts(data: Dataset, given: Mapping[str, Any]) -> Told:
    found: Sequence[Conflict] = [each for each in data.conflicts() if given.get("kind") in {None, each.kind}]
    about = ""
    if "about" in given:
        subject = data._store.directory.resolve(given["about"], "about", NAMED)
        found = [each for each in found if _refers(each.record, subject)]
        about = f" about {data._store.directory.label(subject)}"
    shown, which = _page(found, given)
    fields = dict.fromkeys((each.record.id, each.field) for each in shown if each.kind == "contradiction")
    return _with_sources(
        data,
        verdict="recorded" if found else "not_recorded",
        reason=f"{counted(len(found), 'conflicts')} between sources{about}, none of them decided here{which}.",
        evidence=[
            {
                "kind": each.kind,
                "record_id": each.record.id,
                "field": each.field,
                "what": each.why,
                "values": list(each.values),
                "citations": [_cited(one) for side in each.citations for one in side],
            }
            for each in shown
        ],
        total=len(found),
        would_settle=[f"a source that decides on {record_id}: {field}" for record_id, field in fields][:_MOST_SETTLING],
    )


def _find(data: Dataset, given: Mapping[str, Any]) -> Told:
    found = data.find(given["text"], given.get("limit", USUAL), given.get("record_type"))
    kinds = {of.rpartition(".")[2]: name for name, of in RECORD_TYPES.items()}
    warning = "; a like name may be that of another one" if found else ""
    return _with_sources(
        data,
        verdict="recorded" if found else "not_recorded",
        reason=f"{counted(len(found), 'records')} with a name like {shorten(given['text'])}, best first{warning}.",
        evidence=[_agent(each) | {"record_type": kinds[type(each).__name__]} for each in found],
        total=len(found),
        would_settle=[],
    )


# What is returned.


def _settling(
    data: Dataset, answer: Answer[Any], body: str, of: str | None, doubtful: Iterable[Evidence[Any]], names: str
) -> list[str]:
    """Return what would settle an answer: the gaps that bear on its time, or else which source would."""
    from ..query.wording import say_asked

    body_id = data.organization(body).id
    records = {body_id, *(getattr(one, "id", None) for each in doubtful for one in (each.item, each.record))}
    first, last = answer.asked.bounds.possible
    told = []
    for gap in data.gaps(body_id) if of and len(answer._roster.claims) <= _MOST_RANKED else ():
        since, until = (day and day.toordinal() for day in (gap.first_day, gap.last_day))
        bears = gap.record.id in records if gap.record else gap.of == of and not answer.is_complete
        if bears and gap.decides and (since or first) <= last and (until or last) >= first:
            told.append(gap.what)
    label = data._store.directory.label(body_id)
    return told[:_MOST_SETTLING] or [f"a source that {names} {label} {say_asked(answer.asked)}"]


def _page(found: Sequence[T], given: Mapping[str, Any]) -> tuple[Sequence[T], str]:
    """Return the entries that are asked for, and in words which they are unless they are all."""
    start = given.get("offset", 0)
    shown = found[start : start + given.get("limit", USUAL)]
    if len(shown) == len(found):
        return shown, ""
    if not shown:
        return shown, "; the list ends before that"
    return shown, f"; shown from {start + 1:,} to {start + len(shown):,}"


def _refers(record: Any, subject: str) -> bool:
    """Return whether a record is the one of an id, or refers to it."""
    values = (getattr(record, field, None) or () for field in REFERENCES)
    return record.id == subject or any(subject in ((each,) if isinstance(each, str) else each) for each in values)


def _agent(item: Any) -> Told:
    return {"id": item.id, "name": item.name, "acronym": getattr(item, "acronym", None)}


def _proof(proof: Evidence[Any]) -> Told:
    period = getattr(proof.record, "period", None)
    return {
        "id": None if proof.item is None else proof.item.id,
        "label": None if proof.item is None else proof.item.label,
        "certainty": proof.certainty.value,
        "what": proof.why,
        "record_id": getattr(proof.record, "id", None),
        "period": None if period is None else str(period),
        "citations": [_cited(each) for each in proof.citations],
    }


def _cited(citation: Citation) -> Told:
    return {
        "source_id": citation.source_id,
        "locator": citation.locator,
        "as_stated": citation.as_stated,
        "denies": citation.denies,
    }


def _with_sources(data: Dataset, *, verdict: str, evidence: list[Told], caveat: str = "", **told: Any) -> Told:
    """Return an answer with what its verdict means, the sources that its evidence cites, and which data it is of."""
    cited = dict.fromkeys(one["source_id"] for each in evidence for one in each.get("citations", ()))
    return {
        "verdict": verdict,
        "meaning": _MEANING[verdict] + caveat,
        **told,
        "evidence": evidence,
        "sources": [
            {
                "id": each.id,
                "title": each.title,
                "publisher": each.publisher,
                "published": None if each.published is None else str(each.published),
                "url": each.url,
            }
            for each in filter(None, map(data.sources.get, cited))
        ],
        "data": {"version": data.version, "horizon": data.horizon and str(data.horizon)},
    }


#: What answers each tool.
ASK: dict[str, Callable[[Dataset, Mapping[str, Any]], Told]] = {
    "chair_of": _chair_of,
    "members_of": _members_of,
    "is_member": _is_member,
    "timeline": _timeline,
    "conflicts": _conflicts,
    "find": _find,
}
