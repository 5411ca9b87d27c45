"""Pages about one record: the same words in Markdown and HTML, safe with any data; and diagrams of exact days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from hostile import HOSTILE
from iom_partners import (
    Agreement,
    ChairTerm,
    Citation,
    Contribution,
    Dataset,
    Event,
    Figure,
    Identifier,
    Organization,
    Participation,
    Partnership,
    Person,
    Place,
    Project,
    Source,
    Statement,
    Work,
)
from iom_partners.errors import DataFileError
from iom_partners.exchange.losses import Export
from iom_partners.export.mermaid import make_mermaid
from iom_partners.export.page_charts import clean
from iom_partners.export.pages import make_html, make_markdown
from iom_partners.model import Name, Rule
from strategies import needs, optional
from worlds import covers, name, org, seat, term, world

MAKERS = {"html": make_html, "markdown": make_markdown, "mermaid": make_mermaid}
BAR_WORDS = ("certain", "possibly", "not known", "✓", "?")


def export_of(data: Dataset, about: Any) -> Export:
    """Return what a writer takes."""
    kinds = (data.organizations, data.people, data.projects, data.works)
    record = next(each for kind in kinds for each in kind if each.id == about)
    return Export(data._project_rosters(), data.version, record)


def page(data: Dataset, about: str, kind: str) -> str:
    """Return a page."""
    return MAKERS[kind](export_of(data, about)).decode()


# Reading pages.

_CELLS = {"id"}
ALLOWED = {
    "html": {"lang"}, "head": set(), "meta": {"charset", "name", "content", "http-equiv"}, "title": {"id"},
    "style": set(), "body": set(), "header": set(), "main": set(), "footer": set(), "section": set(), "nav":
    {"aria-labelledby"}, "h1": set(), "h2": {"id"}, "h3": set(), "p": {"class"}, "ul": set(), "ol": set(), "li": {"id"},
    "a": {"href"}, "span": {"class"}, "i": {"class"}, "bdi": set(), "div": {"class", "role", "aria-labelledby",
    "tabindex"}, "table": set(), "thead": set(), "tbody": set(), "tr": set(), "th": {"scope"}, "td": set(),
    "svg": {"xmlns", "viewbox", "width", "height", "role", "aria-labelledby"}, "desc": {"id"}, "defs": set(),
    "pattern": {"id", "width", "height", "patternunits", "patterntransform"}, "path": {"class", "d"},
    "circle": {"class", "cx", "cy", "r"}, "text": {"class", "x", "y"}, "rect": {"class", "x", "y", "width", "height"},
}  # fmt: skip
BLOCKS = {"h1": "h1", "h2": "h2", "h3": "h3", "p": "p", "li": "li", "th": "cell", "td": "cell"}


class Html(HTMLParser):
    """Reads a page strictly: elements and attributes of the list, each closed where it was opened."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.bars: list[dict[str, str]] = []
        self.texts: list[str] = []
        self.blocks: list[tuple[str, str]] = []
        self.skipped = ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {key: value or "" for key, value in attrs}
        assert set(values) <= ALLOWED[tag], (tag, values)
        assert len(values) == len(attrs)
        self.ids += [values["id"]] if "id" in values else []
        self.links += [values["href"]] if "href" in values else []
        self.bars += [values] if tag == "rect" else []
        self.texts += [""] if tag == "text" else []
        if tag != "meta":
            self.open.append(tag)
        if tag in ("nav", "footer", "svg", "style") or values.get("class") == "key" or tag == "title":
            self.skipped = self.skipped or f"{tag}{len(self.open)}"
        if tag in BLOCKS and not self.skipped:
            self.blocks.append((BLOCKS[tag], ""))

    def handle_endtag(self, tag: str) -> None:
        if self.skipped == f"{tag}{len(self.open)}":
            self.skipped = ""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "text":
            self.texts[-1] += data
        if self.open and self.open[-1] == "title" and self.bars and "rect" in self.open:
            self.bars[-1]["title"] = data
        if data.strip() and not self.skipped:
            kind, text = self.blocks[-1]
            self.blocks[-1] = kind, text + data

    def refuse(self, *_: object) -> None:
        raise AssertionError("no comment or instruction is written")

    handle_comment = handle_pi = unknown_decl = refuse

    def said(self) -> list[tuple[str, str]]:
        """Return what is said, but for the heading of the picture, which Markdown does not have."""
        return [(kind, spaced(text)) for kind, text in self.blocks if text != "At a glance"]


