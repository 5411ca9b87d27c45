"""Reading EDTF and asking about days, against python-edtf, undate, edtf-validate and EDTF.js: correctness and speed.

Run it with the Python of an environment that has iom-partners, its test group and the peers (`pip install edtf undate
edtf-validate`). EDTF.js needs Node and the folder where `npm install edtf` was run: `EDTF_JS=folder python
benchmarks/dates.py`. Peers that are not there are left out.

The texts are the examples of the specification of the Library of Congress, all three levels, and texts with years
before 0001 and after 9999. Each has the first and last day that the specification gives it. Of seasons, which it leaves
to the reader, and of times, which some convert, it is only asked whether they are read. The texts that are not EDTF are
those of `tests/unit/test_edtf.py`. Every figure comes from public calls. These cache what they read, so the texts are
new: so many other dates are read first that the cache has dropped them. `--features` prints what each library reads, as
a table; `--differences` prints the texts with other days.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
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

#: The first and last day as days since 0000-03-01; None where there is no limit.
Span = tuple[int | None, int | None]
Reader = Callable[[str], Span]
#: Where a library reads a text and gives no days.
NO_DAY = -(10**30)
#: More days than the cache of `PartialDate` holds: read in order, each of them is new each time.
DAYS = [(date(1900, 1, 1) + timedelta(number)).isoformat() for number in range(36_500)]

#: Feature, level, then texts with their first and last day: "*" is no limit, nothing at all is not asked.
FEATURES = """
days, months, years | 0 | 1985-04-12 1985-04-12 1985-04-12; 1985-04 1985-04-01 1985-04-30; 1985 1985-01-01 1985-12-31
date and time | 0 | 1985-04-12T23:20:30; 1985-04-12T23:20:30Z; 1985-04-12T23:20:30-04; 1985-04-12T23:20:30+04:30
intervals | 0 | 1964/2008 1964-01-01 2008-12-31; 2004-06/2006-08 2004-06-01 2006-08-31
 ; 2004-02-01/2005-02-08 2004-02-01 2005-02-08; 2004-02-01/2005-02 2004-02-01 2005-02-28
 ; 2004-02-01/2005 2004-02-01 2005-12-31; 2005/2006-02 2005-01-01 2006-02-28
years of more than four digits | 1 | Y170000002 170000002-01-01 170000002-12-31
 ; Y-170000002 -170000002-01-01 -170000002-12-31
seasons | 1 | 2001-21; 2001-22; 2001-23; 2001-24
qualified dates | 1 | 1984? 1984-01-01 1984-12-31; 2004-06~ 2004-06-01 2004-06-30; 2004-06-11% 2004-06-11 2004-06-11
unspecified last digits | 1 | 201X 2010-01-01 2019-12-31; 20XX 2000-01-01 2099-12-31; 2004-XX 2004-01-01 2004-12-31
 ; 1985-04-XX 1985-04-01 1985-04-30; 1985-XX-XX 1985-01-01 1985-12-31
open and unknown ends | 1 | 1985-04-12/.. 1985-04-12 *; 1985-04/.. 1985-04-01 *; 1985/.. 1985-01-01 *
 ; ../1985-04-12 * 1985-04-12; ../1985-04 * 1985-04-30; ../1985 * 1985-12-31; 1985-04-12/ 1985-04-12 *
 ; 1985-04/ 1985-04-01 *; 1985/ 1985-01-01 *; /1985-04-12 * 1985-04-12; /1985-04 * 1985-04-30; /1985 * 1985-12-31
intervals of qualified dates | 1 | 1984~/2004-06 1984-01-01 2004-06-30; 1984/2004-06~ 1984-01-01 2004-06-30
 ; 1984~/2004~ 1984-01-01 2004-12-31; 1984?/2004% 1984-01-01 2004-12-31; 1984-06?/2004-08? 1984-06-01 2004-08-31
 ; 1984-06-02?/2004-08-08~ 1984-06-02 2004-08-08; 1984-06-02?/ 1984-06-02 *
negative years | 1 | -1985 -1985-01-01 -1985-12-31
exponential years | 2 | Y-17E7 -170000000-01-01 -170000000-12-31
significant digits | 2 | 1950S2 1900-01-01 1999-12-31; Y171010000S3 171000000-01-01 171999999-12-31
 ; Y3388E2S3 338000-01-01 338999-12-31
