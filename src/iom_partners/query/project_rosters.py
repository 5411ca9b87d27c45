"""The rosters of projects and partners, made of a dataset's records.

A participation holds within the period of its project, as a membership holds within the life of its body: both are
links of one claim. A project runs within the one that it is a part of, and not before the event that it responds to;
nothing holds before the agreement that it rests on. A partnership is one link. What a unit takes part in, its whole
possibly takes part in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from ..dates.days import AFTER_ALL, BEFORE_ALL, EVER, Bounds, Span, Spans, subtract, union, within
from ..model.agents import Agent, Organization
from ..model.dealings import Partnership
from ..model.ties import Coverage
from ..model.works import Participation, Project
from ..store.filters import in_country
from ..store.limits import frame_of, rests_on
from ..store.record_types import AGENTS
from ..store.store import Store
from ..worlds.claims import Claim, Completeness, Link, life_of, link_of, outside_life, unsure
from .roster import Question, Roster
from .rosters import Rosters, completeness_of

__all__ = ["ProjectRosters"]


class ProjectRosters:
    """The rosters of projects and partners, each made when it is first asked for."""

    __slots__ = ("rosters", "store")

    def __init__(self, rosters: Rosters) -> None:
        self.rosters: Rosters = rosters
        self.store: Store = rosters.store

    def again(self, kind: str, *asked: Any) -> Roster[Any]:
        """Return the roster of a key of `Rosters.once`."""
        made: Roster[Any] = getattr(self if hasattr(self, kind) else self.rosters, kind)(*asked)
        return made

    def chairs_of_line(self, body_id: str, role: str | None = None) -> Roster[Agent]:
        """Return the roster of who held the chair of a body, of what it replaced, or of what replaced it.

        Args:
            body_id: the body.
            role: as in `Rosters.chairs`.
        """
        from .lineage import chairs_of_line

        key = ("chairs_of_line", body_id, role)
        return self.rosters.once(key, lambda: chairs_of_line(self.rosters, body_id, role))

    # Projects.

    def projects(
        self, agent_id: str | None, role: str | None = None, country: str | None = None, theme: str | None = None
    ) -> Roster[Project]:
        """Return the roster of the projects of an agent; without one, of all projects that were under way.

        Args:
            agent_id: the agent; None for anyone.
            role: in this role only; without an agent, the projects in which someone had it.
            country: only the projects with a place there.
            theme: only the projects about it.
        """
        for kind, value in (("role", role), ("theme", theme)):
            if value is not None:
                self.store.directory.word(kind, value)
        country = country if country is None else self.store.directory.word("country", country)
        key = ("projects", agent_id, role, country, theme)
        return self.rosters.once(key, lambda: self._make_projects(agent_id, role, country, theme))

    def _make_projects(
        self, agent_id: str | None, role: str | None, country: str | None, theme: str | None
    ) -> Roster[Project]:
        claims: list[Claim] = []
        unsorted: list[Claim] = []

        def fits(project: Project) -> bool | None:
            """Return whether a project is one of those asked about; None where its record does not say."""
            told = {
                country is None or in_country(self.store, project, country),
                theme is None or (theme in project.themes if project.themes else None),
            }
            return False if False in told else None if None in told else True

        def misfits(project_id: str) -> list[Completeness]:
            project = self.store.project(project_id)
            return [Completeness(EVER, project)] if fits(project) is False else []

        for claim, project in self._undertakings(agent_id, role):
            fit = fits(project)
            if fit is not False:
                (unsorted if fit is None else claims).append(claim)
        only = _only(role=role, country=country, theme=theme)
        if agent_id is None:
            question = Question("running", "", only, "data.projects")
            return self._projects(
                question, claims, (), counterpart=lambda each: (self._life(each), each), outside=misfits
            )
        # A project of which no theme or place is stated may be one of these, so on its days nothing is complete.
        known = _without(
            unsorted,
            [
                *map(completeness_of, self.rosters.coverages(agent_id, "projects")),
                *outside_life(self.store.agent(agent_id)),
            ],
        )
        question = Question("projects", agent_id, self.store.directory.label(agent_id) + only, _LISTED)
        # Outside the days of a project nobody took part in it.
        return self._projects(
            question, claims, known, counterpart=lambda each: (self.participants(each), agent_id), outside=misfits
        )

    def _undertakings(self, agent_id: str | None, role: str | None) -> Iterator[tuple[Claim, Project]]:
        """Return a claim for each participation of an agent in a project; of nobody, for each project."""
        if agent_id is None and role is None:
            for project in self.store["projects"]:
                yield Claim(project.id, project, self.frame(project)), project
            return
        for part, through in self._parts_of(agent_id):
            project = self.project(part.project_id)
            if project is not None and role in {None, part.role}:
                yield Claim(project.id, part, [*self.links(part, project), *through]), project

    def _parts_of(self, agent_id: str | None) -> Iterator[tuple[Participation, list[Link]]]:
        """Return the participations of an agent, or of anyone; and those of its units, with what makes them its own."""
        if agent_id is None:
            yield from ((part, []) for part in self.store["participations"])
            return
        for actor_id, through in [(agent_id, list[Link]()), *self._units_of(agent_id)]:
            yield from ((part, through) for part in self.store.select("participations", agent_id=actor_id))

    def _life(self, project_id: str) -> Roster[Project]:
        """Return when one project was under way: on no other day than its own."""
        return self.rosters.once(("life", project_id), lambda: self._make_life(project_id))

    def _make_life(self, project_id: str) -> Roster[Project]:
        project = self.store.project(project_id)
        claim = Claim(project_id, project, self.frame(project))
        return self._projects(
            Question("running", "", "", "data.projects"), [claim], self._around(project), counterpart=None
        )

    # Partners.

    def partners_or_participants(self, ref: object, kind: str | None, role: str | None) -> Roster[Agent]:
        """Return who took part in a project, or the partners of an agent, by whatever a caller names."""
        directory = self.store.directory
        found = directory.resolve(ref, "agent_or_project", (*AGENTS, "projects"))
        return (self.participants if directory.record_type(found) == "projects" else self.partners)(found, kind, role)

    def participants(self, project_id: str, kind: str | None = None, role: str | None = None) -> Roster[Agent]:
        """Return the roster of who took part in a project.

        Args:
            project_id: the project.
            kind: this kind of organization only.
            role: in this role only.
        """
        self._check(kind, role)
        key = ("participants", project_id, kind, role)
        return self.rosters.once(key, lambda: self._make_participants(project_id, kind, role))

    def _make_participants(self, project_id: str, kind: str | None, role: str | None) -> Roster[Agent]:
        project = self.store.project(project_id)
        parts = self.parts(project_id, role)
        coverages: Sequence[Coverage] = self.store.select("coverages", project_id=project_id)
        known = [completeness_of(each) for each in coverages if each.of == "partners"]
        every = [Claim(part.agent_id, part, self.links(part, project)) for part in parts]
        claims, unsorted = self._of_kind(kind, every)
        indirect, through = self._of_wholes(kind, (("", claim) for claim in every))
        question = Question("participants", project_id, project.label + _only(kind=kind, role=role), _LISTED)
        return self.rosters.of_agents(
            question,
            claims,
            [*self._around(project), *_without(unsorted, known)],
            indirect=indirect,
            known_complete_through=through,
            counterpart=lambda agent_id: (self.projects(agent_id), project_id),
            outside=partial(self._of_other_kind, kind),
        )

    def partners(self, agent_id: str, kind: str | None = None, role: str | None = None) -> Roster[Agent]:
        """Return the roster of the agents with whom an agent shared a project or a partnership.

        Args:
            agent_id: whose partners.
            kind: this kind of organization only.
            role: only who took part in the project in this role; a partnership has no roles.
        """
        self._check(kind, role)
        return self.rosters.once(("partners", agent_id, kind, role), lambda: self._make_partners(agent_id, kind, role))

    def _make_partners(self, agent_id: str, kind: str | None, role: str | None) -> Roster[Agent]:
        shared = [*self._shared(agent_id, role)]
        claims, unsorted = self._of_kind(kind, (claim for _, claim in shared))
        indirect, through = self._of_wholes(kind, shared)
        known = [
            *map(completeness_of, self.rosters.coverages(agent_id, "partners")),
            *outside_life(self.store.agent(agent_id)),
        ]
        label = self.store.directory.label(agent_id) + _only(kind=kind, role=role)
        # Partnership is mutual: who is ruled out there is ruled out here.
        return self.rosters.of_agents(
            Question("partners", agent_id, label, "data.partnerships and data.participations"),
            claims,
            _without(unsorted, known),
            indirect=indirect,
            known_complete_through=through,
            counterpart=lambda other_id: (self.partners(other_id), agent_id),
            outside=partial(self._of_other_kind, kind),
        )

    def _shared(self, agent_id: str, role: str | None) -> Iterator[tuple[str, Claim]]:
        """Return a claim for each pair of participations in one project, and for each other party of a partnership.

        Each stands with who had it: the agent, or one of its units.
        """
        units = self._units_of(agent_id)
        # Its units are not partners of it by what they do with each other.
        own_ids = {agent_id, *(unit_id for unit_id, _ in units)}
        for own, through in self._parts_of(agent_id):
            project = self.project(own.project_id)
            for part in () if project is None else self.parts(own.project_id, role):
                if part.agent_id not in (own_ids if through else {agent_id}):
                    links = self.links_of_both(part, own, project)  # type: ignore[arg-type]
                    yield own.agent_id, Claim(part.agent_id, part, [*links, *through])
        for actor_id, through in [(agent_id, list[Link]()), *units] if role is None else ():
            for tie in self._partnerships(actor_id):
                for other_id in tie.party_ids:
                    if other_id not in (own_ids if through else {agent_id}):
                        links = self.links_of_parties(tie, actor_id, other_id)
                        yield actor_id, Claim(other_id, tie, [*links, *through])

    # Parts of them.

    def _units_of(self, agent_id: str) -> list[tuple[str, list[Link]]]:
        """Return the direct and indirect units of an agent, each with what must hold for it to act for the agent."""
        return [*self._steps(agent_id, "organization_id", "member_id")]

    def folded(self, agent_id: str) -> list[tuple[str, list[Link]]]:
        """Return as whom an agent counts if each unit counts as its whole, directly or indirectly.

        Returns:
            Ids, each with what must hold for it: on days on which the agent may have been a unit, the wholes that were
            units of nothing then; on all other days the agent itself. Units in a circle have no whole.
        """
        found: list[tuple[str, list[Link]]] = []
        for each, ties in [(agent_id, []), *self._steps(agent_id, "member_id", "organization_id", is_acting=True)]:
            # Of a unit without a date, days on which its whole did not live are those of nobody.
            above = [
                link_of(tie).bounds.possible for tie in self.store.select("memberships", role="unit", member_id=each)
            ]
            for first, last in subtract((EVER,), union(above)):
                alone = Link(self.store.agent(each), Bounds(first, first, last, last))
                found.append((each, [*ties, alone] if above else ties))
        return found

    def _of_wholes(
        self, kind: str | None, claims: Iterable[tuple[str, Claim]]
    ) -> tuple[list[Claim], Callable[[Spans, str | None], Spans]]:
        """Return the claims that wholes possibly are items too, because items are units of them.

        Args:
            kind: this kind of organization only.
            claims: each with who shared something with its item; nothing that one does with its own whole, or with
                another unit of it, makes that whole its partner.

        Returns:
            The claims; and what takes from days those on which a whole without a stated kind may be an item.
        """
        found: list[Claim] = []
        own_ids: dict[str, set[str]] = {}
        for actor_id, claim in claims:
            for whole_id, ties in self._steps(claim.item, "member_id", "organization_id"):
                if actor_id not in own_ids:
                    own_ids[actor_id] = self._wholes_of(actor_id)
                if whole_id not in own_ids[actor_id]:
                    found.append(Claim(whole_id, claim.record, [*claim.links, *ties]))
        fitting, unsorted = self._of_kind(kind, found)

        def through(known: Spans, item: str | None) -> Spans:
            return subtract(known, union(each.possible for each in unsorted if not item or each.item == item))

        return fitting, through

    def _wholes_of(self, agent_id: str) -> set[str]:
        """Return an agent and all that it is a unit of, directly or indirectly."""
        return {agent_id, *(each for each, _ in self._steps(agent_id, "member_id", "organization_id"))}

    def _steps(
        self, agent_id: str, here: str, there: str, *, is_acting: bool = False
    ) -> Iterator[tuple[str, list[Link]]]:
        """Yield what ties of units lead to, step by step, with these ties: perhaps the one acts for the other.

        Each of those above lives while the other is a unit of it. A step that adds no days to those of another way is
        left out, so that every circle ends.

        Args:
            agent_id: from where.
            here: the field of a tie for where one is: ``member_id`` upwards, ``organization_id`` downwards.
            there: the field for where it leads.
            is_acting: whether one acts for the other on each day on which it is a unit of it.
        """
        seen: dict[str, list[tuple[Span, Span]]] = {agent_id: [(EVER, EVER)]}
        steps = [(agent_id, list[Link]())]
        for each, ties in steps:
            for tie in self.store.select("memberships", role="unit", **{here: each}):
                unit = link_of(tie) if is_acting else Link(tie, unsure(tie.period.bounds), is_frame=True)
                links = [*ties, unit, *self.lives_of(tie.organization_id)]
                other: str = getattr(tie, there)
                claim = Claim(other, tie, links)
                known = seen.setdefault(other, [])
                if claim.possible[0] <= claim.possible[1] and not any(
                    within((claim.possible,), (possible,)) and within(union((claim.certain,)), (certain,))
                    for possible, certain in known
                ):
                    known.append((claim.possible, claim.certain))
                    steps.append((other, links))
                    yield steps[-1]

    def _check(self, kind: str | None, role: str | None) -> None:
        if kind is not None:
            self.store.directory.word("agent_kind", kind)
        if role is not None:
            self.store.directory.word("role", role)

    def _of_kind(self, kind: str | None, claims: Iterable[Claim]) -> tuple[list[Claim], list[Claim]]:
        """Return the claims of this kind of organization, and those of organizations without a stated kind."""
        if kind is None:
            return list(claims), []
        fitting: list[Claim] = []
        unsorted: list[Claim] = []
        for claim in claims:
            agent = self.store.agent(claim.item)
            if isinstance(agent, Organization) and agent.kind in {kind, None}:
                (fitting if agent.kind == kind else unsorted).append(claim)
        return fitting, unsorted

    def _of_other_kind(self, kind: str | None, agent_id: str) -> list[Completeness]:
        """Return why an agent is ruled out by its kind: an organization of another stated kind, or a person."""
        agent = self.store.agent(agent_id)
        other = kind is not None and (not isinstance(agent, Organization) or agent.kind not in {kind, None})
        return [Completeness(EVER, agent)] if other else []

    def parts(self, project_id: str, role: str | None = None) -> Iterator[Participation]:
        """Return the participations in a project; in a role only, where one is given."""
        parts: Sequence[Participation] = self.store.select("participations", project_id=project_id)
        return (part for part in parts if role in {None, part.role})

    def links(self, part: Participation, project: Project) -> list[Link]:
        """Return what must hold for a participation to hold: itself, the life of who took part, and its project."""
        return [link_of(part), *self.lives_of(part.agent_id), *self.frame(project), *rests_on(self.store, part)]

    def links_of_both(self, one: Participation, other: Participation, project: Project) -> list[Link]:
        """Return what must hold for two participations in one project to hold, that of the first before all."""
        lives = self.lives_of(other.agent_id, one.agent_id)
        rests = [link for part in (one, other) for link in rests_on(self.store, part)]
        return [link_of(one), link_of(other), *lives, *self.frame(project), *rests]

    def links_of_parties(self, tie: Partnership, one_id: str, other_id: str) -> list[Link]:
        """Return what must hold for a partnership of two agents to hold: itself, their lives, and what it rests on."""
        return [link_of(tie), *self.lives_of(one_id, other_id), *rests_on(self.store, tie)]

    def frame(self, project: Project) -> list[Link]:
        """Return what must hold for a project to run; see `frame_of`."""
        return frame_of(self.store, project)

    def lives_of(self, *agent_ids: str) -> list[Link]:
        """Return the lives of some agents, where they are stated."""
        agents = map(self.store.agent, agent_ids)
        return [Link(agent, life) for agent in agents if (life := life_of(agent)) is not None]

    def _around(self, project: Project) -> list[Completeness]:
        """Return the days before and after a project, on which nobody took part in it."""
        spans = [
            (span, link.record)
            for link in self.frame(project)
            for span in ((BEFORE_ALL, link.bounds[0] - 1), (link.bounds[3] + 1, AFTER_ALL))
        ]
        return [Completeness(span, record) for span, record in spans if span[0] <= span[1]]  # type: ignore[arg-type]

    def _partnerships(self, agent_id: str) -> Iterator[Partnership]:
        return (tie for tie in self.store["partnerships"] if agent_id in tie.party_ids)

    def project(self, record_id: str) -> Project | None:
        """Return a project; None for a work, for who took part in a work took part in no project by that."""
        return None if record_id in self.store["works"] else self.store.project(record_id)

    def _projects(
        self,
        question: Question,
        claims: Iterable[Claim],
        completeness: Iterable[Completeness],
        *,
        counterpart: Callable[[str], tuple[Roster[Any], str]] | None,
        outside: Callable[[str], Iterable[Completeness]] | None = None,
    ) -> Roster[Project]:
        return Roster(
            question,
            claims,
            completeness,
            item_of=self.store.project,
            label=self.store.directory.label,
            resolve=lambda ref: self.store.directory.resolve(ref, "project", ("projects",)),
            counterpart=counterpart,
            outside=outside,
        )


_LISTED = "data.participations.where(...)"


def _only(**given: str | None) -> str:
    """Describe what alone is asked about: " (role funder, theme health only)"."""
    told = ", ".join(f"{word} {value}" for word, value in given.items() if value is not None)
    return f" ({told} only)" if told else ""


def _without(unsorted: list[Claim], known: list[Completeness]) -> list[Completeness]:
    """Return what is known complete without the days on which others may fit, from those on which all are known."""
    maybe = union(each.possible for each in unsorted)
    return [each._replace(span=span) for each in known for span in subtract((each.span,), maybe)]