def spaced(text: str) -> str:
    """Return a text with one blank between words, and numbers of sources without brackets."""
    return " ".join(text.replace("[", "").replace("]", "").split())


def said_in_markdown(text: str) -> Iterator[tuple[str, str]]:
    """Return the headings, paragraphs, items and cells of a page in Markdown."""
    tokens = optional("markdown_it").MarkdownIt("commonmark").enable("table").parse(text)
    kinds = {"heading_open": "h", "paragraph_open": "p", "th_open": "cell", "td_open": "cell"}
    items, kind = 0, ""
    for token in tokens:
        assert token.type not in {"html_block", "code_block", "fence", "hr", "blockquote_open"}, token
        items += token.nesting * (token.type in {"list_item_open", "list_item_close"})
        if token.type in kinds:
            kind = token.tag if kinds[token.type] == "h" else "li" if items else kinds[token.type]
        if token.type == "inline":
            shown = token.children or []
            assert {each.type for each in shown} <= {"text", "text_special", "link_open", "link_close"}
            for each in shown:
                href = each.attrGet("href") or "" if each.type == "link_open" else "http"
                assert href.lower().startswith("http"), href
            yield kind, spaced("".join(each.content for each in shown))


# Data.


def cited(source_id: str, **fields: Any) -> Citation:
    """Return a citation."""
    return Citation(**{"source_id": source_id, "states": "all", **fields})


