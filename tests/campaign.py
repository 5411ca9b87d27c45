"""The campaign behind docs/reliability.md: damage, faults, kills and fuzzing, many times as many as in every run.

    python tests/campaign.py --times 25 --fuzz-minutes 25 --fuzz-python path/to/python

It runs the tests that count what they do, with ``CAMPAIGN`` set; then each fuzz target, with a Python that has atheris.
It writes the figures into the page.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "reliability.md"
TESTS = ("tests/unit/test_damage.py", "tests/unit/test_writing.py")
FUZZ = {
    "dates": ("fuzz_dates.py", "-max_len=64", "-timeout=1", f"-dict={ROOT / 'tests' / 'fuzz' / 'edtf.dict'}"),
    "packages": ("fuzz_files.py", "packages", "-max_len=2048", "-timeout=5"),
    "writers": ("fuzz_files.py", "writers", "-max_len=256", "-timeout=5"),
}
BEGIN, END = "<!-- figures: tests/campaign.py -->", "<!-- end of figures -->"


def count_tests(times: int) -> Counter[str]:
    """Run the tests, and return what they counted; a failure ends the campaign."""
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "-m", "", f"--junitxml={report}"]
        command += ["-o", "junit_family=xunit1"]
        environment = {**os.environ, "CAMPAIGN": str(times)}
        subprocess.run([*command, *TESTS], cwd=ROOT, env=environment, check=True)
        for each in ET.parse(report).iter("property"):
            counts[each.attrib["name"]] += int(each.attrib["value"])
    return counts


def fuzz(python: str, minutes: float) -> Counter[str]:
    """Run each fuzz target for some minutes, and return how many inputs it had; a finding ends the campaign."""
    counts: Counter[str] = Counter()
    for name, (script, *options) in FUZZ.items():
        with tempfile.TemporaryDirectory() as folder:
            command = [python, str(ROOT / "tests" / "fuzz" / script), *options, f"-max_total_time={minutes * 60:.0f}"]
            environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
            done = subprocess.run(
                [*command, f"{folder}/corpus"] if name == "packages" else command,
                cwd=folder, env=environment, capture_output=True, text=True, check=False,
            )  # fmt: skip
            found = re.search(r"Done (\d+) runs", done.stderr)
            if done.returncode or not found:
                sys.exit(f"{name}: {done.stderr[-3000:]}")
            counts[f"fuzzed inputs, {name}"] = int(found[1])
        print(name, counts[f"fuzzed inputs, {name}"], flush=True)
    return counts


def main() -> None:
    """Run the campaign and write its figures into the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=25, help="how many times as much as in every run")
    parser.add_argument("--fuzz-minutes", type=float, default=25, help="minutes for each fuzz target")
    parser.add_argument("--fuzz-python", default=sys.executable, help="a Python with atheris")
    how = parser.parse_args()
    counts = count_tests(how.times)
    if how.fuzz_minutes:
        counts.update(fuzz(how.fuzz_python, how.fuzz_minutes))
    options = f"`--times {how.times} --fuzz-minutes {how.fuzz_minutes:g}`"
    head = f"{date.today():%d %B %Y}, Python {platform.python_version()}, {options}"
    lines = [head.lstrip("0") + ":", "", "| what | how many |", "|---|---|"]
    lines += [f"| {name} | {count:,} |" for name, count in sorted(counts.items())]
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text("\n".join([f"{before}{BEGIN}", *lines, f"{END}{after}"]), encoding="utf-8")


if __name__ == "__main__":
    main()
