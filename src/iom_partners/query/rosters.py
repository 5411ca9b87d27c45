"""The roster of each question, made of a dataset's records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from ..dates.days import AFTER_ALL, BEFORE_ALL, Spans, subtract, union
from ..errors import InvalidQuestionError, one_of, shorten
from ..model.agents import NAME_KINDS, Agent, Organization
from ..model.ties import ChairTerm, Coverage, Membership
from ..model.vocabulary import CHAIRING_ROLES, SOLE_CHAIR_ROLES
from ..store.once import once
from ..store.search import fold
from ..store.store import Store
from ..worlds.claims import Claim, Completeness, Link, TieClaim, life_of, link_of, outside_life, sole_chairs
from .roster import Question, Roster

if TYPE_CHECKING:
    from ..store.directory import Directory

__all__ = ["Rosters", "completeness_of"]

T = TypeVar("T")

#: The roles of which several hold the same office at once.
_SHARED_ROLES = ("co-chair", "co-convener")


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
        shared: of the curated data, what returns them as `ProjectRosters` in another process, None if it has others.
    """

    __slots__ = ("_by_ref", "_made", "chairs_by_name", "directory", "members_by_name", "shared", "store")

    def __init__(self, store: Store) -> None:
        self.store: Store = store
        self.chairs_by_name: _ByName = _ByName(self, "chairs")
        self.members_by_name: _ByName = _ByName(self, "members")
        self.directory: Directory = store.directory
        self.shared: Callable[[], Any] | None = None
        self._made: dict[tuple[object, ...], Roster[Any]] = {}
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
        roster: Roster[Any] = getattr(self, kind)(self.directory.resolve(ref, field, asked=kind), *only)
        # Only texts are keys: records are large to hash, and anything else was refused before.
        if isinstance(ref, str):
            self._by_ref[key] = roster
        return roster

    def once(self, key: tuple[object, ...], make: Callable[[], Roster[T]]) -> Roster[T]:
        """Return the roster of a key; it is made at most once."""

        def made() -> Roster[T]:
            roster = make()
            roster.key, roster.origin = key, self.shared and (self.shared, key)
            roster.store = self.store
            return roster

        return once(self._made, key, made)

    def has(self, roster: Roster[Any]) -> bool:
        """Return whether a roster is one of these."""
        return roster.key is not None and self._made.get(roster.key) is roster

    def chairs(self, body_id: str, role: str | None = None) -> Roster[Agent]:
        """Return the roster of who held the chair, in any of its roles; or of who held one office in or beside it.

        Args:
            body_id: the body.
            role: that role only: chair, vice-chair, or a word of the dataset.
        """
        if role is not None:
            self.directory.word("term_role", role)
        return self.once(("chairs", body_id, role), lambda: self._make_chairs(body_id, role))

    def _make_chairs(self, body_id: str, role: str | None) -> Roster[Agent]:
        roles = CHAIRING_ROLES if role is None else (role,)
        every: Sequence[ChairTerm] = self.store.select("chair_terms", organization_id=body_id)
        terms = [term for term in every if term.role in CHAIRING_ROLES or term.role in roles]
        lives = self.lives(body_id)
        claims: list[Claim] = []
        alone: list[tuple[ChairTerm, Claim]] = []
        for term in terms:
            if term.holder_id is None:
                claim = TieClaim("", term, lives)
                # A vacant chair leaves nobody in the chair; a vacant seat of several leaves the others.
                is_all = term.role == "chair" if role is None else term.role == role not in _SHARED_ROLES
            else:
                claim = TieClaim(term.holder_id, term, self._lives_with(term.holder_id, lives))
                if term.role in roles:
                    claims.append(claim)
                # One chair sits at a time, so a certain one makes the day complete; co-chairs and co-conveners do not.
                is_all = term.role in SOLE_CHAIR_ROLES and roles[0] in CHAIRING_ROLES
            if is_all:
                alone.append((term, claim))
        is_other = role is not None and role not in CHAIRING_ROLES
        # One seat of several may be vacant: where there are others, the vacancy does not make the list complete.
        shared = union(claim.possible for claim in claims) if is_other else ()
        label = self._label(body_id, f"role {role}" if role and not is_other else None)
        office = _said(role) if is_other else ""
        hint = "" if role or terms else self._other_offices(body_id, every)
        return self.of_agents(
            Question("chairs", body_id, label, "data.chair_terms_of(body)", office, hint),
            claims,
            [*self._completeness(body_id, "chairs", role if is_other else None), *sole_chairs(alone, shared)],
        )

    def _other_offices(self, body_id: str, terms: Iterable[ChairTerm]) -> str:
        """Describe which offices a body without a chair on record has instead."""
        roles = [f"role={each!r}" for each in dict.fromkeys(term.role for term in terms)]
        return (
            f"; {self.directory.label(body_id)} has no chair on record: ask for {' or '.join(roles)}" if roles else ""
        )

    def members(
        self, body_id: str, components: bool = False, role: str = "member", office: str | None = None
    ) -> Roster[Agent]:
        """Return the roster of members; a collective counts as one, or as its parts with ``components``.

        Args:
            body_id: the body.
            components: whether the parts of a collective are listed in its place.
            role: that role only: observer, or a word of the dataset.
            office: that office in words only.
        """
        if role != "member":
            self.directory.word("membership_role", role)
        if office is not None:
            self.directory.word("office", office)
        if role == "member" and office is None:
            return self.once(("members", body_id, components), lambda: self._make_members(body_id, components))
        return self.once(("members", body_id, False, role, office), lambda: self._make_others(body_id, role, office))

    def _make_members(self, body_id: str, components: bool) -> Roster[Agent]:
        lives = self.lives(body_id)
        own: list[Claim] = []
        parts: list[Claim] = []
        collectives: dict[str, list[Claim]] = {}
        for seat in self._ties(organization_id=body_id, role="member"):
            claim = TieClaim(seat.member_id, seat, self._lives_with(seat.member_id, lives))
            own.append(claim)
            for part in self._ties(organization_id=seat.member_id, role="component"):
                parts.append(Claim(part.member_id, part, self._through(part, seat, lives)))
                collectives.setdefault(seat.member_id, []).append(claim)

        def known_complete_through(covered: Spans, item: str | None) -> Spans:
            # Whoever may be part of a collective whose parts are not all known may be a member through it.
            for collective_id, claims in collectives.items():
                known = union(
                    each.span
                    for each in self._completeness(collective_id, "members")
                    if (item not in each.except_ids if item is not None else not each.except_ids)
                )
                covered = subtract(covered, subtract(union(each.possible for each in claims), known))
            return covered

        question = Question("members", body_id, self.directory.label(body_id), "data.memberships_in(body)")
        completeness = self._completeness(body_id, "members")
        if not components:
            return self.of_agents(
                question, own, completeness, indirect=parts, known_complete_through=known_complete_through
            )
        direct = [claim for claim in own if claim.item not in collectives]
        excepted = {item for each in completeness for item in each.except_ids}
        excepted |= {
            item for each in collectives for one in self._completeness(each, "members") for item in one.except_ids
        }
        known = [
            each._replace(span=span) for each in completeness for span in known_complete_through((each.span,), None)
        ]
        if excepted:  # More is known of all but those who are excepted anywhere.
            known += [
                each._replace(span=span, except_ids=tuple(sorted(excepted)))
                for each in completeness
                for span in known_complete_through((each.span,), "")
            ]
        return self.of_agents(question, [*direct, *parts], known)

    def _make_others(self, body_id: str, role: str, office: str | None) -> Roster[Agent]:
        """Return who was in a body in a role other than member, or in one office."""
        lives = self.lives(body_id)
        claims: list[Claim] = []
        others: dict[str, list[Claim]] = {}
        for tie in self._ties(organization_id=body_id, role=role):
            claim = TieClaim(tie.member_id, tie, self._lives_with(tie.member_id, lives))
            if office is None or tie.office == office:
                claims.append(claim)
            else:
                others.setdefault(tie.member_id, []).append(claim)
        known = self._completeness(body_id, "members", None if role == "member" else role)
        what = _said(role) if office is None else office if role == "member" else f"{office} ({_said(role)})"
        question = Question("members", body_id, self.directory.label(body_id), "data.memberships_in(body)", what)
        if office is None:
            return self.of_agents(question, claims, known)

        def outside(item: str) -> Iterable[Completeness]:
            # Who was not a member held no office; of a member it may be unsaid.
            maybe = union(each.possible for each in others.get(item, ()))
            for each in known:
                if item not in each.except_ids:
                    yield from (each._replace(span=span) for span in subtract((each.span,), maybe))

        return self.of_agents(question, claims, self._completeness(body_id, "offices"), outside=outside)

    def in_role(self, body: object, role: str, office: str | None = None) -> Roster[Agent]:
        """Return who was in a body in a role of any kind.

        Args:
            body: by any name.
            role: member, observer, unit, chair, vice-chair ...; "any-chair" is whoever was in the chair.
            office: of members in that role, who held that office in words.

        Raises:
            InvalidQuestionError: the data have no such role or office.
        """
        if role == "unit" and office is None:
            return self.of("units", body)
        if role == "any-chair" and office is None:
            return self.of("chairs", body, None)
        of_terms = office is None and role in self.directory.vocabulary("term_role")
        if of_terms and role not in self.directory.vocabulary("membership_role"):
            return self.of("chairs", body, role)
        self.directory.word("role_in_body", role)
        return self.of("members", body, False, role, office)

    def units(self, body_id: str, kind: str | None = None) -> Roster[Agent]:
        """Return the roster of working groups, organs and branches; ``kind`` narrows to one kind of organization."""
        if kind is not None and not isinstance(kind, str):
            raise InvalidQuestionError(f"{shorten(kind)} is not a kind of organization", value=kind, field="kind")
        return self.once(("units", body_id, kind), lambda: self._make_units(body_id, kind))

    def _make_units(self, body_id: str, kind: str | None) -> Roster[Agent]:
        lives = self.lives(body_id)
        claims: list[Claim] = []
        unsorted: list[Claim] = []
        for tie in self._ties(organization_id=body_id, role="unit"):
            claim = TieClaim(tie.member_id, tie, self._lives_with(tie.member_id, lives))
            unit = self.store.agent(tie.member_id)
            if kind is None or (isinstance(unit, Organization) and unit.kind == kind):
                claims.append(claim)
            elif isinstance(unit, Organization) and unit.kind is None:
                unsorted.append(claim)
        # A unit of which no kind is stated may be of this one, so on its days nothing is complete.
        maybe = union(each.possible for each in unsorted)
        known = [
            each._replace(span=span)
            for each in self._completeness(body_id, "units")
            for span in subtract((each.span,), maybe)
        ]
        label = self._label(body_id, kind and f"kind {kind}")
        question = Question("units", body_id, label, "data.memberships_in(body)")
        return self.of_agents(question, claims, known)

    def groups(self, agent_id: str) -> Roster[Agent]:
        """Return the roster of bodies of which an agent was a member, itself or through a collective."""
        return self.once(("groups", agent_id), lambda: self._make_groups(agent_id))

    def _make_groups(self, agent_id: str) -> Roster[Agent]:
        claims: list[Claim] = []
        for seat in self._ties(member_id=agent_id, role="member"):
            body_id = seat.organization_id
            claims.append(TieClaim(body_id, seat, self._lives_with(agent_id, self.lives(body_id))))
        for part in self._ties(member_id=agent_id, role="component"):
            for seat in self._ties(member_id=part.organization_id, role="member"):
                body_id = seat.organization_id
                claims.append(Claim(body_id, part, self._through(part, seat, self.lives(body_id))))
        question = Question("groups", agent_id, self.directory.label(agent_id), "data.memberships_of(agent)")
        known = [*map(completeness_of, self.coverages(agent_id, "groups")), *outside_life(self.store.agent(agent_id))]
        return self.of_agents(question, claims, known, counterpart=lambda body_id: (self.members(body_id), agent_id))

    def names(self, agent_id: str, language: str, kind: str) -> Roster[str]:
        """Return the roster of the names of an agent, in one language and of one kind."""
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
        # Last the names themselves, since one that is spelled just so is meant.
        spelled = {fold(claim.item): claim.item for claim in claims} | {claim.item: claim.item for claim in claims}
        return Roster(
            question,
            claims,
            known,
            item_of=str,
            label=_quoted,
            resolve=lambda ref: spelled.get(str(ref)) or spelled.get(fold(str(ref)), str(ref)),
        )

    def of_agents(
        self,
        question: Question,
        claims: Iterable[Claim],
        completeness: Iterable[Completeness],
        *,
        indirect: Iterable[Claim] = (),
        known_complete_through: Callable[[Spans, str | None], Spans] | None = None,
        counterpart: Callable[[str], tuple[Roster[Any], str]] | None = None,
        outside: Callable[[str], Iterable[Completeness]] | None = None,
    ) -> Roster[Agent]:
        """Return a roster whose items are agents; each is ruled out on the days outside its life."""

        def beyond(item: str) -> Iterable[Completeness]:
            own = outside_life(self.store.agent(item))
            return [*own, *outside(item)] if outside else own

        return Roster(
            question,
            claims,
            completeness,
            item_of=self.store.agent,
            label=self.directory.label,
            resolve=self.directory.resolve,
            indirect=indirect,
            known_complete_through=known_complete_through,
            counterpart=counterpart,
            outside=beyond,
        )

    def _label(self, body_id: str, only: str | None) -> str:
        """Describe a body, and what of it alone is asked about."""
        label = self.directory.label(body_id)
        return f"{label} ({only} only)" if only else label

    def _ties(self, role: str, **reference: str) -> Iterator[Membership]:
        ties: Sequence[Membership] = self.store.select("memberships", **reference)
        return (tie for tie in ties if tie.role == role)

    def _through(self, part: Membership, seat: Membership, lives: list[Link]) -> list[Link]:
        """Return the links of a part of a collective and the collective's seat: both ties and all lives must hold."""
        collective = self.lives(seat.member_id)
        return [link_of(part), *self._lives_with(part.member_id, []), *collective, link_of(seat), *lives]

    def _lives_with(self, agent_id: str, lives: list[Link]) -> list[Link]:
        """Return some lives and that of who takes part in what they are the lives of."""
        agent = self.store.agent(agent_id)
        life = life_of(agent)
        return lives if life is None else [*lives, Link(agent, life)]

    def lives(self, body_id: str) -> list[Link]:
        """Return the lives that bound what a body had: its own, and those of what it is a unit of."""
        return [Link(body, life) for body in self.store.bodies_above(body_id) if (life := life_of(body)) is not None]

    def coverages(self, body_id: str, of: str, role: str | None = None) -> tuple[Coverage, ...]:
        """Return what is known completely of a body or agent; of a role beside the usual one, if it is given."""
        coverages: Sequence[Coverage] = self.store.select("coverages", organization_id=body_id)
        return tuple(each for each in coverages if each.of == of and each.role == role)

    def _completeness(self, body_id: str, of: str, role: str | None = None) -> list[Completeness]:
        found = [*map(completeness_of, self.coverages(body_id, of, role))]
        for body in self.store.bodies_above(body_id):
            found.extend(outside_life(body))
        return [each for each in found if each.span[0] <= each.span[1]]


def _said(role: str | None) -> str:
    return role.replace("-", " ") if role and role != "vice-chair" else role or ""


def completeness_of(coverage: Coverage) -> Completeness:
    """Return what a coverage makes complete."""
    first = coverage.first_day.toordinal() if coverage.first_day else BEFORE_ALL
    last = coverage.last_day.toordinal() if coverage.last_day else AFTER_ALL
    return Completeness((first, last), coverage, coverage.except_ids)


def _quoted(text: str) -> str:
    return f"“{text}”"
