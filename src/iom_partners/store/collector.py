"""The garbage collector, while very many records are made."""

from __future__ import annotations

import gc
from collections.abc import Generator
from contextlib import contextmanager

__all__ = ["pause_collector"]


@contextmanager
def pause_collector() -> Generator[None]:
    """Keep the garbage collector from going through a growing heap of records again and again; there is no garbage.

    What was made in the meantime is put among the old objects unseen: else the first collection would look at all of
    it. A caller who has frozen objects of his own keeps them so.

    >>> gc.enable()
    >>> with pause_collector():
    ...     gc.isenabled()
    False
    >>> gc.isenabled()
    True
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            if hasattr(gc, "freeze") and not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()
