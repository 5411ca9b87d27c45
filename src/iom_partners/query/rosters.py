"""The roster of each question, made of a dataset's records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from ..dates.days import AFTER_ALL, BEFORE_ALL, Spans, intersect, subtract, union
from ..errors import InvalidQuestionError, one_of, shorten
from ..model.agents import NAME_KINDS, Agent, Organization
from ..model.ties import CHAIR_ROLES, ChairTerm, Coverage, Membership
from ..store.search import fold
from ..store.store import Store
from ..worlds.claims import Claim, Completeness, Link, TieClaim, life_of, sole_chairs
from .roster import Question, Roster

__all__ = ["Rosters", "span_of"]

T = TypeVar("T")


class _ByName(dict[str, "Roster[Any]"]):
    """The rosters of one kind by the names that callers wrote, so that a warm question is one look-up."""

    __slots__ = ("_kind", "_rosters")

    def __init__(self, rosters: Rosters, kind: str) -> None:
        self._rosters = rosters
        self._kind = kind

    def __missing__(self, name: str) -> Roster[Any]:
        self[name] = roster = self._rosters.of(self._kind, name)
        return roster


class Rosters:
    """The rosters of a dataset, each made when it is first asked for.

    Attributes:
        store: the records.
        directory: their names.
        chairs_by_name: who held the chair, in any role, by the name of the body.
        members_by_name: who was a member, by the name of the body; a collective counts as one.
    """

    __slots__ = ("_by_ref", "_made", "chairs_by_name", "directory", "members_by_name", "store")

    def __init__(self, store: Store) -> None:
        self.store = store
        self.chairs_by_name = _ByName(self, "chairs")
        self.members_by_name = _ByName(self, "members")
        self.directory = store.directory
        self._made: dict[tuple[object, ...], Roster[object]] = {}
        self._by_ref: dict[tuple[object, ...], Roster[Any]] = {}

    def of(self, kind: str, ref: object, *only: object) -> Roster[Any]:
        """Return the roster of a body or agent as a caller names it.

        Args:
            kind: chairs, members, units, groups or names: the name of the method that makes it.
            ref: by any name.
            only: what else that method takes.

        Raises:
            UnknownNameError: nothing bears that name.
            AmbiguousNameError: several do.
        """
        key = (kind, ref, *only)
        try:
            return self._by_ref[key]
        except (KeyError, TypeError):
            pass
        field = "agent" if kind in {"groups", "names"} else "body"
        roster: Roster[Any] = getattr(self, kind)(self.directory.resolve(ref, field), *only)
        # Only texts are keys: records are large to hash, and anything else was refused before.
        if isinstance(ref, str):
            self._by_ref[key] = roster
        return roster

    def once(self, key: tuple[object, ...], make: Callable[[], Roster[T]]) -> Roster[T]:
        """Return the roster of a key; it is made at most once."""
        made = self._made.get(key)
        return made if made is not None else self._made.setdefault(key, make())  # type: ignore[return-value, arg-type]

    def chairs(self, body_id: str, role: str | None = None) -> Roster[Agent]:
        """Who held the chair; ``role`` narrows to one of the chair roles."""
        if role is not None:
            one_of(role, CHAIR_ROLES, "role", "a chair role")
        return self.once(("chairs", body_id, role), lambda: self._make_chairs(body_id, role))

    def _make_chairs(self, body_id: str, role: str | None) -> Roster[Agent]:
        terms: Sequence[ChairTerm] = self.store.select("chair_terms", organization_id=body_id)
        lives = self.lives(body_id)
        claims = [(term, TieClaim(term.holder_id, term, lives)) for term in terms]
        return self.of_agents(
            Question("chairs", body_id, self._label(body_id, role and f"role {role}"), "data.chair_terms_of(body)"),
            [claim for term, claim in claims if role is None or role == term.role],
            [*self._completeness(body_id, "chairs"), *sole_chairs(claims)],
        )

    def members(self, body_id: str, components: bool = False) -> Roster[Agent]:
        """Who was a member; a collective counts as one, or as its parts with ``components``."""
        return self.once(("members", body_id, components), lambda: self._make_members(body_id, components))

    def _make_members(self, body_id: str, components: bool) -> Roster[Agent]:
        lives = self.lives(body_id)
        own: list[Claim] = []
        parts: list[Claim] = []
        collectives: dict[str, list[Claim]] = {}
        for seat in self._ties(organization_id=body_id, role="member"):
            claim = TieClaim(seat.member_id, seat, lives)
            own.append(claim)
            for part in self._ties(organization_id=seat.member_id, role="component"):
                parts.append(Claim(part.member_id, part, self._through(part, seat, lives)))
                collectives.setdefault(seat.member_id, []).append(claim)

        def known_complete_through(covered: Spans) -> Spans:
            # Whoever may be part of a collective whose parts are not all known may be a member through it.
            for collective_id, claims in collectives.items():
                known = union(each.span for each in self._completeness(collective_id, "members"))
                covered = subtract(covered, subtract(union(each.possible for each in claims), known))
            return covered

        question = Question("members", body_id, self.directory.label(body_id), "data.memberships_in(body)")
        completeness = self._completeness(body_id, "members")
        if not components:
            return self.of_agents(
                question, own, completeness, indirect=parts, known_complete_through=known_complete_through
            )
        direct = [claim for claim in own if claim.item not in collectives]
        deep = known_complete_through(union(each.span for each in completeness))
        known = [Completeness(span, each.record) for each in completeness for span in intersect((each.span,), deep)]
        return self.of_agents(question, [*direct, *parts], known)

    def units(self, body_id: str, kind: str | None = None) -> Roster[Agent]:
        """Which working groups, organs and branches a body had; ``kind`` narrows to one kind of organization."""
        if kind is not None and not isinstance(kind, str):
            raise InvalidQuestionError(f"{shorten(kind)} is not a kind of organization", value=kind, field="kind")
        return self.once(("units", body_id, kind), lambda: self._make_units(body_id, kind))

    def _make_units(self, body_id: str, kind: str | None) -> Roster[Agent]:
        lives = self.lives(body_id)
        claims: list[Claim] = []
        unsorted: list[Claim] = []
        for tie in self._ties(organization_id=body_id, role="unit"):
            claim = TieClaim(tie.member_id, tie, lives)
            unit = self.store.agent(tie.member_id)
            if kind is None or (isinstance(unit, Organization) and unit.kind == kind):
                claims.append(claim)
            elif isinstance(unit, Organization) and unit.kind is None:
                unsorted.append(claim)
        # A unit of which no kind is stated may be of this one, so on its days nothing is complete.
        maybe = union(each.possible for each in unsorted)
        known = [
            Completeness(span, each.record)
            for each in self._completeness(body_id, "units")
            for span in subtract((each.span,), maybe)
        ]
        label = self._label(body_id, kind and f"kind {kind}")
        question = Question("units", body_id, label, "data.memberships_in(body)")
        return self.of_agents(question, claims, known)

    def groups(self, agent_id: str) -> Roster[Agent]:
        """In which bodies an agent was a member, itself or through a collective."""
        return self.once(("groups", agent_id), lambda: self._make_groups(agent_id))

    def _make_groups(self, agent_id: str) -> Roster[Agent]:
        claims: list[Claim] = []
        for seat in self._ties(member_id=agent_id, role="member"):
            body_id = seat.organization_id
            claims.append(TieClaim(body_id, seat, self.lives(body_id)))
        for part in self._ties(member_id=agent_id, role="component"):
            for seat in self._ties(member_id=part.organization_id, role="member"):
                body_id = seat.organization_id
                claims.append(Claim(body_id, part, self._through(part, seat, self.lives(body_id))))
        question = Question("groups", agent_id, self.directory.label(agent_id), "data.memberships_of(agent)")
        # An agent's groups are not bounded by its own life: only a body's life bounds its members.
        known = [Completeness(span_of(each), each) for each in self.coverages(agent_id, "groups")]
        return self.of_agents(question, claims, known, counterpart=lambda body_id: (self.members(body_id), agent_id))

    def names(self, agent_id: str, language: str, kind: str) -> Roster[str]:
        """What an agent was called, in one language, by one kind of name."""
        one_of(kind, NAME_KINDS, "kind", "a kind of name")
        if not (isinstance(language, str) and len(language) in (2, 3) and language.isalpha() and language.islower()):
            hint = "give an ISO 639 code, such as en"
            raise InvalidQuestionError(
                f"{shorten(language)} is not a language", value=language, field="language", hint=hint
            )
        return self.once(("names", agent_id, language, kind), lambda: self._make_names(agent_id, language, kind))

    def _make_names(self, agent_id: str, language: str, kind: str) -> Roster[str]:
        lives = self.lives(agent_id)
        claims = [
            TieClaim(name.text, name, lives)
            for name in self.store.agent(agent_id).names
            if name.kind == kind and name.language == language
        ]
        question = Question("names", agent_id, self.directory.label(agent_id), "data.agent(ref).names")
        known = self._completeness(agent_id, "names")
        if (language, kind) != ("en", "official"):
            # A coverage of names is one of the official English ones; of others it claims nothing.
            known = [each for each in known if isinstance(each.record, Organization)]
        spelled = {fold(claim.item): claim.item for claim in claims}
        return Roster(
            question,
            claims,
            known,
            item_of=str,
            label=_quoted,
            resolve=lambda ref: spelled.get(fold(str(ref)), str(ref)),
        )

    def of_agents(
        self,
        question: Question,
        claims: Iterable[Claim],
        completeness: Iterable[Completeness],
        *,
        indirect: Iterable[Claim] = (),
        known_complete_through: Callable[[Spans], Spans] | None = None,
        counterpart: Callable[[str], tuple[Roster[Any], str]] | None = None,
        label: Callable[[str], str] | None = None,
    ) -> Roster[Agent]:
        """Return a roster of which the items are agents."""
        return Roster(
            question,
            claims,
            completeness,
            item_of=self.store.agent,
            label=label or self.directory.label,
            resolve=self.directory.resolve,
            indirect=indirect,
            known_complete_through=known_complete_through,
            counterpart=counterpart,
        )

    def _label(self, body_id: str, only: str | None) -> str:
        """Return in words a body, and what of it alone is asked about."""
        label = self.directory.label(body_id)
        return f"{label} ({only} only)" if only else label

    def _ties(self, role: str, **reference: str) -> Iterator[Membership]:
        ties: Sequence[Membership] = self.store.select("memberships", **reference)
        return (tie for tie in ties if tie.role == role)

    def _through(self, part: Membership, seat: Membership, lives: list[Link]) -> list[Link]:
        """Return the links of a part of a collective and the collective's seat: both ties and all lives must hold."""
        collective = self.lives(seat.member_id)
        return [Link(part, part.period.bounds), *collective, Link(seat, seat.period.bounds), *lives]

    def lives(self, body_id: str) -> list[Link]:
        """Return the lives that bound what a body had: its own, and those of what it is a unit of."""
        return [Link(body, life) for body in self.store.bodies_above(body_id) if (life := life_of(body)) is not None]

    def coverages(self, body_id: str, of: str) -> tuple[Coverage, ...]:
        """Return what is known completely of a body or agent."""
        coverages: Sequence[Coverage] = self.store.select("coverages", organization_id=body_id)
        return tuple(each for each in coverages if each.of == of)

    def _completeness(self, body_id: str, of: str) -> list[Completeness]:
        found = [Completeness(span_of(each), each) for each in self.coverages(body_id, of)]
        for body in self.store.bodies_above(body_id):
            if body.founded is not None:
                found.append(Completeness((BEFORE_ALL, body.founded.span[0] - 1), body))
            if body.ended is not None:
                found.append(Completeness((body.ended.span[1] + 1, AFTER_ALL), body))
        return [each for each in found if each.span[0] <= each.span[1]]


def span_of(coverage: Coverage) -> tuple[int, int]:
    """Return the first and last day of a coverage."""
    first = coverage.first_day.toordinal() if coverage.first_day else BEFORE_ALL
    last = coverage.last_day.toordinal() if coverage.last_day else AFTER_ALL
    return first, last


def _quoted(text: str) -> str:
    return f"“{text}”"
