"""The explorer in a browser: on every day of change it answers as the library does, and an address holds its state."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import iom_partners
from browser import Window, needs_browser, opened, telling, told
from iom_partners import Dataset, Period, UnsupportedDateError
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


def test_years_that_the_page_lacks_are_refused() -> None:
    """It compares days as text, which is right in the years of four digits alone."""
    with pytest.raises(UnsupportedDateError, match="-0026-01-01 is outside the years 0001 to 9999 of the explorer"):
        make().page(world(body(), org("a"), term("a", "-0026-01-01/0014")))


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


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    """A browser, which all tests of keys share, for it takes a second to start."""
    with opened(tmp_path_factory.mktemp("browser")) as window:
        yield window


@pytest.fixture(scope="module")
def curated_page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the page of the curated data."""
    file = tmp_path_factory.mktemp("page") / "explorer.html"
    file.write_text(make().page(iom_partners.load()), encoding="utf-8")
    return file.as_uri()


#: What is spoken from now on; and what is seen.
LISTEN = """window.spoken = []; new MutationObserver(() => spoken.push(document.getElementById("said").textContent))
  .observe(document.getElementById("said"), { childList: true }); 0"""
VERDICT = "document.getElementById('verdict').textContent"
FOCUS = "document.activeElement.value ?? document.activeElement.textContent"


def open_at(window: Window, address: str) -> None:
    """Open an address, and listen to what is spoken after the first words."""
    window.look()
    window.go(address)
    window.wait("document.getElementById('said').textContent")
    window.read(LISTEN)


def ask(window: Window, text: str) -> list[str]:
    """Type into the empty search; return what is offered, and wait until the number is spoken."""
    window.read(
        "{ const field = document.getElementById('text'); field.value = ''; field.focus(); spoken.length = 0; }"
    )
    window.press(*text)
    window.wait("spoken.length")
    return window.read("[...document.querySelectorAll('#found li')].map((each) => each.textContent.trim())")


def test_a_day_is_typed(window: Window, curated_page: str) -> None:
    """Keys in the field of the day make one question and one announcement; what is not complete asks nothing."""
    open_at(window, f"{curated_page}#body=gmg&day=2010-10-15")
    window.read("document.getElementById('day').focus()")
    window.press(*"09012013")
    assert window.read("[document.getElementById('day').value, document.activeElement.id]") == ["2013-09-01", "day"]
    window.wait("spoken.length")
    told = "2013-09-01 — Chair of GMG: IOM (certain)."
    assert window.read("spoken") == [window.read(VERDICT)] == [told]
    assert "day=2013-09-01" in window.read("location.hash")
    # An empty segment: nothing is asked, and nothing is written back.
    window.read("document.getElementById('day').focus()")
    window.call("Input.dispatchKeyEvent", type="keyDown", key="Backspace", windowsVirtualKeyCode=8)
    window.press("Tab", "Tab", "Tab", "Tab")
    assert window.read(f"[document.getElementById('day').value, {VERDICT}]") == ["", told]


def test_a_day_of_an_early_year_waits_for_the_end(window: Window, curated_page: str) -> None:
    """The year 13 may be the beginning of another one, until Enter or leaving the field says that it is whole."""
    open_at(window, f"{curated_page}#body=gmg&day=2010-10-15")
    for end in ("Enter", "Tab"):
        window.read("document.activeElement.blur(); document.getElementById('day').focus()")
        window.press(*"01310013")
        before = window.read(VERDICT)
        assert not before.startswith("0013")
        window.press(*([end] if end == "Enter" else ["Tab"] * 3))
        assert window.read(VERDICT) == "0013-01-31 — Chair of GMG: nobody."
        window.read("location.hash = 'day=2010-10-15'")
        window.wait(f"{VERDICT}.startsWith('2010')")


def test_a_field_in_use_is_not_rewritten(window: Window, curated_page: str) -> None:
    """A day from elsewhere is written into the field only when it is left, and what stood there asks nothing."""
    open_at(window, f"{curated_page}#body=gmg&day=2010-10-15")
    window.read("document.getElementById('day').focus()")
    window.press(*"09012013")
    window.read("location.hash = 'day=2011-11-08'")
    window.wait(f"{VERDICT}.startsWith('2011-11-08')")
    assert window.read("document.getElementById('day').value") == "2013-09-01"
    window.press("Tab", "Tab")
    assert window.read(f"[document.getElementById('day').value, {VERDICT}.slice(0, 10)]") == ["2011-11-08"] * 2


