"""Reading EDTF and asking about days: ours against python-edtf, undate and edtf-validate, correctness beside speed.

Run it with the Python of an environment that has iom-partners, its test group and, as far as they shall be compared,
the peers: `pip install edtf undate edtf-validate`. The texts are those of the tables in `tests/unit/test_edtf.py`, each
with its first and last day; seasons, whose days the standard leaves to the reader, are left out.
"""

from __future__ import annotations

import importlib.util
import sys
import timeit
from collections.abc import Callable
from contextlib import redirect_stdout, suppress
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

from ratios import microseconds

from iom_partners.dates import PartialDate, Period
from iom_partners.dates.edtf import read

Span = tuple[date | None, date | None]
Reader = Callable[[str], Span]
DAYS = [f"{year}-{month:02}-{day:02}" for year in (1999, 2007, 2013) for month in range(1, 13) for day in (1, 15, 28)]


def tables() -> tuple[dict[str, Span], list[str]]:
    """Give the valid texts with first and last day, and the texts that no reader may take."""
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


def _to_day(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if 0 < ordinal < date.max.toordinal() + 1 else None


def ours(text: str) -> Span:
    """Read a text with this library; nothing is remembered from one reading to the next."""
    reading = read(text)
    return _to_day(reading.first), _to_day(reading.last)


def peers() -> dict[str, Reader | None]:
    """Give the readers of the peers that are installed."""
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
        return None, None  # It only tells whether the text is valid.

    return read_text


def judged(reader: Reader, valid: dict[str, Span], invalid: list[str]) -> tuple[int, int, int]:
    """Count the valid texts that are read, those read with the right days, and the invalid texts refused."""
    taken = right = refused = 0
    for text, span in valid.items():
        try:
            told = reader(text)
        except Exception:
            continue
        taken += 1
        right += told == span
    for text in invalid:
        try:
            reader(text)
        except Exception:
            refused += 1
    return taken, right, refused


def seconds(reader: Reader, texts: list[str], number: int) -> float:
    """Give the least time of reading texts once, per text."""

    def run() -> None:
        for text in texts:
            with suppress(Exception):
                reader(text)

    run()
    return min(timeit.repeat(run, number=number, repeat=3)) / number / len(texts)


def main() -> None:
    """Print how much is right, then how fast it is, ours as 1."""
    valid, invalid = tables()
    plain = [text for text in valid if len(text) <= 10 and set(text) <= set("0123456789-")]
    years = "[" + ",".join(map(str, range(1800, 1900))) + "]"
    print(f"{len(valid)} valid texts of all levels, {len(invalid)} that are no EDTF")
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
            times = seconds(reader, plain, 3), seconds(reader, list(valid), 1), seconds(reader, [years], 1)
        unit = unit or times
        ratios = [f"{time / own:.0f}" for time, own in zip(times, unit, strict=True)]
        days = "-" if name == "edtf-validate" else f"{right / len(valid):.1%}"
        print(
            f"{name:14} {taken / len(valid):>6.1%} {days:>11} {refused / len(invalid):>8.1%} "
            f"{ratios[0]:>11}x {ratios[1]:>9}x {ratios[2]:>9}x"
        )
    limits()


def limits() -> None:
    """Print reading and asking against the cheapest thing that there is for a whole day."""
    day, period = date(2013, 9, 1), Period("2013-07-01/2013-12")
    texts = list(DAYS)

    def each(call: Callable[[str], object]) -> float:
        return microseconds(lambda: [call(text) for text in texts], 20, len(texts))

    iso = each(date.fromisoformat)
    print(f"date.fromisoformat = 1 ({iso:.2f} us here)")
    print(f"  PartialDate(text), seen before       {each(PartialDate) / iso:5.1f}")
    print(f"  reading a day that was never seen    {each(read) / iso:5.1f}")
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
    for name, text in hostile.items():
        print(f"  {name:36} {seconds(ours, [text], 3) * 1e3:8.2f} ms")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    main()
