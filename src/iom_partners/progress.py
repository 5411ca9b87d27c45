"""A bar for work that takes long: on a terminal or in a notebook, never in a file or a test.

It needs tqdm, the extra ``progress``; without it the work is silent. ``TQDM_DISABLE=1`` keeps it silent with it.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False  # Known to type checkers; importing `typing` would slow every start.
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any, TypeVar

    T = TypeVar("T")

__all__ = ["tracked"]

#: Work that is done before so many seconds shows no bar.
_PATIENCE = 1.0


def tracked(items: Iterable[T], what: str, *, total: int | None = None) -> Iterable[T]:
    """Give items one by one; while that takes long, a bar tells how far it is.

    Args:
        items: what is worked through.
        what: what is done, in a word or two, before the bar.
        total: how many there are, where they do not tell it themselves.

    >>> list(tracked(["a", "b"], "spelling"))
    ['a', 'b']
    """
    bar = _bar()
    return items if bar is None else _with_bar(bar, items, what, total)


def _with_bar(bar: Any, items: Iterable[T], what: str, total: int | None) -> Iterator[T]:
    yield from bar(items, desc=what, total=total, delay=_PATIENCE, leave=False, mininterval=0.2, file=sys.stderr)


def _bar() -> Any:
    """Give the bar of where the program runs; None where nobody would see it, or where tqdm is not installed."""
    in_notebook = _is_notebook()
    # Without a window, Python has no standard error at all.
    if not in_notebook and not (sys.stderr is not None and sys.stderr.isatty()):
        return None
    from importlib import import_module
    from importlib.util import find_spec

    if find_spec("tqdm") is None:
        return None
    has_widgets = in_notebook and find_spec("ipywidgets") is not None
    return import_module("tqdm.notebook" if has_widgets else "tqdm.std").tqdm


def _is_notebook() -> bool:
    """Tell whether a kernel of Jupyter runs the program; IPython in a terminal is a terminal."""
    shell = sys.modules.get("IPython")
    running = shell.get_ipython() if shell is not None else None
    return running is not None and "IPKernelApp" in running.config