def everything() -> Dataset:
    """Return a body of which everything is on record that a page can show."""
    by, denied = (cited("list"),), cited("blog", denies=True)
    old = name("Old Group", "2001-03/2004", citations=(cited("list", as_stated="old"),))
    return world(
        Organization(
            id="grp", name="The Group", acronym="GRP", kind="inter-agency-group", country="CH", place="geneva",
            website="https://grp.example/a_b", founded="2001-03", ended="2012", successor_ids=("heir",),
            names=(old, name("Le Groupe", language="fr", citations=by), name("GRP", kind="acronym")),
            identifiers=(Identifier(scheme="wikidata", value="Q1"),), note="Of *note*.",
            citations=(cited("list", locator="page 1"), denied),
        ),
        org("heir"), org("north"), org("south"), org("wing"), Person(id="ann", name="Ann"),
        term("north", "2002-01-01/2002-12-31", id="first", citations=by),
        term("south", "2003/2004", id="second", note="own"),
        term("north", "2005-01-01/2005-12-31", id="plan", status="planned"),
        term("ann", "2006-01-01/2006-12-31", id="doubt", is_doubtful=True),
        ChairTerm(id="nobody", organization_id="grp", holder_id=None, period="2007-01-01/2007-03-31"),
        term("ann", "2008-01-01/2008-12-31", role="vice-chair", id="vice"),
        seat("north", "2001-03/..", id="seat-north", is_founder=True, citations=(*by, denied)),
        seat("south", "2002-02/", id="seat-south"), seat("ann", "[..2005-05-05]/..", id="seat-ann", office="Clerk"),
        seat("north", "1990-01-01/1991-01-01", id="too-early"), seat("heir", "2002/", role="observer", id="look"),
        seat("grp", "/..", of="heir", role="observer", id="since-when"),
        seat("wing", "2003-01-01/2004-01-01", role="unit", id="unit"),
        seat("grp", "2002-01-01/2003-01-01", of="heir", id="in-heir"),
        seat("grp", "2002-01-01/2003-01-01", of="south", role="unit", id="unit-of"),
        term("grp", "2004-01-01/2004-12-31", of="heir", id="held"),
        Project(
            id="work", name="Joint Work", kind="project", status="planned", period="2003-01-01/2005-01-01",
            themes=("in-kind-help",), places=("geneva", "nowhere"), part_of_id="whole", response_to_id="flood",
            agreement_id="pact", beneficiaries=("children",), activities=("to *dig*",), summary="To help!",
            names=(name("JW"),),
        ),
        Project(id="stage", name="Stage", part_of_id="work", period="2003/.."),
        Project(id="whole", name="Whole", acronym="WH"),
        Work(id="film", name="Film", kind="film", project_id="work", when="2004", identifiers=(isbn("1"),)),
        Participation(id="part", project_id="work", agent_id="grp", role="in-kind-donor", period="2003/2004"),
        Participation(id="role", project_id="film", agent_id="grp", role="producer", period="2004/2004"),
        Participation(id="other", project_id="work", agent_id="north", role="partner"),
        Partnership(id="pair", party_ids=("grp", "heir"), summary="They meet", period="2002/"),
        Agreement(id="pact", party_ids=("grp", "north"), when="2002-05-06", kind="memorandum-of-understanding"),
        Contribution(
            id="gift", donor_id="north", recipient_id="grp", amount=Decimal("12000.50"), currency="USD", when="2004"
        ),
        Contribution(id="goods", donor_id="grp", goods="tents", quantity=4, project_id="work", status="planned"),
        Figure(id="count", about_id="grp", unit="members", lower=3, upper=3, when="2003"),
        Statement(id="aim", speaker_id="grp", kind="aim", summary="More of it", office="chair"),
        Event(id="flood", name="Flood", when="2002-08-12/2002-08-20", place="geneva", about_ids=("grp",)),
        Place(id="geneva", name="Geneva", kind="city", country="CH"),
        Place(id="ch", name="Switzerland", kind="country", country="CH"),
        covers("members", "2001-03-01", "2002-01-01", body="grp", except_ids=("ann",)),
        covers("chairs", role="vice-chair", body="grp", id="vice-chairs", note="own"),
        Rule(id="rule", organization_id="grp", kind="term", role="chair", months=12),
        Source(
            id="list", title="A list", publisher="GRP", url="https://grp.example/list", published="2003",
            seen="2020-01-02",
        ),
        Source(id="blog", title="A blog?", url="javascript:alert(1)", note="own"),
    )  # fmt: skip


def isbn(value: str) -> Identifier:
    """Return a number of a book."""
    return Identifier(scheme="isbn", value=value)


ABOUT = ("grp", "heir", "north", "ann", "work", "whole", "film", "wing")


def hostile(texts: tuple[str, ...]) -> Dataset:
    """Return a body and a work of which every text is hostile."""
    records: list[Any] = [
        Organization(
            id="grp", name=texts[0], acronym=texts[1] or None, website=texts[0], note=texts[0],
            names=tuple(Name(text=each, kind="official", period="2000/..") for each in texts),
            identifiers=(Identifier(scheme=texts[0], value=texts[1]),), citations=(cited("s0"),),
        ),
        Person(id="who", name=texts[0], position=texts[0], reason=texts[0]),
        Project(id="do", name=texts[0], activities=texts, themes=texts, summary=texts[0]),
        Work(id="film", name=texts[0], summary=texts[0]),
    ]  # fmt: skip
    for number, text in enumerate(texts):
        of, year = {"id": f"r{number}", "citations": (cited(f"s{number}"),)}, 2000 + number % 9
        records += [
            org(f"a{number}", name=text, acronym=None),
            Source(id=f"s{number}", title=text, url=text, publisher=text),
            term(f"a{number}", f"{year}-01-01/{year}-12-31", **of),
            seat(f"a{number}", f"{year}/..", office=text, **of),
            seat("who", f"{year}/{year + 1}", office=text, id=f"w{number}"),
            Participation(project_id="do", agent_id=f"a{number}", role="partner", period=f"{year}/", **of),
            Event(name=text, when=str(year), about_ids=("grp", "film"), **of),
            Statement(speaker_id=f"a{number}", about_ids=("grp",), summary=text, **of),
            Contribution(donor_id=f"a{number}", recipient_id="grp", goods=text, **of),
            Figure(about_id="grp", unit=text, lower=1, **of),
        ]
    return world(*records)


