"""Ids of sources that are not documents: they stand for what was inferred or declared."""

from __future__ import annotations

from typing import Any

__all__ = ["DECLARED_ID", "INFERENCE_IDS", "NARROWING_ID", "POLICY_ID", "RULES_ID", "is_derived"]

#: The source of narrowed dates, so that no view attributes our inference to anyone else.
NARROWING_ID = "iom-partners-narrowing"
#: The source of fields that a conflict policy decided.
POLICY_ID = "iom-partners-policy"
#: The source of roles that follow from the rules of a body.
RULES_ID = "iom-partners-rules"
#: The sources of what follows from others; they conflict with none.
INFERENCE_IDS = frozenset((NARROWING_ID, POLICY_ID, RULES_ID))
#: The source of coverages that a caller declares, so that every reason says whose claim it is.
DECLARED_ID = "declared-by-the-caller"


def is_derived(record: Any) -> bool:
    """Return whether a record follows from the rules of a body, so that it repeats nothing.

    >>> from .ties import Membership
    >>> is_derived(Membership(id="m", member_id="who", organization_id="gmg"))
    False
    """
    return any(each.source_id == RULES_ID for each in record.citations)
