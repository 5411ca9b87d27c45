"""Every picture: its labels are the texts of the table, its marks as many as its rows, its bytes the same.

What a chart tells is read from its Vega-Lite specification; that the renderer draws just this is held by slow tests.
"""

from __future__ import annotations

import copy
import importlib
import json
import os
import pickle
import re
import runpy
import subprocess
import sys
from ast import literal_eval
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from html.parser import HTMLParser
from io import BytesIO, StringIO
from math import hypot
from pathlib import Path
from pprint import pformat
from typing import Any
from xml.etree import ElementTree as ET

import pytest

import iom_partners
from iom_partners import (
    ChairTerm,
    Citation,
    Contribution,
    Dataset,
    Event,
    Figure,
    Membership,
    MissingExtraError,
    Organization,
    PartialDate,
    Participation,
    Period,
    Place,
    Project,
    Source,
)
from iom_partners.charts.axis import Frame, frame_of, ticks_of
from iom_partners.dates.days import AFTER_ALL, BEFORE_ALL, day_at
from iom_partners.results import Column, Table
from iom_partners.tables.text import plain
from strategies import needs
from worlds import body, covers, org, seat, term, world

DOCS = Path(__file__).resolve().parents[2] / "docs" / "pictures"
SVG = "{http://www.w3.org/2000/svg}"

#: Texts that a drawing library may take for mathematics, code, markup, numbers or dates; one is very long.
NAUGHTY = (
    "$x_1$ \\alpha", "100 % {0} {} %s", "a_b^c", "line\nbreak\ttab", "\"quo'ted`", "datum.row", "a.b[0]", "not known",
    "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<!-- comment", "]]>", "&amp; & <b>",
    "\u202eright\x1b[31m\x00", "\u2028separated", "null", "NaN", "1e5", "2013-01-01", "=1+1", "javascript:alert(1)",
    "Żółć عربى 日本", "Same", "Same", "x" * 300,
)  # fmt: skip
COUNTRIES = "CH DE FR IT ES PT AT BE NL LU DK SE NO FI PL CZ SK HU RO BG GR IE MT CY EE".split()  # noqa: SIM905 # As a list, it would be long.


@pytest.fixture(scope="module")
def naughty() -> Dataset:
    """A body of naughty name and members, with chairs, projects, money and stated numbers."""
    records: list[Any] = [Organization(id="body", name="The </script><b>%s{}$_", founded=PartialDate("2000-01-01"))]
    for number, name in enumerate(NAUGHTY):
        who, year = f"o{number:02}", 2001 + number // 2
        records += [
            Organization(id=who, name=name),
            ChairTerm(id=f"t{who}", organization_id="body", holder_id=who,
                period=Period(f"{year}-03/[{year + 1}-01..{year + 1}-05]")),
            Membership(id=f"m{who}", organization_id="body", member_id=who,
                period=Period(f"{year}/.." if number % 3 else "/")),
            Place(id=f"l{who}", name=name, kind="country", country=COUNTRIES[number]),
            Project(id=f"p{who}", name=name, places=(f"l{who}",),
                period=Period("2005-01-01/2006-12-31" if number % 2 else "/")),
            Participation(id=f"a{who}", project_id=f"p{who}", agent_id=who, role="partner",
                period=Period("2005-01-01/2005-12-31")),
            Participation(id=f"b{who}", project_id=f"p{who}", agent_id="o00", role="partner", period=Period("2005/")),
            Contribution(id=f"g{who}", donor_id=who, amount=Decimal(number), currency=name[:5],
                when=PartialDate(f"[{year}..{year + 1}]") if number % 2 else None),
        ]  # fmt: skip
    records.append(
        Figure(
            id="f", about_id="body", unit="members", lower=5, upper=9, qualifier="<b>about", when=PartialDate("2010")
        )
    )
    return Dataset.from_records(records)


#: What `aria-roledescription` says of the marks that tell what they are.
ROLES = ("bar", "circle", "rule mark", "point")
#: A test that needs the renderer.
drawing = lambda test: pytest.mark.slow(needs("vl_convert")(test))

Rows = Sequence[dict[str, Any]]
Mark = tuple[dict[str, Any], dict[str, Any], Rows]

PICTURES: dict[str, Callable[[Dataset], Any]] = {
    "chairs": lambda data: data.plot.timeline("body"),
    "members": lambda data: data.plot.timeline("body", "members"),
    "growth": lambda data: data.plot.growth("body"),
    "network": lambda data: data.plot.network("o00"),
    "all": lambda data: data.plot.network(),
    "contributions": lambda data: data.plot.contributions(),
    "countries": lambda data: data.plot.countries(during="2005"),
}


def marks(spec: dict[str, Any], chart: dict[str, Any], rows: Rows = ()) -> Iterator[Mark]:
    """Return each mark of a specification: its kind, its encoding and the rows that it draws."""
    if "data" in spec:
        told = chart["datasets"].get(spec["data"].get("name"), spec["data"].get("values", []))
        rows = json.loads(told) if isinstance(told, str) else told
    for step in spec.get("transform", []):
        if found := re.fullmatch(r"\(datum\.(\w+) ([!=])== (.*)\)", step["filter"]):
            wanted, is_equal = json.loads(found[3].replace("'", '"')), found[2] == "="
            rows = [row for row in rows if (row.get(found[1]) == wanted) is is_equal]
        else:
            found = re.fullmatch(r"\(indexof\(datum\.(\w+),'(\w+)'\) >= 0\)", step["filter"])
            rows = [row for row in rows if found[2] in row[found[1]]]
    for each in [*spec.get("layer", []), *spec.get("vconcat", []), *([spec["spec"]] if "spec" in spec else [])]:
        yield from marks(each, chart, rows)
    if "mark" in spec:
        yield spec["mark"], spec["encoding"], rows


def spec_of(chart: Any) -> dict[str, Any]:
    """Return the specification of a chart, which may be one already."""
    return chart if isinstance(chart, dict) else chart.to_dict()


def told(chart: Any, role: str) -> list[str]:
    """Return the descriptions of the marks of one role, each of which is a row."""
    spec = spec_of(chart)
    kind = role.removesuffix(" mark")
    found = [rows for mark, _, rows in marks(spec, spec) if mark.get("aria", True) and mark["type"] == kind]
    return [row["about"] for rows in found for row in rows]


def texts(chart: Any) -> set[str]:
    """Return every text that is drawn: titles, labels of axes and of rows, and what stands beside marks."""
    spec, found = spec_of(chart), set()
    for each in (spec, *spec.get("vconcat", [])):
        title = each.get("title", {"text": ""})
        words = title["text"]
        found |= {json.loads(words["expr"]) if isinstance(words, dict) else words, *title.get("subtitle", [])}
        fields = {each["facet"]["row"]["field"]} if "facet" in each else set()
        for mark, encoding, rows in marks(each, spec):
            named = [encoding[axis] for axis in ("x", "y") if encoding.get(axis, {}).get("type") == "nominal"]
            shown = fields | {channel.get("field") for channel in (*named, encoding.get("text", {}))}
            found |= {row[field] for row in rows for field in shown if isinstance(row.get(field), str)}
            found |= {mark["text"]} if isinstance(mark.get("text"), str) else set()
    return found


