"""The explorer in a browser: on every day of change it answers as the library does, and an address holds its state."""

from __future__ import annotations

import json
import re
import sys
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import iom_partners
from browser import needs_browser, telling, told
from iom_partners import Dataset
from worlds import body, covers, org, seat, term, world

ROOT = Path(__file__).parents[2]
pytestmark = needs_browser


@cache
def make() -> Any:
    """Return the script that writes the page."""
    sys.path.insert(0, str(ROOT / "docs" / "explorer"))
    try:
        import make as script  # pyright: ignore[reportMissingImports]
    finally:
        sys.path.pop(0)
    return script


def run(data: Dataset, folder: Path, script: str, address: str = "") -> Any:
    """Return what a script says in the page, which a browser opens at an address."""
    file = folder / "explorer.html"
    file.write_text(make().page(data).replace("</body>", f"{telling(script)}</body>"), encoding="utf-8")
    return told(folder, f"{file.as_uri()}#{address}")


def days_of(data: Dataset, of: str, who: str) -> list[str]:
    """Return every day on which something changes, and those beside it."""
    edges = [day for row in data.stats.spells(who, of=of).rows for day in row[2:4] if day]  # type: ignore[arg-type]
    near = {edge + timedelta(days=step) for edge in edges for step in (-1, 0, 1) if date.min < edge < date.max}
    return sorted(day.isoformat() for day in near | {date(1900, 1, 1), date(2100, 1, 1)})


def expected(data: Dataset, of: str, who: str, day: str) -> list[Any]:
    ask: Any = data.chair_of if of == "chairs" else data.members_of
    answer = ask(who, on=day)
    certain, possible = (sorted(each.id for each in told) for told in (answer.certain, answer.possible))
    return [answer.verdict.value.replace("_", " "), certain, possible, answer.is_complete]


def own() -> Dataset:
    """Return made-up data with markup in their names."""
    return world(
        body(name='<script>alert("x")</script> & "Co"'), org("a", name="</script><b>A"), org("b"), org("c"),
        term("a", "2001/[2003..2004]"), term("b", "2004-05-06/"), seat("c", "../2002", is_doubtful=True),
        seat("b", "/"), covers("chairs", "2000-01-01", "2003-12-31"),
    )  # fmt: skip


@pytest.mark.parametrize("data", [iom_partners.load, own])
def test_every_answer_is_that_of_the_library(data: Any, tmp_path: Path) -> None:
    """Of every body, on all days around a change: verdict, who, and whether others are ruled out."""
    made: Dataset = data()
    asked = [
        [entry["id"], of, day]
        for entry in make().content(made)["bodies"]
        for of in ("chairs", "members")
        if of in entry
        for day in days_of(made, of, entry["id"])
    ]
    ids = "const ids = (rows) => rows.map((row) => row.id).sort();"
    say = "return [found.verdict, ids(found.certain), ids(found.possible), found.isComplete];"
    script = f"{ids} return {json.dumps(asked)}.map((q) => {{const found = explorer.answer(...q); {say}}});"
    found = run(made, tmp_path, script)
    assert len(found) == len(asked) > 5
    wanted = [expected(made, of, who, day) for who, of, day in asked]
    assert [(*q, got) for q, got in zip(asked, found, strict=True)] == [
        (*q, want) for q, want in zip(asked, wanted, strict=True)
    ]


def test_an_address_holds_the_state(tmp_path: Path) -> None:
    """The page opens at what its address says, moves by keys and buttons, and says it in words and in the address."""
    script = """
      const find = (id) => document.getElementById(id);
      const seen = () => [find("body").value, find("day").value, find("verdict").textContent, location.hash];
      const steps = [seen()];
      find("later").click(); steps.push(seen());
      find("earlier").click(); steps.push(seen());
      find("slider").value = Number(find("slider").value) + 1;
      find("slider").dispatchEvent(new Event("input")); steps.push(seen());
      find("text").value = "Internat org migra"; find("text").dispatchEvent(new Event("input"));
      const key = (name) => find("text").dispatchEvent(new KeyboardEvent("keydown", { key: name, cancelable: true }));
      const offers = [...find("found").children].map((each) => each.dataset.id);
      key("ArrowDown"); key("Enter"); steps.push(seen());
      return { steps, offers, boxes: document.querySelectorAll("#timeline rect").length,
        rows: document.querySelectorAll("#timeline table tr").length,
        wide: document.documentElement.scrollWidth > innerWidth,
        unnamed: [...document.querySelectorAll("input, select")].filter((each) => !each.labels.length).length };
    """
    found = run(iom_partners.load(), tmp_path, script, "body=gmg&of=chairs&day=2012-06-15")
    first, later, earlier, moved, other = found["steps"]
    assert first[:2] == ["gmg", "2012-06-15"]
    assert first[2] == "2012-06-15 — Chair of GMG: perhaps UNODC (possible). Others are not ruled out."
    assert later[1:3] == ["2012-07-01", "2012-07-01 — Chair of GMG: UNODC (certain)."]
    assert "day=2012-07-01" in later[3]
    assert [earlier[1], moved[1]] == ["2012-06-01", "2012-06-02"]
    assert "iom" in found["offers"]
    assert (other[0], "body=iom" in other[3]) == ("iom", True)
    assert found["rows"] == found["boxes"] + 1 > 50
    assert (found["wide"], found["unnamed"]) == (False, 0)


def test_texts_of_anyone_are_text(tmp_path: Path) -> None:
    """Markup in names is shown, and nothing is fetched."""
    script = "return [document.querySelector('b') === null, document.getElementById('body').textContent];"
    assert run(own(), tmp_path, script) == [True, 'GRP — <script>alert("x")</script> & "Co"']
    text = make().page(own())
    assert not re.findall(r'<(?:script|link|img|iframe)[^>]+(?:src|href)="', text)
