"""The command: what it prints, where, and with which exit status."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from contextlib import redirect_stdout, suppress
from pathlib import Path
from typing import Any

import attrs
import pytest

import iom_partners
from iom_partners import Dataset
from iom_partners.cli import main
from iom_partners.cli.output import Numbered, plain, print_error, print_json
from iom_partners.cli.parser import COMMANDS, SHELLS
from iom_partners.model import Citation, Source
from iom_partners.store.record_types import RECORD_TYPES
from worlds import body, name, org, seat, world

SOURCE = Path(iom_partners.__file__).parents[1]
PAGE = "iom-partners-and-friends"


def run(*args: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a program, with warnings as errors."""
    command = [sys.executable, "-W", "error", "-X", "dev", "-m", "iom_partners", *args]
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "LC_", "LANG"))}
    clean |= {"PYTHONPATH": str(SOURCE), "PYTHONIOENCODING": "utf-8"} | env
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=clean, timeout=60, check=False)


#: Arguments, exit status, first line, reason.
CALLS = [
    (["chair", "GMG", "--on", "2013-09-01"], 0, "certain: IOM – International Organization for Migration", "certain"),
    (["chair", "GMG", "--on", "2012-06-15"], 3, "possible: UNODC – United Nations Office on Drugs and Crime",
     "possible"),
    (["chair", "GMG", "--on", "2009-03-15"], 3, "It is not known who was chair of GMG on 15 March 2009", "unknown"),
    (["chair", "GMG", "--on", "2001-01-01"], 1, "Nobody was chair of GMG on 1 January 2001", "ruled out"),
    (["chair", "gmg", "--during", "2013"], 0, "certain (2):", "some day of 2013"),
    (["chair", "gmg", "--throughout", "2014"], 0, "certain: ILO – International Labour Organization", "all of 2014"),
    (["chair", "GMG", "--on", "2013-09-01", "--according-to", PAGE], 0, "certain: IOM – ", "the page says so"),
    (["chair", "GMG", "--on", "2010-03-01", "--according-to", PAGE], 3, "It is not known", "the page is silent"),
    (["members", "GMG", "--on", "2003-05-01"], 0, "certain (6):", "the six founders"),
    (["members", "GMG", "--count", "--on", "2014-01-01"], 0, "16", "one number"),
    (["members", "GMG", "--count", "--on", "2007-11-15"], 3, "between 10 and 14", "a range"),
    (["members", "GMG", "--count", "--on", "2016-01-01"], 3, "at least 4", "not all are known"),
    (["name", "GMG", "--on", "2004-01-01"], 0, "certain: Geneva Migration Group", "the first name"),
    (["name", "GMG", "--on", "2006-03-01"], 3, "possible (2):", "around the renaming"),
    (["find", "migration grp"], 0, "gmg: GMG – Global Migration Group", "found"),
    (["find", "qqqqqqqq"], 1, "no record has a name like 'qqqqqqqq'", "nothing near"),
    (["find", "migration grp", "--according-to", PAGE], 0, "gmg: ", "sources are taken by every command"),
    (["chair", "GMG", "--on", "2013-09-01", "--role", "co-chair"], 1, "Nobody was chair of GMG (role", "one"),
    (["chair", "UN Network on Migration", "--on", "2013-09-01", "--lineage"], 0, "certain: IOM – ", "across the seam"),
    (["members", "GMG", "--on", "2013-09-01", "--role", "observer"], 3, "It is not known", "one role only"),
    (["name", "ILO", "--on", "2013-09-01", "--language", "fr"], 3, "possible: Organisation intern", "in French"),
    (["name", "GMG", "--during", "2010", "--kind", "acronym"], 3, "possible: GMG", "another kind of name"),
    (["projects", "UNHCR", "--on", "2015-01-01"], 3, "possible: Praesidium", "it may have ended"),
    (["projects", "--on", "2007-01-01", "--country", "IT"], 0, "certain", "of anyone"),
    (["projects", "IOM", "--on", "1800-01-01"], 1, "IOM took part in no project", "before it was founded"),
    (["partners", "Praesidium", "--on", "1990-01-01"], 1, "Nobody ", "before it began"),
    (["partners", "UNHCR", "--on", "2007-01-01", "--kind", "igo"], 0, "certain: IOM – ", "they shared a project"),
    (["total", "--donor", "Chevron"], 0, "26,250,000 USD", "all is in one sum"),
    (["total", "--donor", "Chevron", "--during", "2004"], 3, "0 to 850,000 USD", "some may lie outside"),
    (["total", "--country", "CO"], 3, "1,000,000 EUR, without 9 contributions that cannot be added", "gaps"),
    (["total", "--donor", "UNICEF"], 3, "no sum of money", "that no gift is recorded does not rule one out"),
    (["timeline", "Praesidium"], 0, "18 entries about Praesidium", "a listing"),
    (["gaps", "GMG"], 0, "64 gaps of GMG", "a listing"),
    (["conflicts", "GMG", "--kind", "contradiction"], 0, "6 conflicts", "a listing"),
    (["reliance", "GMG", "--on", "2013-09-01"], 0, "IOM was certainly chair", "the status is that of the answer"),
    (["reliance", "arcp", "--on", "1990-01-01"], 1, "Nobody was chair of ARCP", "the status is that of the answer"),
    (["reliance", "arcp", "--on", "2013", "--of", "members"], 1, "Nobody was a member of ARCP", "of the members"),
    (["reliance", "budapest-process"], 0, "The sources on which each chair of Budapest", "of every chair"),
    (["show", "Praesidium"], 0, "Praesidium", "a page"),
    (["show", "noyan-tapan-2013"], 0, "“Put migrants at the centre of our debate”", "a source"),
    (["info"], 0, f"iom-partners {iom_partners.__version__}", "versions"),
]  # fmt: skip


