"""The rosters of projects and partners, made of a dataset's records.

A participation holds within the period of its project, as a membership holds within the life of its body: both are
links of one claim. A partnership is one link.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from ..dates.days import AFTER_ALL, BEFORE_ALL, subtract, union
from ..model.agents import Agent, Organization
from ..model.dealings import Partnership
from ..model.ties import Coverage
from ..model.works import Participation, Project
from ..store.filters import in_country
from ..store.record_types import AGENTS
from ..worlds.claims import Claim, Completeness, Link, life_of, link_of, outside_life
from .roster import Question, Roster
from .rosters import Rosters, completeness_of

__all__ = ["ProjectRosters"]


class ProjectRosters:
    """The rosters of projects and partners, each made when it is first asked for."""

    __slots__ = ("rosters", "store")

    def __init__(self, rosters: Rosters) -> None:
        self.rosters = rosters
        self.store = rosters.store

    def again(self, kind: str, *asked: Any) -> Roster[Any]:
        """Return the roster of a key of `Rosters.once`."""
        made: Roster[Any] = getattr(self if hasattr(self, kind) else self.rosters, kind)(*asked)
        return made

    # Projects.

    def projects(
        self, agent_id: str | None, role: str | None = None, country: str | None = None, theme: str | None = None
    ) -> Roster[Project]:
        """In which projects an agent took part; without one, which projects were under way.

        Args:
            agent_id: who; None for anyone.
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
        for claim, project in self._undertakings(agent_id, role):
            fits = [
                country is None or in_country(self.store, project, country),
                theme is None or (theme in project.themes if project.themes else None),
            ]
            if False not in fits:
                (unsorted if None in fits else claims).append(claim)
        only = _only(role=role, country=country, theme=theme)
        if agent_id is None:
            question = Question("running", "", only, "data.projects")
            return self._projects(question, claims, (), counterpart=lambda each: (self._life(each), each))
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
        return self._projects(question, claims, known, counterpart=lambda each: (self.participants(each), agent_id))

    def _undertakings(self, agent_id: str | None, role: str | None) -> Iterator[tuple[Claim, Project]]:
        """Return a claim for each participation of an agent in a project; of nobody, for each project."""
        if agent_id is None and role is None:
            for project in self.store["projects"]:
                yield Claim(project.id, project, [Link(project, project.period.bounds)]), project
            return
        every: Iterable[Participation] = self.store["participations"]
        for part in every if agent_id is None else self.store.select("participations", agent_id=agent_id):
            project = self.project(part.project_id)
            if project is not None and role in {None, part.role}:
                yield Claim(project.id, part, self.links(part, project)), project

    def _life(self, project_id: str) -> Roster[Project]:
        """When one project was under way: on no other day than its own."""
        return self.rosters.once(("life", project_id), lambda: self._make_life(project_id))

    def _make_life(self, project_id: str) -> Roster[Project]:
        project = self.store.project(project_id)
        claim = Claim(project_id, project, [Link(project, project.period.bounds)])
        return self._projects(Question("running", "", "", "data.projects"), [claim], _around(project), counterpart=None)

    # Partners.

    def partners_or_participants(self, ref: object, kind: str | None, role: str | None) -> Roster[Agent]:
        """Return who took part in a project, or the partners of an agent, by whatever a caller names."""
        directory = self.store.directory
        found = directory.resolve(ref, "agent_or_project", (*AGENTS, "projects"))
        return (self.participants if directory.record_type(found) == "projects" else self.partners)(found, kind, role)

    def participants(self, project_id: str, kind: str | None = None, role: str | None = None) -> Roster[Agent]:
        """Who took part in a project.

        Args:
            project_id: in what.
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
        claims, unsorted = self._of_kind(
            kind, (Claim(part.agent_id, part, self.links(part, project)) for part in parts)
        )
        question = Question("participants", project_id, project.label + _only(kind=kind, role=role), _LISTED)
        return self.rosters.of_agents(
            question,
            claims,
            [*_around(project), *_without(unsorted, known)],
            counterpart=lambda agent_id: (self.projects(agent_id), project_id),
        )

    def partners(self, agent_id: str, kind: str | None = None, role: str | None = None) -> Roster[Agent]:
        """With whom an agent shared a project or a partnership.

        Args:
            agent_id: whose partners.
            kind: this kind of organization only.
            role: only who took part in the project in this role; a partnership has no roles.
        """
        self._check(kind, role)
        return self.rosters.once(("partners", agent_id, kind, role), lambda: self._make_partners(agent_id, kind, role))

    def _make_partners(self, agent_id: str, kind: str | None, role: str | None) -> Roster[Agent]:
        claims, unsorted = self._of_kind(kind, self._shared(agent_id, role))
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
            counterpart=lambda other_id: (self.partners(other_id), agent_id),
        )

    def _shared(self, agent_id: str, role: str | None) -> Iterator[Claim]:
        """Return a claim for each two participations in one project, and for each other party of a partnership."""
        for own in self.store.select("participations", agent_id=agent_id):
            project = self.project(own.project_id)
            if project is None:
                continue
            for part in self.parts(own.project_id, role):
                if part.agent_id != agent_id:
                    links = self.links(part, project)
                    yield Claim(part.agent_id, part, [links[0], *self.links(own, project)[:-1], *links[1:]])
        for tie in self._partnerships(agent_id) if role is None else ():
            for other_id in tie.party_ids:
                if other_id != agent_id:
                    yield Claim(other_id, tie, [link_of(tie), *self.lives_of(agent_id, other_id)])

    # Parts of them.

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

    def parts(self, project_id: str, role: str | None = None) -> Iterator[Participation]:
        """Return the participations in a project; in a role only, where one is given."""
        parts: Sequence[Participation] = self.store.select("participations", project_id=project_id)
        return (part for part in parts if role in {None, part.role})

    def links(self, part: Participation, project: Project) -> list[Link]:
        """Return what must hold for a participation to hold: itself, the life of who took part, and its project."""
        return [link_of(part), *self.lives_of(part.agent_id), Link(project, project.period.bounds)]

    def lives_of(self, *agent_ids: str) -> list[Link]:
        """Return the lives of some agents, where they are stated."""
        agents = map(self.store.agent, agent_ids)
        return [Link(agent, life) for agent in agents if (life := life_of(agent)) is not None]

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
    ) -> Roster[Project]:
        return Roster(
            question,
            claims,
            completeness,
            item_of=self.store.project,
            label=self.store.directory.label,
            resolve=lambda ref: self.store.directory.resolve(ref, "project", ("projects",)),
            counterpart=counterpart,
        )


_LISTED = "data.participations.where(...)"


def _only(**given: str | None) -> str:
    """Return in words what alone is asked about: " (role funder, theme health only)"."""
    told = ", ".join(f"{word} {value}" for word, value in given.items() if value is not None)
    return f" ({told} only)" if told else ""


def _around(project: Project) -> list[Completeness]:
    """Return the days before and after a project, on which nobody took part in it."""
    first, _, _, last = project.period.bounds
    spans = ((BEFORE_ALL, first - 1), (last + 1, AFTER_ALL))
    return [Completeness(span, project) for span in spans if span[0] <= span[1]]


def _without(unsorted: list[Claim], known: list[Completeness]) -> list[Completeness]:
    """Return what is known complete without the days on which others may fit, from those on which all are known."""
    maybe = union(each.possible for each in unsorted)
    return [each._replace(span=span) for each in known for span in subtract((each.span,), maybe)]
