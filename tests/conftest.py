"""What all tests share: hypothesis profiles, the curated data and a tiny made-up dataset."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

import iom_partners
from iom_partners import Dataset

# The folder is not an installed package, and tests under it import `strategies` by its bare name.
sys.path.insert(0, str(Path(__file__).resolve().parent))

# Under pytest-xdist it is set, and then the command breaks its lines.
os.environ.pop("COLUMNS", None)

# Derandomized, so that a change is judged by its own merit and a failure comes back on the next run; all but the long
# one, which is there to find what the others have not. A law that needs more or fewer examples says how many times
# these, with `strategies.examples`.
settings.register_profile("brief", max_examples=2, deadline=None, derandomize=True)  # To see what runs at all.
settings.register_profile("quick", max_examples=20, deadline=None, derandomize=True)
settings.register_profile("ci", max_examples=100, deadline=None, derandomize=True)
settings.register_profile("long", max_examples=2_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


@pytest.fixture(scope="session")
def curated() -> Dataset:
    """The shipped data."""
    return iom_partners.load()


@pytest.fixture
def tiny() -> Dataset:
    """A made-up club with two chapters: one exact date of each kind that matters, and one that is known in part.

    North is in it from the founding on, South from some day of May 2004 to the end of 2009; North chairs it in 2006,
    and all members are known from the founding to 2010.
    """
    from worlds import covers, org, seat, term, world

    return world(
        org("club", name="Kite Flyers Club", acronym="KFC", founded="2001-03-01"),
        org("north", name="Northern Chapter", acronym="NC"),
        org("south", name="Southern Chapter", acronym="SC"),
        seat("north", "2001-03-01/..", of="club", id="north-in-club", is_founder=True),
        seat("south", "2004-05/2009-12-31", of="club", id="south-in-club"),
        term("north", "2006-01-01/2006-12-31", of="club", id="north-chairs"),
        covers("members", "2001-03-01", "2010-12-31", body="club", id="club-members"),
    )
