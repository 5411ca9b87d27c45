"""`Evidence`: why one item is, or is not, an answer, and who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from ..dates.certainty import Certainty
from ..tables.text import plain

if TYPE_CHECKING:
    from ..model.agents import Name, Organization
    from ..model.dealings import Partnership
    from ..model.evidence import Citation
    from ..model.happenings import Figure
    from ..model.ties import ChairTerm, Coverage, Membership
    from ..model.works import Participation, Project

    Deciding = ChairTerm | Membership | Name | Organization | Coverage | Figure | Participation | Partnership | Project

__all__ = ["Evidence"]

T = TypeVar("T")


class Evidence(NamedTuple, Generic[T]):
    """Why one item is, or is not, an answer, and who says so.

    Attributes:
        item: the agent, name or project; None where the evidence is about everybody.
        record: the record that decides, None where there is none.
        certainty: how sure it is.
        citations: of the record, in order of weight.
        why: one plain sentence.
    """

    item: T | None
    record: Deciding | None
    certainty: Certainty
    citations: tuple[Citation, ...]
    why: str

    def __repr__(self) -> str:
        item = getattr(self.item, "label", self.item)
        record_id = getattr(self.record, "id", None)
        sources = ", ".join(dict.fromkeys(citation.source_id for citation in self.citations))
        told = [f"{self.certainty}", f"{self.why}", f"record: {record_id}", f"sources: {sources}"]
        head = f"<Evidence {item or 'nobody else'} {told[0]}"
        return "\n  ".join(map(plain, [head, *told[1:]])) + ">"