def test_the_slider_speaks_once(window: Window, curated_page: str) -> None:
    """Many keys on the slider ask each day, and speak when they stop."""
    open_at(window, f"{curated_page}#body=gmg&day=2010-10-15")
    window.read("document.getElementById('slider').focus()")
    window.press(*["ArrowRight"] * 8)
    window.wait("spoken.length")
    assert window.read("spoken") == [window.read(VERDICT)]
    assert window.read(VERDICT).startswith("2010-10-23")


def test_the_focus_stays(window: Window, curated_page: str) -> None:
    """Arrow keys move between chairs and members; what is open stays open when the day changes."""
    open_at(window, f"{curated_page}#body=gmg&day=2010-10-15")
    window.read("document.querySelector('#of input').focus()")
    window.press("ArrowDown")
    assert window.read(f"[{FOCUS}, document.activeElement.checked]") == ["members", True]
    window.press("ArrowUp")
    assert window.read(FOCUS) == "chairs"
    window.press("ArrowDown")
    window.read("document.querySelector('#timeline summary').focus()")
    window.press("Enter")
    window.read("document.querySelector('#who li[data-id=iom] summary').click()")
    window.read("document.getElementById('later').focus()")
    window.press("Enter")
    assert window.read(VERDICT).startswith("2010-11-08")
    opened_now = "[...document.querySelectorAll('#timeline details[open], #who li[data-id=iom] details[open]')].length"
    assert window.read(f"[{opened_now}, document.activeElement.id]") == [2, "later"]
    window.read("document.querySelector('#timeline summary').focus()")
    window.read("location.hash = 'day=2011-11-08'")
    window.wait(f"{VERDICT}.startsWith('2011')")
    assert window.read(FOCUS) == "The same as a table"
    window.read("document.getElementById('body').focus()")
    window.press("ArrowDown")
    assert window.read("[document.activeElement.id, document.getElementById('body').value]") == ["body", "igc"]


def test_a_link_to_what_is_not_there_says_so(window: Window, curated_page: str) -> None:
    """The notice is seen and spoken, names what is shown instead, and goes with the next question."""
    window.look()
    window.go(f"{curated_page}#body=nope&day=banana")
    window.wait("document.getElementById('said').textContent")
    notice, spoken, seen = window.read(
        f"[document.getElementById('notice').textContent, document.getElementById('said').textContent, {VERDICT}]"
    )
    day = seen[:10]
    assert notice == (
        "Not known, but asked for by the link: the body “nope”; the day “banana”. "
        f"Shown instead: chair of GMG on {day}."
    )
    assert spoken.startswith(f"{notice} {seen}")
    window.read("document.getElementById('earlier').click()")
    assert window.read("document.getElementById('notice').hidden")
    for link, missing in {
        "of=friends": "the list “friends” of GMG",
        "day=2013-02-30": "the day “2013-02-30”",
        "who=aig": "“aig” among the chairs of GMG",
        "country=Atlantis": "the country “Atlantis”",
        "project=x": "the project “x”",
    }.items():
        window.go(f"{curated_page}#body=gmg&{link}")
        assert f"by the link: {missing}. Shown" in window.read("document.getElementById('notice').textContent"), link
    window.go(f"{curated_page}#body=gmg&of=members&day=2013-09-01&who=who")
    assert window.read("document.getElementById('notice').hidden")


def test_the_first_sight_is_certain(window: Window, curated_page: str) -> None:
    """Without a link, the page shows the last day on which the data are certain of a chair."""
    open_at(window, curated_page)
    data = iom_partners.load()
    rows = data.stats.spells("GMG").to_dicts()
    day = max(row["last_day"] for row in rows if row["certainty"] == "certain")
    certain = {each.label for each in data.chair_of("GMG", on=day).certain}
    found = re.fullmatch(r"(.+) — Chair of GMG: (.+) \(certain\)\.", window.read(VERDICT))
    assert found
    assert (found[1], set(found[2].split(", "))) == (str(day), certain)
    assert window.read("document.title") == f"Chair of GMG on {day} — Explorer"


