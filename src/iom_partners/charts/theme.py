"""What all pictures share: colors, the look of each certainty, titles, captions, and data that break out of nothing.

The colors are of the palette of Okabe and Ito, which color-blind readers tell apart; each certainty has a stroke of
its own besides, so that it is seen in gray print too. No chart has a config: users may set one, and layer charts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING, Any, NamedTuple

from ..tables.optional import needed
from ..tables.text import plain

if TYPE_CHECKING:
    from altair import Chart

__all__ = [
    "BLUE", "CERTAIN", "GRAY", "MOST_ROWS", "NOT_KNOWN", "ORANGE", "POSSIBLE", "Words", "altair", "counted", "cut",
    "inline", "literal", "nothing", "state_of", "states", "titled", "whole_numbers",
]  # fmt: skip

BLUE, PALE, ORANGE, GRAY = "#0072B2", "#D3E8F4", "#D55E00", "#595959"

#: What legends call each look.
CERTAIN, POSSIBLE, NOT_KNOWN = "certain", "possible", "not known"

#: Fill, stroke and dashes of each.
_LOOKS = {
    CERTAIN: (BLUE, BLUE, [1, 0]),
    POSSIBLE: (PALE, BLUE, [4, 2]),
    NOT_KNOWN: ("#EDEDED", GRAY, [1, 2]),
}

#: A picture with more rows than this is cut, with a count.
MOST_ROWS = 60

_TITLE, _LINE = 90, 105


class Words(NamedTuple):
    """What is written on a picture besides its labels.

    Attributes:
        title: what it shows.
        caption: lines under the title: what is left out, the sources.
        description: the whole in words, for those who do not see it.
    """

    title: str
    caption: tuple[str, ...]
    description: str


def altair() -> Any:
    """Give the library that draws.

    Raises:
        MissingExtraError: it is not installed.
    """
    return needed("altair", "plot")


def cut(text: str, most: int) -> str:
    """Cut a text to so many letters, the last of them an ellipsis.

    >>> cut("Global Migration Group", 10)
    'Global Mi…'
    """
    return text if len(text) <= most else text[: most - 1] + "…"


def counted(number: int, one: str, many: str = "") -> str:
    """Say a number of things.

    >>> counted(1, "row"), counted(1200, "row"), counted(2, "country", "countries")
    ('1 row', '1,200 rows', '2 countries')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def state_of(certainty: str) -> str:
    """Say a certainty as legends do.

    >>> state_of("unknown")
    'not known'
    """
    return NOT_KNOWN if certainty == "unknown" else certainty


def inline(rows: Iterable[dict[str, Any]]) -> Any:
    """Give rows as data inside the chart: nothing is fetched, and no text ends the script that a page holds them in.

    The rows are one text of JSON, in which a page of HTML finds no mark of its own; Altair would write them plainly.
    """
    from json import dumps

    text = dumps([{key: _clean(value) for key, value in row.items()} for row in rows])
    return altair().InlineData(values=_escaped(text), format={"type": "json"})


def _clean(value: Any) -> Any:
    return plain(value) if isinstance(value, str) else value


def _escaped(text: str) -> str:
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def literal(text: str) -> Any:
    r"""Give a text for a title as it is drawn: literally, in one line.

    >>> literal("100 % {of} $x_y\n")
    '100 % {of} $x_y\\n'
    >>> literal("a < b")
    {'expr': '"a \\u003c b"'}
    """
    from json import dumps

    line = plain(text)
    # As a constant of Vega's language the text holds no mark of HTML; it is JSON, so it ends where it ends.
    return {"expr": _escaped(dumps(line))} if "<" in line else line


def titled(chart: Any, words: Words) -> Any:
    """Give a chart its title, the caption under it, and the description for those who do not see it."""
    lines = [line for part in words.caption for line in wrap(plain(part), _LINE)]
    title = altair().TitleParams(
        text=literal(cut(words.title, _TITLE)),
        subtitle=[literal(line) for line in lines],
        anchor="start",
        fontSize=15,
        subtitleFontSize=11,
        subtitleColor=GRAY,
        subtitlePadding=4,
        offset=10,
    )
    # A description can be no constant of Vega's language, so a mark that opens HTML is written otherwise in it.
    told = plain(words.description).replace("<", "\u2039").replace(">", "\u203a")
    return chart.properties(title=title, description=told)


def whole_numbers(top: int) -> list[int]:
    """Give the marks of an axis of counts: at most a dozen whole numbers.

    >>> whole_numbers(3), whole_numbers(47)
    ([0, 1, 2, 3], [0, 5, 10, 15, 20, 25, 30, 35, 40, 45])
    """
    step = next(
        tens * each for tens in (10**power for power in range(40)) for each in (1, 2, 5) if tens * each * 12 > top
    )
    return list(range(0, top + 1, step))


def nothing(words: Words, reason: str) -> Chart:
    """Draw a chart that says why there is nothing to draw."""
    alt = altair()
    chart = alt.Chart(inline([{"reason": reason}])).mark_text(fontSize=13, color=GRAY, align="center", limit=620)
    drawn: Chart = titled(chart.encode(text="reason:N").properties(width=640, height=80), words)
    return drawn


def states(present: Sequence[str], **options: Any) -> dict[str, Any]:
    """Give the encodings of fill, stroke and dashes by certainty, with one legend for those that are there."""
    alt = altair()
    domain = [each for each in _LOOKS if each in present]
    fills, strokes, dashes = zip(*(_LOOKS[each] for each in domain), strict=True)
    legend = alt.Legend(
        title=None, orient="bottom", symbolType="square", symbolSize=160, symbolStrokeWidth=1.2, labelFontSize=11,
        **options,
    )  # fmt: skip
    return {
        "fill": alt.Fill("state:N", scale=alt.Scale(domain=domain, range=list(fills)), legend=legend),
        "stroke": alt.Stroke("state:N", scale=alt.Scale(domain=domain, range=list(strokes)), legend=legend),
        "strokeDash": alt.StrokeDash("state:N", scale=alt.Scale(domain=domain, range=list(dashes)), legend=legend),
    }