def caption(chart: Any) -> str:
    """Return what stands below the title."""
    return " ".join(spec_of(chart)["title"]["subtitle"])


def svg(chart: Any) -> str:
    """Draw a chart as SVG."""
    file = StringIO()
    chart.save(file, format="svg")
    return file.getvalue()


def drawn_texts(drawn: str) -> list[str]:
    """Return every line of text that is drawn."""
    found = ET.fromstring(drawn).iter(f"{SVG}text")
    return ["".join(line.itertext()) for each in found for line in (list(each) or [each])]


def drawn_marks(drawn: str, role: str) -> list[str]:
    """Return the descriptions of the drawn marks of one role."""
    found = [each for each in ET.fromstring(drawn).iter() if each.get("aria-roledescription") == role]
    return [each.get("aria-label", "") for each in found]


def is_drawn(label: str, drawn: list[str]) -> bool:
    """Return whether a label is drawn, whole or cut with an ellipsis."""
    clean = plain(label).strip()
    return clean in drawn or any(len(each) > 20 and each[-1] == "…" and clean.startswith(each[:-1]) for each in drawn)


@pytest.mark.parametrize("of", ["chairs", "members"])
def test_a_timeline_draws_each_label_and_each_run(naughty: Dataset, of: Any) -> None:
    """Every row has its label, literally; every run within the picture is one bar that tells its certainty.

    Where others are not ruled out on any day, the caption says so in the place of gray days.
    """
    table = naughty.stats.spells("body", of=of)
    chart = naughty.plot.timeline("body", of).to_dict()
    is_all_unknown = "On every day, there may have been others than those shown. " in caption(chart)
    assert is_all_unknown == (of == "members")
    if is_all_unknown:
        table = Table("spells", table.columns, [row for row in table if row[1]])
    assert set(map(plain, table["row"])) <= texts(chart)
    assert f"{of.capitalize()} of The </script><b>%s{{}}$_" in texts(chart)
    bars = told(chart, "bar")
    assert len(bars) == len(table)
    for word, state in (("certain", "certain"), ("possible", "possible"), ("unknown", "not known")):
        assert sum(bar.endswith(f": {state}") for bar in bars) == table["certainty"].count(word)


def test_other_pictures_draw_their_labels(naughty: Dataset) -> None:
    """Countries, currencies and partners are drawn literally, each once; every tie, node and sum is one mark."""
    by_country = naughty.stats.projects_by_country(during="2005")
    chart = naughty.plot.countries(during="2005").to_dict()
    twice = {name for name in NAUGHTY if NAUGHTY.count(name) > 1}
    expected = [f"{name} ({code})" if name in twice else name for code, name, *_ in by_country]
    assert set(map(plain, expected)) <= texts(chart)
    assert len(told(chart, "bar")) == sum(bool(row[2]) + bool(row[3]) for row in by_country)
    money = naughty.stats.contributions_by_year()
    chart = naughty.plot.contributions().to_dict()
    assert {plain(each) for each in money["currency"] if each} <= texts(chart)
    dated = [each for each in naughty.contributions if each.when]
    assert len(told(chart, "bar")) == len(naughty.contributions) - len(dated)
    assert len(told(chart, "rule mark")) == len(dated)
    chart = naughty.plot.network("o00").to_dict()
    labels = list(texts(chart))
    assert [name for name in NAUGHTY if name != "Same" and not is_drawn(name, labels)] == []
    assert len(told(chart, "circle")) == len(NAUGHTY)
    assert len(told(chart, "rule mark")) == len(NAUGHTY) - 1


@pytest.fixture(scope="module")
def drawn() -> Dataset:
    """The smallest world in which every kind of mark is drawn: certain, possible and unknown, open and stated."""
    who = ("north", "south", "west")
    return world(
        *(org(each) for each in who),
        body(founded="2001-03-01", ended="2012", citations=(Citation(source_id="one"), Citation(source_id="two"))),
        Source(id="one", title="One", publisher="Press"), Source(id="two", title="Two", publisher="Press"),
        seat("north", "2001-03-01/..", citations=(Citation(source_id="one"), Citation(source_id="two"))),
        seat("south", "2004-05/2009-12-31"), seat("west", "[2005-01-01..2005-02-28]/"),
        term("north", "2002-01-01/2006-12-31"), term("south", "2007/2008-03-31"), term("west", "/2010-06-30"),
        term("west", "2003-01-01/2003-12-31", role="interim-chair"),
        covers("members", "2001-03-01", "2007-12-31"), covers("chairs", "2002-01-01", "2004-12-31"),
        covers("members", "2010-01-01", "2010-12-31"),
        Figure(id="f1", about_id="grp", unit="members", lower=3, upper=5, when=PartialDate("2006")),
        Figure(id="f2", about_id="grp", unit="members", lower=2, when=PartialDate("2003-04-05")),
        Figure(id="f3", about_id="grp", unit="members", lower=2),
        Place(id="fr", name="France", kind="country", country="FR"), Place(id="ch", name="X", country="CH"),
        *(Project(id=f"p{n}", name=f"P{n}", places=places, period=Period(when)) for n, (places, when) in enumerate([
            (("fr", "ch"), "2004-01-01/2005-12-31"), (("fr",), "2005-06/2006"), ((), "2005-01-01/2005-12-31"),
            (("fr",), "/2007"),
        ])),
        *(Participation(id=f"{who}-p{n}", project_id=f"p{n}", agent_id=who, role="partner", period=Period("/"))
            for n, who in [
                (0, "north"), (0, "south"), (1, "north"), (1, "south"), (1, "west"), (2, "west"), (2, "grp"),
            ]),
        *(Contribution(id=f"c{n}", donor_id="north", **gift) for n, gift in enumerate([
            {"amount": Decimal("1000.50"), "currency": "USD", "when": PartialDate("2003")},
            {"amount": Decimal(7), "currency": "USD", "when": Period("2003/2005")},
            {"amount": Decimal(-3), "currency": "CHF", "when": PartialDate("2004")},
            {"amount": Decimal(9), "currency": "CHF"},
            {"amount": Decimal(5), "currency": "CHF", "qualifier": "over", "when": PartialDate("2004")},
            {"kind": "in-kind", "when": PartialDate("2004")}, {"currency": "CHF", "when": PartialDate("2004")},
        ])),
    )  # fmt: skip