def test_the_search_goes_where_one_is(window: Window, curated_page: str) -> None:
    """Who is chosen is marked, on a day on which it is in the body; of several bodies, each is offered."""
    open_at(window, f"{curated_page}#body=gmg&day=2003-05-05")
    offers = ask(window, "WHO")
    assert offers[0] == "World Health Organization (WHO) — member of GMG"
    assert window.read("spoken") == [f"{len(offers)} results."]
    window.read("spoken.length = 0")
    window.press("Enter")
    window.wait("spoken.length")
    found, marked, bold = window.read(
        f"[{VERDICT}, document.querySelector('#who [aria-current] strong').textContent,"
        " document.querySelector('#timeline .marked title').textContent]"
    )
    data = iom_partners.load()
    assert data.members_of("GMG", on=found[:10]).about("WHO").certainty.value == "certain"
    assert (found.endswith(" WHO: certain."), marked, bold) == (True, "WHO", "WHO")
    assert window.read("spoken") == [found]
    assert "who=who" in window.read("location.hash")
    offers = ask(window, "canada")
    assert offers[:2] == ["Canada — chair of IGC", "Canada — member of IOM"]
    window.press("ArrowDown", "ArrowDown", "Enter")
    assert window.read("[document.getElementById('body').value, document.title.slice(0, 14)]") == [
        "iom",
        "Members of IOM",
    ]
    assert "Canada: certain." in window.read(VERDICT)


def test_the_search_is_tolerant(window: Window, curated_page: str) -> None:
    """Exact names come first, other spellings stand beside the preferred name; what is found is what `find` finds."""
    open_at(window, curated_page)
    data = iom_partners.load()
    assert ask(window, "IOM")[0] == "International Organization for Migration (IOM) body"
    assert ask(window, "migration grp")[0] == "Global Migration Group (GMG) body"
    assert ask(window, "ACNUR")[0].startswith("Office of the United Nations High Commissioner for Refugees (ACNUR) — ")
    for text in ("migraton group", "UNCHR", "presidium", "nations womn", "rabat proces", "global migration"):
        first = data.find(text)[0].id
        assert window.read(f"findNames(explorer.data.names, {text!r})[0].id") == first, text
    assert ask(window, "xyzzy") == []
    assert window.read("[document.getElementById('none').textContent, ...spoken]") == ["Nothing found for “xyzzy”."] * 2


def test_the_list_of_the_search_closes(window: Window, curated_page: str) -> None:
    """It is not expanded after Tab and Escape, and the arrow opens it again."""
    open_at(window, curated_page)
    is_open = "document.getElementById('text').getAttribute('aria-expanded')"
    for key in ("Escape", "Tab"):
        ask(window, "iom")
        assert window.read(is_open) == "true"
        window.press(key)
        assert window.read(f"[{is_open}, document.getElementById('found').hidden]") == ["false", True]
        window.read("document.getElementById('text').focus()")
        window.press("ArrowDown")
        assert window.read(is_open) == "true"


def test_a_project_is_in_the_link(window: Window, curated_page: str) -> None:
    """A chosen project has the focus and stands in the address; the filter by country says how many it leaves."""
    open_at(window, curated_page)
    ask(window, "praesidium in sicily")
    window.press("Enter")
    project = window.read("document.activeElement.id")
    assert window.read("location.hash").endswith(f"project={project.removeprefix('project-')}")
    link = window.read("location.href")
    open_at(window, link)
    assert window.read("document.activeElement.id") == project
    window.read("document.getElementById('country').focus()")
    window.press(*"indonesia")
    window.wait("spoken.length")
    number = window.read("document.querySelectorAll('#projects > ul > li').length")
    assert window.read("spoken.at(-1)") == f"{number} projects in Indonesia."
    assert "project=" not in window.read("location.hash")


def test_all_controls_are_reached_by_tab(window: Window, curated_page: str) -> None:
    """Tab reaches each control of the form once, in the order of the page."""
    open_at(window, curated_page)
    seen: list[str] = []
    for _ in range(12):
        window.press("Tab")
        seen.append(window.read("document.activeElement.id || document.activeElement.name || 'link'"))
    met = [each for each in dict.fromkeys(seen) if each != "link"]
    assert met == ["text", "body", "of", "day", "earlier", "later", "slider"]


