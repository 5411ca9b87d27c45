"""What the benchmarks share: CPU time of a fresh interpreter, and of a call in this one."""

from __future__ import annotations

import resource
import subprocess
import sys
import timeit
from collections.abc import Callable


def cpu_of(code: str, runs: int = 15) -> float | None:
    """Return the least CPU seconds (user and system) of a fresh interpreter that runs the code; None if it fails."""
    least = None
    for _ in range(runs):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run([sys.executable, "-I", "-c", code], check=False, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if done.returncode:
            return None
        spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        least = spent if least is None else min(least, spent)
    return least


def microseconds(call: Callable[[], object], number: int, each: int) -> float:
    """Return the least time of one of ``each`` questions that a call asks, in microseconds."""
    call()
    return min(timeit.repeat(call, number=number, repeat=7)) / number / each * 1e6
