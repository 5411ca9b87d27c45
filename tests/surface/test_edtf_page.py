"""The tables of the page on EDTF: each row is run."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from iom_partners import InvalidDateError, InvalidPeriodError, PartialDate, Period, UnsupportedDateError
from iom_partners.dates import AnyDay, Day

PAGE = Path(__file__).parents[2] / "docs" / "edtf.md"


def rows(heading: str) -> list[list[str]]:
    """Return the rows of the table under a heading; code keeps its blanks."""
    text = PAGE.read_text(encoding="utf-8").partition(f"## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in text.splitlines() if line.startswith("| ")][1:]
    return [
        [cell.removeprefix(" ").removesuffix(" ").strip("`") for cell in line.strip("|").split("|")] for line in lines
    ]


def day(text: str) -> AnyDay | None:
    """Read a cell with a day."""
    if text == "none":
        return None
    return date.fromisoformat(text) if text[0].isdigit() and text > "0001" else Day(text)


@pytest.mark.parametrize("row", rows("Dates"), ids=lambda row: row[2])
def test_dates(row: list[str]) -> None:
    """The date has the days of its row, and gives its text back."""
    _, _, text, first, last = row
    when = PartialDate(text)
    assert (when.earliest, when.latest) == (day(first), day(last))
    assert str(when) == text


@pytest.mark.parametrize("row", rows("Intervals"), ids=lambda row: row[2])
def test_intervals(row: list[str]) -> None:
    """The interval has the bounds of its row, and gives its text back."""
    _, _, text, *bounds = row
    period = Period(text)
    told = [period.start_earliest, period.start_latest, period.end_earliest, period.end_latest]
    assert told == [day(each) for each in bounds]
    assert str(period) == text
    assert period.is_edtf


@pytest.mark.parametrize("row", rows("What is refused"), ids=lambda row: ascii(row[0]))
def test_refused(row: list[str]) -> None:
    """The text is refused with the error of its row; what is not EDTF with the place."""
    text, error, _ = row
    kinds = {"unsupported": UnsupportedDateError, "invalid": InvalidDateError, "period": InvalidPeriodError}
    with pytest.raises(InvalidDateError) as caught:
        (Period if "/" in text else PartialDate)(text)
    assert type(caught.value) is kinds[error]
    assert (caught.value.position is None) is (error != "invalid")


def test_every_feature_has_a_row() -> None:
    """The page has rows of all levels, every grouping code and every kind of interval."""
    dates, intervals = rows("Dates"), rows("Intervals")
    assert {row[1] for row in dates} == {row[1] for row in intervals} == {"0", "1", "2"}
    assert {f"2001-{code}" for code in range(25, 42)} <= {row[2] for row in dates}
    assert len(dates) >= 70
    assert len(intervals) >= 18
