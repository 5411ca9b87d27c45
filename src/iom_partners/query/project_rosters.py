"""The ledgers of projects and partners, made of a dataset's records.

A participation holds within the period of its project, as a membership holds within the life of its body: both are
links of one claim. A partnership is one link.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ..dates.days import AFTER_ALL, BEFORE_ALL, subtract, union
from ..model.agents import Agent, Organization
from ..model.dealings import Partnership
from ..model.works import Participation, Project
from ..store.directory import Home
from .claims import Claim, Completion, Link
from .filters import in_country
from .roster import Ledger, Topic
from .rosters import Ledgers, _span

__all__ = ["DealingLedgers"]


class DealingLedgers(Ledgers):
    """The ledgers of projects and partners, each made when it is first asked for."""

    __slots__ = ("_home",)

    def __init__(self, home: Home) -> None:
        super().__init__(home.store, home.agents(), home.agent)
        self._home = home

    # Projects.

    def projects(
        self, agent_id: str | None, role: str | None = None, country: str | None = None, theme: str | None = None
    ) -> Ledger[Project]:
        """In which projects an agent took part; without one, which projects were under way.

        Args:
            agent_id: who; None for anyone.
            role: in this role only; without an agent, the projects in which someone had it.
            country: only the projects with a place there.
            theme: only the projects about it.
        """
        for kind, value in (("role", role), ("country", country), ("theme", theme)):
            if value is not None:
                self._home.word(kind, value)
        key = ("projects", agent_id, role, country, theme)
        return self._once(key, lambda: self._make_projects(agent_id, role, country, theme))

    def _make_projects(
        self, agent_id: str | None, role: str | None, country: str | None, theme: str | None
    ) -> Ledger[Project]:
        claims: list[Claim] = []
        unsorted: list[Claim] = []
        for claim, project in self._undertakings(agent_id, role):
            fits = [
                country is None or in_country(self._home, project, country),
                theme is None or (theme in project.themes if project.themes else None),
            ]
            if False not in fits:
                (unsorted if None in fits else claims).append(claim)
        only = _only(role=role, country=country, theme=theme)
        if agent_id is None:
            topic = Topic("running", "", only, "data.projects")
            return self._projects(topic, claims, (), elsewhere=lambda each: (self._life(each), each))
        # A project of which no theme or place is stated may be one of these, so on its days nothing is complete.
        known = _without(unsorted, [Completion(_span(each), each) for each in self._coverages(agent_id, "projects")])
        topic = Topic("projects", agent_id, self._directory.label(agent_id) + only, _LISTED)
        # Outside the days of a project nobody took part in it.
        return self._projects(topic, claims, known, elsewhere=lambda each: (self.participants(each), agent_id))

    def _undertakings(self, agent_id: str | None, role: str | None) -> Iterator[tuple[Claim, Project]]:
        """Give a claim for each participation of an agent in a project; of nobody, for each project."""
        if agent_id is None and role is None:
            for project in self._store["projects"]:
                yield Claim(project.id, project, [Link(project, project.period.bounds)]), project
            return
        parts = self._store["participations"]
        for part in parts if agent_id is None else parts.having(agent_id=agent_id):
            project = self._project(part.project_id)
            if project is not None and role in {None, part.role}:
                yield Claim(project.id, part, _links(part, project)), project

    def _life(self, project_id: str) -> Ledger[Project]:
        """When one project was under way: on no other day than its own."""
        return self._once(("life", project_id), lambda: self._make_life(project_id))

    def _make_life(self, project_id: str) -> Ledger[Project]:
        project = self._known(project_id)
        claim = Claim(project_id, project, [Link(project, project.period.bounds)])
        return self._projects(Topic("running", "", "", "data.projects"), [claim], _around(project), elsewhere=None)

    # Partners.

    def participants(self, project_id: str, kind: str | None = None, role: str | None = None) -> Ledger[Agent]:
        """Who took part in a project.

        Args:
            project_id: in what.
            kind: this kind of organization only.
            role: in this role only.
        """
        self._check(kind, role)
        key = ("participants", project_id, kind, role)
        return self._once(key, lambda: self._make_participants(project_id, kind, role))

    def _make_participants(self, project_id: str, kind: str | None, role: str | None) -> Ledger[Agent]:
        project = self._known(project_id)
        parts = self._parts(project_id, role)
        claims, _ = self._of_kind(kind, (Claim(part.agent_id, part, _links(part, project)) for part in parts))
        topic = Topic("participants", project_id, project.label + _only(kind=kind, role=role), _LISTED)
        return self._agents(
            topic,
            claims,
            _around(project),
            elsewhere=lambda agent_id: (self.projects(agent_id), project_id),
            label=self._home.label,
        )

    def partners(self, agent_id: str, kind: str | None = None, role: str | None = None) -> Ledger[Agent]:
        """With whom an agent shared a project or a partnership.

        Args:
            agent_id: whose partners.
            kind: this kind of organization only.
            role: only who took part in the project in this role; a partnership has no roles.
        """
        self._check(kind, role)
        return self._once(("partners", agent_id, kind, role), lambda: self._make_partners(agent_id, kind, role))

    def _make_partners(self, agent_id: str, kind: str | None, role: str | None) -> Ledger[Agent]:
        claims, unsorted = self._of_kind(kind, self._shared(agent_id, role))
        known = [Completion(_span(each), each) for each in self._coverages(agent_id, "partners")]
        label = self._directory.label(agent_id) + _only(kind=kind, role=role)
        # Whoever is no partner of the other has not the other for a partner.
        return self._agents(
            Topic("partners", agent_id, label, "data.partnerships and data.participations"),
            claims,
            _without(unsorted, known),
            elsewhere=lambda other_id: (self.partners(other_id), agent_id),
            label=self._home.label,
        )

    def _shared(self, agent_id: str, role: str | None) -> Iterator[Claim]:
        """Give a claim for each two participations in one project, and for each other party of a partnership."""
        for own in self._store["participations"].having(agent_id=agent_id):
            project = self._project(own.project_id)
            if project is None:
                continue
            for part in self._parts(own.project_id, role):
                if part.agent_id != agent_id:
                    links = _links(part, project)
                    yield Claim(part.agent_id, part, [links[0], Link(own, own.period.bounds), *links[1:]])
        for tie in self._partnerships(agent_id) if role is None else ():
            for other_id in tie.party_ids:
                if other_id != agent_id:
                    yield Claim(other_id, tie, [Link(tie, tie.period.bounds)])

    # Parts of them.

    def _check(self, kind: str | None, role: str | None) -> None:
        if kind is not None:
            self._home.word("agent_kind", kind)
        if role is not None:
            self._home.word("role", role)

    def _of_kind(self, kind: str | None, claims: Iterable[Claim]) -> tuple[list[Claim], list[Claim]]:
        """Part the claims of this kind of organization from those of organizations of which no kind is stated."""
        if kind is None:
            return list(claims), []
        fitting: list[Claim] = []
        unsorted: list[Claim] = []
        for claim in claims:
            agent = self._agent(claim.item)
            if isinstance(agent, Organization) and agent.kind in {kind, None}:
                (fitting if agent.kind == kind else unsorted).append(claim)
        return fitting, unsorted

    def _parts(self, project_id: str, role: str | None) -> Iterator[Participation]:
        parts: tuple[Participation, ...] = self._store["participations"].having(project_id=project_id)
        return (part for part in parts if role in {None, part.role})

    def _partnerships(self, agent_id: str) -> Iterator[Partnership]:
        return (tie for tie in self._store["partnerships"] if agent_id in tie.party_ids)

    def _project(self, record_id: str) -> Project | None:
        """Give a project; None for a work, for who took part in a work took part in no project by that."""
        return None if record_id in self._store["works"] else self._known(record_id)

    def _known(self, project_id: str) -> Project:
        """Give a project; a bare one where the sources say nothing of it."""
        project: Project = self._store["projects"].get(project_id) or self._home.titles("projects").bare_of(project_id)
        return project

    def _projects(
        self,
        topic: Topic,
        claims: Iterable[Claim],
        completions: Iterable[Completion],
        *,
        elsewhere: Callable[[str], tuple[Ledger[Any], str]] | None,
    ) -> Ledger[Project]:
        titles = self._home.titles("projects")
        return Ledger(
            topic,
            claims,
            completions,
            resolve=self._known,
            label=self._home.label,
            find=lambda ref: titles.resolve(ref, "project"),
            elsewhere=elsewhere,
        )


_LISTED = "data.participations.where(...)"


def _links(part: Participation, project: Project) -> list[Link]:
    return [Link(part, part.period.bounds), Link(project, project.period.bounds)]


def _only(**given: str | None) -> str:
    """Say what alone is asked about: " (role funder, theme health only)"."""
    told = ", ".join(f"{word} {value}" for word, value in given.items() if value is not None)
    return f" ({told} only)" if told else ""


def _around(project: Project) -> list[Completion]:
    """Give the days before and after a project, on which nobody took part in it."""
    first, _, _, last = project.period.bounds
    spans = ((BEFORE_ALL, first - 1), (last + 1, AFTER_ALL))
    return [Completion(span, project) for span in spans if span[0] <= span[1]]


def _without(unsorted: list[Claim], known: list[Completion]) -> list[Completion]:
    """Take the days on which others may fit from those on which all are known."""
    maybe = union(each.possible for each in unsorted)
    return [Completion(span, each.record) for each in known for span in subtract((each.span,), maybe)]