CONTRAST = """(() => {
  const parts = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [[r, 0.2126], [g, 0.7152], [b, 0.0722]].reduce((sum, [each, part]) => {
    const part_ = each / 255; return sum + part * (part_ <= 0.04045 ? part_ / 12.92 : ((part_ + 0.055) / 1.055) ** 2.4);
  }, 0);
  const backOf = (each) => { for (; each; each = each.parentElement) {
    const color = parts(getComputedStyle(each).backgroundColor); if (color[3] !== 0) return color; } };
  const shown = [...document.querySelectorAll("svg text, p, h2, .mark, li, a, summary, label, button")]
    .filter((each) => each.textContent.trim() && each.getClientRects().length);
  return shown.map((each) => {
    const style = getComputedStyle(each), ink = parts(each instanceof SVGElement ? style.fill : style.color);
    const [high, low] = [light(ink), light(backOf(each.parentElement))].sort((a, b) => b - a);
    return [each.textContent.trim().slice(0, 20), (high + 0.05) / (low + 0.05), parseFloat(style.fontSize)];
  });
})()"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_texts_are_legible(window: Window, curated_page: str, scheme: str) -> None:
    """On a phone, texts have a contrast of 4.5 at least and 11 pixels, years stand apart, and nothing is cut off."""
    window.look(390, 844, scheme)
    window.go(f"{curated_page}#body=gmg&of=members&day=2013-09-01")
    measured = window.read(CONTRAST)
    assert len(measured) > 100
    assert [each for each in measured if each[1] < 4.5 or each[2] < 11] == []
    years = window.read(
        "[...document.querySelectorAll('svg .axis')].map((each) => each.getBoundingClientRect())"
        ".map((box) => [box.left, box.right])"
    )
    assert len(years) > 1
    assert all(left - right >= 8 for (_, right), (left, _) in zip(years, years[1:], strict=False))
    assert not window.read("document.documentElement.scrollWidth > innerWidth")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2005/2007", "from 2005 to 2007"),
        ("1991/..", "from 1991 on"),
        ("2003-08/", "from August 2003, no end stated"),
        ("/2009", "no start stated, until 2009"),
        ("[2004-12-26..]/", "began not before 26 December 2004, no end stated"),
        ("[..2009-06]/..", "began by June 2009, goes on"),
        ("../[2004-01-01..]", "always, ended not before 1 January 2004"),
        ("[2021-10-27..2021-10-28]/2023", "began on some day from 27 to 28 October 2021, until 2023"),
    ],
)
def test_times_are_told_briefly(text: str, words: str) -> None:
    """An end that no one states, or that has one limit only, is told so."""
    assert make().when(Period(text)) == words


def test_no_raw_words_are_shown(window: Window, curated_page: str) -> None:
    """Contradictions name records and fields in words; times without a date say so; the table has a caption."""
    open_at(window, f"{curated_page}#body=gmg")
    data = iom_partners.load()
    told, projects, caption = window.read(
        "['conflicts', 'projects'].map((each) => document.getElementById(each).textContent)"
        ".concat(document.querySelector('caption').textContent)"
    )
    assert "ILO, chair of GMG, 1 January to 31 December 2014: holder ILO or IOM" in told
    raw = [each.record.id for each in data.conflicts()] + ["holder_id", "names["]
    for entry in make().content(data)["bodies"]:
        for about, what, *_ in entry["conflicts"]:
            assert not [each for each in raw if "-" in each and each in about.split()], about
            assert "_" not in what
    assert "no date stated" in projects
    assert "began by 31 December 2005, ended not before 1 January 2004" in projects
    assert not re.search(r"a day that no one states|some day up to|implementing-partner", projects)
    assert caption == "Chair of Global Migration Group over time"


def test_the_page_links_to_the_documentation(tmp_path: Path) -> None:
    """As part of the site it links to the page on it; alone it links to no file."""
    links = """return [...document.querySelectorAll("a")].map((each) => each.getAttribute("href"))
      .filter((each) => !/^(https?:|#)/.test(each));"""
    assert run(own(), tmp_path, links) == []
    file = tmp_path / "site.html"
    file.write_text(
        make().page(own(), "explorer.html").replace("</body>", f"{telling(links)}</body>"), encoding="utf-8"
    )
    assert told(tmp_path, file.as_uri()) == ["explorer.html"]
