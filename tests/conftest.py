"""What all tests share: hypothesis profiles, the curated data and a tiny made-up dataset."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

import iom_partners
from iom_partners import ChairTerm, Coverage, Dataset, Membership, Organization, PartialDate, Period

# The folder is no installed package, and tests under it import `strategies` by its bare name.
sys.path.insert(0, str(Path(__file__).resolve().parent))

# Derandomized, so that a change is judged by its own merit and a failure comes back on the next run; all but the long
# one, which is there to find what the others have not. A law that needs more or fewer examples says how many times
# these, with `strategies.examples`.
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
    return Dataset.from_records(
        [
            Organization(id="club", name="Kite Flyers Club", acronym="KFC", founded=PartialDate("2001-03-01")),
            Organization(id="north", name="Northern Chapter", acronym="NC"),
            Organization(id="south", name="Southern Chapter", acronym="SC"),
            Membership(
                id="north-in-club",
                member_id="north",
                organization_id="club",
                is_founder=True,
                period=Period("2001-03-01/.."),
            ),
            Membership(
                id="south-in-club", member_id="south", organization_id="club", period=Period("2004-05/2009-12-31")
            ),
            ChairTerm(
                id="north-chairs", organization_id="club", holder_id="north", period=Period("2006-01-01/2006-12-31")
            ),
            Coverage(
                id="club-members",
                organization_id="club",
                of="members",
                first_day=PartialDate("2001-03-01").earliest,
                last_day=PartialDate("2010-12-31").latest,
            ),
        ]
    )