SIZE = 15
CHUNKS = [HOSTILE[at : at + SIZE] for at in range(0, len(HOSTILE), SIZE)]
_MORE = [pytest.mark.slow, pytest.mark.bulk]
SOME = [pytest.param(each, id=str(at), marks=_MORE if at % 20 else []) for at, each in enumerate(CHUNKS)]


# What pages say.


@needs("markdown_it")
@pytest.mark.parametrize("about", ABOUT)
def test_markdown_and_html_say_the_same(about: str) -> None:
    """Headings, sentences and cells are the same in both, in the same order."""
    data = everything()
    assert list(said_in_markdown(page(data, about, "markdown")))[:-1] == Html(page(data, about, "html")).said()


@pytest.mark.parametrize("text", [
    "h2 Chairs and other offices", "cell North Agency (NORTH)", "li Kind: inter-agency group",
    "li Seat: Geneva, Switzerland", "li Website: https://grp.example/a_b", "li wikidata: Q1",
    "p Note: Of *note*.", "cell nobody (vacant)",
    "cell possible: planned, and no source says that it came about", "cell possible: it may never have been",
    "cell certain from 31 December 2003 to 1 January 2004, beyond that possible", "cell founding member", "cell Clerk",
    "cell 1; denied by 2",
    "cell ruled out by the time of those concerned", "cell possible on any day, certain on some", "cell observer",
    "cell USD 12,000.50", "cell tents (4)", "cell memorandum of understanding", "cell 3 members", "cell They meet",
    "cell The Group (GRP); North Agency (NORTH)", "cell in-kind donor", "cell Film", "cell More of it",
    "h2 Offices held",
    "li All members are known from 1 March 2001 to 1 January 2002, but for Ann.",
    "li All chairs in the role of vice-chair are known at all times.", "h2 Unit of", "cell Le Groupe",
    "li Under “Observers”, others than those listed are not ruled out from 1 January 2002 to 31 December 2012.",
    "h3 2002", "h3 2005", "h3 Not dated", "h3 Since when is not known",
    "li Flood, from 12 to 20 August 2002.", "li GRP was founded in March 2001. 1; denied by 2",
    "li A list. GRP. Published in 2003. Seen on 2 January 2020. https://grp.example/list",
    "li A blog? javascript:alert(1)",
])  # fmt: skip
def test_what_a_page_of_a_body_says(text: str) -> None:
    """Each thing on record has its place on the page: with its time, its certainty and its sources."""
    found = {f"{kind} {told}" for kind, told in Html(page(everything(), "grp", "html")).said()}
    assert text in found


def test_pages_of_the_curated_data(curated: Dataset) -> None:
    """GMG has 21 terms in the chair, days in 2009 of which nobody is known, and more dates within limits than fit."""
    found = Html(page(curated, "gmg", "html"))
    said = [text for _, text in found.said()]
    assert sum(text in {"chair", "interim chair", "co-chair"} for text in said) == 21
    assert any(
        text.startswith("It is not known who was chair of GMG all the time from 1 January to 31 May 2009")
        for text in said
    )
    assert any(text.endswith("more dates are known only within limits.") for text in said)
    assert {"#chairs-and-other-offices", "#timeline", "#source-1"} <= set(found.links)
    assert "United Nations Regional Commi…" in found.texts