seasons of a hemisphere | 2 | 2001-25; 2001-26; 2001-27; 2001-28; 2001-29; 2001-30; 2001-31; 2001-32
quarters, quadrimesters, halves | 2 | 2001-33 2001-01-01 2001-03-31; 2001-34 2001-04-01 2001-06-30
 ; 2001-35 2001-07-01 2001-09-30; 2001-36 2001-10-01 2001-12-31; 2001-37 2001-01-01 2001-04-30
 ; 2001-38 2001-05-01 2001-08-31; 2001-39 2001-09-01 2001-12-31; 2001-40 2001-01-01 2001-06-30
 ; 2001-41 2001-07-01 2001-12-31
one of a set | 2 | [1667,1668,1670..1672] 1667-01-01 1672-12-31; [..1760-12-03] * 1760-12-03; [1760-12..] 1760-12-01 *
 ; [1760-01,1760-02,1760-12..] 1760-01-01 *; [1667,1760-12] 1667-01-01 1760-12-31; [..1984] * 1984-12-31
all of a set | 2 | {1667,1668,1670..1672} 1667-01-01 1672-12-31; {1960,1961-12} 1960-01-01 1961-12-31
 ; {..1984} * 1984-12-31
qualified components | 2 | 2004-06~-11 2004-06-11 2004-06-11; 2004?-06-11 2004-06-11 2004-06-11
 ; ?2004-06-~11 2004-06-11 2004-06-11; 2004-%06-11 2004-06-11 2004-06-11
unspecified digits anywhere | 2 | 156X-12-25 1560-12-25 1569-12-25; 15XX-12-25 1500-12-25 1599-12-25
 ; XXXX-12-XX 0000-12-01 9999-12-31; 1XXX-XX 1000-01-01 1999-12-31; 1XXX-12 1000-12-01 1999-12-31
 ; 1984-1X 1984-10-01 1984-12-31
intervals of such dates | 2 | 2004-06-~01/2004-06-~20 2004-06-01 2004-06-20; 2004-06-XX/2004-07-03 2004-06-01 2004-07-03
days and months before 0001 | far | -0043-03-15 -0043-03-15 -0043-03-15; -0043-03 -0043-03-01 -0043-03-31
 ; -0043 -0043-01-01 -0043-12-31; -0001-12-31 -0001-12-31 -0001-12-31; -9999-02 -9999-02-01 -9999-02-28
the year 0, a leap year | far | 0000 0000-01-01 0000-12-31; 0000-02 0000-02-01 0000-02-29
 ; 0000-02-29 0000-02-29 0000-02-29
unspecified digits before 0001 | far | -198X -1989-01-01 -1980-12-31; -19XX -1999-01-01 -1900-12-31
 ; -0043-XX -0043-01-01 -0043-12-31; -156X-12-25 -1569-12-25 -1560-12-25; 000X 0000-01-01 0009-12-31
intervals and sets before 0001 | far | -0043/0014 -0043-01-01 0014-12-31; -1985-04-12/-1980 -1985-04-12 -1980-12-31
 ; [-0043..-0030] -0043-01-01 -0030-12-31; -0026-01-16/.. -0026-01-16 *; [..-0043-03-15] * -0043-03-15
qualified dates before 0001 | far | -0043? -0043-01-01 -0043-12-31; -0043-03~ -0043-03-01 -0043-03-31
 ; -0043-03~-15 -0043-03-15 -0043-03-15
long years | far | Y12000 12000-01-01 12000-12-31; Y-12000 -12000-01-01 -12000-12-31; Y12000? 12000-01-01 12000-12-31
 ; Y17E8 1700000000-01-01 1700000000-12-31; -1950S2 -1999-01-01 -1900-12-31
