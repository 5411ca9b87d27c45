"""The table that the picture of a network is drawn from: who shared projects and partnerships with whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..dates.certainty import Certainty
from ..dates.period import Period
from ..model.works import Participation
from ..tables.column import Column
from ..tables.table import Table
from .claims import Asked, judge
from .explain import _proof
from .segments import joined, source_ids

if TYPE_CHECKING:
    from .dataset import Dataset

__all__ = ["TIES", "find_ties"]

TIES = (
    Column("source_id", "string", "one agent, the first of both by id", is_required=True),
    Column("target_id", "string", "the other", is_required=True),
    Column("source", "string", "the label of the one", is_required=True),
    Column("target", "string", "the label of the other", is_required=True),
    Column("weight", "integer", "how many projects and partnerships both share, certain or possible", is_required=True),
    Column(
        "certainty",
        "string",
        "how sure it is that they shared one at some time",
        (Certainty.CERTAIN.value, Certainty.POSSIBLE.value),
        is_required=True,
    ),
    Column("words", "string", "what makes it so sure, in one plain sentence", is_required=True),
    Column("shared_ids", "string", "the projects and partnerships; several are parted by |", is_required=True),
    Column("source_ids", "string", "the sources that say so; several are parted by |"),
)


def find_ties(data: Dataset, agent_id: str | None, during: Period) -> Table:
    """Give each two agents that shared a project or a partnership.

    Args:
        data: the records.
        agent_id: only this agent, its partners, and what these share among each other; by default all.
        during: when; a certain tie holds on some day of it in every reading.
    """
    ledgers = data._dealt()
    asked = Asked.over("during", during)
    if agent_id is None:
        agents = {each.agent_id for each in data.participations}
        agents |= {party for each in data.partnerships for party in each.party_ids}
    else:
        partners = ledgers.partners(agent_id)
        near = {claim.item for claim in partners.by_time.claims if asked.meets(claim.possible)}
        agents = {agent_id, *near}
    rows: list[tuple[Any, ...]] = []
    labels = _labels(ledgers, agents)
    for source in sorted(agents):
        ledger = ledgers.partners(source)
        for target in sorted(each for each in ledger.claims if each in agents and each > source):
            claims = [claim for claim in ledger.claims[target] if asked.meets(claim.possible)]
            if not claims:
                continue
            certainty = judge(claims, (), asked)
            proofs = [_proof(None, claim, ledger, asked) for claim in claims]
            why = "; ".join(dict.fromkeys(each.why for each in proofs if each.certainty is certainty))
            shared = joined(map(_shared, claims)) or ""
            cited = source_ids(each for proof in proofs for each in proof.citations)
            both = (source, target, labels[source], labels[target])
            rows.append((*both, shared.count("|") + 1, certainty.value, why, shared, cited))
    return Table("ties", TIES, rows, note="agents that shared a project or a partnership")


def _labels(ledgers: Any, agents: set[str]) -> dict[str, str]:
    """Give a label to each; those of one label get their id behind it."""
    labels = {each: ledgers._home.label(each) for each in agents}
    every = list(labels.values())
    return {each: label if every.count(label) == 1 else f"{label} ({each})" for each, label in labels.items()}


def _shared(claim: Any) -> str:
    record = claim.record
    return record.project_id if isinstance(record, Participation) else record.id