def test_a_long_group_is_drawn_in_part_and_told_in_full(curated: Dataset) -> None:
    """Of the members of IOM forty are drawn, and the picture says how many are not; the table has all of them."""
    found = Html(page(curated, "iom", "html"))
    members = {
        each.member_id for each in curated.memberships if each.organization_id == "iom" and each.role == "member"
    }
    told = f"… and {len(members) - 40} more"
    assert told in found.texts
    cells = {text for kind, text in found.said() if kind == "cell"}
    assert {curated.agent(each).name for each in members} - {text.partition(" (")[0] for text in cells} == set()


def test_an_organization_with_no_data_has_a_page() -> None:
    """It says that the data say nothing else; no section, table or picture is empty."""
    data = world(org("bare", name="Bare", acronym=None))
    assert page(data, "bare", "markdown").splitlines()[:3] == [
        "# Bare",
        "",
        "Nothing beyond this page is recorded about Bare.",
    ]
    assert "<section>" not in page(data, "bare", "html")
    assert "<nav" not in page(data, "bare", "html")
    assert page(data, "bare", "mermaid") == "timeline\n    title Bare\n"


def test_ids_that_nothing_bears_are_named_as_they_are() -> None:
    """Data that refer to what is not there make pages too."""
    data = world(
        org("grp"),
        seat("ghost", "2001/..", citations=(cited("lost"),)),
        term("ghost", "2001/2002"),
        org("x", place="gone"),
    )
    said = Html(page(data, "grp", "html")).said()
    assert ("cell", "ghost") in said
    assert ("li", "lost.") in said
    assert ("li", "Seat: gone") in Html(page(data, "x", "html")).said()
    assert "section ghost (chair)" in page(data, "grp", "mermaid")


# Hostile texts.


@needs("markdown_it")
@pytest.mark.parametrize("texts", SOME)
def test_no_text_is_more_than_text(texts: tuple[str, ...]) -> None:
    """No name or sentence makes an element, an attribute, a link or a mark of Markdown; both pages say the same."""
    data = hostile(texts)
    for about in ("grp", "who", "do", "film"):
        text = page(data, about, "html")
        found = Html(text)
        assert len(set(found.ids)) == len(found.ids)
        for link in found.links:
            assert link[1:] in found.ids if link[0] == "#" else link.lower().startswith(("http://", "https://"))
        assert list(said_in_markdown(page(data, about, "markdown")))[:-1] == found.said()
        assert not [mark for mark in text if not mark.isprintable() and mark not in "\n\u200c\u200d\u00ad"]
    names = {text for kind, text in Html(page(data, "grp", "html")).said() if kind == "cell"}
    assert {spaced(clean(each)) for each in texts} <= {each.rpartition(" (")[0] for each in names} | names | {""}


TEXT = r'(?:[^#;:%<>&"`{}\\|\n]|#\d+;)'
DAY = r"\d{4}-\d\d-\d\d"
HEAD = (
    rf"---\ndisplayMode: compact\nconfig:\n  gantt:\n    leftPadding: \d+\n---\ngantt\n    title {TEXT}*\n"
    rf"    accTitle: {TEXT}*\n    accDescr: {TEXT}*\n    dateFormat YYYY-MM-DD\n    inclusiveEndDates\n"
    r"    axisFormat (%Y|%Y-%m|%Y-%m-%d)\n    todayMarker off\n"
)
WORDS = "|".join(map(re.escape, BAR_WORDS))
TASK = rf"        (?:← )?(?:{WORDS})(?: →)? :(active, |done, |){DAY}, (?:{DAY}|\d+d)\n"
GANTT = re.compile(rf"{HEAD}(?:    section {TEXT}+\n(?:{TASK})+)+")
TIMELINE = re.compile(rf"timeline\n    title {TEXT}*\n(?:    [^#:\n]+ : {TEXT}+\n(?:        : {TEXT}+\n)*)*")


@pytest.mark.parametrize("texts", SOME)
def test_diagrams_keep_to_the_grammar(texts: tuple[str, ...]) -> None:
    """Whatever a name holds, each line of a diagram is one of Mermaid, and no section has the name of another."""
    data = hostile(texts)
    for about in ("grp", "who", "do"):
        text = page(data, about, "mermaid")
        assert GANTT.fullmatch(text)
        sections = [line for line in text.splitlines() if line.startswith("    section ")]
        assert len(set(sections)) == len(sections)
    assert TIMELINE.fullmatch(page(data, "film", "mermaid"))


