"""Citations of data and of answers: what they say, which programs read them, and what becomes of them later."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
import tomllib
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import attrs
import pytest

import iom_partners
from hostile import HOSTILE
from iom_partners import (
    Certainty,
    Citation,
    DataFileError,
    Dataset,
    Figure,
    InvalidQuestionError,
    Organization,
    PartialDate,
    Period,
    Project,
    SameDay,
    Source,
    Word,
)
from iom_partners.cli import main
from iom_partners.files.hashes import hash_of
from iom_partners.provenance.dataset_citation import cite_dataset
from iom_partners.results import AnswerCitation
from strategies import foreign, optional
from worlds import body, covers, name, org, seat, term, world

ROOT = Path(__file__).resolve().parents[2]
FORMATS = ("apa", "bibtex", "csl")

#: A descriptor with everything, in texts that are markup elsewhere.
FULL: dict[str, Any] = {
    "name": "kites of 2026!",
    "title": "Kites & {strings}: 100 % \\of #1_$ ~ ^x",
    "id": "https://doi.org/10.1234/Kites_1",
    "homepage": "https://kites.example/a_b?x={y}",
    "created": "2026-03-09T10:00:00Z",
    "contributors": [
        {"title": "Ada Byron", "givenName": "Ada Augusta", "familyName": "Byron", "roles": ["creator"]},
        {"title": "Kite and String Club, Inc.", "role": "author"},
        {"title": "Someone Else", "role": "contributor"},
        {"email": "x@y.example"},
    ],
    "licenses": [{"name": "CC0-1.0"}, {"title": "Other"}, {"path": "https://l.example"}, {}],
}
PLAIN = {"title": "Kites", "contributors": [{"title": "Ada"}, {"title": "Bo"}, {"title": "Cy"}]}


def test_apa() -> None:
    """The line has authors, year, title, version and address, and says n.d. where no date is told."""
    assert cite_dataset("apa", FULL, "1.2") == (
        "Byron, A. A., & Kite and String Club, Inc. (2026). Kites & {strings}: 100 % \\of #1_$ ~ ^x (Version 1.2) "
        "[Data set]. https://doi.org/10.1234/Kites_1"
    )
    assert cite_dataset("apa", PLAIN, None) == "Ada, Bo, & Cy. (n.d.). Kites [Data set]."
    assert cite_dataset("apa", {"title": "Kites\n  of\x1b Oz", "id": "http://k.example", "created": "lately"}, "1") == (
        "Kites of\\x1b Oz (Version 1) [Data set]. (n.d.). http://k.example"
    )
    assert cite_dataset("apa", {"title": "K", "id": "kites", "created": "2026-3-1"}, "1") == (
        "K (Version 1) [Data set]. (n.d.)."
    )
    assert "(2026)" in cite_dataset("apa", {"title": "K", "created": "2026"}, "1")


def entry(text: str) -> tuple[str, str, dict[str, str]]:
    """Read one entry of BibTeX strictly: a field a line, braces in pairs, nothing after the last."""
    head, *lines, last = text.split("\n")
    kind, key = head.removeprefix("@").removesuffix(",").split("{")
    assert (last, head[-1]) == ("}", ",")
    fields = {}
    for line in lines:
        field, value = line.strip().removesuffix(",").split(" = ", 1)
        depth = 0
        for place, mark in enumerate(value):
            depth += (mark == "{") - (mark == "}")
            assert depth > 0 or place == len(value) - 1, value
        assert depth == 0 and field not in fields
        fields[field] = value[1:-1]
    return kind, key, fields


def test_bibtex() -> None:
    """Nothing in a text is a command of LaTeX, and a name with "and" or a comma stays one name."""
    assert entry(cite_dataset("bibtex", FULL, "1.2 beta")) == ("misc", "kitesof2026-1.2beta", {
        "title": "{Kites \\& \\textbraceleft{}strings\\textbraceright{}: 100 \\% \\textbackslash{}of \\#1\\_\\$ "
                 "\\textasciitilde{} \\textasciicircum{}x}",
        "author": "{Byron}, {Ada Augusta} and {Kite and String Club, Inc.}",
        "year": "2026", "version": "1.2 beta", "doi": "10.1234/Kites_1",
        "url": "https://kites.example/a_b?x=%7By%7D",
        "note": "Data set, version 1.2 beta, CC0-1.0, Other, https://l.example",
    })  # fmt: skip
    assert entry(cite_dataset("bibtex", {"title": "Ж"}, None)) == ("misc", "data", {"title": "{Ж}", "note": "Data set"})


def test_csl() -> None:
    """The JSON has the names, the date and the address in the places of the standard."""
    told = json.loads(cite_dataset("csl", FULL, "1.2"))
    assert told == [{
        "id": "kitesof2026-1.2", "type": "dataset", "title": FULL["title"],
        "author": [{"family": "Byron", "given": "Ada Augusta"}, {"literal": "Kite and String Club, Inc."}],
        "issued": {"date-parts": [[2026, 3, 9]]}, "version": "1.2", "DOI": "10.1234/Kites_1",
        "URL": "https://kites.example/a_b?x={y}", "note": "License: CC0-1.0, Other, https://l.example",
    }]  # fmt: skip
    assert json.loads(cite_dataset("csl", {"title": "K"}, None)) == [{"id": "data", "type": "dataset", "title": "K"}]


CASES = [(FULL, "1.2"), (PLAIN, None)]


@foreign("bibtexparser")
@pytest.mark.parametrize(("told", "version"), CASES)
def test_parser_reads_bibtex(told: dict[str, Any], version: str | None) -> None:
    """The parser bibtexparser reads one entry with the same fields, and nothing that it fails on."""
    text = cite_dataset("bibtex", told, version)
    library = optional("bibtexparser").parse_string(text)
    assert (library.failed_blocks, len(library.blocks)) == ([], 1)
    kind, key, fields = entry(text)
    read = library.entries[0]
    assert (read.entry_type, read.key, {each.key: each.value for each in read.fields}) == (kind, key, fields)


@foreign("citeproc")
@pytest.mark.parametrize(("told", "version"), CASES)
def test_processor_reads_csl(told: dict[str, Any], version: str | None) -> None:
    """The processor citeproc-py knows every field, and writes an entry of a bibliography with author and title."""
    citeproc, source = optional("citeproc"), import_module("citeproc.source.json")
    items = json.loads(cite_dataset("csl", told, version))
    style = citeproc.CitationStylesStyle("harvard-cite-them-right", validate=False)
    made = citeproc.CitationStylesBibliography(
        style, source.CiteProcJSON(items), import_module("citeproc.formatter.plain")
    )
    made.register(citeproc.Citation([citeproc.CitationItem(items[0]["id"].lower())]))
    (line,) = map(str, made.bibliography())
    assert told["contributors"][0].get("familyName", told["contributors"][0]["title"]) in line
    assert told["title"] in line


@pytest.mark.parametrize(
    ("told", "field", "reason"),
    [({}, "datapackage.json.title", "no descriptor"), ({"title": " \n"}, "datapackage.json.title", "blank"),
     ({"title": 5}, "datapackage.json.title", "a number"),
     ({"title": "K", "contributors": "Ada"}, "datapackage.json.contributors", "a text"),
     ({"title": "K", "contributors": ["Ada"]}, "datapackage.json.contributors", "no objects"),
     ({"title": "K", "contributors": [{}, {"title": []}]}, "datapackage.json.contributors[1].title", "a list"),
     ({"title": "K", "licenses": [{"name": {}}]}, "datapackage.json.licenses[0].name", "an object")],
)  # fmt: skip
def test_descriptor_that_cannot_be_cited(told: dict[str, Any], field: str, reason: str) -> None:
    """The error names the field of the descriptor, and says what to write."""
    for form in FORMATS:
        with pytest.raises(DataFileError) as caught:
            cite_dataset(form, told, "1")
        assert caught.value.field == field, reason
        assert "write" in caught.value.hint


def test_own_data_are_cited_by_their_descriptor(
    tmp_path: Path, tiny: Dataset, capsys: pytest.CaptureFixture[str]
) -> None:
    """A title that is written into a package is cited after that, also of a view and of a pickle; records have none."""
    with pytest.raises(DataFileError, match=r"no title to cite \(write title, version"):
        tiny.cite()
    tiny.write(tmp_path)
    told = json.loads((tmp_path / "datapackage.json").read_text()) | {"title": "Kite clubs", "version": "3.0"}
    (tmp_path / "datapackage.json").write_text(json.dumps(told | {"contributors": [{"title": "Ada"}]}, indent=2))
    assert main(["format", str(tmp_path)]) == 0
    data = Dataset.read(tmp_path)
    line = "Ada. (n.d.). Kite clubs (Version 3.0) [Data set]."
    for each in (data, data.without_sources(), data.narrow(), pickle.loads(pickle.dumps(data)), data.merge(data),
                 pickle.loads(pickle.dumps(data.narrow()))):  # fmt: skip
        assert each.cite() == line
    capsys.readouterr()
    assert main(["cite", "--data", str(tmp_path)]) == 0
    assert capsys.readouterr().out == f"{line}\n"
    for other in (data.with_records(org("east")), data.merge(world(org("east")))):
        with pytest.raises(DataFileError):
            other.cite()
    with pytest.raises(InvalidQuestionError, match="'ris' is not a format of citations"):
        data.cite("ris")  # type: ignore[arg-type]


def test_command_prints_what_the_call_returns(capsys: pytest.CaptureFixture[str]) -> None:
    """Each format is printed as `cite` returns it; without one it is a line of references."""
    for form in FORMATS:
        assert main(["cite", form]) == 0
        assert capsys.readouterr().out == f"{iom_partners.load().cite(form)}\n"
    assert main(["cite"]) == 0
    assert capsys.readouterr().out.endswith("(Version 1.1.0) [Data set].\n")


def test_hostile_texts_stay_texts() -> None:
    """Whatever a title or a name holds, a citation is printable, its entry is one entry, and its token reads back."""
    for text in HOSTILE:
        if text.strip():
            told = {"title": text, "contributors": [{"title": text, "givenName": text, "familyName": text}]}
            assert {"title", "author"} <= set(entry(cite_dataset("bibtex", told, "1"))[2])
            assert cite_dataset("apa", told, "1").isprintable()
            assert len(json.loads(cite_dataset("csl", told, "1"))) == 1
        data = world(body(names=(name(text, "2000/2009"),), acronym=text))
        cited = data.cite_answer(data.name_of(data.organizations[0], **DAY))
        assert str(cited).isprintable()
        assert cited.token.isascii()
        assert data.verify_citation(str(cited))
        assert world(org("x")).verify_citation(cited).why.isprintable()


# CITATION.cff.


def test_citation_file_says_the_same() -> None:
    """Its first reference is what `cite` says of the data; version and title of the code are those of the package."""
    text = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    own, _, reference = text.partition("references:\n")
    item = json.loads(iom_partners.load().cite("csl"))[0]
    lines = [
        "  - type: data", f"    title: {item['title']}", "    authors:",
        *(f"      - name: {each['literal']}" for each in item["author"]),
        f"    version: {item['version']}", f"    license: {item['note'].removeprefix('License: ')}",
    ]  # fmt: skip
    if "issued" in item:
        lines.append("    date-released: " + "-".join(f"{each:02}" for each in item["issued"]["date-parts"][0]))
    assert reference.splitlines() == lines
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"\nversion: {project['version']}\n" in own
    assert project["version"] == iom_partners.__version__
    assert f"name: {project['authors'][0]['name']}\n" in own


@foreign("check_jsonschema")
def test_citation_file_is_as_its_schema_says() -> None:
    """The schema of the Citation File Format accepts it."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.citation-file-format"]
    done = subprocess.run([*command, str(ROOT / "CITATION.cff")], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


# One answer.

DAY = {"on": "2006-06-01"}


def test_citation_of_an_answer(tiny: Dataset) -> None:
    """Text and token say who, how sure, of which version; the same answer always gives the same."""
    cited = tiny.cite_answer(tiny.chair_of("KFC", **DAY))
    assert cited.text == (
        "NC was certainly chair of KFC on 1 June 2006: NC's term as chair of KFC ran from 1 January to 31 December "
        "2006, and 1 June 2006 lies inside; nobody else can have been: one chair of KFC sits at a time. data without "
        f"a title, without a version; verdict: certain; answer {cited.hash}."
    )
    assert cited.token == (
        "iom-partners-answer:1;data=;view=;ask=chair_of(club,on=2006-06-01);verdict=certain;certain=north;possible=;"
        "complete=yes;facts=chair_terms/north-chairs(organization_id=club,holder_id=north,period=2006-01-01/2006-12-31),"
        f"organizations/club(founded=2001-03-01);hash={cited.hash}"
    )
    assert str(cited) == f"{cited.text} [{cited.token}]"
    assert repr(cited) == f"<AnswerCitation {cited.hash}, 4 facts: {cited.text}>"
    assert cited == tiny.cite_answer(tiny.chair_of("Kite flyers club", on=date(2006, 6, 1)))
    assert repr(tiny.verify_citation(cited)) == (
        "<CitationCheck same: the answer is the same: certain, and each of the 4 facts that it rests on stands>"
    )


def test_curated_citations_name_title_and_version(curated: Dataset) -> None:
    """The text of a citation of the curated data has their title and version; so does that of a pickled answer."""
    answer = pickle.loads(pickle.dumps(curated.members_of("GMG", on="2010-10-15")))
    cited = curated.cite_answer(answer)
    title = "Partners of IOM and the history of the Global Migration Group"
    assert f"{title}, version 1.1.0; verdict: certain; answer {cited.hash}." in cited.text
    assert cited.token.startswith("iom-partners-answer:1;data=1.1.0;")
    facts = {each.id for each in curated.facts()}
    assert facts.issuperset(cited.fact_ids)


def later(data: Dataset, **changes: Any) -> Dataset:
    """Return a dataset with other values of fields of some records, or without them."""
    kept = []
    for record in data._store.records():
        fields = changes.get(record.id.replace("-", "_"), {})
        kept += [] if fields is None else [attrs.evolve(record, **fields)]
    return Dataset(world(*kept)._store, version="2.0")


def test_what_became_of_an_answer(tiny: Dataset) -> None:
    """A changed fact, another answer, a record and a body that are gone are each told in words."""
    cited = tiny.cite_answer(tiny.chair_of("KFC", **DAY))
    shorter = later(tiny, north_chairs={"period": Period("2006-01-01/2006-03-31")}).verify_citation(cited)
    assert (shorter.status, shorter.before, shorter.after) == ("changed", Certainty.CERTAIN, Certainty.UNKNOWN)
    assert shorter.why == (
        "the verdict was certain and is unknown; facts: chair_terms/north-chairs/period (changed); cited from data "
        "without a version, asked again of version 2.0"
    )
    assert str(shorter.changes) == (
        "### Changed\n\n- `chair_terms/north-chairs/period`: `2006-01-01/2006-12-31` → `2006-01-01/2006-03-31`"
    )
    longer = later(tiny, north_chairs={"period": Period("2006-01-01/2007-03-31")}).verify_citation(cited)
    assert (longer.status, longer.after) == ("changed", Certainty.CERTAIN)
    assert longer.why.startswith("the answer is the same: certain; facts: chair_terms/north-chairs/period (changed)")
    gone = later(tiny, north_chairs=None).verify_citation(cited)
    assert (gone.status, gone.after) == ("withdrawn", Certainty.UNKNOWN)
    assert gone.why.startswith(
        "no longer in the data: chair_terms/north-chairs; the verdict was certain and is unknown; facts: "
    )
    assert str(gone.changes) == "### Removed\n\n- `chair_terms/north-chairs`, 4 facts"
    lost = world(org("other")).verify_citation(cited)
    assert (lost.status, lost.after) == ("withdrawn", None)
    assert lost.why.startswith("no longer in the data: chair_terms/north-chairs, organizations/club; the verdict was ")
    assert "certain, and the question can no longer be asked" in lost.why
    # Nothing bears on it, and then something does.
    nobody = tiny.cite_answer(tiny.chair_of("KFC", on="2009-01-01"))
    assert (nobody.fact_ids, tiny.verify_citation(nobody).why) == (
        (), "the answer is the same: unknown, and no record bears on it"
    )  # fmt: skip
    check = tiny.with_records(term("south", "2009/2009", of="club", id="new")).verify_citation(nobody)
    assert (check.status, check.after, check.changes[0]) == (
        "changed", Certainty.POSSIBLE, ("added", "chair_terms/new/organization_id", None, "club")
    )  # fmt: skip
    for other in (org("other"), org("other", acronym="club")):  # What bears its id as a name is not it.
        assert world(other).verify_citation(nobody).why.startswith("no longer in the data: club; ")


def test_another_answer_of_the_same_verdict(tiny: Dataset) -> None:
    """Who is an answer, and whether others can be, count as much as the verdict."""
    cited = tiny.cite_answer(tiny.chair_of("KFC", **DAY))
    check = later(tiny, north_chairs={"holder_id": "south"}).verify_citation(cited)
    assert check.why.startswith(
        "the verdict was certain and is so still, but the answer is another: south (all are known), not north (all are "
        "known); facts: chair_terms/north-chairs/holder_id (changed)"
    )
    members = tiny.cite_answer(tiny.members_of("KFC", on="2004-05-10"))
    check = later(tiny, club_members=None, south_in_club={"is_doubtful": True}).verify_citation(members)
    assert check.status == "withdrawn"
    assert "north, possibly south (others are not ruled out), not north, possibly south (all are known)" in check.why


def test_role_that_is_a_word_no_more() -> None:
    """A question by a word that the data no longer have is withdrawn, with the reason."""
    data = world(body(), Word(id="ally"))
    cited = data.cite_answer(data.members_of("grp", role="ally", **DAY))
    check = world(body()).verify_citation(cited)
    assert (check.status, check.after, check.changes) == ("withdrawn", None, ())
    assert "'ally' is not a role of a membership in the data" in check.why


def test_those_who_are_excepted() -> None:
    """Where all but some are known, what rules these out is part of the citation."""
    known = (
        covers("members", "2006-01-01", "2006-06-30", except_ids=("x",)),
        covers("members", "2006-07-01", "2006-12-31"),
    )
    records = [body(founded="2000"), org("x", ended="2005"), org("y"), seat("y", "2001/..")]
    data = world(*records, *known)
    answer = data.members_of("grp", during="2006-06/2006-07")
    assert answer.is_complete
    cited = data.cite_answer(answer)
    assert "organizations/x/ended" in cited.fact_ids
    check = world(records[0], org("x"), *records[2:], *known).verify_citation(cited)
    assert check.why.startswith("the verdict was certain and is so still, but the answer is another: y (others are not")


def test_names_are_cited_as_the_answer_has_them() -> None:
    """Of the names of an agent, those asked about alone; hostile ones come back as they were."""
    text = "A--b...(c),d;e=%;hash=\ud800 é\u2028[x]"
    names = (name("Old", "1990/1999"), name(text, "2000/2009"), name("Acr", "2000/2009", kind="acronym"))
    data = world(org("x", names=names))
    cited = data.cite_answer(data.name_of("x", **DAY))
    assert cited.fact_ids == (f"organizations/x/names/official:en:{text}",)
    assert cited.token.isascii() and cited.token.count(";hash=") == 1 and "--" not in cited.token
    assert data.verify_citation(cited.token)
    other = world(org("x", names=names[1:2]))
    assert other.verify_citation(cited)
    assert world(org("x", names=names[:1])).verify_citation(cited).status == "changed"


def test_views_answer_for_their_own_citations() -> None:
    """The citation of an answer of a view names the view; whoever asks another one is told what to ask."""
    told = tuple(Citation(source_id=each, states="all") for each in ("a", "b"))
    records = [Source(id=each, title=each) for each in ("a", "b")]
    data = world(*records, body(citations=told), org("x", citations=told), seat("x", "2001/..", citations=told))

    def views(of: Dataset) -> list[Dataset]:
        link = SameDay("grp-member-x-2001/...start", "grp-member-x-2001/...start")
        return [
            of, of.according_to("b", "a"), of.without_sources("b"), of.known_at("2000"), of.narrow(),
            of.narrow(link, rules=["within-life"]), of.resolve_conflicts("keep_all"), of.resolve_conflicts(prefer="a"),
            of.with_derived_roles(), of.according_to("a").narrow(),
        ]  # fmt: skip

    tokens = [each.cite_answer(each.members_of("grp", **DAY)).token for each in views(data)]
    assert len(set(tokens)) == len(tokens)
    for place, (token, view) in enumerate(zip(tokens, views(data), strict=True)):
        assert view.verify_citation(token)
        assert pickle.loads(pickle.dumps(view)).verify_citation(token)
        with pytest.raises(InvalidQuestionError, match="the citation is of "):
            views(data)[place - 1].verify_citation(token)
    seen = views(data)[1]
    assert "as according_to('a', 'b') shows them" in seen.cite_answer(seen.members_of("grp", **DAY)).text
    with pytest.raises(InvalidQuestionError, match=r"ask data\.according_to\('a', 'b'\)\.verify_citation\(text\)"):
        data.verify_citation(tokens[1])
    with pytest.raises(InvalidQuestionError, match=r"of the data as a whole, not of narrow\(\) \(ask data\.verify_"):
        data.narrow().verify_citation(tokens[0])
    assert data.without_sources().verify_citation(tokens[0])


def test_counts_are_cited_by_those_counted(tiny: Dataset) -> None:
    """The citation of a count has its range, and its check says what the number was and is."""
    count = tiny.member_count("KFC", on="2004-05-10")
    cited = tiny.cite_answer(count)
    assert cited.text == f"{count.why}. data without a title, without a version; count: {count}; answer {cited.hash}."
    assert ";ask=member_count(club,on=2004-05-10);count=1..2;verdict=certain;certain=north;" in cited.token
    assert tiny.verify_citation(cited).why.startswith("the answer is the same: between 1 and 2, and each of the ")
    check = later(tiny, south_in_club=None).verify_citation(cited)
    assert (check.status, check.before, check.after) == ("withdrawn", Certainty.CERTAIN, Certainty.CERTAIN)
    assert "; the count was between 1 and 2 and is 1; " in check.why
    check = later(tiny, club_members=None).verify_citation(cited)
    assert "; the count was between 1 and 2 and is at least 1; " in check.why
    check = later(tiny, north_in_club={"member_id": "south"}, south_in_club={"member_id": "north"})
    why = check.verify_citation(cited).why
    assert why.startswith("the count was between 1 and 2 and is so still, but the answer is another: south, possibly ")
    assert tiny.cite_answer(tiny.members_of("KFC", on="2004-05-10")).hash != cited.hash


def test_counts_rest_on_the_figures_that_they_show() -> None:
    """A figure that stands beside a count is cited with it; one that comes later leaves it the same."""
    stated = Figure(id="f", about_id="grp", unit="members", lower=3, upper=3, when=PartialDate("2006"))
    records = [body(), org("x"), seat("x", "2001/..")]
    data = world(*records, stated)
    cited = data.cite_answer(data.member_count("grp", **DAY))
    assert {"figures/f/lower", "figures/f/when"} <= set(cited.fact_ids)
    assert "stated: 3 members" in cited.text
    assert ";count=1..;" in cited.token
    assert data.verify_citation(cited)
    assert data.with_records(attrs.evolve(stated, id="g", lower=2)).verify_citation(cited)
    check = world(*records, attrs.evolve(stated, lower=2)).verify_citation(cited)
    assert check.why.startswith("the answer is the same: at least 1; facts: figures/f/lower (changed)")
    assert world(*records).verify_citation(cited).status == "withdrawn"


def test_what_is_not_an_answer_of_these_data(tiny: Dataset, curated: Dataset) -> None:
    """Only an answer of this very dataset is cited; of a certainty, which holds no question, the error says what is."""
    for wrong in (tiny.is_member("NC", "KFC", **DAY), tiny.chair_terms, None):
        with pytest.raises(InvalidQuestionError, match="is not an answer") as caught:
            tiny.cite_answer(wrong)  # type: ignore[arg-type]
        assert ("that of members_of" in caught.value.hint) is isinstance(wrong, Certainty)
    for other in (curated.chair_of("GMG", **DAY), curated.member_count("GMG", **DAY)):
        with pytest.raises(InvalidQuestionError, match="the answer belongs to other data"):
            tiny.cite_answer(other)


def test_long_tokens_are_packed(curated: Dataset) -> None:
    """What is known of all members of a large body takes a quarter of its length, and says all that it said."""
    answer = curated.members_of("IOM", on="2010-10-15")
    cited = curated.cite_answer(answer)
    begin, _, packed = cited.token.partition(";packed=")
    assert begin.endswith(";ask=members_of(iom,on=2010-10-15);verdict=certain")
    assert sum(map(len, cited.fact_ids)) > 3 * len(cited.token)
    assert len(cited.fact_ids) > 300
    assert curated.verify_citation(f"See {cited}").status == "same"
    rests = next(each for each in curated.memberships if f"memberships/{each.id}/period" in cited.fact_ids)
    other = attrs.evolve(rests, period=Period("2010-10-14/2010-10-16"))
    changed = Dataset.from_records([other if each is rests else each for each in curated._store.records()])
    assert [each.fact_id for each in changed.verify_citation(cited).changes] == [f"memberships/{rests.id}/period"]
    stream, end, digits = packed.partition(";hash=")
    for place in range(0, len(stream), 97):
        damaged = f"{stream[:place]}{'B' if stream[place] == 'A' else 'A'}{stream[place + 1 :]}"
        for wrong in (damaged, stream[:place], f"{stream}{stream[place]}", f"{stream}AAAA"):
            with pytest.raises(InvalidQuestionError, match="the citation is damaged"):
                curated.verify_citation(f"{begin};packed={wrong}{end}{digits}")


# Texts that hold a token.


def test_token_survives_what_programs_do_to_a_line(tiny: Dataset) -> None:
    """Line breaks, blanks, soft and other hyphens within, and a text around it do not matter."""
    cited = tiny.cite_answer(tiny.members_of("KFC", during="2004"))
    wrapped = "\n   ".join(cited.token[place : place + 19] for place in range(0, len(cited.token), 19))
    for text in (cited, str(cited), cited.token, f"<<{wrapped}>> and more", cited.token.replace("-", "\u2011"),
                 cited.token.replace("=", "=\u00ad\u200b")):  # fmt: skip
        assert tiny.verify_citation(text)


def test_damage_anywhere_is_found(tiny: Dataset) -> None:
    """No other character in place of one, and no end cut off, passes for the citation."""
    token = tiny.cite_answer(tiny.members_of("KFC", on="2004-05-10")).token
    for place, mark in enumerate(token):
        for damaged in (token[:place], f"{token[:place]}{'y' if mark == 'x' else 'x'}{token[place + 1 :]}"):
            with pytest.raises(InvalidQuestionError) as caught:
                tiny.verify_citation(damaged)
            assert caught.value.field == "text"


def test_texts_without_one_token(tiny: Dataset) -> None:
    """What is not a text, or does not hold just one token, is refused in words."""
    cited = tiny.cite_answer(tiny.chair_of("KFC", **DAY))
    for wrong in (None, 5, b"iom-partners-answer:1;", "", "x" * 4_000_001, ["x"]):
        with pytest.raises(InvalidQuestionError, match="is not the text of a citation"):
            tiny.verify_citation(wrong)  # type: ignore[arg-type]
    for wrong in (cited.text, "see above", "iom-partners-answer:2;data="):
        with pytest.raises(InvalidQuestionError, match="the text holds no citation of an answer"):
            tiny.verify_citation(wrong)
    with pytest.raises(InvalidQuestionError, match="holds several citations"):
        tiny.verify_citation(f"{cited} {cited}")


GOOD = "data=;view=;ask=chair_of(club,on=2006);verdict=certain;certain=;possible=;complete=no;facts="


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [("chair_of", "write", "no question"), ("chair_of", "facts", "no question"), ("on=2006", "on=x", "no date"),
     ("on=2006", "during=2007/2006", "reversed"), ("on=2006", "at=2006", "no keyword"), ("on=2006", "", "no time"),
     ("on=2006", "office=a,on=2006", "an argument of another question"), ("on=2006", "role=a,role=a,on=2006", "twice"),
     ("on=2006", "lineage=1,on=2006", "no flag"), ("verdict=certain", "verdict=sure", "no verdict"),
     ("complete=no", "complete=maybe", "neither"), ("certain=;", "certain=%4;", "half an escape"),
     ("chair_of(club,on=2006);", "member_count(club,on=2006);count=x..;", "no number"),
     ("chair_of", "member_count", "a count without one"), ("certain=;", "certain=%FF;", "not UTF-8"),
     ("certain=;", "certain=%41;", "escaped for nothing"),
     ("facts=", "facts=x/y(z=1)", "no collection"), ("facts=", "facts=sources/y", "no value"),
     ("facts=", "facts=sources/y(z=1),sources/y(z=2)", "twice"), ("view=;", "", "a section less"),
     ("facts=", "facts=;more=", "a section more"), ("data=", "date=", "another section")],
)  # fmt: skip
def test_forged_tokens(old: str, new: str, reason: str, tiny: Dataset) -> None:
    """A token with the right hash that the library would not have written is refused, whatever it holds."""
    assert sign(GOOD) and tiny.verify_citation(sign(GOOD)).status == "changed"
    with pytest.raises(InvalidQuestionError, match="is not as iom-partners writes it"):
        tiny.verify_citation(sign(GOOD.replace(old, new, 1)))