@pytest.mark.parametrize(("args", "status", "first", "reason"), CALLS)
def test_exit_status_and_first_line(
    args: list[str], status: int, first: str, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit status is 0 for certain, 1 for ruled out, 3 for undecided, and nothing goes to stderr."""
    assert main(args) == status, reason
    out, err = capsys.readouterr()
    assert out.split("\n")[0].startswith(first), reason
    assert err == ""


@pytest.mark.parametrize(("args", "status"), [(row[0], row[1]) for row in CALLS])
def test_json_says_the_same(args: list[str], status: int, capsys: pytest.CaptureFixture[str]) -> None:
    """`--json` prints one JSON value with the same exit status."""
    assert main([*args, "--json"]) == status
    told = json.loads(capsys.readouterr().out)
    if args[0] == "find":
        assert bool(told) is (status == 0)
    elif args[0] not in {"chair", "members", "name", "projects", "partners"}:
        assert told
    elif "--count" in args:
        assert (told["lower"] == told["upper"]) is (status == 0)
    else:
        assert {"certain": 0, "ruled_out": 1}.get(told["verdict"], 3) == status
        assert told["data"]["horizon"] <= str(iom_partners.load().horizon)
        assert told["data"]["version"] == iom_partners.load().version


def test_json_is_the_answer(capsys: pytest.CaptureFixture[str]) -> None:
    """`--json` prints what `to_dict` gives, with the version and reach of the data."""
    main(["chair", "GMG", "--on", "2013-09-01", "--json"])
    told = json.loads(capsys.readouterr().out)
    version = told.pop("data")
    assert [each["id"] for each in told.pop("sources")] == [PAGE, "noyan-tapan-2013"]
    assert told == iom_partners.load().chair_of("GMG", on="2013-09-01").to_dict()
    assert version == {"version": iom_partners.load().version, "horizon": "2026-01-31"}


def test_text_ends_with_reason_and_sources(capsys: pytest.CaptureFixture[str]) -> None:
    """After the candidates stand the reason and the sources: title, publisher, date, id and address."""
    main(["chair", "GMG", "--on", "2013-09-01"])
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == iom_partners.load().chair_of("GMG", on="2013-09-01").why
    assert lines[2:4] == ["sources:", f"  [1] Partners & Friends. IOM. ({PAGE})"]
    assert lines[4] == "      https://www.migrantscontribute.com/partners-friends/"
    assert lines[5].endswith("Noyan Tapan, 4 October 2013. (noyan-tapan-2013)")
    assert lines[6] == "      https://nt.am/en/news/186964/"


def test_a_source_without_an_address_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    """Below an answer, and of the source itself."""
    main(["name", "GMG", "--on", "2004-01-01"])
    assert "(iom-partners-curation; no address)" in capsys.readouterr().out
    main(["show", "a68283"])
    assert "- url: no address\n" in capsys.readouterr().out
    main(["show", "noyan-tapan-2013"])
    assert "no address" not in capsys.readouterr().out


def test_who_states_and_denies_the_same_says_where(capsys: pytest.CaptureFixture[str]) -> None:
    """A source that denies in one part what it states in another is listed with the part that denies it."""
    for args in (["show", "GMG"], ["timeline", "GMG", "--limit", "200"]):
        main(args)
        out = capsys.readouterr().out
        assert out.count("denies it]") == 0
        assert out.count(" denies it in “GMG Members, list”]") == 2


def test_no_row_gives_way_to_a_line_about_it(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Of 21 rows all are printed; of 22 twenty."""
    for number in (21, 22):
        folder = tmp_path / str(number)
        body_names = tuple(name(f"Name {each:02}", kind="alias", period=f"{2000 + each}/") for each in range(number))
        world(org("x", names=body_names)).write(folder)
        main(["timeline", "x", "--data", str(folder)])
        lines = capsys.readouterr().out.splitlines()
        assert sum(line.startswith("- ") for line in lines) == {21: 21, 22: 20}[number]
        assert any("… and 2 more" in line for line in lines) is (number == 22)


def test_conflicts_are_counted_by_kind(capsys: pytest.CaptureFixture[str]) -> None:
    """The heading counts contradictions, coarser statements and duplicates; parts of a record are named in words."""
    main(["conflicts", "--limit", "1"])
    first = capsys.readouterr().out.splitlines()[0]
    kinds = [each.kind for each in iom_partners.load().conflicts()]
    counts = [f"{kinds.count(each):,}" for each in ("contradiction", "coarser", "duplicate")]
    told = f"{counts[0]} contradictions, {counts[1]} coarser statements, {counts[2]} duplicates"
    assert first == f"{len(kinds):,} conflicts between statements of sources: {told}"
    main(["conflicts", "ESCAP"])
    out = capsys.readouterr().out
    assert "- contradiction: text of the third name of ESCAP: " in out
    assert "names[" not in out


def test_reliance_has_days_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    """The days of a term are in words, as everywhere else."""
    main(["reliance", "GMG"])
    out = capsys.readouterr().out
    assert "- UNCTAD, chair on 9 May 2006: " in out
    assert "- UNCTAD, chair from 1 July to 31 December 2008: " in out


def test_a_period_that_no_one_states(capsys: pytest.CaptureFixture[str]) -> None:
    """A record of which neither end is stated says so in three words."""
    tie = next(each for each in iom_partners.load().memberships if str(each.period) == "/")
    main(["show", tie.id])
    assert "- period: no date stated\n" in capsys.readouterr().out


def test_components_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """`--components` lists the five commissions in place of the one seat."""
    shown = {}
    for flag in ([], ["--components"]):
        main(["members", "GMG", "--on", "2014-01-01", *flag])
        shown[bool(flag)] = [
            line for line in capsys.readouterr().out.partition("sources:")[0].splitlines() if line.startswith("  ")
        ]
    assert (len(shown[False]), len(shown[True])) == (16, 20)
    assert not any("ECA –" in line for line in shown[False])
    assert any("ECA –" in line for line in shown[True])


def test_find_has_a_limit(capsys: pytest.CaptureFixture[str]) -> None:
    """`--limit` cuts the list; five is the default."""
    for args, most in (([], 5), (["--limit", "2"], 2)):
        main(["find", "united nations", *args])
        assert len(capsys.readouterr().out.splitlines()) == most


def test_data_of_ones_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--data` reads a folder of anyone's, which states no version and need not be dated."""
    world(body(), org("aaa", acronym=None), seat("aaa", "../..")).write(tmp_path)
    assert main(["members", "GRP", "--on", "2010-01-01", "--data", str(tmp_path)]) == 0
    assert capsys.readouterr().out.startswith("certain: Aaa Agency\n")
    assert main(["members", "GRP", "--on", "2010-01-01", "--data", str(tmp_path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["data"] == {"version": None, "horizon": None}
    assert main(["find", "Aaa", "--data", str(tmp_path)]) == 0


#: Arguments, what the one line on stderr tells.
BAD = [
    (["chair", "Nobody Of That Name", "--on", "2013-09-01"], "Nobody Of That Name"),
    (["chair", "Global Migraton Group", "--on", "2013-09-01"], "did you mean"),
    (["chair", "GMG", "--on", "2013-02-29"], "2013-02-29"),
    (["chair", "GMG", "--on", ""], "--on: "),
    (["chair", "GMG", "--during", "2014/2013"], "--during: "),
    (["name", "GMG", "--throughout", "201X"], "201X"),
    (["chair", "GMG", "--on", "2013-09-01", "--according-to", "no-such-source"], "no-such-source"),
    (["chair", "GMG", "--on", "2013-09-01", "--data", "no/such/folder"], "no/such/folder"),
    (["find", "migration", "--limit", "0"], "--limit: "),
    (["chair", "NO'PE", "--on", "2013-09-01"], """search with: iom-partners find 'NO'"'"'PE'"""),
    (["chair", "GMG", "--on", "tuesday"], "write --on 2013-09-01, --on 2013-09, --on 2013 or --on today"),
    (["chair", "GMG", "--throughout", "tuesday"], "write --throughout 2013, --throughout 2013-09-01 or"),
    (["chair", "GMG", "--on", "September 2013"], "write --on 2013-09)"),
    (["chair", "GMG", "--on", "early 2006"], "write --on '[2006-01..2006-06]'"),
    (["chair", "GMG", "--on", "01/09/2013"], "write --on '2013-09-01' or '2013-01-09'"),
    (["chair", "GMG", "--on", "2013/2014"], "for a period write --during 2013/2014 or --throughout 2013/2014"),
    (["chair", "GMG", "--during", "2013-01-01 to 2013-12-31"], "write --during 2013-01-01/2013-12-31"),
    (["chair", "GMG", "--during", "[2013..2014]/2015"], "write --during 2013, "),
    (["chair", "GMG", "--on", "2013", "--according-to", "x"], "--according-to: no source has the id 'x' (iom-partners"),
    (["chair", "Praesidium", "--on", "2013"], "BODY: 'Praesidium' is "),
    (["chair", "GMG", "--on", "2013", "--role", "boss"], "--role: 'boss' is not a role"),
    (["members", "GMG", "--on", "2013", "--office", "boss"], "see the offices that iom-partners show lists"),
    (["name", "GMG", "--on", "2013", "--language", "klingon"], "--language: 'klingon' is not a language"),
    (["projects", "--on", "2013", "--country", "Nowhere"], "--country: 'Nowhere' is not a country in the data"),
    (["projects", "--on", "2013", "--theme", "zzzz"], "see the themes that iom-partners show lists"),
    (["partners", "IOM", "--on", "2013", "--kind", "cmpany"], "--kind: 'cmpany' is not a kind"),
    (["total", "--donor", "Nobdy"], "--donor: no organization or person is named 'Nobdy' (search with"),
    (["timeline", "nope"], "NAME: "),
    (["show", "praesidum"], "did you mean 'Praesidium'"),
    (["gaps", "GMG", "--limit", "0"], "--limit: 0 is not a positive number"),
    (["reliance", "GMG", "--of", "members"], "add a time, such as --on 2013-09-01"),
    (["export", "csv", "x.csv"], "FORMAT: 'csv' is not a format"),
    (
        ["export", "sqlite", "x.html"],
        "OUT: 'x.html' is the name of a file of html, not of sqlite (give another ending)",
    ),
    (["export", "mermaid", "x.mmd", "--about", "GMG", "--strict"], "leave out --strict to write the rest"),
    (["export", "html", "x.html"], "--about: html is about one record"),
]


@pytest.mark.parametrize(("args", "told"), BAD)
def test_bad_input_is_one_line_on_stderr_and_status_2(
    args: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What cannot be answered as asked is told in one line on stderr; nothing goes to stdout."""
    assert main(args) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert re.fullmatch(r"iom-partners: [^\n]+\n", err)
    assert told in err
    # No word of Python: the user of a terminal cannot call it.
    assert not re.search(r"data\.[a-z]|datetime|iom_partners|PartialDate|Period|Dataset|\(\)|[a-z]=", err)


@pytest.mark.parametrize("args", [
    [],
    ["chair"],
    ["chair", "GMG"],
    ["chair", "GMG", "--on", "2013", "--during", "2013"],
    ["members", "GMG", "--count", "--components", "--on", "2013"],
    ["chair", "GMG", "--count", "--on", "2013"],
    ["chair", "GMG", "--o", "2013"],  # A shortened option of today could be another one tomorrow.
    ["name", "GMG", "--on", "2013", "--kind", "nickname"],
    ["total", "--on", "2013", "--during", "2013"],
    ["--data", "x", "check"],
    ["--according-to", "x", "diff", "y"],
    ["--json", "completion", "bash"],
    ["completion", "tcsh"],
    ["chair", "GMG", "--on", "2013", "--format", "xml"],
    ["president", "GMG", "--on", "2013"],
    ["find", "x", "--limit", "many"],
])  # fmt: skip
def test_wrong_usage_is_status_2(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Arguments that do not fit the command end with status 2 and the usage on stderr."""
    with pytest.raises(SystemExit) as caught:
        main(args)
    assert caught.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("usage: iom-partners")


def test_no_command_lists_all(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a command, each is listed with what it does, and how to get help."""
    for args in ([], ["--json"]):
        with pytest.raises(SystemExit) as caught:
            main(args)
        out, err = capsys.readouterr()
        assert (caught.value.code, out) == (2, "")
        for each, command in COMMANDS.items():
            assert f"  {each:<12}{command.help}\n" in err
        assert "iom-partners COMMAND --help" in err


@pytest.mark.parametrize(("args", "told"), [
    (["chair", "GMG"], "is required (for example --on 2013-09-01)"),
    (["chiar", "GMG"], "no command is called 'chiar' (did you mean 'chair'?)"),
    (["qqqqqq"], "no command is called 'qqqqqq' (iom-partners --help lists all commands)"),
    (["a\x1b[31m" + "b" * 200], "no command is called 'a\\x1b[31mbbb"),
    (["chair", "GMG", "--on", "2013", "--format", "xml"], "invalid choice: 'xml'"),
    (["completion"], "the following arguments are required: SHELL"),
])  # fmt: skip
def test_wrong_usage_says_what_to_write(args: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    """In a pipe an error is one line, which ends with what to write instead."""
    with pytest.raises(SystemExit):
        main(args)
    last = capsys.readouterr().err.splitlines()[-1]
    assert told in last
    assert len(last) < 170


@pytest.mark.parametrize("width", [40, 50, 80])
@pytest.mark.parametrize("args", [
    [], ["chair", "GMG"], ["chiar"], ["--help"], ["chair", "--help"], ["members", "--help"], ["export", "--help"],
    ["chair", "Global Migraton Group", "--on", "2013"], ["chair", "GMG", "--on", "September 2013"],
    ["members", "GMG", "--role", "boss", "--on", "2013"], ["cite"],
])  # fmt: skip
def test_usage_and_errors_fit_the_terminal(
    args: list[str], width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No line is wider than the terminal; a quoted value, and an option with its value, are on one line."""
    monkeypatch.setenv("COLUMNS", str(width))
    with suppress(SystemExit):
        main(args)
    out, err = capsys.readouterr()
    lines = (out + err).splitlines()
    assert lines
    assert max(map(len, lines)) <= width
    for quoted in ("'Global Migraton Group'", "'Global Migration Group'", "'September 2013'", "--on 2013-09"):
        assert (quoted in out + err) is (quoted in " ".join(map(str.strip, lines)))


def test_what_programs_read_is_not_wrapped(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Citations for programs are as wide as they are; an address in an error is whole."""
    monkeypatch.setenv("COLUMNS", "40")
    main(["cite", "csl"])
    assert json.loads(capsys.readouterr().out)
    print_error(f"see https://example.org/{'x' * 80} for “more of the words in quotation marks”")
    lines = capsys.readouterr().err.splitlines()
    assert f"  https://example.org/{'x' * 80}" in lines
    assert "  for" in lines
    assert "  “more of the words in quotation marks”" in lines


def test_version_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    """`--version` gives the version of the code, `--help` every command and the meaning of the exit status."""
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"iom-partners {iom_partners.__version__}\n"
    for args in (["--help"], *([each, "--help"] for each in COMMANDS), ["--version", "chair"]):
        with pytest.raises(SystemExit) as caught:
            main(args)
        assert caught.value.code == 0
        told = capsys.readouterr().out
        assert "--version" in args or (f"usage: iom-partners {args[0].strip('-')}" in told) is (args != ["--help"])
        assert "Exit status: 0 certain" in told or args != ["--help"]


ESCAPES = "\x1b[31mred\x07 \u202eevil\u200b \x9b2J\x85 \u2066\r"


def test_control_characters_are_shown_not_obeyed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Control and direction marks of data and arguments reach the terminal as visible escapes only."""
    named = org("aaa", name=f"Aaa {ESCAPES}", acronym=None)
    world(body(names=(name(ESCAPES, "../.."),)), named, seat("aaa", "../..")).write(tmp_path)
    folder = ["--data", str(tmp_path)]
    calls = [
        ["members", "GRP", "--on", "2010", *folder],
        ["name", "GRP", "--on", "2010", *folder],
        ["find", "Aaa", *folder],
    ]
    for args in (*calls, ["chair", ESCAPES, "--on", "2010"], ["chair", "GMG", "--on", ESCAPES]):
        main(args)
        told = "".join(capsys.readouterr())
        assert not set(told) & (set(ESCAPES) - set(ascii(ESCAPES))), args
        assert re.search(r"\\u001b\[31m|\\x1b\[31m", told), args


def test_json_escapes_control_characters(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """JSON keeps the data exactly and escapes all controls and direction marks."""
    world(body(), org("aaa", name=f"Aaa {ESCAPES}"), seat("aaa", "../..")).write(tmp_path)
    main(["members", "GRP", "--on", "2010", "--data", str(tmp_path), "--json"])
    told = capsys.readouterr().out
    assert json.loads(told)["certain"][0]["name"] == f"Aaa {ESCAPES}"
    assert not set(told) & (set(ESCAPES) - set(ascii(ESCAPES)))


class Interrupted(Dataset):
    """A dataset at which the user loses patience."""

    __slots__ = ()

    def find(self, text: str, limit: int = 5, record_type: str | None = None) -> tuple[()]:
        """Be interrupted."""
        raise KeyboardInterrupt


def test_an_interrupt_is_status_130(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Ctrl-C ends the command with 130 and no traceback."""
    monkeypatch.setattr("iom_partners.cli.asked.load", lambda: Interrupted(Dataset.from_records([])._store))
    assert main(["find", "x"]) == 130
    assert capsys.readouterr() == ("", "")


def test_today_is_said_by_the_user(capsys: pytest.CaptureFixture[str]) -> None:
    """`--on today` is today, as the library never assumes it but the user says it."""
    for args in (["chair", "GMG", "--on"], ["chair", "GMG", "--during"], ["members", "GMG", "--count", "--on"]):
        told = []
        for when in ("today", str(iom_partners.today())):
            main([*args, when])
            told.append(capsys.readouterr())
        assert told[0] == told[1]
        assert told[0].err == ""


def test_two_of_one_name_are_told_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of two with the same label each line has the id."""
    two = [org(each, name="John Smith", acronym=None) for each in ("js1", "js2")]
    world(body(), *two, seat("js1", "2001/.."), seat("js2", "2001/..")).write(tmp_path)
    main(["members", "GRP", "--on", "2010", "--data", str(tmp_path)])
    assert capsys.readouterr().out.splitlines()[:3] == ["certain (2):", "  John Smith (js1)", "  John Smith (js2)"]


@pytest.mark.parametrize("flags", [[], ["--json"]])
def test_half_characters_are_escaped(flags: list[str], capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """A lone surrogate, as of an argument that is not UTF-8, does not end in a traceback."""
    assert main(["chair", "\udcff", "--on", "2013", *flags]) == 2
    assert b"Traceback" not in capfdbinary.readouterr().err
    print_json({"name": "\ud800"})
    assert json.loads(capfdbinary.readouterr().out) == {"name": "\ud800"}


class Broken(Dataset):
    """A dataset with a fault."""

    __slots__ = ()

    def find(self, text: str, limit: int = 5, record_type: str | None = None) -> tuple[()]:
        """Fail as no one expects."""
        raise ZeroDivisionError("no one expects this")


def test_a_fault_of_the_program_is_no_answer(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever goes wrong, the status is not that of an answer; the traceback is for the report of the fault."""
    monkeypatch.setattr("iom_partners.cli.asked.load", lambda: Broken(Dataset.from_records([])._store))
    assert main(["find", "x"]) == 70
    assert "ZeroDivisionError: no one expects this" in capsys.readouterr().err


def test_errors_that_cannot_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the errors cannot be written either, the status is the same."""
    monkeypatch.setattr(sys, "stderr", Full())
    assert main(["chair", "NOPE", "--on", "2013"]) == 2


class Full(io.StringIO):
    """A file on a full disk."""

    def flush(self) -> None:
        """Fail as a full disk does."""
        raise OSError(28, "No space left on device")


def test_an_output_that_cannot_be_written(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A full disk, or an output closed from the start, is one line and a status that is not an answer."""
    for out, told in ((Full(), "[Errno 28] No space left on device"), (None, "the output is closed")):
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", out)
            assert main(["chair", "GMG", "--on", "2001-01-01"]) == 74
        assert capsys.readouterr().err == f"iom-partners: {told}\n"
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", None)
        assert main(["find", "qqqqqqqq"]) == 74
        assert main(["--version"]) == 74
        assert main(["--help"]) == 74
    assert capsys.readouterr().err == "iom-partners: the output is closed\n" * 3
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", None)
        assert main(["chair"]) == 2  # There is nothing to write.


def test_closed_errors_go_nowhere(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """If the errors are closed, nothing of them goes to the output, also no usage."""
    monkeypatch.setattr(sys, "stderr", None)
    assert main(["chair", "NOPE", "--on", "2013", "--json"]) == 2
    with pytest.raises(SystemExit):
        main(["chair"])
    assert capsys.readouterr().out == ""


def test_a_closed_pipe_inside_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """When the reader went away, main gives 141 and what is left in the buffer raises no more."""
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w", encoding="utf-8") as pipe:
        monkeypatch.setattr(sys, "stdout", pipe)
        assert main(["chair", "GMG", "--on", "2013-09-01"]) == 141
        pipe.flush()


# What is printed, in each form.

PRAESIDIUM = "Praesidium"


def listed(*args: str) -> Any:
    """Return what a listing of the command prints, from the library."""
    data = iom_partners.load()
    return {
        "timeline": lambda: data.timeline(PRAESIDIUM),
        "gaps": lambda: data.gaps("GMG"),
        "conflicts": data.conflicts,
        "reliance": lambda: data.stats.reliance("budapest-process"),
        "find": lambda: data.find("migration"),
        "total": lambda: data.total_of(donor="Chevron"),
        "chair": lambda: data.chair_of("GMG", on="2013-09-01"),
        "members": lambda: data.member_count("GMG", on="2008-12-03"),
        "projects": lambda: data.projects_of("UNHCR", on="2015-01-01"),
        "partners": lambda: data.partners_of("Praesidium", on="2007-01-01"),
        "name": lambda: data.name_of("GMG", on="2004-01-01"),
    }[args[0]]()


@pytest.mark.parametrize("args", [
    ["timeline", PRAESIDIUM],
    ["gaps", "GMG"],
    pytest.param(["conflicts"], marks=pytest.mark.slow),
    ["reliance", "budapest-process"],
    ["find", "migration"],
    ["total", "--donor", "Chevron"],
    ["chair", "GMG", "--on", "2013-09-01"],
    ["members", "GMG", "--count", "--on", "2008-12-03"],
    ["projects", "UNHCR", "--on", "2015-01-01"],
    ["partners", PRAESIDIUM, "--on", "2007-01-01"],
    ["name", "GMG", "--on", "2004-01-01"],
])  # fmt: skip
def test_each_form_is_what_the_library_gives(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """CSV is the table with names; JSON the rows of it, or the dict of an answer; Markdown has a line for each row."""
    rows = listed(*args)
    main([*args, "--format", "csv"])
    assert capsys.readouterr().out == "".join(map(plain, rows.to_csv(labels=True).splitlines(keepends=True))).replace(
        "\\u000a", "\n"
    )
    main(["--format", "json", *args])
    told = json.loads(capsys.readouterr().out)
    if hasattr(rows, "to_dict"):
        told.pop("data")
        told.pop("sources")
        assert told == rows.to_dict()
    else:
        assert told == json.loads(json.dumps(rows.to_dicts(labels=True), default=str))
    main([*args, "--format", "md"])
    lines = capsys.readouterr().out.splitlines()
    assert sum(line.startswith("| ") for line in lines) == 2 + len(rows.to_table())
    assert not lines[0].startswith("|")


@pytest.mark.parametrize("args", [
    ["timeline", PRAESIDIUM], ["gaps", "GMG"], ["reliance", "budapest-process"],
])  # fmt: skip
def test_a_listing_says_what_it_leaves_out(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """The table has twenty rows unless another limit is given, and a line that counts the others."""
    count = len(listed(*args))
    for limit in (1, min(20, count), count):
        main([*args, *(["--limit", str(limit)] if limit != 20 else [])])
        lines = capsys.readouterr().out.splitlines()
        assert sum(line.startswith("- ") for line in lines) == limit
        more = [line for line in lines if line.startswith("… and ")]
        assert more == [f"… and {count - limit:,} more; --limit {count} prints all"] * (limit < count)
        main([*args, "--limit", str(limit), "--json"])
        assert len(json.loads(capsys.readouterr().out)) == limit


@pytest.mark.parametrize("args", [
    ["members", "GMG", "--on", "2010-10-15"],
    ["timeline", PRAESIDIUM],
    ["show", PRAESIDIUM],
    ["show", "lampedusa"],
    ["total", "--country", "CO"],
    ["gaps", "GMG"],
    ["info"],
    pytest.param(["show", "GMG"], marks=pytest.mark.slow),
    pytest.param(["conflicts"], marks=pytest.mark.slow),
    pytest.param(["reliance", "GFMD", "--on", "2018-01-01"], marks=pytest.mark.slow),
])  # fmt: skip
def test_lines_fit_the_width(
    args: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A line is wider than COLUMNS only if it is one word, such as an address; the words are the same at any width."""
    words = []
    for width in ("none", "1", "40", "80"):  # Where no width is known, no line is broken.
        monkeypatch.setenv("COLUMNS", width)
        main(args)
        told = capsys.readouterr().out
        words.append(told.split())
        most = {"none": 10_000, "1": 20}.get(width, 0) or int(width)
        wide = [line for line in told.splitlines() if len(line) > most]
        assert all(len(re.sub(r"^ *(\[\d+\]|-|[\d,]+)? *", "", line).split()) == 1 for line in wide), wide
    assert all(each == words[0] for each in words)


@pytest.mark.parametrize(("columns", "most"), [(40, 40), (3, 20), (0, 10_000)])
def test_the_width_is_that_of_the_terminal(
    columns: int, most: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without COLUMNS the terminal decides, of which the least is 20; one without a size gets whole lines."""
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((columns, 24)))
    monkeypatch.setattr(sys.stdout, "fileno", lambda: 1)
    main(["chair", "GMG", "--on", "2009-03-15"])
    longest = max(map(len, capsys.readouterr().out.splitlines()))
    assert longest > 200 if columns == 0 else most - 12 < longest <= most


def test_reliance_in_each_form(capsys: pytest.CaptureFixture[str]) -> None:
    """What an answer rests on is a table of sets of sources, or a dict with the answer."""
    args = ["reliance", "GMG", "--on", "2013-09-01", "--format"]
    main([*args, "csv"])
    assert capsys.readouterr().out.splitlines()[1].startswith(f"1,{PAGE},")
    main([*args, "md"])
    assert "| 1 | Partners \\& Friends |" in capsys.readouterr().out
    main([*args, "json"])
    told = json.loads(capsys.readouterr().out)
    assert (told["sets"], told["least"], told["is_exhaustive"]) == ([[PAGE]], 1, True)
    assert told["answer"] == iom_partners.load().chair_of("GMG", on="2013-09-01").to_dict()


def test_own_data_in_listings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of a file of another format, `info` tells what was assumed; where nothing is told, the listings say so."""
    file = tmp_path / "own.popolo.json"
    file.write_text('{"organizations": [{"id": "x", "name": "X Club", "odd": 1}]}', encoding="utf-8")
    main(["info", "--data", str(file)])
    told = capsys.readouterr().out
    assert "data: no version\n" in told
    assert "\nassumed: " in told
    main(["info", "--data", str(file), "--format", "md"])
    assert "| organizations | 1 |" in capsys.readouterr().out
    for args, first in (
        (["conflicts"], "0 conflicts between statements of sources\n"),
        (["timeline", "x"], "0 entries about X Club, by first possible or first attested day\n"),
        (["gaps"], ""),
        (["reliance", "x"], "The sources on which each chair of X Club rests: "),
        (["reliance", "x", "--on", "2010"], "It is not known who was chair of X Club"),
        (["total"], "no sum of money\nNo contribution with an amount.\n"),
    ):
        assert main([*args, "--data", str(file)]) == (3 if "--on" in args or args == ["total"] else 0)
        out = capsys.readouterr().out
        assert out.startswith(first)
        assert ("No loss of sources changes the answer." in out) is ("--on" in args)


def test_show_tells_any_record(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever has a name or an id is shown: in words, as Markdown, CSV and JSON."""
    data = iom_partners.load()
    for record_type in RECORD_TYPES:
        record = data._store[record_type][0]
        for form in ("table", "json", "csv", "md"):
            assert main(["show", record.id, "--format", form]) == 0, record.id
            told = capsys.readouterr().out
            if form == "json":
                told = json.loads(told)
                assert (told["record_type"], told["id"]) == (record_type, record.id)
            else:
                assert told
    main(["show", "GMG", "--format", "md"])
    assert capsys.readouterr().out.startswith("# Global Migration Group (GMG)\n")
    # Of one that a view knows by its labels only.
    assert main(["show", "Chevron", "--according-to", "noyan-tapan-2013"]) == 0
    assert "Nothing beyond this page is recorded about" in capsys.readouterr().out


def test_who_denies_is_told_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A source that says otherwise does not stand among those that say so."""
    page, critic = (
        Source(id=each, title=each.capitalize(), url=f"https://x.org/{each}") for each in ("page", "critic")
    )
    told = Citation(source_id="page", states=("period",)), Citation(source_id="critic", denies=True)
    seated = attrs.evolve(seat("aaa", "2001/.."), citations=told)
    world(body(), org("aaa"), seated, page, critic).write(tmp_path, strict=False)
    main(["timeline", "aaa", "--data", str(tmp_path)])
    told = capsys.readouterr().out
    assert "[1][2 denies it]\n" in told
    assert told.endswith(
        "  [1] Page. (page)\n      https://x.org/page\n"
        "  [2] Critic. (critic; it denies this)\n      https://x.org/critic\n"
    )
    main(["show", "aaa", "--data", str(tmp_path)])
    assert "[1][2 denies it]" in capsys.readouterr().out


def test_a_source_that_the_data_lack_keeps_its_id() -> None:
    """Of a source without a record, the id is all that is told."""
    sources = Numbered(iom_partners.load())
    assert sources.number("gone") == 1
    assert list(sources.told()) == [(1, "(gone)", None)]
    assert sources.to_dicts() == [{"id": "gone", "title": None, "publisher": None, "published": None, "url": None}]


def test_options_may_stand_before_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    """The options of every command do the same before it as after it; sources on both sides count together."""
    question = ["chair", "GMG", "--on", "2013-09-01"]
    ways = (
        ["--json", "--according-to", PAGE, "--according-to", "noyan-tapan-2013", *question],
        [*question, "--according-to", PAGE, "--according-to", "noyan-tapan-2013", "--format", "json"],
        ["--format", "csv", "--according-to", PAGE, *question, "--json", "--according-to", "noyan-tapan-2013"],
    )
    told = []
    for args in ways:
        assert main(args) == 0
        told.append(capsys.readouterr().out)
    assert len(set(told)) == 1
    assert len(json.loads(told[0])["sources"]) == 2


def test_packages_in_each_form(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is told of a package is a table too: problems, files, hashes, changes and losses."""
    old, new = tmp_path / "old", tmp_path / "new"
    world(body(), org("aaa"), seat("aaa", "2001/..")).write(old)
    world(body(), org("aaa"), seat("aaa", "2002/..")).write(new)
    (new / "memberships.json").write_text((new / "memberships.json").read_text().replace("2002", "2003"))
    for args, status, head in (
        (["check", str(old)], 1, "severity"),
        (["verify", str(old)], 0, "file"),
        (["format", str(new)], 0, "what"),
        (["diff", str(old), str(new)], 1, "kind"),
        (["export", "mermaid", str(tmp_path / "x.mmd"), "--about", "GRP", "--data", str(old)], 0, "record_type"),
    ):
        for form in ("csv", "md", "json"):
            assert main([*args, "--format", form]) == status
            out = capsys.readouterr().out
            if form == "csv":
                assert out.startswith(f"{head},")
            elif form == "json":
                assert json.loads(out) or args[0] == "format"
            else:
                assert out


@pytest.mark.parametrize("args", [
    ["show", "aaa"], ["timeline", "aaa"], ["members", "GRP", "--on", "2010"], ["find", "Aaa"], ["gaps"],
])  # fmt: skip
@pytest.mark.parametrize("form", ["table", "csv", "md", "json"])
def test_no_form_lets_a_control_through(
    args: list[str], form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """However it is printed, a hostile name steers no terminal, runs no formula and adds no markup."""
    hostile = f"=Aaa {ESCAPES} <script>|"
    world(body(), org("aaa", name=hostile, acronym=None), seat("aaa", "2001-05/..")).write(tmp_path)
    main([*args, "--format", form, "--data", str(tmp_path)])
    told = capsys.readouterr().out
    assert not set(told) & (set(ESCAPES) - set(ascii(ESCAPES)))
    if form == "md":
        assert "<script>" not in told
    if form == "csv":
        assert not re.search(r"(^|,)\"?=", told, re.MULTILINE)


# Completion.


def completed(shell: str, line: str, home: Path) -> list[str]:
    """Return what a real shell offers at the end of a line."""
    script = home / f"completion.{shell}"
    with redirect_stdout(io.StringIO()) as out:
        assert main(["completion", shell]) == 0
    script.write_text(out.getvalue(), encoding="utf-8")
    words = " ".join(f"'{word}'" for word in line.split(" "))
    code = {
        "bash": f"source {script}; COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _iom_partners; "
        'printf "%s\\n" "${COMPREPLY[@]}"',
        "fish": f"source {script}; complete -C '{line}'",
    }[shell]
    done = subprocess.run([shell, "-c", code], capture_output=True, text=True, check=False, cwd=home)  # noqa: S603 # The shell is what is tested.
    assert (done.returncode in (0, 1), done.stderr) == (True, "")
    return [each.split("\t")[0] for each in done.stdout.splitlines() if each]


#: A line, and what is offered at its end: these and no others, or at least these.
OFFERED = [
    ("iom-partners ch", {"chair", "check"}, True),
    ("iom-partners chair gm", {"gmg"}, True),
    ("iom-partners chair gmg --thr", {"--throughout"}, True),
    ("iom-partners chair gmg --on ", {"today"}, True),
    ("iom-partners --format js", {"json"}, True),
    ("iom-partners --format json chair gm", {"gmg"}, True),
    ("iom-partners chair --role chair gm", {"gmg"}, True),
    ("iom-partners timeline praesidium-s", {"praesidium-sicily", "praesidium-southern-regions"}, True),
    ("iom-partners total --donor chevr", {"chevron"}, False),
    ("iom-partners show --according-to noyan", {"noyan-tapan-2013"}, True),
    ("iom-partners export tu", {"turtle"}, True),
    ("iom-partners export turtle comp", {"completion.SHELL"}, True),
    ("iom-partners check comp", {"completion.SHELL"}, True),
    ("iom-partners name gmg --kind na", {"native"}, True),
    ("iom-partners completion f", {"fish"}, True),
    ("iom-partners find gm", set(), True),
]


@pytest.mark.parametrize("shell", ["bash", pytest.param("fish", marks=pytest.mark.programs)])
def test_completion_in_a_shell(shell: str, tmp_path: Path) -> None:
    """At each place the shell offers commands, options, words or ids, or files, and nothing else."""
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    for line, expected, is_all in OFFERED:
        offered = set(completed(shell, line, tmp_path))
        wanted = {each.replace("SHELL", shell) for each in expected}
        assert offered == wanted if is_all else offered >= wanted, line


@pytest.mark.programs
@pytest.mark.skipif(os.name == "nt" or shutil.which("zsh") is None, reason="zsh is not installed")
def test_completion_at_a_prompt_of_zsh(tmp_path: Path) -> None:
    """Zsh, whose completion works at a prompt only, completes commands, options and their values, ids and files."""
    import pty

    script = tmp_path / "completion.zsh"
    with redirect_stdout(io.StringIO()) as out:
        assert main(["completion", "zsh"]) == 0
    script.write_text(out.getvalue(), encoding="utf-8")
    reader, terminal = pty.openpty()
    environment = {"PATH": os.environ["PATH"], "TERM": "dumb", "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}
    with subprocess.Popen(
        ["zsh", "-f", "-i"], stdin=terminal, stdout=terminal, stderr=terminal, env=environment, cwd=tmp_path,
        start_new_session=True,
    ) as process:  # fmt: skip
        os.close(terminal)
        try:
            prompt(reader, f"autoload -Uz compinit; compinit -u -D; source {script}; print R''EADY\n", "READY")
            for typed, expected in (
                ("cha", "chair"), ("chair gm", "gmg"), ("chair gmg --thr", "--throughout"), ("--format js", "json"),
                ("--format json chair gm", "gmg"), ("chair gmg --on=to", "--on=today"), ("export tu", "turtle"),
                ("name gmg --kind na", "native"), ("check comp", "completion.zsh"), ("--acc", "--according-to"),
            ):  # fmt: skip
                prompt(reader, f"iom-partners {typed}\t", typed[: typed.rfind(" ") + 1] + expected)
                os.write(reader, b"\x15")  # Clears the line.
        finally:
            process.kill()
            os.close(reader)


def prompt(terminal: int, typed: str, expected: str) -> None:
    """Type something and wait until something is on the screen."""
    import select

    os.write(terminal, typed.encode())
    seen = ""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if select.select([terminal], [], [], 0.2)[0]:
            seen += os.read(terminal, 65_536).decode(errors="replace")
            if expected in re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\x08|\r", "", seen):
                return
    pytest.fail(f"{expected!r} is not in {seen!r}")


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_is_whole(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The script of each shell names every command and every option, is ASCII, and is the same each time."""
    scripts = set()
    for _ in range(2):
        assert main(["completion", shell]) == 0
        scripts.add(capsys.readouterr().out)
    (script,) = scripts
    assert script.isascii()
    assert all(re.search(rf"\b{each}\b", script) for each in COMMANDS)
    for option in ("according-to", "throughout", "lineage", "components", "strict", "tables", "limit"):
        assert option in script


# As a program.


@pytest.mark.parametrize(("args", "status"), [
    (["chair", "GMG", "--on", "2013-09-01"], 0),
    (["chair", "GMG", "--on", "2001-01-01"], 1),
    (["chair", "GMG", "--on", "x"], 2),
    (["chair", "GMG"], 2),
    (["chair", "GMG", "--on", "2009-03-15"], 3),
])  # fmt: skip
@pytest.mark.slow
def test_the_program_exits_with_the_status(args: list[str], status: int) -> None:
    """`python -m iom_partners` exits with the status of main, without a traceback or a warning."""
    done = run(*args)
    assert done.returncode == status
    assert "Traceback" not in done.stderr
    assert "Warning" not in done.stderr
    assert bool(done.stderr) is (status == 2)


def test_the_version_loads_nothing() -> None:
    """`--version` comes before argparse, the data and all other modules of the command."""
    code = (
        "import sys; from iom_partners.cli import main; main(['--version']); "
        "print(sorted({'argparse', 'attrs', 'json', 're'} & set(sys.modules)), "
        "sorted(each for each in sys.modules if each.startswith('iom_partners')))"
    )
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    out = subprocess.run(
        [sys.executable, "-S", "-c", code], capture_output=True, text=True, env=environment, check=True
    )  # noqa: S603 # Our own program.
    assert out.stdout.splitlines()[1] == "[] ['iom_partners', 'iom_partners.cli', 'iom_partners.errors']"


def test_the_program_prints_what_main_prints(capsys: pytest.CaptureFixture[str]) -> None:
    """As a program, the command prints the very text that main prints."""
    args = ["members", "GMG", "--on", "2010-10-15"]
    main(args)
    assert run(*args).stdout == capsys.readouterr().out


def test_a_closed_pipe_is_quiet() -> None:
    """`| head` ends the program without a traceback: status 0 or 141."""
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    with subprocess.Popen(
        [sys.executable, "-m", "iom_partners", "members", "GMG", "--on", "2014-01-01", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        # The reader goes away before a line is written, the hardest case of `| head`.
        process.stdout.close()
        errors = process.stderr.read()
        assert process.wait(timeout=60) in (0, 141)
    assert errors == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize(("line", "status", "err"), [
    ("chair GMG --on 2001-01-01 >/dev/full", 74, "iom-partners: [Errno 28] No space left on device\n"),
    ("chair GMG --on 2013-09-01 --json >/dev/full", 74, "iom-partners: [Errno 28] No space left on device\n"),
    ("--help >/dev/full", 74, "iom-partners: [Errno 28] No space left on device\n"),
    ("chair GMG --on 2013-09-01 >&-", 74, "iom-partners: the output is closed\n"),
    ("--version >&-", 74, "iom-partners: the output is closed\n"),
    ("chair --help >&-", 74, "iom-partners: the output is closed\n"),
    ("verify >/dev/full", 74, "iom-partners: [Errno 28] No space left on device\n"),
    ("chair >&- 2>&-", 2, ""),
    ("chair NOPE --on 2013 --json 2>&-", 2, ""),
    ("chair 2>&-", 2, ""),
    ("chair NOPE --on 2013 2>/dev/full", 2, ""),
    ("chair NOPE --on 2013 >&- 2>&-", 2, ""),
    ("members GMG --on 2014-01-01 | true", 0, ""),
])  # fmt: skip
@pytest.mark.slow
def test_outputs_of_a_shell(line: str, status: int, err: str) -> None:
    """A full disk, closed outputs and a reader that goes away: no traceback, no false status, nothing elsewhere."""
    command = f"{sys.executable} -m iom_partners {line}"
    for unbuffered in ("", "1"):
        environment = {**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONUNBUFFERED": unbuffered}
        done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, env=environment, check=False)  # noqa: S603, S607 # The shell is what is tested.
        assert (done.returncode, done.stdout, done.stderr) == (status, "", err), unbuffered


@pytest.mark.slow
def test_other_encodings(tmp_path: Path) -> None:
    """Whatever the encoding of the output, names with accents are printed or replaced, never a traceback."""
    world(body(), org("aaa", name="Órgão Ñandú 日本"), seat("aaa", "../..")).write(tmp_path)
    for encoding in ("latin-1", "cp1252", "ascii", "utf-16", "ascii:strict"):
        for flags in ([], ["--json"]):
            command = [sys.executable, "-m", "iom_partners", "members", "GRP", "--on", "2010", "--data", str(tmp_path)]
            environment = {**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONIOENCODING": encoding}
            done = subprocess.run([*command, *flags], capture_output=True, env=environment, check=False)  # noqa: S603 # Our own program.
            assert (done.returncode, done.stderr) == (0, b"")
            assert ("Órgão".encode("latin-1") in done.stdout) >= (encoding == "latin-1" and not flags)


@pytest.mark.parametrize("flags", [[], ["--json"]])
@pytest.mark.slow
def test_plain_ascii_locale(flags: list[str]) -> None:
    """Under LC_ALL=C and an ASCII terminal, every call prints and exits as elsewhere, in ASCII alone."""
    for args, status in (
        (["members", "GMG", "--on", "2014-01-01"], 0),
        (["find", "Geneve"], None),
        (["chair", "é", "--on", "2013"], 2),
    ):
        done = run(*args, *flags, LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
        assert "Traceback" not in done.stderr, args
        assert status is None or done.returncode == status, (args, done.stderr)
        assert (done.stdout + done.stderr).isascii()


@pytest.mark.slow
def test_json_in_ascii_loses_nothing(tmp_path: Path) -> None:
    """Where the terminal takes ASCII only, JSON escapes what is beyond it."""
    world(body(), org("aaa", name="Órgão Ñandú 日本"), seat("aaa", "../..")).write(tmp_path)
    args = ["members", "GRP", "--on", "2010", "--data", str(tmp_path), "--json"]
    done = run(*args, LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert json.loads(done.stdout)["certain"][0]["name"] == "Órgão Ñandú 日本"


def test_json_into_a_text_buffer() -> None:
    """A stdout without an encoding, such as StringIO, takes JSON as it takes text."""
    for flags in ([], ["--json"]):
        with redirect_stdout(io.StringIO()) as out:
            assert main(["chair", "GMG", "--on", "2013-09-01", *flags]) == 0
        assert "International Organization for Migration" in out.getvalue()


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminal")
@pytest.mark.parametrize(
    "env", [{}, {"COLUMNS": "20", "NO_COLOR": "1"}, {"FORCE_COLOR": "1", "TERM": "xterm-256color"}]
)
@pytest.mark.parametrize("flags", [[], ["--json"]])
def test_a_terminal_gets_no_escape(tmp_path: Path, env: dict[str, str], flags: list[str]) -> None:
    """On a real terminal, of any width and with or without color, no mark of a name steers it, nor does the command."""
    import pty

    world(body(), org("aaa", name=f"Aaa {ESCAPES}"), seat("aaa", "../..")).write(tmp_path)
    command = [sys.executable, "-m", "iom_partners", "members", "GRP", "--on", "2010", "--data", str(tmp_path), *flags]
    reader, terminal = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONIOENCODING": "utf-8"} | env
    with subprocess.Popen(command, stdin=terminal, stdout=terminal, stderr=terminal, env=environment) as process:
        os.close(terminal)
        told = b""
        with suppress(OSError):  # So a terminal says that nobody writes any more.
            while part := os.read(reader, 65_536):
                told += part
        os.close(reader)
    assert process.returncode == 0
    lines = told.decode().replace("\r\n", "\n")
    assert not set(lines) & (set(ESCAPES) - set(ascii(ESCAPES)))
    assert "Aaa \\u001b[31mred\\u0007 \\u202eevil" in " ".join(lines.split())


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminal")
@pytest.mark.parametrize("columns", [0, 40, 80])
def test_a_terminal_has_its_width(columns: int) -> None:
    """On a real terminal, lines have the width of it; one without a size gets whole lines."""
    import fcntl
    import pty
    import struct
    import termios

    reader, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    environment = {key: value for key, value in os.environ.items() if key != "COLUMNS"} | {"PYTHONPATH": str(SOURCE)}
    command = [sys.executable, "-m", "iom_partners", "chair", "GMG", "--on", "2009-03-15"]
    subprocess.run(command, stdout=terminal, env=environment, check=False)  # noqa: S603 # Our own program.
    lines = os.read(reader, 65_536).decode().splitlines()
    os.close(reader)
    os.close(terminal)
    longest = max(map(len, lines))
    assert longest > 200 if columns == 0 else columns - 12 < longest <= columns


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process")
@pytest.mark.parametrize("wait", [0, 0.05, 0.3, 0.9])
def test_a_real_interrupt_is_quiet(wait: float) -> None:
    """Ctrl-C in the middle of a check, sent as a signal, ends the program with 130 and without a word."""
    code = (
        "import runpy, signal, sys, iom_partners.cli as cli\n"
        # It is ignored by whatever a shell started in the background.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "def again(args, run=cli._run):\n"
        "    sys.stderr.write('begun\\n')\n"
        "    sys.stderr.flush()\n"
        "    while True: run(args)\n"
        "cli._run, sys.argv = again, ['iom-partners', 'check']\n"
        "runpy.run_module('iom_partners', run_name='__main__')"
    )
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment
    ) as process:
        assert process.stderr is not None
        try:
            assert process.stderr.readline() == b"begun\n"
            time.sleep(wait)
            process.send_signal(signal.SIGINT)
            assert (process.wait(timeout=60), process.stderr.read()) == (130, b"")
        finally:
            process.kill()


def test_a_line_break_in_a_name_makes_no_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A name that holds a line break cannot pass for a further answer."""
    world(body(), org("aaa", name="Aaa\ncertain: Forged", acronym=None), seat("aaa", "../..")).write(tmp_path)
    main(["members", "GRP", "--on", "2010", "--data", str(tmp_path)])
    assert [line for line in capsys.readouterr().out.splitlines() if line.startswith("certain: Forged")] == []
