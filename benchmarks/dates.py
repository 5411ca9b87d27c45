"""Reading EDTF and asking about days, against python-edtf, undate and edtf-validate: correctness and speed.

Run it with the Python of an environment that has iom-partners, its test group and the peers (`pip install edtf undate
edtf-validate`). The texts are those of the tables in `tests/unit/test_edtf.py`, each with its first and last day;
seasons, whose days the standard leaves to the reader, are left out. Every figure comes from public calls. These cache
what they read, so the texts are new: so many other dates are read first that the cache has dropped them.
"""

from __future__ import annotations

import importlib.util
import sys
import time
import timeit
from collections.abc import Callable
from contextlib import redirect_stdout, suppress
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

from ratios import microseconds

from iom_partners.dates import PartialDate, Period

Span = tuple[date | None, date | None]
Reader = Callable[[str], Span]
#: More days than the cache of `PartialDate` holds: read in order, each of them is new each time.
DAYS = [(date(1900, 1, 1) + timedelta(number)).isoformat() for number in range(36_500)]


def tables() -> tuple[dict[str, Span], list[str]]:
    """Return the valid texts with first and last day, and the texts that every reader must refuse."""
    path = Path(__file__).parents[1] / "tests" / "unit" / "test_edtf.py"
    spec = importlib.util.spec_from_file_location("edtf_tables", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    texts = {row[0]: (row[1], row[2]) for row in module.VALID}
    texts |= {text: (runs[0].split("..")[0], runs[-1].split("..")[1]) for text, runs in module.RUNS}
    valid = {
        text: (first and date.fromisoformat(first), last and date.fromisoformat(last))
        for text, (first, last) in texts.items()
        if PartialDate(text).precision != "season"
    }
    return valid, [row[0] for row in module.INVALID]


def ours(text: str) -> Span:
    """Read a text with this library."""
    when = PartialDate(text)
    return when.earliest, when.latest


def peers() -> dict[str, Reader | None]:
    """Return the reader of each library; None if it is not installed."""
    found: dict[str, Reader | None] = {"iom-partners": ours}
    for name, make in {"python-edtf": _edtf, "undate": _undate, "edtf-validate": _validate}.items():
        try:
            found[name] = make()
        except ImportError:
            found[name] = None
    return found


def _edtf() -> Reader:
    from edtf import parse_edtf

    def read_text(text: str) -> Span:
        parsed: Any = parse_edtf(text)
        sides = parsed.lower_strict(), parsed.upper_strict()
        first, last = (None if side is None or isinstance(side, float) else date(*side[:3]) for side in sides)
        return first, last

    return read_text


def _undate() -> Reader:
    from undate.converters.edtf import EDTFDateConverter

    converter = EDTFDateConverter()

    def read_text(text: str) -> Span:
        parsed: Any = converter.parse(text)
        first, last = (each and date.fromisoformat(str(each)) for each in (parsed.earliest, parsed.latest))
        return first, last

    return read_text


def _validate() -> Reader:
    from edtf_validate.valid_edtf import is_valid

    def read_text(text: str) -> Span:
        if not is_valid(text):
            raise ValueError(text)
        return None, None  # It only says whether the text is valid.

    return read_text


def judged(reader: Reader, valid: dict[str, Span], invalid: list[str]) -> tuple[int, int, int]:
    """Count the valid texts that are read, those read with the right days, and the invalid texts refused."""
    taken = right = refused = 0
    for text, span in valid.items():
        try:
            found = reader(text)
        except Exception:
            continue
        taken += 1
        right += found == span
    for text in invalid:
        try:
            reader(text)
        except Exception:
            refused += 1
    return taken, right, refused


def forget() -> None:
    """Read so many other dates that the cache has dropped all others."""
    for text in DAYS:
        PartialDate(text)


def seconds(reader: Reader, texts: list[str]) -> float:
    """Return the least time per text of reading texts that are new."""

    def run() -> None:
        for text in texts:
            with suppress(Exception):
                reader(text)

    run()
    return min(timeit.repeat(run, setup=forget, number=1, repeat=5)) / len(texts)


def main() -> None:
    """Print how much is right and how fast it is, with this library as 1."""
    valid, invalid = tables()
    plain = [text for text in valid if len(text) <= 10 and set(text) <= set("0123456789-")]
    years = "[" + ",".join(map(str, range(1800, 1900))) + "]"
    print(f"{len(valid)} valid texts of all levels, {len(invalid)} that are not EDTF")
    print(
        f"{'':14} {'read':>6} {'right days':>11} {'refused':>8} {'plain dates':>12} {'all texts':>10} {'100 years':>10}"
    )
    unit: tuple[float, ...] | None = None
    for name, reader in peers().items():
        if reader is None:
            print(f"{name:14} not installed")
            continue
        with redirect_stdout(StringIO()):  # One of them prints as it reads.
            taken, right, refused = judged(reader, valid, invalid)
            times = seconds(reader, plain), seconds(reader, list(valid)), seconds(reader, [years])
        unit = unit or times
        ratios = [f"{time / own:.0f}" for time, own in zip(times, unit, strict=True)]
        days = "-" if name == "edtf-validate" else f"{right / len(valid):.1%}"
        print(
            f"{name:14} {taken / len(valid):>6.1%} {days:>11} {refused / len(invalid):>8.1%} "
            f"{ratios[0]:>11}x {ratios[1]:>9}x {ratios[2]:>9}x"
        )
    limits()


def limits() -> None:
    """Print reading and asking against the cheapest way to do the same with whole days."""
    iso = least(date.fromisoformat, DAYS)
    print(f"date.fromisoformat = 1 ({iso * 1e6:.2f} us here)")
    print(f"  PartialDate(text), a new day            {least(PartialDate, DAYS) / iso:5.1f}")
    print(f"  PartialDate(text), of 100 read before   {least(PartialDate, DAYS[:100] * 365) / iso:5.1f}")
    print(f"  PartialDate(text), of 5,000 read before {least(PartialDate, DAYS[:5_000] * 7) / iso:5.1f}")
    print(
        f"  PartialDate(text).earliest, a new day   {least(lambda text: PartialDate(text).earliest, DAYS) / iso:5.1f}"
    )
    day, period = date(2013, 9, 1), Period("2013-07-01/2013-12")
    first, last, at = 734_000, 735_000, day.toordinal()
    compare = microseconds(lambda: first <= at <= last, 200_000, 1)
    convert = microseconds(lambda: first <= day.toordinal() <= last, 200_000, 1)
    asked = microseconds(lambda: period.contains(day), 200_000, 1)
    print(f"two comparisons of integers = 1 ({compare:.3f} us here)")
    print(f"  the same with date.toordinal         {convert / compare:5.1f}")
    print(f"  Period.contains(day)                 {asked / compare:5.1f}")
    hostile = {
        "a megabyte of digits": "1" * 10**6,
        "a year of a megabyte": "Y" + "1" * 10**6,
        "a set of 10,000 years": "[" + ",".join(f"{1000 + i % 9000}" for i in range(10_000)) + "]",
        "60,000 nested brackets": "[" * 60_000 + "]",
        "XXXX-XX-X1 (480,000 days)": "XXXX-XX-X1",
    }
    print("milliseconds here")
    for name, text in hostile.items():
        print(f"  {name:36} {seconds(ours, [text]) * 1e3:8.2f}")


def least(call: Callable[[str], object], texts: list[str]) -> float:
    """Return the least CPU time per text of a call over all texts in order."""

    def run() -> None:
        for text in texts:
            call(text)

    run()
    return min(timeit.repeat(run, timer=time.process_time, number=1, repeat=25)) / len(texts)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    main()
