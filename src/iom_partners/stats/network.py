"""Who worked with whom: ties between two agents, as a table of edges and as a graph of NetworkX."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache, partial
from itertools import combinations, groupby, product
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from ..dates.certainty import Certainty
from ..dates.coerce import NOT_GIVEN
from ..dates.days import Bounds, Span
from ..dates.partial import PartialDate
from ..dates.period import Period
from ..errors import InvalidQuestionError, shorten
from ..model.agents import Agent, Organization
from ..model.ties import Membership
from ..query.project_rosters import ProjectRosters
from ..query.wording import say_list
from ..store.table_schemas import joined, source_ids, told_apart
from ..tables.optional import needed
from ..tables.table import Column, Table
from ..tables.text import plain
from ..worlds.asked import Asked
from ..worlds.claims import Claim, Link
from ..worlds.overlaps import meeting_groups
from .pairs import BOUNDS, EVER_ASKED, HELD, TWO_AGENTS, pairs_in, read_any_time, stretch_cells, stretch_of, sure_of

if TYPE_CHECKING:
    from collections.abc import Callable


__all__ = [
    "TIES",
    "AtLeast",
    "Edge",
    "TieKind",
    "edge_table",
    "find_edges",
    "make_graph",
    "pairs_of",
    "read_kinds",
    "read_least",
    "units_of",
]


TieKind = Literal["projects", "partnerships", "agreements", "bodies"]
AtLeast = Literal["possible", "certain"]
_KINDS: tuple[TieKind, ...] = get_args(TieKind)

_COLUMNS = (
    *TWO_AGENTS,
    Column("by", "string", "what ties them", _KINDS, is_required=True),
    Column("record_id", "string", "the id of the project, partnership, agreement or body", is_required=True),
    Column("certainty", "string", "how sure it is that both had it at once", HELD, is_required=True),
    *BOUNDS,
    Column("source_ids", "string", "the sources that its records cite; several are separated by |"),
)


class Edge(NamedTuple):
    """One tie of two agents.

    Attributes:
        agent_id: the one, by the alphabet.
        other_id: the other.
        by: what ties them.
        record_id: of the project, partnership, agreement or body.
        certainty: certain or possible.
        claims: that they had it together.
        period: when, as EDTF text.
        days: first and last possible start and end; None means no limit.
    """

    agent_id: str
    other_id: str
    by: TieKind
    record_id: str
    certainty: Certainty
    claims: tuple[Claim, ...]
    period: str
    days: tuple[date | None, ...]


class _Tie(NamedTuple):
    """One tie of two agents, of any time; ``when`` is its time as the record has it, where it is one record."""

    agent_id: str
    other_id: str
    by: TieKind
    record_id: str
    claims: tuple[Claim, ...]
    when: PartialDate | Period | None = None


def read_kinds(by: object) -> tuple[TieKind, ...]:
    """Return what ties are asked for, each once, in fixed order.

    Raises:
        InvalidQuestionError: one of them is not a kind of tie, or none is given.
    """
    given = (by,) if isinstance(by, str) or not isinstance(by, Iterable) else tuple(by)
    for each in given:
        if each not in _KINDS:
            hint = f"one or several of {', '.join(_KINDS)}"
            raise InvalidQuestionError(f"{shorten(each)} ties no agents", value=each, field="by", hint=hint)
    if not given:
        hint = f"one or several of {', '.join(_KINDS)}"
        raise InvalidQuestionError("no kind of tie is given", value=by, field="by", hint=hint)
    return tuple(each for each in _KINDS if each in given)


def read_least(certainty: object) -> Certainty:
    """Return how sure a tie has to be.

    Raises:
        InvalidQuestionError: it is neither possible nor certain.
    """
    value = certainty.value if isinstance(certainty, Certainty) else certainty
    if value not in get_args(AtLeast):
        hint = "possible or certain"
        raise InvalidQuestionError(
            f"{shorten(certainty)} is not a certainty of ties", value=certainty, field="certainty", hint=hint
        )
    return Certainty(value)


def find_edges(
    rosters: ProjectRosters,
    by: Any,
    certainty: Any,
    on: Any = NOT_GIVEN,
    during: Any = NOT_GIVEN,
    *,
    fold_units: bool = False,
) -> tuple[list[Edge], Asked]:
    """Return every tie that held, or may have held, at a time: by agent, other, kind and record; and that time.

    Args:
        rosters: of the dataset.
        by: the kinds of ties.
        certainty: how sure a tie has to be.
        on: one day.
        during: a period.
        fold_units: count what a unit had as what its whole had.
    """
    asked = read_any_time(on, during, NOT_GIVEN, "data.stats.network_edges() without a time")
    kinds, least = read_kinds(by), read_least(certainty)
    finders: dict[TieKind, Callable[[ProjectRosters], Iterator[_Tie]]] = {
        "projects": partial(_by_projects, window=asked.bounds.possible),
        "partnerships": _by_partnerships,
        "agreements": _by_agreements,
        "bodies": partial(_by_bodies, window=asked.bounds.possible),
    }
    edges: list[Edge] = []
    for kind in kinds:
        ties = finders[kind](rosters)
        for tie in _folded(ties, rosters) if fold_units else ties:
            sure = sure_of(tie.claims, asked)
            if sure is Certainty.POSSIBLE and isinstance(tie.when, PartialDate) and not asked.meets(*tie.when.spans):
                sure = None  # The days of a set are not all between its first and its last.
            if sure is None or (sure is Certainty.POSSIBLE and least is Certainty.CERTAIN):
                continue
            text, *days = stretch_cells(stretch_of(tie.claims))
            edges.append(Edge(*tie[:4], sure, tie.claims, text if tie.when is None else str(tie.when), tuple(days)))
    edges.sort(key=lambda edge: (edge.agent_id, edge.other_id, kinds.index(edge.by), edge.record_id))
    return edges, asked


def _by_projects(rosters: ProjectRosters, window: Span) -> Iterator[_Tie]:
    """Return the pairs of agents of each project: on days on which both took part and the project ran."""
    for project_id in dict.fromkeys(each.project_id for each in rosters.store["participations"]):
        project = rosters.project(project_id)
        if project is None:
            continue
        own: dict[str, list[Claim]] = {}
        for part in rosters.parts(project_id):
            claim = Claim(part.agent_id, part, rosters.links(part, project))
            own.setdefault(part.agent_id, []).append(claim)
        ids = sorted(own)
        for one_id, other_id in (
            (ids[one], ids[other]) for one, other in meeting_groups([own[each] for each in ids], window)
        ):
            claims = (
                Claim(other_id, other.record, rosters.links_of_both(other.record, one.record, project))  # type: ignore[arg-type]
                for one in own[one_id]
                for other in own[other_id]
            )
            held = tuple(each for each in claims if each.possible[0] <= each.possible[1])
            yield _Tie(one_id, other_id, "projects", project_id, held)


def _by_partnerships(rosters: ProjectRosters) -> Iterator[_Tie]:
    for tie in rosters.store["partnerships"]:
        for one_id, other_id in combinations(sorted(set(tie.party_ids)), 2):
            claim = Claim(tie.id, tie, rosters.links_of_parties(tie, one_id, other_id))
            yield _Tie(one_id, other_id, "partnerships", tie.id, (claim,), tie.period)


def _by_agreements(rosters: ProjectRosters) -> Iterator[_Tie]:
    """Return the pairs of parties of each agreement: on the day on which they signed it."""
    for signed in rosters.store["agreements"]:
        record: Any = signed
        when = Period("/") if signed.when is None else signed.when
        bounds = when.bounds if isinstance(when, Period) else Bounds(*when.span, *when.span)
        claim = Claim(signed.id, record, [Link(record, bounds)])
        for one_id, other_id in combinations(sorted(set(signed.party_ids)), 2):
            yield _Tie(one_id, other_id, "agreements", signed.id, (claim,), when)


def _by_bodies(rosters: ProjectRosters, window: Span) -> Iterator[_Tie]:
    for body_id in rosters.store.bodies():
        roster = rosters.rosters.members(body_id)
        for one_id, other_id, claims in pairs_in(roster, items=list(roster.claims), window=window):
            yield _Tie(one_id, other_id, "bodies", body_id, claims)


def _folded(ties: Iterable[_Tie], rosters: ProjectRosters) -> Iterator[_Tie]:
    """Return ties with the whole in the place of each unit; what units of one whole have with each other is not a tie.

    What both a unit and its whole had is one tie. A tie that no whole can have had stays that of the units.
    """
    folded = cache(rosters.folded)
    found: dict[tuple[str, str, str], _Tie] = {}
    for tie in ties:
        is_held = False
        for (one_id, one), (other_id, other) in product(folded(tie.agent_id), folded(tie.other_id)):
            first, second = sorted((one_id, other_id))
            made = [Claim(second, claim.record, [*claim.links, *one, *other]) for claim in tie.claims]
            held = [each for each in made if each.possible[0] <= each.possible[1]]
            is_held = is_held or bool(held)
            if held and first != second:
                # The time of one record is not that of a tie through a unit, but a date stays one.
                when = tie.when if not (one or other) or isinstance(tie.when, PartialDate) else None
                key = first, second, tie.record_id
                known = found.setdefault(key, _Tie(first, second, tie.by, tie.record_id, (), when))
                found[key] = known._replace(claims=(*known.claims, *held))
        if not is_held:
            found[(tie.agent_id, tie.other_id, tie.record_id)] = tie
    yield from found.values()


def edge_table(edges: Sequence[Edge], label: Callable[[str], str]) -> Table:
    """Return the table of ties."""
    rows = [
        (
            edge.agent_id, label(edge.agent_id), edge.other_id, label(edge.other_id), edge.by, edge.record_id,
            edge.certainty.value, edge.period, *edge.days, _cited(edge),
        )
        for edge in edges
    ]  # fmt: skip
    units = [f"{say_list([label(each) for each in ids])} as {label(whole)}" for whole, ids in units_of(edges).items()]
    note = "those that held, or may have held"
    return Table("ties", _COLUMNS, rows, note=f"{note}; counted are {'; '.join(units)}" if units else note)


def units_of(edges: Iterable[Edge]) -> dict[str, list[str]]:
    """Return which units were folded into each whole of some edges."""
    ends = {each for edge in edges for each in (edge.agent_id, edge.other_id)}
    steps: dict[str, set[str]] = {}
    for link in (link for edge in edges for claim in edge.claims for link in claim.links):
        if isinstance(link.record, Membership) and link.record.role == "unit":
            steps.setdefault(link.record.organization_id, set()).add(link.record.member_id)
    found: dict[str, list[str]] = {}
    for whole in sorted(ends & set(steps)):
        below = sorted(steps[whole])
        for each in below:
            below += sorted(steps.get(each, set()).difference(below, {whole}))
        found[whole] = sorted(below)
    return found


def _cited(edge: Edge) -> str | None:
    # Who dates the life of one of the two does not say that they had to do with each other.
    ends = edge.agent_id, edge.other_id
    records = [
        link.record for claim in edge.claims for link in claim.links if getattr(link.record, "id", "") not in ends
    ]
    return source_ids(each for record in records for each in record.citations)


def make_graph(edges: Sequence[Edge], asked: Asked, agent: Callable[[str], Agent], by: Sequence[TieKind]) -> Any:
    """Return a graph of ties; every attribute is a text or a number, and what has no value is left out.

    The name of the graph, which NetworkX prints and writes to files, says which ties it has.

    Control characters and marks of direction are written out, for XML may not hold them.

    Args:
        edges: by agent and other.
        asked: when.
        agent: returns the agent of an id.
        by: of which kinds the ties are.

    Raises:
        MissingExtraError: NetworkX is not installed.
    """
    when = "" if asked is EVER_ASKED else f" {asked.keyword} {asked.when}"
    name = f"ties by {', '.join(by)}{when}"
    graph, units = needed("networkx", "graph").Graph(name=name), units_of(edges)
    for agent_id in sorted({each for edge in edges for each in (edge.agent_id, edge.other_id)}):
        folded = {"units": "|".join(units[agent_id])} if agent_id in units else {}
        graph.add_node(agent_id, **_plain(agent(agent_id)), **folded)
    for (one_id, other_id), ties in groupby(edges, key=lambda edge: (edge.agent_id, edge.other_id)):
        graph.add_edge(one_id, other_id, **_joined(list(ties), asked))
    return graph


def _plain(agent: Agent) -> dict[str, str]:
    is_organization = isinstance(agent, Organization)
    told = {
        "label": agent.label,
        "name": agent.name,
        "kind": getattr(agent, "kind", None),
        "country": getattr(agent, "country", None),
        "record": "organization" if is_organization else "person",
    }
    return _writable(told)


def _joined(ties: list[Edge], asked: Asked) -> dict[str, str | int]:
    """Return the attributes of an edge: of all ties of two agents."""
    claims = [claim for tie in ties for claim in tie.claims]
    certain = [tie for tie in ties if tie.certainty is Certainty.CERTAIN]
    # Ties that adjoin may make a certain span that none of them makes alone.
    certainty = Certainty.CERTAIN if certain else sure_of(claims, asked)
    assert certainty is not None
    text, first, _, _, last = stretch_cells(stretch_of(claims))
    told: dict[str, Any] = {
        "weight": len(ties),
        "certain_weight": len(certain),
        "by": "|".join(dict.fromkeys(tie.by for tie in ties)),
        "ties": "|".join(tie.record_id for tie in ties),
        "certainty": certainty.value,
        "period": ties[0].period if len(ties) == 1 else text,
    }
    days = {"first_day": first, "last_day": last}
    return _writable({**told, **{key: day and day.isoformat() for key, day in days.items()}})


def _writable(told: dict[str, Any]) -> dict[str, Any]:
    """Leave out what has no value, and write out marks that no file of XML may hold."""
    return {key: plain(value) if isinstance(value, str) else value for key, value in told.items() if value is not None}


TIES = (
    Column("source_id", "string", "one agent, the first of both by id", is_required=True),
    Column("target_id", "string", "the other", is_required=True),
    Column("source", "string", "the label of the one", is_required=True),
    Column("target", "string", "the label of the other", is_required=True),
    Column("weight", "integer", "how many ties both have, certain or possible", is_required=True),
    Column("certainty", "string", "how sure the surest of them is", HELD, is_required=True),
    Column("words", "string", "the ties, each with its time and how sure it is", is_required=True),
    Column("shared_ids", "string", "the records of the ties; several are separated by |", is_required=True),
    Column("source_ids", "string", "the sources that say so; several are separated by |"),
)


def pairs_of(edges: Table, agent_id: str | None = None) -> Table:
    """Join the ties of each pair of agents.

    Args:
        edges: what `Stats.network_edges` returns.
        agent_id: only this agent, its partners, and what these share among each other; by default all.
    """
    rows = edges.to_dicts()
    if agent_id is not None:
        near = {each for row in rows if agent_id in _ends(row) for each in _ends(row)}
        rows = [row for row in rows if near.issuperset(_ends(row))]
    labels = _labels(rows)
    found: list[tuple[Any, ...]] = []
    for ends, grouped in groupby(rows, key=_ends):
        ties = list(grouped)
        is_certain = any(tie["certainty"] == Certainty.CERTAIN.value for tie in ties)
        certainty = Certainty.CERTAIN if is_certain else Certainty.POSSIBLE
        cited = joined(each for tie in ties for each in (tie["source_ids"] or "").split("|") if each)
        shared = "|".join(tie["record_id"] for tie in ties)
        words = "; ".join(map(_said, ties))
        found.append((*ends, *(labels[end] for end in ends), len(ties), certainty.value, words, shared, cited))
    return Table("pairs", TIES, found, note="agents that have ties with each other")


def _ends(row: dict[str, Any]) -> tuple[str, str]:
    return row["agent_id"], row["other_id"]


def _said(tie: dict[str, Any]) -> str:
    """Return one tie in words: what it is, when it held, how sure that is.

    >>> _said({"by": "projects", "record_id": "praesidium", "period": "2006/2011", "certainty": "possible"})
    'project praesidium, 2006/2011 (possible)'
    """
    what = {"bodies": "body"}.get(tie["by"], tie["by"].removesuffix("s"))
    when = "no time stated" if tie["period"] == "/" else tie["period"]
    return f"{what} {tie['record_id']}, {when} ({tie['certainty']})"


def _labels(rows: Iterable[dict[str, Any]]) -> dict[str, str]:
    """Return a label of its own to each agent."""
    labels = {
        row[f"{side}_id"]: row[name] for row in rows for side, name in (("agent", "label"), ("other", "other_label"))
    }
    return told_apart(labels)
