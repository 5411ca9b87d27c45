"""The ids as types: written from the data, loaded by nobody."""

from __future__ import annotations

import subprocess
import sys
from typing import get_args

import iom_partners.ids
from make_ids import HOME, RECORD_TYPES, text


def test_they_are_those_of_the_data() -> None:
    """After a change of the data, run ``python tests/make_ids.py``."""
    assert HOME.read_text(encoding="utf-8") == text(), "run python tests/make_ids.py"


def test_each_type_holds_all_ids_of_its_collection(curated: iom_partners.Dataset) -> None:
    """So an editor offers all of them and none that there is not."""
    for name, table in RECORD_TYPES.items():
        assert set(get_args(getattr(iom_partners.ids, name))) == set(getattr(curated, table).ids)


def test_nothing_loads_them() -> None:
    """They are for type checkers: a question is answered without them."""
    code = (
        "import sys, iom_partners; iom_partners.load().chair_of('gmg', on='2013-09-01').why; "
        "sys.exit('iom_partners.ids' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