def test_only_addresses_of_the_web_are_links() -> None:
    """Others are shown as text; an address that could end a link is not a link."""
    urls = ["javascript:alert(1)", "data:text/html,x", "HTTPS://ok.example/a?b=1&c=(2)_*", 'https://x.example/"><b>',
            "https://a b.example", "https://", "https:///x", "file:///etc/passwd", "mailto:a@b.example"]  # fmt: skip
    data = world(org("grp", citations=[cited(f"s{at}") for at in range(len(urls))]),
                 *(Source(id=f"s{at}", title="T", url=url) for at, url in enumerate(urls)))  # fmt: skip
    found = Html(page(data, "grp", "html"))
    assert [each for each in found.links if each[0] != "#"] == [urls[2]]
    assert [line for line in page(data, "grp", "markdown").splitlines() if line.startswith("[")] == [
        f"[3]: <{urls[2]}>"
    ]


# Diagrams and pictures.


def tasks(text: str) -> dict[str, list[tuple[str, str, str, str]]]:
    """Return the bars of a Gantt diagram by section: word, tag, first day, and last day or length."""
    found: dict[str, list[tuple[str, str, str, str]]] = {}
    for line in text.splitlines():
        if line.startswith("    section "):
            found[line.removeprefix("    section ")] = []
        elif line.startswith("        "):
            word, _, data = line.strip().partition(" :")
            *tag, first, last = data.split(", ")
            list(found.values())[-1].append((word, "".join(tag), first, last))
    return found


def test_a_diagram_has_exact_days(tiny: Dataset) -> None:
    """Certain days are solid; days within limits are a bar of another kind, whose word says so."""
    assert tasks(page(tiny, "club", "mermaid")) == {
        "KFC": [("certain →", "", "2001-03-01", "2011-06-29")],
        "NC (chair)": [("✓", "", "2006-01-01", "2006-12-31")],
        "others (chair)": [
            ("not known", "done", "2001-03-01", "2005-12-31"),
            ("not known →", "done", "2007-01-01", "2011-06-29"),
        ],
        "NC (member)": [("certain →", "", "2001-03-01", "2011-06-29")],
        "SC (member)": [("?", "active", "2004-05-01", "2004-05-30"), ("certain", "", "2004-05-31", "2009-12-31")],
        "others (member)": [("? →", "done", "2011-01-01", "2011-06-29")],
    }


def test_years_before_100_are_lengths() -> None:
    """Mermaid would read their numbers as years of the twentieth century at the end of a bar."""
    data = world(org("grp"), org("a"), term("a", "0044-03-15/0050-01-01"))
    assert tasks(page(data, "grp", "mermaid"))["A (chair)"] == [("certain", "", "0044-03-15", "2119d")]
    assert ">0045<" in page(data, "grp", "html")


def test_a_bar_ends_where_the_axis_has_its_last_day() -> None:
    """A term of the year 2006 lies between the lines of the axis for the first days of 2006 and 2007."""
    data = world(org("grp"), org("a"), org("b"), term("a", "2006-01-01/2006-12-31"), term("b", "2001-01-01/2001-12-31"))
    text = page(data, "grp", "html")
    grid = [float(line.partition('d="M')[2].split()[0]) for line in text.splitlines() if 'class="grid"' in line]
    years = dict(zip(Html(text).texts, grid, strict=False))
    bar = next(each for each in Html(text).bars if each["title"] == "A: certain from 1 January to 31 December 2006")
    assert bar["class"] == "certain"
    assert float(bar["x"]) == years["2006"]
    assert abs(float(bar["x"]) + float(bar["width"]) - years["2007"]) <= 0.1