#: Each kind of picture, with and without what it may be asked for.
ASKED: dict[str, Callable[[Any], Any]] = {
    "chairs": lambda plot: plot.timeline("grp"),
    "interim": lambda plot: plot.timeline("grp", role="interim-chair"),
    "members": lambda plot: plot.timeline("grp", "members", during="2004/2006"),
    "growth": lambda plot: plot.growth("grp"),
    "growth in 2003": lambda plot: plot.growth("grp", during="2003"),
    "network": lambda plot: plot.network(),
    "partners": lambda plot: plot.network("north", during="2004"),
    "contributions": lambda plot: plot.contributions(),
    "countries": lambda plot: plot.countries(),
    "countries in 2005": lambda plot: plot.countries(during="2005"),
    "nothing": lambda plot: plot.network("grp", by="agreements"),
}
LOOKS = Path(__file__).with_name("pictures.txt")


def looks(spec: Any) -> Any:
    """Return a specification without its data, and without what depends on the version of Altair."""
    if isinstance(spec, list):
        return [looks(each) for each in spec]
    if not isinstance(spec, dict):
        return spec
    return {key: looks(each) for key, each in spec.items() if key not in {"$schema", "config", "data", "datasets"}}


def test_the_looks_of_each_picture(drawn: Dataset) -> None:
    """Each picture is drawn as before, to the width of a line; run with SNAPSHOT=write, then look at what changed."""
    names = ("chairs", "members", "growth", "network", "contributions", "countries")
    found = {name: looks(ASKED[name](drawn.plot).to_dict()) for name in names}
    if os.environ.get("SNAPSHOT") == "write":
        LOOKS.write_text(pformat(found, indent=0, width=160, compact=True) + "\n", encoding="utf-8")
    kept = literal_eval(LOOKS.read_text(encoding="utf-8"))
    assert set(kept) == set(found)
    for name, spec in found.items():
        assert spec == kept[name], f"{name} changed"


TITLES = {
    "chairs": ("Chairs of GRP", "Timeline of the chairs of GRP."),
    "interim": ("Interim-chairs of GRP", "Timeline of the interim-chairs of GRP."),
    "members": ("Members of GRP, from 1 January 2004 to 31 December 2006", "Timeline of the members of GRP."),
    "growth": ("Number of members of GRP", "Number of members of GRP over time."),
    "growth in 2003": ("Number of members of GRP", "Number of members of GRP over time."),
    "network": ("Partners", "Network of partners."),
    "partners": ("Partners of NORTH", "Network of the partners of NORTH."),
    "contributions": ("Contributions by year and currency", "Sums of contributions of money by year."),
    "countries": ("Projects by country", "Number of projects by country."),
    "countries in 2005": (
        "Projects by country, from 1 January to 31 December 2005",
        "Number of projects by country, from 1 January to 31 December 2005.",
    ),
    "nothing": ("Partners of GRP", "Network of the partners of GRP."),
}


@pytest.mark.parametrize("name", ASKED)
def test_the_title_says_what_was_asked(drawn: Dataset, name: str) -> None:
    """Title and description name the body, the office and the days asked about; the caption ends with the sources."""
    spec = ASKED[name](drawn.plot).to_dict()
    title, description = TITLES[name]
    assert spec["title"]["text"] == title
    assert spec["description"].startswith(f"{description} ") or spec["description"] == description
    cited = (
        "Sources: 2 documents of 1 publisher."
        if name in {"members", "growth", "growth in 2003"}
        else "No source is cited."
    )
    assert caption(spec).endswith(f"{cited} The data reach to 31 December 2010.")


def test_the_labels_of_marks(drawn: Dataset) -> None:
    """Every mark says in words what it stands for: who, when or how much, and how sure that is."""
    assert told(drawn.plot.timeline("grp", role="interim-chair", during="2003"), "bar") == [
        "WEST, 1 January 2003 to 31 December 2003: certain",
    ]  # fmt: skip
    told_by_network = drawn.plot.network("north", during="2005")
    assert sorted(told(told_by_network, "rule mark")) == [
        "NORTH and SOUTH: 2 shared, possible", "NORTH and WEST: 1 shared, possible",
        "SOUTH and WEST: 1 shared, possible",
    ]  # fmt: skip
    assert sorted(told(told_by_network, "circle")) == ["NORTH: 2 ties", "SOUTH: 2 ties", "WEST: 2 ties"]
    assert told(drawn.plot.countries(during="2005"), "bar") == [
        "France: 2 to 3 projects", "France: 2 to 3 projects", "CH: 1 projects", "no country stated: 1 projects",
    ]  # fmt: skip
    assert told(drawn.plot.growth("grp"), "point") == [
        "at least 2 members stated, 5 April 2003", "3 to 5 members stated, 1 January 2006 to 31 December 2006",
    ]  # fmt: skip


@pytest.mark.parametrize("name", PICTURES)
def test_each_picture_is_made_the_same_twice_and_needs_no_network(naughty: Dataset, name: str) -> None:
    """Made twice, it is the same; no address stands in it but that of its schema."""
    spec = PICTURES[name](naughty).to_dict()
    assert spec == PICTURES[name](naughty).to_dict()
    assert spec.pop("$schema").startswith("https://vega.github.io/")
    assert '"url"' not in json.dumps(spec)
    assert spec["description"]
    assert "<" not in spec["description"]
    assert ("‹/script›‹b›" in spec["description"]) is (name in {"chairs", "members", "growth"})
    # The only white is that of the label on a plate.
    whites = [mark for mark, *_ in marks(spec, spec) if "white" in mark.values()]
    assert [(each["type"], each.get("fontWeight")) for each in whites] == [("text", "bold")] * (name == "network")
    found = set(re.findall(r"#[0-9A-Fa-f]{6}\b", json.dumps(looks(spec) | {"config": spec["config"]})))
    assert found
    for color in found:
        assert min(contrast(color, page) for page in ("#FFFFFF", "#1E1E1E", "#0D1117")) > 3.2, color
    assert spec["config"]["background"] == "transparent"


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colors, as the guidelines for accessible web content reckon it."""
    light = []
    for color in (one, other):
        parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        light.append(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)
    return max(light) / min(light)


@pytest.mark.parametrize("name", ["chairs", "growth", "network", "contributions", "countries in 2005"])
def test_certainty_is_told_by_more_than_color(drawn: Dataset, name: str) -> None:
    """Each certainty in a legend has dashes of its own, and of bars a fill of its own too."""
    spec = ASKED[name](drawn.plot).to_dict()
    scales = {
        channel: encoding[channel]["scale"]
        for _, encoding, _ in marks(spec, spec)
        for channel in ("fill", "strokeDash")
        if "scale" in encoding.get(channel, {})
    }
    assert len(scales["strokeDash"]["domain"]) >= (1 if name in {"network", "contributions"} else 2)
    for scale in scales.values():
        assert len(set(map(str, scale["range"]))) == len(scale["range"]) == len(scale["domain"])


@needs("vl_convert")
def test_a_notebook_shows_an_svg_that_needs_nothing_else(
    curated: Dataset, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A chart, also one with a config, gives an SVG without a script or address, whose text has the page's color.

    A renderer that a user chose is used, and so is Altair's own where nothing can draw.
    """
    import altair as alt

    chart = curated.plot.growth("GMG", during="2013/2015")
    for each in (chart, chart.properties(width=300), chart.configure_axis(labelFontSize=9)):
        shown = each._repr_mimebundle_()
        assert set(shown) == {"image/svg+xml", "text/plain"}
        assert shown["text/plain"] == chart.description
        drawn = shown["image/svg+xml"]
        assert ET.fromstring(drawn).get("aria-label") == chart.description
        assert "<script" not in drawn
        assert set(re.findall(r"https?://[^\"'< ]+", drawn)) == {
            "http://www.w3.org/2000/svg",
            "http://www.w3.org/1999/xlink",
        }
        assert '.iom-partners [fill="#787878"]{fill:currentColor}' in drawn
        assert 'fill="white"' not in drawn
        assert "black" not in drawn
    curated.plot.save(chart, tmp_path / "growth.svg")
    assert (tmp_path / "growth.svg").read_text(encoding="utf-8") == chart._repr_mimebundle_()["image/svg+xml"]
    curated.plot.save(chart, tmp_path / "growth.json")
    assert json.loads((tmp_path / "growth.json").read_text(encoding="utf-8")) == chart.to_dict()
    assert chart.configure_axis(labelColor="red").to_dict()["config"]["axis"]["labelColor"] == "red"
    for again in (copy.deepcopy(chart), pickle.loads(pickle.dumps(chart)), chart.copy()):
        assert again.to_dict() == chart.to_dict()
        assert type(again) is type(chart)
    with alt.renderers.enable("mimetype"):
        assert "image/svg+xml" not in chart._repr_mimebundle_()
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    assert "text/html" in chart._repr_mimebundle_()
    with pytest.raises(AttributeError, match="no attribute 'ConcatChart'"):
        importlib.import_module("iom_partners.charts.picture").ConcatChart  # noqa: B018 # It raises.


