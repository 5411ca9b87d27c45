"""The ledger of each question, made of a dataset's records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from ..dates.days import AFTER_ALL, BEFORE_ALL, Spans, intersect, subtract, union
from ..errors import InvalidQuestionError, shorten
from ..model.agents import NAME_KINDS, Agent, Organization
from ..model.ties import CHAIR_ROLES, ChairTerm, Coverage, Membership
from ..store.directory import Directory
from ..store.search import fold
from ..store.store import Store
from .claims import Claim, Completion, Link, TieClaim, bodies_above, life_of
from .roster import Ledger, Topic

__all__ = ["Ledgers"]

T = TypeVar("T")


class Ledgers:
    """The ledgers of a dataset, each made when it is first asked for."""

    __slots__ = ("_agent", "_directory", "_made", "_store")

    def __init__(self, store: Store, directory: Directory, agent: Callable[[str], Agent]) -> None:
        self._store = store
        self._directory = directory
        self._agent = agent
        self._made: dict[tuple[object, ...], Ledger[object]] = {}

    def _once(self, key: tuple[object, ...], make: Callable[[], Ledger[T]]) -> Ledger[T]:
        made = self._made.get(key)
        return made if made is not None else self._made.setdefault(key, make())  # type: ignore[return-value, arg-type]

    def chairs(self, body_id: str, role: str | None = None) -> Ledger[Agent]:
        """Who held the chair; ``role`` narrows to one of the chair roles."""
        if role is not None and role not in CHAIR_ROLES:
            raise InvalidQuestionError(
                f"{shorten(role)} is no role of a chair",
                value=role,
                field="role",
                hint=f"one of {', '.join(CHAIR_ROLES)}",
            )
        return self._once(("chairs", body_id, role), lambda: self._make_chairs(body_id, role))

    def _make_chairs(self, body_id: str, role: str | None) -> Ledger[Agent]:
        terms: tuple[ChairTerm, ...] = self._store["chair_terms"].having(organization_id=body_id)
        lives = self._lives(body_id)
        claims = [(term, TieClaim(term.holder_id, term, lives)) for term in terms]
        # One chair sits at a time, so a certain one makes the day complete; co-chairs and co-conveners do not.
        alone = [Completion(claim.certain, term) for term, claim in claims if term.role in ("chair", "interim-chair")]
        return self._agents(
            Topic("chairs", body_id, self._label(body_id, role and f"role {role}"), "data.chair_terms_of(body)"),
            [claim for term, claim in claims if role is None or role == term.role],
            [*self._completions(body_id, "chairs"), *(each for each in alone if each.span[0] <= each.span[1])],
        )

    def members(self, body_id: str, components: bool = False) -> Ledger[Agent]:
        """Who was a member; a collective counts as one, or as its parts with ``components``."""
        return self._once(("members", body_id, components), lambda: self._make_members(body_id, components))

    def _make_members(self, body_id: str, components: bool) -> Ledger[Agent]:
        lives = self._lives(body_id)
        own: list[Claim] = []
        parts: list[Claim] = []
        collectives: dict[str, list[Claim]] = {}
        for seat in self._ties(organization_id=body_id, role="member"):
            claim = TieClaim(seat.member_id, seat, lives)
            own.append(claim)
            for part in self._ties(organization_id=seat.member_id, role="component"):
                parts.append(Claim(part.member_id, part, self._through(part, seat, lives)))
                collectives.setdefault(seat.member_id, []).append(claim)

        def covered_deep(covered: Spans) -> Spans:
            # Whoever may be part of a collective whose parts are not all known may be a member through it.
            for collective_id, claims in collectives.items():
                known = union(each.span for each in self._completions(collective_id, "members"))
                covered = subtract(covered, subtract(union(each.possible for each in claims), known))
            return covered

        topic = Topic("members", body_id, self._directory.label(body_id), "data.memberships_in(body)")
        completions = self._completions(body_id, "members")
        if not components:
            return self._agents(topic, own, completions, hidden=parts, covered_deep=covered_deep)
        direct = [claim for claim in own if claim.item not in collectives]
        deep = covered_deep(union(each.span for each in completions))
        known = [Completion(span, each.record) for each in completions for span in intersect((each.span,), deep)]
        return self._agents(topic, [*direct, *parts], known)

    def units(self, body_id: str, kind: str | None = None) -> Ledger[Agent]:
        """Which working groups, organs and branches a body had; ``kind`` narrows to one kind of organization."""
        if kind is not None and not isinstance(kind, str):
            raise InvalidQuestionError(f"{shorten(kind)} is no kind of organization", value=kind, field="kind")
        return self._once(("units", body_id, kind), lambda: self._make_units(body_id, kind))

    def _make_units(self, body_id: str, kind: str | None) -> Ledger[Agent]:
        lives = self._lives(body_id)
        claims: list[Claim] = []
        unsorted: list[Claim] = []
        for tie in self._ties(organization_id=body_id, role="unit"):
            claim = TieClaim(tie.member_id, tie, lives)
            unit = self._agent(tie.member_id)
            if kind is None or (isinstance(unit, Organization) and unit.kind == kind):
                claims.append(claim)
            elif isinstance(unit, Organization) and unit.kind is None:
                unsorted.append(claim)
        # A unit of which no kind is stated may be of this one, so on its days nothing is complete.
        maybe = union(each.possible for each in unsorted)
        known = [
            Completion(span, each.record)
            for each in self._completions(body_id, "units")
            for span in subtract((each.span,), maybe)
        ]
        label = self._label(body_id, kind and f"kind {kind}")
        topic = Topic("units", body_id, label, "data.memberships_in(body)")
        return self._agents(topic, claims, known)

    def groups(self, agent_id: str) -> Ledger[Agent]:
        """In which bodies an agent was a member, itself or through a collective."""
        return self._once(("groups", agent_id), lambda: self._make_groups(agent_id))

    def _make_groups(self, agent_id: str) -> Ledger[Agent]:
        claims: list[Claim] = []
        for seat in self._ties(member_id=agent_id, role="member"):
            body_id = seat.organization_id
            claims.append(TieClaim(body_id, seat, self._lives(body_id)))
        for part in self._ties(member_id=agent_id, role="component"):
            for seat in self._ties(member_id=part.organization_id, role="member"):
                body_id = seat.organization_id
                claims.append(Claim(body_id, part, self._through(part, seat, self._lives(body_id))))
        topic = Topic("groups", agent_id, self._directory.label(agent_id), "data.memberships_of(agent)")
        # An agent's groups are not bounded by its own life: only a body's life bounds its members.
        known = [Completion(_span(each), each) for each in self._coverages(agent_id, "groups")]
        return self._agents(topic, claims, known, elsewhere=lambda body_id: (self.members(body_id), agent_id))

    def names(self, agent_id: str, language: str, kind: str) -> Ledger[str]:
        """What an agent was called, in one language, by one kind of name."""
        if kind not in NAME_KINDS:
            hint = f"one of {', '.join(NAME_KINDS)}"
            raise InvalidQuestionError(f"{shorten(kind)} is no kind of name", value=kind, field="kind", hint=hint)
        if not (isinstance(language, str) and len(language) in (2, 3) and language.isalpha() and language.islower()):
            hint = "give an ISO 639 code, such as en"
            raise InvalidQuestionError(
                f"{shorten(language)} is no language", value=language, field="language", hint=hint
            )
        return self._once(("names", agent_id, language, kind), lambda: self._make_names(agent_id, language, kind))

    def _make_names(self, agent_id: str, language: str, kind: str) -> Ledger[str]:
        lives = self._lives(agent_id)
        claims = [
            TieClaim(name.text, name, lives)
            for name in self._agent(agent_id).names
            if name.kind == kind and name.language == language
        ]
        topic = Topic("names", agent_id, self._directory.label(agent_id), "data.agent(ref).names")
        known = self._completions(agent_id, "names")
        if (language, kind) != ("en", "official"):
            # A coverage of names is one of the official English ones; of others it claims nothing.
            known = [each for each in known if isinstance(each.record, Organization)]
        spelled = {fold(claim.item): claim.item for claim in claims}
        return Ledger(
            topic,
            claims,
            known,
            resolve=str,
            label=_quoted,
            find=lambda ref: spelled.get(fold(str(ref)), str(ref)),
        )

    def _agents(
        self,
        topic: Topic,
        claims: Iterable[Claim],
        completions: Iterable[Completion],
        *,
        hidden: Iterable[Claim] = (),
        covered_deep: Callable[[Spans], Spans] | None = None,
        elsewhere: Callable[[str], tuple[Ledger[Any], str]] | None = None,
        label: Callable[[str], str] | None = None,
    ) -> Ledger[Agent]:
        return Ledger(
            topic,
            claims,
            completions,
            resolve=self._agent,
            label=label or self._directory.label,
            find=self._directory.resolve,
            hidden=hidden,
            covered_deep=covered_deep,
            elsewhere=elsewhere,
        )

    def _label(self, body_id: str, only: str | None) -> str:
        """Name a body, and what of it alone is asked about."""
        label = self._directory.label(body_id)
        return f"{label} ({only} only)" if only else label

    def _ties(self, role: str, **reference: str) -> Iterator[Membership]:
        ties: tuple[Membership, ...] = self._store["memberships"].having(**reference)
        return (tie for tie in ties if tie.role == role)

    def _through(self, part: Membership, seat: Membership, lives: list[Link]) -> list[Link]:
        """Chain a part of a collective to the collective's seat: both ties and all lives must hold."""
        collective = self._lives(seat.member_id)
        return [Link(part, part.period.bounds), *collective, Link(seat, seat.period.bounds), *lives]

    def _lives(self, body_id: str) -> list[Link]:
        return [Link(body, life) for body in bodies_above(self._store, body_id) if (life := life_of(body)) is not None]

    def _coverages(self, body_id: str, of: str) -> tuple[Coverage, ...]:
        coverages: tuple[Coverage, ...] = self._store["coverages"].having(organization_id=body_id)
        return tuple(each for each in coverages if each.of == of)

    def _completions(self, body_id: str, of: str) -> list[Completion]:
        found = [Completion(_span(each), each) for each in self._coverages(body_id, of)]
        for body in bodies_above(self._store, body_id):
            if body.founded is not None:
                found.append(Completion((BEFORE_ALL, body.founded.span[0] - 1), body))
            if body.ended is not None:
                found.append(Completion((body.ended.span[1] + 1, AFTER_ALL), body))
        return [each for each in found if each.span[0] <= each.span[1]]


def _span(coverage: Coverage) -> tuple[int, int]:
    first = coverage.first_day.toordinal() if coverage.first_day else BEFORE_ALL
    last = coverage.last_day.toordinal() if coverage.last_day else AFTER_ALL
    return first, last


def _quoted(text: str) -> str:
    return f"“{text}”"