@pytest.mark.parametrize(("first", "last", "label"), [
    ("2004-02-29", "2004-02-29", "2004-02"), ("2004-01-01", "2004-12-31", "2004-04"),
    ("2001-01-01", "2004-12-31", "2003-07"),
    ("1900-01-01", "2004-12-31", "1920"), ("0001-01-01", "9999-12-31", "4000"), ("0001-01-01", "0001-01-01", "0001-02"),
    ("9999-12-31", "9999-12-31", "9999-12"),
])  # fmt: skip
def test_the_axis_has_few_labels_for_any_time(first: str, last: str, label: str) -> None:
    """It has at most ten labels and one at least, years or months; no two are the same."""
    data = world(org("grp"), org("a"), term("a", f"{first}/{last}"))
    ticks = [each for each in Html(page(data, "grp", "html")).texts if each[:4].isdigit()]
    assert label in ticks
    assert len(set(ticks)) == len(ticks) <= 10


def test_a_diagram_that_is_too_long_is_cut_and_the_rest_told() -> None:
    """What Mermaid would not draw is left out, and each record of it is named."""
    number = 900
    records = [
        each for at in range(number) for each in (org(f"a{at}"), seat(f"a{at}", "2001-01-01/2002-01-01", id=f"s{at}"))
    ]
    export = export_of(world(org("grp"), *records), "grp")
    text = make_mermaid(export).decode()
    (loss,) = (each for each in export.report() if "50,000" in each.reason)
    assert len(text) < 50_000
    assert len(tasks(text)) - 1 + loss.record_count == number
    assert "others (member)" in tasks(text)  # Else days without a bar would look as if nobody could be.
    assert f"title Grp Agency ({loss.record_count} of 901 rows left out)" in text
    export = export_of(world(Work(id="w", name="W"), *(
        Event(id=f"e{at}", name="x" * 100, about_ids=("w",), when="2001") for at in range(number))), "w")  # fmt: skip
    text = make_mermaid(export).decode()
    (loss,) = (each for each in export.report() if "50,000" in each.reason)
    assert len(text) < 50_000
    assert text.count(" : ") + loss.record_count == number


def test_names_too_long_for_a_diagram_stay_apart() -> None:
    """Two names that begin alike are two sections, of which each is cut."""
    long = "An Organization with a Name that Goes on for Quite a While"
    data = world(org("grp"), *(org(each, name=f"{long} {each}", acronym=None) for each in "ab"),
                 *(seat(each, "2001-01-01/2002-01-01") for each in "ab"))  # fmt: skip
    cut = f"{long[:47]}…"
    assert [each for each in tasks(page(data, "grp", "mermaid")) if each.startswith("An")] == [
        f"{cut} (member)",
        f"{cut} (member 2)",
    ]


def test_what_lies_outside_the_days_that_are_drawn_has_no_bar() -> None:
    """The long life of a body is drawn as far as its ties reach; a tie that is ruled out has a row, and no bar."""
    data = world(
        org("grp", founded="1990", ended="2011"), covers("members", role="observer", body="grp"),
        Person(id="ann", name="Ann", born="1960-05", died="2009-01-02", organization_id="grp"),
        seat("ann", "2000-01-01/2001-01-01", role="observer"),
        org("hub"), term("ann", "1950-01-01/1951-01-01", of="hub"),
    )  # fmt: skip
    assert tasks(page(data, "grp", "mermaid"))["GRP"] == [("← certain →", "", "2000-01-01", "2001-01-01")]
    assert [each["class"] for each in Html(page(data, "grp", "html")).bars][0] == "certain"
    assert tasks(page(data, "ann", "mermaid")).keys() == {"GRP#58; observer"}
    assert "HUB: chair" in Html(page(data, "ann", "html")).texts
    said = Html(page(data, "ann", "html")).said()
    facts = ("Born: in May 1960", "Died: on 2 January 2009", "Organization: Grp Agency (GRP)")
    assert {("li", each) for each in facts} <= set(said)


