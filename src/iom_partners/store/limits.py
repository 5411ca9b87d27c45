"""The limits of a project, a participation or a partnership, outside which it does not hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..dates.days import AFTER_ALL, Bounds
from ..dates.period import Period
from ..model.vocabulary import is_unsure
from ..worlds.claims import Link, link_of

if TYPE_CHECKING:
    from ..model.dealings import Agreement, Partnership
    from ..model.happenings import Event
    from ..model.works import Participation, Project
    from .directory import Context

__all__ = ["frame_of", "rests_on"]


def frame_of(store: Context, project: Project) -> list[Link]:
    """Return what must hold for a project to run: its period, and what limits it.

    It runs within the project that it is a part of, and that within the next; none of them before the event that it
    responds to or the agreement that it rests on. What was only planned limits nothing.
    """
    links = [link_of(project)]
    seen, each = {project.id}, project
    while True:
        event = store["events"].get(each.response_to_id) if each.response_to_id else None
        links += [] if event is None else _from(event)
        links += rests_on(store, each)
        above = store["projects"].get(each.part_of_id) if each.part_of_id else None
        if above is None or above.id in seen:
            return links
        seen.add(above.id)
        each = above
        links += [] if is_unsure(above) else [Link(above, above.period.bounds, is_frame=True)]


def rests_on(store: Context, record: Project | Participation | Partnership) -> list[Link]:
    """Return the links by which a record does not hold before the agreement that it rests on was signed."""
    signed: Any = store["agreements"].get(record.agreement_id) if record.agreement_id else None
    return [] if signed is None else _from(signed)


def _from(record: Event | Agreement) -> list[Link]:
    """Return the link by which something does not hold before an event or a signature; none without a sure date."""
    if record.when is None or is_unsure(record):
        return []
    first, last, *_ = record.when.bounds if isinstance(record.when, Period) else record.when.span
    return [Link(record, Bounds(first, last, AFTER_ALL, AFTER_ALL), is_frame=True)]
