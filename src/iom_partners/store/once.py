"""What is made when it is first needed is made once, however many threads need it."""

from __future__ import annotations

import os
from _thread import RLock  # `threading` itself would cost a tenth of a cold first answer.
from collections.abc import Callable
from typing import TypeVar

__all__ = ["once"]

K = TypeVar("K")
V = TypeVar("V")

#: One lock for all, so that no two threads wait for each other; whoever holds it can make on the way what it needs.
_lock = RLock()


def once(made: dict[K, V], key: K, make: Callable[[], V]) -> V:
    """Return what stands under a key; where nothing does, make it, while other threads wait for it.

    If making it fails or is interrupted, nothing is kept, and the next call tries again.

    >>> once({}, "a", lambda: 1)
    1
    """
    found = made.get(key)
    if found is None:
        with _lock:
            found = made.get(key)
            if found is None:
                # `setdefault`, for a signal handler may have asked the same in the meantime.
                found = made.setdefault(key, make())
    return found


def _renew_lock() -> None:
    global _lock
    _lock = RLock()


if hasattr(os, "register_at_fork"):
    # A child forked while another thread makes something would wait forever for the lock that the thread holds.
    os.register_at_fork(after_in_child=_renew_lock)