def sign(body: str) -> str:
    """Return a token with its hash."""
    whole = f"iom-partners-answer:1;{body}"
    return f"{whole};hash={hash_of(whole.encode())[7:17]}"


def test_projects_and_people_can_be_asked_about(curated: Dataset) -> None:
    """Each question of the curated data can be cited: also of a project, of nobody, and of a country."""
    for answer in (
        curated.partners_of("Praesidium", on="2010"), curated.projects_of(on="2007", role="funder"),
        curated.projects_of("IOM", during="2007", country="Colombia"), curated.projects_of(on="1990", theme="health"),
        curated.partners_of("UNHCR", during="2010", kind="ngo"), curated.groups_of("ECA", on="2010-01-01"),
        curated.members_of("GMG", during="2010", components=True), curated.name_of("IOM", on="1985", kind="acronym"),
        curated.chair_of("UN Network on Migration", throughout="2017", lineage=True),
        curated.units_of("GMG", on="2014-01-01", kind="task-force"), curated.name_of("IOM", on="2000", language="fr"),
        curated.members_of("IOM", role="observer", on="1990"), curated.eras("GMG")[5].members,
        curated.chair_of("GFMD", on="2018"),
    ):  # fmt: skip
        cited = curated.cite_answer(answer)
        assert isinstance(cited, AnswerCitation)
        assert curated.verify_citation(str(cited))


