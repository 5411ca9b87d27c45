"""The garbage collector is left as it was found."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from handmade import org
from iom_partners import DataFileError, Dataset
from iom_partners.store.store import pause_collector


@pytest.fixture(autouse=True)
def _as_found() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.enable()


def test_it_is_paused_and_goes_on() -> None:
    """It rests inside, nested too, and runs again afterwards."""
    with pause_collector():
        with pause_collector():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_caller_who_paused_it_keeps_it_paused() -> None:
    """It is not switched on behind the back of someone who switched it off."""
    gc.disable()
    with pause_collector():
        pass
    Dataset.from_records([org("a")])
    assert not gc.isenabled()


def test_it_goes_on_after_an_error(tmp_path) -> None:
    """A file that cannot be read leaves it running."""
    (tmp_path / "places.json").write_text("[{}]")
    with pytest.raises(DataFileError):
        Dataset.read(tmp_path)
    assert gc.isenabled()


def test_what_a_caller_froze_stays_frozen() -> None:
    """Objects that a caller set apart, as before a fork, are not thawed."""
    gc.freeze()
    count = gc.get_freeze_count()
    with pause_collector():
        pass
    assert gc.get_freeze_count() >= count - 100 > 0


def test_nothing_of_ours_stays_frozen() -> None:
    """Where nothing was frozen before, nothing is afterwards."""
    with pause_collector():
        pass
    assert gc.get_freeze_count() == 0
