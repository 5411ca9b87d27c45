"""A progress bar for long work, in a terminal or a notebook only.

It needs tqdm, from the extra ``progress``; without it, or with ``TQDM_DISABLE=1``, no bar is shown.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False  # Known to type checkers; importing `typing` would slow every start.
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any, TypeVar

    T = TypeVar("T")

__all__ = ["tracked"]

#: The seconds before a bar is shown.
_PATIENCE = 1.0


def tracked(items: Iterable[T], what: str, *, total: int | None = None) -> Iterable[T]:
    """Return the items, with a progress bar once they have taken a second.

    Args:
        items: the items to work through.
        what: the label of the bar, a word or two.
        total: the number of items, if they have no length.

    >>> list(tracked(["a", "b"], "spelling"))
    ['a', 'b']
    """
    bar = _bar()
    return items if bar is None else _with_bar(bar, items, what, total)


def _with_bar(bar: Any, items: Iterable[T], what: str, total: int | None) -> Iterator[T]:
    yield from bar(items, desc=what, total=total, delay=_PATIENCE, leave=False, mininterval=0.2, file=sys.stderr)


def _bar() -> Any:
    """Return the class of the bar; None if nobody would see it or tqdm is not installed."""
    in_notebook = _is_notebook()
    # A program without a console has no standard error.
    if not in_notebook and not (sys.stderr is not None and sys.stderr.isatty()):
        return None
    from importlib import import_module
    from importlib.util import find_spec

    if find_spec("tqdm") is None:
        return None
    has_widgets = in_notebook and find_spec("ipywidgets") is not None
    return import_module("tqdm.notebook" if has_widgets else "tqdm.std").tqdm


def _is_notebook() -> bool:
    """Return whether a Jupyter kernel runs the program; IPython in a terminal counts as a terminal."""
    shell = sys.modules.get("IPython")
    running = shell.get_ipython() if shell is not None else None
    return running is not None and "IPKernelApp" in running.config
