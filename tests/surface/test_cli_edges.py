"""The command at the edges: odd streams, empty values and hostile names."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from handmade import body, org, seat, world
from iom_partners.cli import main


def test_json_into_a_text_buffer() -> None:
    """A stdout without an encoding, such as StringIO, takes JSON as it takes text."""
    for flags in ([], ["--json"]):
        with redirect_stdout(io.StringIO()) as out:
            assert main(["chair", "GMG", "--on", "2013-09-01", *flags]) == 0
        assert "International Organization for Migration" in out.getvalue()


def test_an_empty_day_to_count_is_a_bad_day(capsys: pytest.CaptureFixture[str]) -> None:
    """`--count ""` was given and is no date: the error says so, not that no time was given."""
    assert main(["members", "GMG", "--count", ""]) == 2
    assert capsys.readouterr().err.startswith("iom-partners: on: ")


@pytest.mark.parametrize("mark", ["\x9b2J", "\x85", "\u202e", "\u2066"])
def test_json_on_a_terminal_is_not_obeyed_either(mark: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """JSON escapes C1 controls and direction marks too: its escapes lose nothing."""
    world(body(), org("aaa", name=f"Aaa {mark}"), seat("aaa", "../..")).write(tmp_path)
    main(["members", "GRP", "--on", "2010", "--data", str(tmp_path), "--json"])
    told = capsys.readouterr().out
    assert json.loads(told)["certain"][0]["name"] == f"Aaa {mark}"
    assert mark[0] not in told


def test_a_line_break_in_a_name_makes_no_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A name that holds a line break cannot pass for a further answer."""
    world(body(), org("aaa", name="Aaa\ncertain: Forged", acronym=None), seat("aaa", "../..")).write(tmp_path)
    main(["members", "GRP", "--on", "2010", "--data", str(tmp_path)])
    assert [line for line in capsys.readouterr().out.splitlines() if line.startswith("certain: Forged")] == []


def test_a_count_takes_no_components(capsys: pytest.CaptureFixture[str]) -> None:
    """A collective counts as one: asked to count parts, the command refuses instead of ignoring it."""
    assert main(["members", "GMG", "--count", "2010-01-01", "--components"]) == 2
    assert "a collective counts as one" in capsys.readouterr().err


def test_names_are_found_in_a_view_too(capsys: pytest.CaptureFixture[str]) -> None:
    """`find` takes the sources as every command does."""
    assert main(["find", "migration grp", "--according-to", "iom-partners-and-friends"]) == 0
    assert capsys.readouterr().out.startswith("gmg: ")