def test_what_a_narrowed_question_rests_on(curated: Dataset) -> None:
    """A country rests on places, parts of a collective on its seat and all parts, a list on its coverage."""
    ids = set(curated.cite_answer(curated.projects_of("IOM", during="2007", country="CO")).fact_ids)
    assert {"projects/paz-y-vida/places", "places/colombia/country"} <= ids
    assert "places/canada/country" not in ids
    ids = set(curated.cite_answer(curated.projects_of(on="2007", theme="health")).fact_ids)
    assert {each for each in ids if each.endswith("/themes")}
    cited = curated.cite_answer(curated.members_of("GMG", on="2010-10-15", components=True))
    seat, *parts = (
        each for each in curated.memberships if "un-regional-commissions" in {each.member_id, each.organization_id}
    )
    assert {f"memberships/{each.id}/period" for each in (seat, *parts) if each.period != Period("/")} <= set(
        cited.fact_ids
    )
    known = "coverages/gmg-members-iom-partners-and-friends"
    assert {f"{known}/first_day", f"{known}/last_day", f"{known}/of"} <= set(cited.fact_ids)
    # One vacant seat, and one life that ends, make others impossible.
    data = world(body(), org("x", ended="2006-12-31"), term("x", "2006/2006"), term(None, "2007-01-01/2007-12-31"))
    vacant = data.cite_answer(data.chair_of("grp", on="2007-06-01"))
    assert (vacant.fact_ids[:2], data.chair_of("grp", on="2007-06-01").verdict) == (
        ("chair_terms/grp-chair-None-2007-01-01/2007-12-31/organization_id",
         "chair_terms/grp-chair-None-2007-01-01/2007-12-31/period"), Certainty.RULED_OUT,
    )  # fmt: skip


def test_project_of_which_nothing_is_told() -> None:
    """That there is a project is a fact too, where nothing else of it is told."""
    data = world(Project(id="p", name="P"))
    cited = data.cite_answer(data.projects_of(**DAY))
    assert cited.fact_ids == ("projects/p/id",)
    check = world(org("x")).verify_citation(cited)
    assert (check.status, check.after, check.changes) == (
        "withdrawn", Certainty.UNKNOWN, (("removed", "projects/p/id", "p", None),)
    )  # fmt: skip


def test_facts_of_figures_do_not_matter() -> None:
    """What no answer rests on, such as a stated number or a name, can change."""
    data = world(body(), org("x"), seat("x", "2001/.."), Figure(id="f", about_id="grp", unit="members", lower=1))
    cited = data.cite_answer(data.members_of("grp", **DAY))
    other = world(body(name="Other"), Organization(id="x", name="New name"), seat("x", "2001/..", note="n"))
    assert other.verify_citation(cited).status == "same"
