"""Ids of sources that stand for no document, but for what was inferred or declared."""

from __future__ import annotations

__all__ = ["DECLARED_ID", "INFERENCE_IDS", "NARROWING_ID", "POLICY_ID"]

#: The source that narrowed dates are cited to, so that no view attributes our inference to anyone else.
NARROWING_ID = "iom-partners-narrowing"
#: The source that a field is cited to which a policy decided.
POLICY_ID = "iom-partners-policy"
#: The sources that state what follows from others; they conflict with none.
INFERENCE_IDS = frozenset((NARROWING_ID, POLICY_ID))
#: The source that coverages are cited to which a caller declares, so that every reason says whose claim it is.
DECLARED_ID = "declared-by-the-caller"