@drawing
@pytest.mark.parametrize("name", PICTURES)
def test_what_is_drawn_is_what_the_chart_tells(naughty: Dataset, name: str) -> None:
    """The renderer draws each mark with its description, each text whole or cut with an ellipsis, and none twice."""
    made = PICTURES[name](naughty)
    chart, drawn = made.to_dict(), svg(made)
    for role in ROLES:
        assert sorted(drawn_marks(drawn, role)) == sorted(each.replace("\n", " ") for each in told(chart, role))
    lines = drawn_texts(drawn)
    assert [each for each in texts(chart) if not is_drawn(each, lines)] == []


@drawing
@pytest.mark.parametrize("name", PICTURES)
def test_each_picture_is_drawn_the_same_twice(naughty: Dataset, name: str) -> None:
    """Made and drawn twice, the bytes of SVG and PNG are the same, and both have one size."""
    one, other = PICTURES[name](naughty), PICTURES[name](naughty)
    # The renderer counts the names of gradients on for as long as it lives.
    assert re.sub(r"gradient_\d+", "", svg(one)) == re.sub(r"gradient_\d+", "", svg(other))
    files = BytesIO(), BytesIO()
    for chart, file in zip((one, other), files, strict=True):
        chart.save(file, format="png")
    assert files[0].getvalue() == files[1].getvalue()
    header = files[0].getvalue()[:24]
    assert header[:8] == b"\x89PNG\r\n\x1a\n"
    root = ET.fromstring(svg(one))
    size = [int.from_bytes(header[place : place + 4], "big") for place in (16, 20)]
    assert size == [int(float(root.get(side, "0"))) for side in ("width", "height")]


