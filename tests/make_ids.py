"""Writes `src/iom_partners/ids.py`, the ids of the curated data as types: run it when records came or went.

python tests/make_ids.py
"""

from __future__ import annotations

from pathlib import Path
from textwrap import fill

import iom_partners

HOME = Path(iom_partners.__file__).with_name("ids.py")
RECORD_TYPES = {
    "OrganizationId": "organizations",
    "PersonId": "people",
    "PlaceId": "places",
    "ProjectId": "projects",
    "SourceId": "sources",
    "WorkId": "works",
}

HEAD = '''"""The ids of the curated data, as types: what editors offer inside the quotation marks of a call.

Every question takes any other text too, for a name may be written in many ways and data may be anyone's. Type your own
variables and functions with these where only an id of the curated data is right: a misspelt one is then found by the
type checker. Written by ``tests/make_ids.py`` from the data; for type checkers only, nothing loads it at run time.

>>> from typing import get_args
>>> "gmg" in get_args(OrganizationId)
True
"""

from typing import Literal

from .model.agents import Agent

__all__ = [{names}]

# fmt: off
'''


TAIL = """
#: How a caller names a body, and an agent: by an id of the curated data, any other text, or a record.
BodyRef = OrganizationId | str | Agent
AgentRef = OrganizationId | PersonId | str | Agent
"""


def text() -> str:
    """Return the text of the module as the data are now."""
    data = iom_partners.load()
    written = [
        HEAD.replace("{names}", ", ".join(f'"{name}"' for name in sorted([*RECORD_TYPES, "AgentRef", "BodyRef"])))
    ]
    for name, table in RECORD_TYPES.items():
        ids = sorted(getattr(data, table).ids)
        listed = fill(
            ", ".join(f'"{each}"' for each in ids), 116, break_long_words=False, break_on_hyphens=False,
            initial_indent="    ", subsequent_indent="    ",
        )  # fmt: skip
        written.append(f"#: The {len(ids)} {table}.\n{name} = Literal[\n{listed},\n]\n")
    written.append(TAIL)
    return "".join(written)


if __name__ == "__main__":
    HOME.write_text(text(), encoding="utf-8")