@needs("markdown_it")
@pytest.mark.parametrize(
    "text", ["1. First", "12) x", "- x", "+ x", "* x", "www.x.example. a", "# x", "C#", "~~~", "==", "2001", "3"]
)
def test_no_line_begins_anything(text: str) -> None:
    """What begins a list, a heading or a block of code at the start of a line is text there too."""
    data = world(Project(id="do", name=text, activities=(text,), summary=f"{text}!"))
    shown = list(said_in_markdown(page(data, "do", "markdown")))
    assert shown[0] == ("h1", text)
    assert ("li", text) in shown
    assert shown[1] == ("p", f"{text}! {text} ran.")


# What is left out.


def losses(kind: str) -> set[tuple[str, str, str, tuple[str, ...]]]:
    """Return what a page of the body of `everything` leaves out; the first words of each reason."""
    export = export_of(everything(), "grp")
    MAKERS[kind](export)
    return {(each.record_type, each.field, " ".join(each.reason.split()[:6]), each.ids) for each in export.report()}


def test_a_page_tells_what_it_leaves_out() -> None:
    """Notes of other records, details of citations, rules, and what has no column."""
    shows, numbers = "left out: a page shows who,", "shown as the numbers of sources:"
    assert losses("html") == losses("markdown") == {
        ("Rule", "", "left out: a page shows what", ("rule",)),
        ("ChairTerm", "note", shows, ("second",)), ("Coverage", "note", shows, ("vice-chairs",)),
        ("Source", "note", shows, ("blog",)),
        ("Event", "place", shows, ("flood",)), ("Event", "about_ids", shows, ("flood",)),
        ("Organization", "citations", numbers, ("grp",)), ("Organization", "names", numbers, ("grp",)),
    }  # fmt: skip


def test_a_diagram_tells_what_it_leaves_out() -> None:
    """All that is not a tie, and of ties all but who, what and when."""
    found = losses("mermaid")
    whole = {(kind, ids) for kind, field, _, ids in found if not field}
    assert ("Statement", ("aim",)) in whole
    assert ("Contribution", ("gift", "goods")) in whole
    assert ("ChairTerm", ("nobody",)) in whole  # Who is nobody has no bar.
    assert {field for kind, field, _, _ in found if kind == "Membership"} >= {"citations"}
    assert {field for kind, field, _, _ in found if kind == "Organization"} == {
        "acronym", "kind", "country", "place", "website", "successor_ids", "names", "identifiers", "citations", "note",
    }  # fmt: skip


def test_strict_refuses_to_leave_anything_out(tmp_path: Path) -> None:
    """The error names what would be left out, and no file is written."""
    with pytest.raises(DataFileError, match="a page shows who, what and when"):
        everything().export(tmp_path / "grp.html", about="GRP", strict=True)
    assert list(tmp_path.iterdir()) == []
    assert not everything().export(tmp_path / "wing.md", about="WING", strict=True)


# Form.


def test_colors_can_be_told_apart() -> None:
    """In both themes, text and bars stand out from what they are on as WCAG asks of texts (AA)."""
    style = page(everything(), "grp", "html").partition("</style>")[0]
    light, dark = (
        dict(re.findall(r"--(\w+): (#\w+)", part)) for part in style.split("@media (prefers-color-scheme: dark)")[:2]
    )

    def light_of(color: str) -> float:
        digits = color[1:] if len(color) == 7 else "".join(mark * 2 for mark in color[1:])
        parts = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05

    for theme in (light, dark):
        for ink in ("ink", "soft", "blue"):
            for ground in ("page", "band"):
                one, other = sorted((light_of(theme[ink]), light_of(theme[ground])))
                assert other / one >= 4.5


def test_a_page_stands_alone() -> None:
    """It refers to no other file, runs nothing, and says how it is to be read."""
    text = page(everything(), "grp", "html")
    for word in ("<script", "<link", "src=", "@import", "url(http", " on"):
        assert word not in text.partition("<body>")[0] + " ".join(re.findall("<[^>]*>", text)), word
    assert text.startswith('<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="viewport"')
