"""The command: what it prints, where, and with which exit status."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from contextlib import redirect_stdout, suppress
from pathlib import Path

import pytest

import iom_partners
from iom_partners import Dataset
from iom_partners.cli import main
from iom_partners.cli.output import print_json
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
    (["chair", "gmg", "--during", "2013"], 0, "certain: United Nations Regional Commissions", "some day of 2013"),
    (["chair", "gmg", "--throughout", "2014"], 0, "certain: ILO – International Labour Organization", "all of 2014"),
    (["chair", "GMG", "--on", "2013-09-01", "--according-to", PAGE], 0, "certain: IOM – ", "the page says so"),
    (["chair", "GMG", "--on", "2010-03-01", "--according-to", PAGE], 3, "It is not known", "the page is silent"),
    (["members", "GMG", "--on", "2003-05-01"], 0, "certain: ILO – International Labour Organization",
     "the first of six"),
    (["members", "GMG", "--count", "2014-01-01"], 0, "16", "one number"),
    (["members", "GMG", "--count", "2007-11-15"], 3, "between 10 and 14", "a range"),
    (["members", "GMG", "--count", "2016-01-01"], 3, "at least 4", "not all are known"),
    (["name", "GMG", "--on", "2004-01-01"], 0, "certain: Geneva Migration Group", "the first name"),
    (["name", "GMG", "--on", "2006-03-01"], 3, "possible: Geneva Migration Group", "around the renaming"),
    (["find", "migration grp"], 0, "gmg: GMG – Global Migration Group", "found"),
    (["find", "qqqqqqqq"], 1, "", "nothing near"),
    (["find", "migration grp", "--according-to", PAGE], 0, "gmg: ", "sources are taken by every command"),
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
    assert told == iom_partners.load().chair_of("GMG", on="2013-09-01").to_dict()
    assert version == {"version": iom_partners.load().version, "horizon": "2026-01-31"}


def test_text_ends_with_reason_and_sources(capsys: pytest.CaptureFixture[str]) -> None:
    """After the candidates stand the reason and the ids of the sources, each once."""
    main(["chair", "GMG", "--on", "2013-09-01"])
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == iom_partners.load().chair_of("GMG", on="2013-09-01").why
    assert lines[2].startswith("sources: ")
    named = lines[2].removeprefix("sources: ").split(", ")
    assert PAGE in named
    assert len(named) == len(set(named))


def test_components_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """`--components` lists the five commissions in place of the one seat."""
    shown = {}
    for flag in ([], ["--components"]):
        main(["members", "GMG", "--on", "2014-01-01", *flag])
        shown[bool(flag)] = [line for line in capsys.readouterr().out.splitlines() if line.startswith("certain")]
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
    (["members", "GMG", "--count", "yesterday"], "yesterday"),
    (["members", "GMG", "--count", ""], "--count: "),  # It was given, and is not a date.
    (["members", "GMG", "--count", "2010-01-01", "--components"], "a collective counts as one"),
    (["name", "GMG", "--throughout", "201X"], "201X"),
    (["chair", "GMG", "--on", "2013-09-01", "--according-to", "no-such-source"], "no-such-source"),
    (["chair", "GMG", "--on", "2013-09-01", "--data", "no/such/folder"], "no/such/folder"),
    (["find", "migration", "--limit", "0"], "--limit: "),
    (["chair", "NO'PE", "--on", "2013-09-01"], """search with: iom-partners find 'NO'"'"'PE'"""),
    (["chair", "GMG", "--on", "tuesday"], "write 2013-09-01, 2013-09, 2013 or today"),
    (["members", "GMG", "--count", "tuesday"], "write 2013-09-01, 2013-09, 2013 or today"),
    (["chair", "GMG", "--throughout", "tuesday"], "write 2013, 2013-09-01 or 2013-07/2013-12"),
    (["chair", "GMG", "--on", "2013", "--according-to", "x"], "--according-to: no source has the id 'x' (answers name"),
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
    assert not re.search(r"data\.|datetime|iom_partners|PartialDate|\(\)", err)


@pytest.mark.parametrize("args", [
    [],
    ["chair"],
    ["chair", "GMG"],
    ["chair", "GMG", "--on", "2013", "--during", "2013"],
    ["chair", "GMG", "--count", "2013"],
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


def test_version_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    """`--version` gives the version of the code, `--help` the meaning of the exit status."""
    for flag, told in (
        ("--version", f"iom-partners {iom_partners.__version__}\n"),
        ("--help", "Exit status: 0 certain"),
    ):
        with pytest.raises(SystemExit) as caught:
            main([flag])
        assert caught.value.code == 0
        assert told in capsys.readouterr().out


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

    def find(self, text: str, limit: int = 5) -> tuple[()]:
        """Be interrupted."""
        raise KeyboardInterrupt


def test_an_interrupt_is_status_130(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Ctrl-C ends the command with 130 and no traceback."""
    monkeypatch.setattr("iom_partners.cli.commands.load", lambda: Interrupted(Dataset.from_records([])._store))
    assert main(["find", "x"]) == 130
    assert capsys.readouterr() == ("", "")


def test_today_is_said_by_the_user(capsys: pytest.CaptureFixture[str]) -> None:
    """`--on today` is today, as the library never assumes it but the user says it."""
    for args in (["chair", "GMG", "--on"], ["chair", "GMG", "--during"], ["members", "GMG", "--count"]):
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
    assert capsys.readouterr().out.splitlines()[:2] == ["certain: John Smith (js1)", "certain: John Smith (js2)"]


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

    def find(self, text: str, limit: int = 5) -> tuple[()]:
        """Fail as no one expects."""
        raise ZeroDivisionError("no one expects this")


def test_a_fault_of_the_program_is_no_answer(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever goes wrong, the status is not that of an answer; the traceback is for the report of the fault."""
    monkeypatch.setattr("iom_partners.cli.commands.load", lambda: Broken(Dataset.from_records([])._store))
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
        assert main(["find", "qqqqqqqq"]) == 1  # There is nothing to write.
        assert main(["--version"]) == 74
    assert capsys.readouterr().err == "iom-partners: the output is closed\n"


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
    assert "Aaa \\u001b[31mred\\u0007 \\u202eevil" in lines


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
