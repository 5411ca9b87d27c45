"""What writers of terms and ties share: the days on which a record holds, its sources, texts that files can hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..dates.days import AFTER_ALL, BEFORE_ALL, Bounds, Span
from ..dates.period import Period
from ..history.timeline import say_record
from ..model.agents import Agent
from ..model.dealings import Partnership
from ..model.ties import ChairTerm, Membership
from ..model.vocabulary import is_unsure
from ..model.works import Participation
from ..store.limits import rests_on
from ..worlds.claims import Claim, Link, life_of, link_of, unsure

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..exchange.losses import Export
    from ..query.project_rosters import ProjectRosters

__all__ = ["cited", "days_held", "legible", "runs_of", "say_timeless", "told_legibly"]

_REPLACED = "with control characters written out: the format has none"


def days_held(projects: ProjectRosters, record: Any, *party_ids: str) -> Bounds | None:
    """Return the bounds of the days on which a record holds; None where no one says when.

    A tie holds within the lives of the body and the member, a participation within its project. No day of a doubtful or
    planned record is certain.

    Args:
        projects: the rosters of the dataset.
        record: an organization or person, or any record that has a time.
        party_ids: the two parties of a partnership that are asked about.

    >>> import iom_partners
    >>> data = iom_partners.load()
    >>> days_held(data._project_rosters(), data.chair_terms["gmg-chair-iom-2013"]).certain
    (735050, 735233)
    """
    if isinstance(record, Agent):
        return life_of(record)
    if hasattr(record, "period"):
        return Claim("", record, _links(projects, record, party_ids)).bounds
    if record.when is None:
        return None
    bounds = record.when.bounds if isinstance(record.when, Period) else Bounds(*record.when.span, *record.when.span)
    return unsure(bounds) if is_unsure(record) else bounds


def _links(projects: ProjectRosters, record: Any, party_ids: tuple[str, ...]) -> list[Link]:
    """Return what must hold for a record to hold."""
    match record:
        case Membership():
            return [*_tie(projects, record), *projects.lives_of(record.member_id)]
        case ChairTerm(holder_id=str(holder_id)):
            return [*_tie(projects, record), *projects.lives_of(holder_id)]
        case ChairTerm():
            return _tie(projects, record)
        case Participation():
            project = projects.project(record.project_id)
            if project is None:
                return [link_of(record), *projects.lives_of(record.agent_id), *rests_on(projects.store, record)]
            return projects.links(record, project)
        case Partnership():
            return [link_of(record), *projects.lives_of(*party_ids), *rests_on(projects.store, record)]
        case _:
            return projects.frame(record)


def _tie(projects: ProjectRosters, record: Membership | ChairTerm) -> list[Link]:
    return [link_of(record), *projects.rosters.lives(record.organization_id)]


def runs_of(bounds: Bounds) -> list[tuple[Span, bool]]:
    """Return the runs of days on which something may have held, each with whether it certainly did.

    There are at most three: possible, certain, possible; none if there is no such day.

    >>> from ..dates.period import Period
    >>> [(last - first + 1, sure) for (first, last), sure in runs_of(Period("2013-02/2013-03-02").bounds)]
    [(27, False), (3, True)]
    """
    start, first, last, end = bounds
    certain = max(start, first), min(last, end)
    if certain[0] > certain[1]:
        found = [((start, end), False)]
    else:
        found = [((start, certain[0] - 1), False), (certain, True), ((certain[1] + 1, end), False)]
    return [(span, sure) for span, sure in found if max(span[0], BEFORE_ALL + 1) <= min(span[1], AFTER_ALL - 1)]


def cited(record: Any) -> list[str]:
    """Return the ids of the sources that support a record, each once.

    >>> import iom_partners
    >>> cited(iom_partners.load().chair_terms["gmg-chair-unctad-2006"])
    ['ohchr-gmg', 'iom-partners-curation']
    """
    return list(dict.fromkeys(each.source_id for each in record.citations if not each.denies))


def say_timeless(record: Any, label: Callable[[str], str]) -> str:
    """Return the sentence that a record makes, without its time and the full stop.

    >>> import iom_partners
    >>> say_timeless(iom_partners.load().chair_terms["gmg-chair-iom-2013"], str.upper)
    'IOM was chair of GMG'
    """
    from attrs import evolve

    timeless = evolve(record, period=Period("/")) if hasattr(record, "period") else evolve(record, when=None)
    return say_record(timeless, label).removesuffix(".")


def legible(text: str) -> str:
    r"""Return a text in which the characters that XML and iCalendar cannot hold are written out.

    New lines and tabs stay; all ends of lines become ``\n``.

    >>> legible("a\x1b\r\nb"), legible("\ufffe")
    ('a\\x1b\nb', '\\ufffe')
    """
    if text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(repr(mark)[1:-1] if _is_refused(mark) else mark for mark in text)


def _is_refused(mark: str) -> bool:
    code = ord(mark)
    is_control = (code < 32 and mark not in "\n\t") or 127 <= code < 160
    return is_control or 0xD800 <= code < 0xE000 or code in {0xFFFE, 0xFFFF}


def told_legibly(export: Export, record: Any, field: str, text: str) -> str:
    """Return a text of a record legibly, and tell where that changes it."""
    shown = legible(text)
    if shown != text:
        export.lose(record, field, _REPLACED)
    return shown