@drawing
def test_two_runs_write_the_same_bytes() -> None:
    """Two processes, with other seeds of hashes, write the same SVG and PNG of a timeline with gradients."""
    code = (
        "import iom_partners, sys, io, hashlib; chart = iom_partners.load().plot.timeline('GMG', 'members')\n"
        "for kind in ('svg', 'png'):\n"
        "    file = io.StringIO() if kind == 'svg' else io.BytesIO(); chart.save(file, format=kind)\n"
        "    drawn = file.getvalue(); drawn = drawn.encode() if kind == 'svg' else drawn\n"
        "    print(kind, hashlib.sha256(drawn).hexdigest())"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert runs[0].startswith("svg ")


class Elements(HTMLParser):
    """Counts the elements of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, int] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found[tag] = self.found.get(tag, 0) + 1


def elements(chart: Any) -> dict[str, int]:
    """Return the elements of the page that a chart is saved as."""
    file = StringIO()
    chart.save(file, format="html")
    parser = Elements()
    parser.feed(file.getvalue())
    return parser.found


@pytest.fixture(scope="module")
def good_elements(curated: Dataset) -> dict[str, int]:
    """The elements of a page with good names."""
    return elements(curated.plot.timeline("GMG"))


@pytest.mark.parametrize("name", PICTURES)
def test_no_name_breaks_out_of_a_page(naughty: Dataset, good_elements: dict[str, int], name: str) -> None:
    """A page with naughty names has the same elements as a page with good ones."""
    assert elements(PICTURES[name](naughty)) == good_elements


def test_pictures_can_be_styled_further(naughty: Dataset) -> None:
    """A picture takes a config, other properties, and another chart upon it."""
    import altair as alt

    chart = naughty.plot.timeline("body")
    mark = alt.Chart(alt.InlineData(values=[{"day": "2010-01-01"}])).mark_rule(color="black").encode(x="day:T")
    both = (chart + mark).properties(width=300).configure_axis(labelFontSize=9).configure(background="#FFFFEE")
    spec = both.to_dict()
    assert (spec["config"]["background"], spec["width"]) == ("#FFFFEE", 300)
    assert [{"day": "2010-01-01"}] in [rows for _, _, rows in marks(spec, spec)]
    panels = naughty.plot.contributions() & naughty.plot.countries()
    assert "no country stated" not in texts(panels)
    assert len(told(panels, "bar")) == sum(len(told(each, "bar")) for each in panels.vconcat)


@drawing
def test_styled_pictures_are_drawn(naughty: Dataset) -> None:
    """What was put on, beside or below a picture is drawn with it."""
    import altair as alt

    mark = alt.Chart(alt.InlineData(values=[{"day": "2010-01-01"}])).mark_rule(color="black").encode(x="day:T")
    assert "#FFFFEE" in svg((naughty.plot.timeline("body") + mark).configure(background="#FFFFEE"))
    assert "no country stated" not in drawn_texts(svg(naughty.plot.contributions() & naughty.plot.countries()))


def test_many_runs_are_drawn() -> None:
    """More than the 5,000 rows that Altair takes from frames are drawn all the same."""
    from iom_partners.charts.theme import Words
    from iom_partners.charts.timeline import timeline
    from iom_partners.stats.spells import SPELLS

    days = [date(1900, 1, 1) + timedelta(days=2 * number) for number in range(5_200)]
    table = Table("spells", SPELLS, [("WHO", "who", day, day, "certain", "", None, None) for day in days])
    chart = timeline(table, Words("Many", (), "Many."), who="chair")
    assert len(told(chart, "bar")) == 5_200


def test_long_pictures_are_cut_with_a_count() -> None:
    """Of 80 members 60 are drawn, and the caption counts the others; so for partners and for countries."""
    from iom_partners.model.codes import COUNTRIES as CODES

    records: list[Any] = [Organization(id="body", name="Body", founded=PartialDate("1990-01-01"))]
    for number, code in zip(range(80), sorted(CODES), strict=False):
        who = f"m{number}"
        records += [
            Organization(id=who, name=f"Member {number}"),
            Membership(id=f"s{who}", organization_id="body", member_id=who, period=Period(f"{1990 + number % 20}/..")),
            Place(id=f"l{who}", name=f"Land {number}", kind="country", country=code),
            Project(id=f"p{who}", name=f"P{number}", places=(f"l{who}",)),
            Participation(id=f"a{who}", project_id=f"p{who}", agent_id=who, role="partner"),
            Participation(id=f"b{who}", project_id=f"p{who}", agent_id="body", role="partner"),
        ]
    data = Dataset.from_records(records)
    chart = data.plot.timeline("body", "members").to_dict()
    assert sum(each.startswith("Member ") for each in texts(chart)) == 60
    assert "60 of 80 members are drawn, the first in time; 20 are not. " in caption(chart)
    chart = data.plot.network("body").to_dict()
    assert sum(each.startswith("Member ") for each in texts(chart)) == 60
    assert "60 of 80 nodes around are drawn, those with most ties. " in caption(chart)
    chart = data.plot.countries().to_dict()
    assert sum(each.startswith("Land ") for each in texts(chart)) == 60
    assert "60 of 80 countries are drawn, those with most projects. " in caption(chart)


def test_where_there_is_nothing_to_draw_the_chart_says_so() -> None:
    """No record, no stated day, nothing in the days asked about: a chart with a sentence, never an empty frame."""
    from iom_partners import Coverage

    data = Dataset.from_records(
        [
            Organization(id="none", name="None"),
            Organization(id="undated", name="Undated"),
            Membership(id="m", organization_id="undated", member_id="none"),
            Coverage(id="c", organization_id="none", of="chairs"),
        ]
    )
    plot = data.plot
    for chart, words in (
        (plot.timeline("none"), "No chair is recorded."),
        (plot.timeline("undated", "members"), "No day is stated or shown."),
        (plot.growth("none"), "No member is recorded."),
        (plot.growth("undated"), "No day is stated."),
        (plot.network("none"), "No tie is recorded."),
        (plot.contributions(), "No contribution has an amount that can be added."),
        (plot.countries(), "No project is recorded."),
    ):
        assert words in texts(chart)


def test_runs_without_limit_have_arrows(tiny: Dataset) -> None:
    """What goes on beyond the picture has an arrow at that side, and no bar leaves the picture."""
    chart = tiny.plot.timeline("club", "members", during="2005/2006")
    bars = json.loads(chart.data.values)
    assert {(bar["row"], bar["start"], bar["end"], bar["beyond"]) for bar in bars} == {
        ("NC", "2005-01-01", "2007-01-01", "left right"),
        ("SC", "2005-01-01", "2007-01-01", "left right"),
    }
    whole = json.loads(tiny.plot.timeline("club", "members", during=Period("../..")).data.values)
    assert {bar["end"] for bar in whole} >= {"+010000-01-01T00:00:00Z"}


@pytest.mark.parametrize(
    ("lower", "upper", "when"),
    [(3, None, "2010"), (None, 7, "2010"), (4, 4, "[..2010]"), (4, 4, None)],
)
def test_stated_numbers_are_points(tiny: Dataset, lower: int | None, upper: int | None, when: str | None) -> None:
    """A stated number is one point; one without a day is not drawn, and the caption counts it."""
    figure = Figure(
        id="f", about_id="club", unit="members", lower=lower, upper=upper, when=PartialDate(when) if when else None
    )
    chart = tiny.with_records(figure).plot.growth("club").to_dict()
    points = [each for each in told(chart, "point") if "stated" in each]
    assert len(points) == (1 if when else 0)
    assert ("Not drawn: 1 stated without a day." in caption(chart)) is (when is None)


def test_growth_without_members_draws_what_is_stated() -> None:
    """A body of which no member is named but a number is stated has a point."""
    figure = Figure(id="f", about_id="b", unit="members", lower=4, upper=4, when=PartialDate("2010"))
    chart = Dataset.from_records([Organization(id="b", name="B"), figure]).plot.growth("b")
    assert told(chart, "point") == ["4 members stated, 1 January 2010 to 31 December 2010"]


def growth_of(data: Dataset, body: str, **asked: Any) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of a picture of growth, by what they draw."""
    spec = data.plot.growth(body, **asked).to_dict()
    found: dict[str, list[dict[str, Any]]] = {}
    for mark, encoding, rows in marks(spec, spec):
        field = encoding["y"]["field"]
        kind = {"line": field, "text": "text", "area": "areas", "bar": "bars", "rule": "rules"}.get(mark["type"], "")
        kind = (
            "hatching" if kind == "rules" and field == "from" else "" if kind == "bars" and "fill" in encoding else kind
        )
        found.setdefault(kind, []).extend(rows)
    return found


def test_growth_does_not_fall_where_the_sources_end(curated: Dataset) -> None:
    """After the last day on which all are known it says so, the line of the certain breaks, and no day stands out."""
    drawn = growth_of(curated, "GMG")
    assert [each["text"] for each in drawn["text"]] == ["not known who remained"]
    table = curated.stats.member_counts("GMG").to_dicts()
    # The table has a day on which two attested ends meet; in the picture it is no higher than what comes after it.
    (peak,) = [row for row in table if str(row["first_day"]) == "2014-12-31"]
    assert (peak["lower"], str(peak["last_day"])) == (6, "2014-12-31")
    corners = [each for each in drawn["areas"] if each["state"] == "certain"]
    assert max(each["to"] for each in corners if each["start"] > "2014-01-02") == 5
    assert "31 December 2014: at least 6 (18 named)" in curated.plot.growth("GMG").description
    lower = [each for each in drawn["lower"] if each["start"] == "2014-01-02"]
    assert sorted(each["lower"] for each in lower) == [4, 16]
    named = {row["first_day"]: row for row in table}
    for line in drawn["hatching"]:
        days = [each[:10] for each in (line["start"], line["end"])]
        (run,) = [
            row
            for day, row in named.items()
            if day and str(day) <= days[0] and days[1] <= str(row["last_day"] + timedelta(days=1))
        ]
        assert run["upper"] is None
        assert min(run["lower"], 5) <= line["to"] < line["from"] <= run["named"]
    assert len(drawn["hatching"]) > 50
    assert [each["text"] for each in growth_of(curated, "GMG", during="2013-12/2014-01")["text"]] == [
        "not known who remained"
    ]
    assert [each["text"] for each in growth_of(curated, "GMG", during="2005/2014-03")["text"]] == ["?"]


def test_areas_of_growth_have_no_seams(drawn: Dataset) -> None:
    """Each area is one shape from its first to its last day; a part of no height ends it."""
    rows = growth_of(drawn, "grp")["areas"]
    parts: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        parts.setdefault(row["part"], []).append(row)
    for corners in parts.values():
        for (_, one), (other, _) in zip(
            zip(corners[::2], corners[1::2], strict=True),
            list(zip(corners[::2], corners[1::2], strict=True))[1:],
            strict=False,
        ):
            assert one["start"] == other["start"]
        assert {each["state"] for each in corners} == {corners[0]["state"]}
        assert all(each["from"] < each["to"] for each in corners)
    told_text = growth_of(
        world(org("a"), body(), seat("a", "[2001..2002]/[2005..2009]"), covers("members", "2010-01-01", "2012-12-31")),
        "grp",
    )
    assert [each["text"] for each in told_text["text"]] == ["not known who were members"]


def test_growth_says_where_not_all_are_known(drawn: Dataset, tiny: Dataset) -> None:
    """The caption explains the gray days only where there are some; points are drawn only where a number is stated."""
    gray = "Gray: not all members are known then, and there may have been more. "
    assert gray in caption(drawn.plot.growth("grp"))
    assert "Gray" not in caption(drawn.plot.growth("grp", during="2003"))
    kinds = [
        [mark["type"] for mark, *_ in marks(chart, chart)]
        for chart in (plot.to_dict() for plot in (drawn.plot.growth("grp"), tiny.plot.growth("club")))
    ]
    assert [each.count("point") for each in kinds] == [1, 0]
    spec = drawn.plot.growth("grp").to_dict()
    bars = [rows for mark, _, rows in marks(spec, spec) if mark.get("fillOpacity") == 0]
    assert len(bars) == 1
    assert all(bar["start"] < bar["end"] and bar["from"] < bar["to"] for bar in bars[0])
    assert "rule" not in kinds[1]


def test_growth_in_a_time_without_members(tiny: Dataset) -> None:
    """Before the founding the line lies at zero, with no area."""
    assert told(tiny.plot.growth("club", during="1999"), "bar") == []


def test_negative_sums_and_amounts_of_unknown_year() -> None:
    """A repayment hangs below zero, a planned sum lies above what is sure, and one of unknown year is one line."""
    gifts = [
        Contribution(id="a", donor_id="x", amount=Decimal(-5), currency="USD", when=PartialDate("2001")),
        Contribution(id="b", donor_id="x", amount=Decimal(5), currency="EUR", when=PartialDate("2001")),
        Contribution(id="c", donor_id="x", amount=Decimal(3), currency="EUR", when=Period("2001/2002")),
        Contribution(id="d", donor_id="x", amount=Decimal(2), currency="EUR", when="2001", status="planned"),
        Contribution(id="e", donor_id="x", amount=Decimal(7), currency="EUR", when=PartialDate("[..2000-03]")),
        Contribution(id="f", donor_id="x", amount=Decimal(8), currency="CHF", when=PartialDate("[2002..]")),
        Contribution(id="g", donor_id="x", amount=Decimal(9), currency="USD"),
        Contribution(id="h", donor_id="x", amount=Decimal(1), currency="USD", status="planned"),
    ]
    data = Dataset.from_records([Organization(id="x", name="X"), *gifts])
    chart = data.plot.contributions()
    spec = chart.to_dict()
    rows = next(rows for mark, _, rows in marks(spec, spec) if mark["type"] == "bar")
    assert [(row["currency"], row["year"], row["state"], row["from"], row["to"]) for row in rows] == [
        ("EUR", "2001", "certain", 0, 5), ("EUR", "2001", "possible", 5, 7), ("USD", "2001", "certain", -5, 0),
        ("USD", "undated", "not known", 0, 9), ("USD", "undated", "possible", 9, 10),
    ]  # fmt: skip
    lines = next(rows for mark, _, rows in marks(spec, spec) if mark["type"] == "rule")
    found = [(row["year"], row["until"], row["to"], row["left"], row["right"], row["label"]) for row in lines]
    assert sorted(found) == [
        ("2000", "2000", 7, True, False, "7 EUR, once, by 2000"),
        ("2001", "2002", 3, False, False, "3 EUR, once, 2001 to 2002"),
        ("2002", "2002", 8, False, True, "8 CHF, once, 2002 or later"),
    ]
    assert all(row["about"] in chart.description for row in lines)
    x = next(encoding["x"] for mark, encoding, _ in marks(spec, spec) if mark["type"] == "bar")
    assert x["scale"]["domain"] == ["2000", "2001", "2002", " ", "undated"]
    assert "2 may be of an earlier or later year (arrow)." in caption(spec)
    assert told(data.plot.contributions(gifts[:1]), "bar") == ["USD 2001: -5 USD"]
    alone = data.plot.contributions([gifts[6]]).to_dict()
    assert next(encoding["x"]["scale"]["domain"] for _, encoding, _ in marks(alone, alone)) == ["undated"]


def test_a_gift_by_some_year_is_one_mark(curated: Dataset) -> None:
    """The gift dated only "by 2013" is one line with one label, in no bar; an undated one looks like none of a year."""
    chart = curated.plot.contributions()
    assert sorted(told(chart, "rule mark")) == ["3,000,000 JPY, once, by 2013", "850,000 USD, once, 2004 to 2005"]
    assert [each for each in told(chart, "bar") if "JPY" in each] == []
    spec = chart.to_dict()
    (undated,) = [row for row in next(rows for _, _, rows in marks(spec, spec)) if row["year"] == "undated"]
    assert (undated["currency"], undated["state"], undated["certainty"]) == ("EUR", "not known", "of unknown year")


def test_a_country_without_a_name_is_drawn_by_its_code() -> None:
    """Where the data have no name for a country, its code is the label."""
    data = Dataset.from_records([Place(id="x", name="X", country="CH"), Project(id="p", name="P", places=("x",))])
    assert told(data.plot.countries(), "bar") == ["CH: 1 projects"]


def test_countries_with_most_projects_come_first() -> None:
    """Of as many possible ones, those with more certain ones; of as many of both, by name."""
    places = [Place(id=code.lower(), name=name, kind="country", country=code) for code, name in
        [("AT", "Austria"), ("BE", "Belgium"), ("CH", "Switzerland"), ("DE", "Germany")]]  # fmt: skip
    when = {"at": ("2005-01-01/..", "/"), "be": ("2005-01-01/..",), "ch": ("2005-01-01/..",) * 2, "de": ("/",) * 2}
    projects = [
        Project(id=f"{at}{n}", name=f"{at}{n}", places=(at,), period=Period(text))
        for at, texts in when.items() for n, text in enumerate(texts)
    ]  # fmt: skip
    bars = told(Dataset.from_records([*places, *projects]).plot.countries(during="2006"), "bar")
    order = list(dict.fromkeys(bar.partition(":")[0] for bar in bars))
    assert order == ["Switzerland", "Austria", "Germany", "Belgium"]


def test_a_table_of_ones_own_is_drawn() -> None:
    """The drawing takes plain tables, so that a network of any origin can be drawn."""
    from iom_partners.charts.network import network
    from iom_partners.charts.theme import Words

    names = ("source_id", "target_id", "source", "target", "weight", "certainty", "words")
    columns = [Column(name, "string", "") for name in names]
    rows = [("a", "b", "A", "B", 3, "certain", ""), ("b", "c", "B", "C", 1, "possible", "")]
    chart = network(Table("ties", columns, rows), Words("Mine", ("None.",), "Mine."))
    assert sorted(told(chart, "rule mark")) == ["A and B: 3 shared, certain", "B and C: 1 shared, possible"]
    spec = chart.to_dict()
    nodes = next(rows for mark, _, rows in marks(spec, spec) if mark["type"] == "circle")
    assert [round(node["turn"]) % 30 for node in nodes] == [0, 0, 0]
    assert all(abs(hypot(node["x"], node["y"]) - 200) < 0.001 for node in nodes)
    assert all(abs(hypot(node["label_x"], node["label_y"]) - 214) < 0.001 for node in nodes)


def test_plots_show_what_there_is(tiny: Dataset) -> None:
    """The object lists its pictures, in a terminal and in a notebook, and completes their names."""
    names = ("timeline", "growth", "network", "contributions", "countries")
    assert repr(tiny.plot) == f"<Plots: {', '.join(names)}>"
    assert all(f"plot.{name}" in tiny.plot._repr_html_() for name in names)
    assert set(names) <= set(dir(tiny.plot))
    assert isinstance(tiny.plot, iom_partners.results.Plots)


@pytest.mark.parametrize(
    ("subject", "of", "title"),
    [
        ("Praesidium", None, "Partners in Praesidium"), ("IOM", "partners", "Partners of IOM"),
        ("ILO", "memberships", "Memberships of ILO"), ("IOM", "projects", "Projects of IOM"),
        ("GMG", None, "Chairs of GMG"),
    ],
)  # fmt: skip
def test_timelines_of_all_kinds_are_drawn_from_their_table(curated: Dataset, subject: str, of: Any, title: str) -> None:
    """A project, an agent's partners, projects and memberships: each run of the table is a bar."""
    table = curated.stats.spells(subject, of=of or ("partners" if subject == "Praesidium" else "chairs"))
    chart = curated.plot.timeline(subject, of)
    assert chart.title.text == title
    drawn_rows = [row for row in table.to_dicts() if row["id"] or of is None and subject == "GMG"]
    assert len(told(chart, "bar")) == len(drawn_rows) > 3
    assert {row["row"] for row in drawn_rows} <= texts(chart)
    if of:
        assert curated.plot.timeline(subject, of).to_dict() == chart.to_dict()


def test_timelines_refuse_what_they_cannot_draw(curated: Dataset) -> None:
    """A role of memberships, an office of projects, another question, and a project's chairs are refused."""
    plot, spells = curated.plot, curated.stats.spells
    for call in (
        lambda: spells("ILO", of="memberships", role="observer"),
        lambda: spells("IOM", of="projects", office="Chair"),
        lambda: plot.timeline("IOM", "units"),
        lambda: plot.timeline("IOM", "partners", role="no such role"),
    ):
        with pytest.raises(iom_partners.InvalidQuestionError):
            call()
    with pytest.raises(iom_partners.UnknownNameError):
        plot.timeline("Praesidium", "chairs")
    assert plot.timeline("IOM", "partners", role="funder").title.text == "Partners (funder) of IOM"
    assert "of the vice-chairs of " in plot.timeline("GFMD", role="vice-chair").description


def test_a_network_of_a_unit_is_that_of_its_whole(curated: Dataset) -> None:
    """With units folded, the middle is the whole, and the caption says that units are drawn as it."""
    charts = [curated.plot.network(each, fold_units=True) for each in ("IOM Serbia", "IOM")]
    assert charts[0].to_dict() == charts[1].to_dict()
    assert charts[0].title.text == "Partners of IOM"
    assert "Missions and other units are drawn as their whole." in caption(charts[0])
    assert "IOM Serbia" not in texts(charts[0])


@pytest.mark.parametrize("name", PICTURES)
def test_without_altair_the_error_says_what_to_install(
    naughty: Dataset, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each picture raises the typed error, with the command that installs the extra; the tables work all the same."""
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(MissingExtraError, match='the extra plot: pip install "altair'):
        PICTURES[name](naughty)
    assert len(naughty.stats.spells("body"))


def test_tables_and_load_do_not_load_the_library_that_draws() -> None:
    """Neither loading the data nor making the tables imports Altair or the modules that draw."""
    code = (
        "import sys, iom_partners; data = iom_partners.load(); data.plot\n"
        "data.stats.spells('GMG'); data.stats.member_counts('GMG')\n"
        "print([each for each in sys.modules if 'altair' in each or 'charts.' in each and 'accessor' not in each])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_pictures_of_the_docs_show_what_is_drawn_now() -> None:
    """The files of docs/pictures have the texts and the described marks that the script draws now."""
    drawn = dict(runpy.run_path(str(DOCS / "make.py"))["pictures"]())
    assert {each.name for each in DOCS.glob("*.svg")} == set(drawn)
    for name, made in drawn.items():
        chart = made.to_dict()
        kept = (DOCS / name).read_text(encoding="utf-8")
        for role in ROLES:
            assert sorted(drawn_marks(kept, role)) == sorted(told(chart, role))
        lines = drawn_texts(kept)
        assert [each for each in texts(chart) if not is_drawn(each, lines)] == []
    page = DOCS.parent.joinpath("pictures.md").read_text(encoding="utf-8")
    assert all(f"(pictures/{name})" in page for name in drawn)


@drawing
def test_the_pictures_of_the_docs_are_those_drawn_now() -> None:
    """Every text of the files of docs/pictures is one that is drawn now, at the same place in the order."""
    for name, chart in runpy.run_path(str(DOCS / "make.py"))["pictures"]():
        kept, now = (DOCS / name).read_text(encoding="utf-8"), svg(chart)
        assert drawn_texts(kept) == drawn_texts(now)
        for role in ROLES:
            assert drawn_marks(kept, role) == drawn_marks(now, role)


def test_networks_are_drawn_by_what_is_asked(curated: Dataset) -> None:
    """Members of one body are partners where bodies are asked for, and the picture draws just these pairs."""
    page = curated.according_to("iom-partners-and-friends")
    chart = page.plot.network(by="bodies", during="2010")
    pairs = {(edge[0], edge[2]) for edge in page.stats.network_edges(by="bodies", during="2010")}
    assert len(pairs) > 50
    assert f"{len(pairs)} ties" in chart.description


_LENGTHS = (1, 5, 9, 30, 59, 90, 120, 200, *(365 * years + 1 for years in range(1, 13)), 12_000, 80_000)
SPANS = [(date(2001, month, day), days) for month in range(1, 13) for day in (1, 17) for days in _LENGTHS]


@pytest.mark.parametrize(("first", "last", "number", "second"), [
    # As many labels as fit: 8 of days, 9 of months, 16 of years; the day after the last one may have one too.
    (date(2001, 1, 1), date(2001, 1, 7), 8, date(2001, 1, 2)),
    (date(2001, 1, 1), date(2001, 1, 8), 5, date(2001, 1, 3)),
    (date(2001, 1, 1), date(2001, 8, 31), 9, date(2001, 2, 1)),
    (date(2001, 1, 1), date(2001, 9, 30), 5, date(2001, 3, 1)),
    (date(2001, 1, 1), date(2015, 12, 31), 16, date(2002, 1, 1)),
    (date(2001, 1, 1), date(2016, 12, 31), 8, date(2004, 1, 1)),
])  # fmt: skip
def test_as_many_labels_as_fit(first: date, last: date, number: int, second: date) -> None:
    """An axis has the closest labels of which all fit."""
    ticks, _ = ticks_of(Frame(first, last))
    assert (len(ticks), ticks[1]) == (number, second)


def test_a_frame_has_room_where_there_is_no_limit() -> None:
    """At least 30 days, or a twentieth of the days shown, and never more than the calendar has."""
    one, other, long = date(2013, 7, 1), date(2013, 12, 31), date(2033, 7, 1)
    assert frame_of([(one, other)]) == Frame(one, other)
    assert frame_of([(None, other), (one, other)]) == Frame(one - timedelta(days=30), other)
    assert frame_of([(one, None), (one, other)]) == Frame(one, other + timedelta(days=30))
    assert frame_of([(one, None)], long) == Frame(one, long + timedelta(days=(long - one).days // 20))
    assert frame_of([(None, None)], date(1, 1, 31), date(1, 1, 31)) == Frame(date(1, 1, 1), date(1, 3, 2))
    ends = day_at(BEFORE_ALL + 1), day_at(AFTER_ALL - 1)
    assert frame_of([(None, None)], *ends) == Frame(*ends)
    assert frame_of([(None, None)]) is None


def test_every_label_of_days_names_a_year() -> None:
    """However long the time and whenever it starts, there are labels, they fit, and each has the year."""
    for first, days in [
        *SPANS,
        (date(1, 1, 1), date.max.toordinal()),
        (date(9990, 1, 1), 3652),
        (date(9999, 12, 31), 1),
    ]:
        last = date.fromordinal(first.toordinal() + days - 1)
        ticks, words = ticks_of(Frame(first, last))
        assert words in {"%d %b %Y", "%b %Y", "%Y"}
        assert min(days, 3) - 1 <= len(ticks) <= 16
        assert first <= ticks[0]
        assert ticks[-1].toordinal() <= last.toordinal() + 1
        assert (words == "%Y") >= (days > 1500)
        assert (words != "%Y") >= (days < 800)


@pytest.mark.parametrize("what", ["timeline", "growth"])
@pytest.mark.slow
@pytest.mark.bulk
def test_the_labels_that_are_drawn_name_the_years(what: str) -> None:
    """In the rendered picture each visible label has a year of the time that is shown, also at the calendar's end."""
    spans = [*((date(2001, month, 1), 365 * years) for month in (1, 4, 7, 10, 12) for years in (1, 2, 3, 4, 5, 6, 12)),
        (date(2001, 5, 3), 1), (date(2001, 5, 3), 40), (date(2001, 5, 3), 100), (date(9990, 5, 3), 3530)]  # fmt: skip
    for first, days in spans:
        start, last = first.isoformat(), date.fromordinal(first.toordinal() + days - 1).isoformat()
        tie = Membership(id="m", member_id="a", organization_id="club", period=f"{start}/{last}")
        data = Dataset.from_records([Organization(id="a", name="A"), Organization(id="club", name="Club"), tie])
        chart = data.plot.timeline("Club", "members") if what == "timeline" else data.plot.growth("Club")
        labels = [each for each in _axis_labels(chart) if re.search(r"\d", each)]
        years = [int(each) for label in labels for each in re.findall(r"\b\d{4}$", label)]
        assert len(labels) == len(years) >= 1, labels
        assert first.year <= min(years)
        assert max(years) <= min(int(last[:4]) + 1, 9999), labels


def _axis_labels(chart: Any) -> list[str]:
    """Return the labels of the horizontal axis that are not hidden."""
    file = StringIO()
    chart.save(file, format="svg")
    groups = [each for each in ET.fromstring(file.getvalue()).iter() if "role-axis-label" in each.get("class", "")]
    # The horizontal axis comes first of those that have labels.
    shown = [[text.text or "" for text in group.iter(f"{SVG}text") if text.get("opacity") != "0"] for group in groups]
    return next(each for each in shown if any(re.search(r"\d{4}", text) for text in each))


def test_the_axis_of_a_short_time_names_the_year(curated: Dataset) -> None:
    """However short the time, marks and title say the year."""
    for during, format_ in (("2010-05-15/2010-05-20", "%d %b %Y"), ("2010", "%b %Y"), ("2003/2018", "%Y")):
        chart = curated.plot.timeline("GMG", during=during)
        layers = [layer["encoding"].get("x", {}) for layer in chart.to_dict()["layer"]]
        assert {x["axis"]["format"] for x in layers if x.get("axis")} == {format_}
        assert during[:4] in chart.title.text


def test_a_chart_ends_with_its_body() -> None:
    """Of a body that ended no later days are shown, however far the data reach."""
    later = Event(id="later", name="Later", when="2020-05-05")
    ended, lasting = (
        Dataset.from_records([
            Organization(id="kfc", name="Kite Club", founded="2000-01-01", ended=ended), later,
            ChairTerm(id="t", organization_id="kfc", holder_id="kfc", period="2000-01-01/2003"),
        ])
        for ended in ("2005", None)
    )  # fmt: skip
    assert "to 31 December 2005" in ended.plot.timeline("kfc").description
    assert "to 31 December 2005" not in lasting.plot.timeline("kfc").description