"""
#: The years of the texts of each level.
LEVELS = ("0", "1", "2", "far")

_JS = """
import { readFileSync } from "node:fs"
const { default: edtf } = await import(process.argv[1])
const { all, plain, years } = JSON.parse(readFileSync(0, "utf8"))
const found = all.map((text) => {
  try { const read = edtf(text); return [true, String(read.min), String(read.max)] } catch { return [false, "", ""] }
})
const least = (texts) => {
  let best = Infinity
  for (let run = 0; run < 20; run++) {
    const began = process.cpuUsage()
    for (const text of texts) { try { const read = edtf(text); read.min; read.max } catch {} }
    const { user, system } = process.cpuUsage(began)
    best = Math.min(best, (user + system) / 1e6 / texts.length)
  }
  return best
}
console.log(JSON.stringify({ found, times: [least(plain), least(all.slice(0, %d)), least([years])] }))
"""


def number(text: str) -> int:
    """Return the days since 0000-03-01 of the proleptic Gregorian calendar of a text such as -0043-03-15."""
    found = re.fullmatch(r"([+-]?\d+)-(\d\d)-(\d\d)", text)
    assert found, text
    year, month, day = map(int, found.groups())
    # Years that begin in March have their leap day last.
    year, month = (year, month - 3) if month > 2 else (year - 1, month + 9)
    return 365 * year + year // 4 - year // 100 + year // 400 + (153 * month + 2) // 5 + day - 1


#: The day from which JavaScript counts.
_OF_JS = number("1970-01-01")


def texts() -> dict[str, tuple[str, str, Span | None]]:
    """Return each text with its feature, level, and first and last day."""
    rows = {}
    for line in FEATURES.strip().replace("\n ;", ";").splitlines():
        feature, level, cells = line.split(" | ")
        for cell in cells.split(";"):
            text, *ends = cell.split()
            first, last = (None if end == "*" else number(end) for end in ends or "**")
            rows[text] = feature, level, (first, last) if ends else None
    return rows


def refused() -> list[str]:
    """Return the texts that every reader must refuse."""
    path = Path(__file__).parents[1] / "tests" / "unit" / "test_edtf.py"
    spec = importlib.util.spec_from_file_location("edtf_tables", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return [row[0] for row in module.INVALID if "/" not in row[0]]  # No date, but perhaps an interval.


def ours(text: str) -> Span:
    """Read a text with this library."""
    if "/" in text:
        period = Period(text)
        ends = period.start_earliest, period.end_latest
    else:
        when = PartialDate(text)
        ends = when.earliest, when.latest
    first, last = (end and end.toordinal() + number("0000-12-31") for end in ends)
    return first, last


def peers() -> dict[str, Reader | None]:
    """Return the reader of each library of Python; None if it is not installed."""
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
        # Its strict bounds leave out significant digits, which its fuzzy ones have.
        how = "fuzzy" if getattr(parsed, "significant_digits", None) else "strict"
        sides = getattr(parsed, f"lower_{how}")(), getattr(parsed, f"upper_{how}")()
        first, last = (
            None if side is None or isinstance(side, float) else number("{}-{:02}-{:02}".format(*side[:3]))
            for side in sides
        )
        return first, last

    return read_text


def _undate() -> Reader:
    from undate.converters.edtf import EDTFDateConverter

    converter = EDTFDateConverter()

    def read_text(text: str) -> Span:
        parsed: Any = converter.parse(text)
        sides = parsed.earliest, parsed.latest
        if "/" in text:
            sides = sides[0] and sides[0].earliest, sides[1] and sides[1].latest
        first, last = (None if side is None else number(str(side)) for side in sides)
        return first, last

    return read_text


def _validate() -> Reader:
    from edtf_validate.valid_edtf import is_valid

    def read_text(text: str) -> Span:
        if not is_valid(text):
            raise ValueError(text)
        return None, None  # It only says whether the text is valid.

    return read_text


#: What a library makes of each text, None where it refuses it; and its seconds a text of three kinds.
Found = tuple[dict[str, Span | None], tuple[float, ...]]


def answers(reader: Reader, valid: list[str], invalid: list[str], plain: list[str], years: str) -> Found:
    """Return what a library of Python makes of all texts, and how long it takes."""
    found: dict[str, Span | None] = {}
    for text in [*valid, *invalid]:
        try:
            found[text] = reader(text)
        except Exception:
            found[text] = None
    return found, (seconds(reader, plain), seconds(reader, valid), seconds(reader, [years]))


def javascript(valid: list[str], invalid: list[str], plain: list[str], years: str) -> Found | None:
    """Return the same of EDTF.js; None if it is not there."""
    home = Path(os.environ.get("EDTF_JS", ""), "node_modules", "edtf", "index.js").resolve()
    if not home.exists():
        return None
    given = json.dumps({"all": [*valid, *invalid], "plain": plain, "years": years})
    command = ["node", "--input-type=module", "--eval", _JS % len(valid), home.as_uri()]
    # A text without a time zone is in that of the machine.
    run = subprocess.run(
        command, input=given, capture_output=True, text=True, check=True, env=os.environ | {"TZ": "UTC"}
    )
    told = json.loads(run.stdout)

    def day(instant: str) -> int | None:
        if instant == "NaN":  # For years beyond 275760.
            return NO_DAY
        return None if "Infinity" in instant or instant == "null" else int(instant) // 86_400_000 + _OF_JS

    found: dict[str, Span | None] = {}
    for text, (is_read, first, last) in zip([*valid, *invalid], told["found"], strict=True):
        found[text] = (day(first), day(last)) if is_read else None
    return found, tuple(told["times"])


def forget() -> None:
    """Read so many other dates that the cache has dropped all others."""
    for text in DAYS:
        PartialDate(text)


def seconds(reader: Reader, texts: list[str]) -> float:
    """Return the least CPU time per text of reading texts that are new."""

    def run() -> None:
        for text in texts:
            with suppress(Exception):
                reader(text)

    run()
    setup = forget if reader is ours else "pass"  # The others cache nothing.
    return min(timeit.repeat(run, setup=setup, timer=time.process_time, number=1, repeat=5)) / len(texts)


def main() -> None:
    """Print how much is right and how fast it is, with this library as 1; or what each of them reads."""
    rows, invalid = texts(), refused()
    valid = list(rows)
    days = [(date(1500, 1, 1) + timedelta(400 * number)).isoformat() for number in range(100)]
    plain = [day[:size] for size in (10, 7, 4) for day in days]
    years = "[" + ",".join(map(str, range(1800, 1900))) + "]"
    libraries: dict[str, Found | None] = {}
    for name, reader in peers().items():
        with redirect_stdout(StringIO()):  # One of them prints as it reads.
            libraries[name] = reader and answers(reader, valid, invalid, plain, years)
    libraries["EDTF.js"] = javascript(valid, invalid, plain, years)
    if "--features" in sys.argv:
        features(rows, libraries)
        return
    print(f"{len(valid)} valid texts, {len(invalid)} that are not EDTF; right days of the texts of each level, then of")
    print("the far years; then times")
    unit: tuple[float, ...] | None = None
    for name, library in libraries.items():
        if library is None:
            print(f"{name:14} not installed")
            continue
        found, times = library
        unit = unit or times
        asked = [[text for text in valid if rows[text][1] == level and rows[text][2]] for level in LEVELS]
        right = [f"{sum(found[text] == rows[text][2] for text in some)}/{len(some)}" for some in asked]
        taken = sum(found[text] is not None for text in valid)
        not_taken = sum(found[text] is None for text in invalid)
        cells = [f"{time / own:.1f}x" for time, own in zip(times, unit, strict=True)]
        cells = ["-"] * 4 + cells if name == "edtf-validate" else right + cells
        print(
            f"{name:14} read {taken}/{len(valid)} refused {not_taken}/{len(invalid)} ",
            *(f"{cell:>9}" for cell in cells),
        )
    if "--differences" in sys.argv:
        for name, library in libraries.items():
            for text, (*_, span) in rows.items():
                if library and name != "edtf-validate" and (how := judged(library[0][text], span)) != "right":
                    print(f"{name:14} {text:28} {how}")
    limits()


def judged(found: Span | None, span: Span | None) -> str:
    """Return what a library makes of a text that has these days."""
    if found is None:
        return "refused"
    return "no days" if NO_DAY in found else "right" if span in {None, found} else "wrong days"


def features(rows: dict[str, tuple[str, str, Span | None]], libraries: dict[str, Found | None]) -> None:
    """Print as a table what each library that gives days makes of the texts of each feature."""
    shown = {name: library[0] for name, library in libraries.items() if library and name != "edtf-validate"}
    print("| feature | level | example |", *(f"{name} |" for name in shown))
    print("|---" * (3 + len(shown)) + "|")
    for feature, level in dict.fromkeys((feature, level) for feature, level, _ in rows.values()):
        some = {text: span for text, (of, at, span) in rows.items() if (of, at) == (feature, level)}
        cells = []
        for found in shown.values():
            kinds = [judged(found[text], span) for text, span in some.items()]
            right = kinds.count("right")
            cells.append("yes" if right == len(kinds) else f"{right} of {len(kinds)}" if right else max(kinds))
        print(f"| {feature} | {level} | `{next(iter(some))}` |", *(f"{cell} |" for cell in cells))


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
