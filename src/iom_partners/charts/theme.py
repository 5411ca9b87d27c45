"""What all charts share: colors, the look of each certainty, titles, captions, axes, and data that stay inside them.

Blue and vermilion, as in the palette of Okabe and Ito, are colors that color-blind readers can tell apart. They have a
contrast of at least 3.7 to white and to #1E1E1E. Each certainty has its own
stroke too, so that it shows in gray print. Fills are half transparent where they are pale, so that they are pale on a
light page and dark on a dark one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING, Any, NamedTuple

from ..tables.optional import needed
from ..tables.table import Table
from ..tables.text import plain
from .picture import INK, pictured

if TYPE_CHECKING:
    from altair import Chart, LayerChart

__all__ = [
    "BLUE", "CERTAIN", "HAZE", "INK", "MOST_ROWS", "NOT_KNOWN", "ONCE", "ORANGE", "POSSIBLE", "Words", "altair",
    "counted", "cut", "fill_of", "inline", "layered", "listed", "literal", "nothing", "row_axis", "rows_of", "state_of",
    "states", "titled", "tooltip", "whole_numbers",
]  # fmt: skip

BLUE, PALE, ORANGE, HAZE = "#1A7FBD", "rgba(26,127,189,0.22)", "#D55E00", "rgba(128,128,128,0.16)"

#: What legends call each look.
CERTAIN, POSSIBLE, NOT_KNOWN, ONCE = "certain", "possible", "not known", "once, in one of these years"

#: Fill, stroke and dashes of each look.
_LOOKS: dict[str, tuple[str, str, list[int]]] = {
    CERTAIN: (BLUE, BLUE, [1, 0]),
    POSSIBLE: (PALE, BLUE, [4, 2]),
    NOT_KNOWN: (HAZE, INK, [1, 2]),
    ONCE: ("rgba(0,0,0,0)", BLUE, [6, 3]),
}

#: A chart with more rows is cut, and its caption counts the others.
MOST_ROWS = 60

_TITLE, _LINE = 90, 105


class Words(NamedTuple):
    """The texts of a chart besides its labels.

    Attributes:
        title: what it shows.
        caption: lines under the title: what is left out, the sources.
        description: the chart in words, for those who do not see it.
    """

    title: str
    caption: tuple[str, ...]
    description: str

    def above(self, *lines: str) -> Words:
        """Return the words with more lines above the caption."""
        return self._replace(caption=(*lines, *self.caption))

    def described(self, more: str) -> Words:
        """Return the words with a longer description."""
        return self._replace(description=f"{self.description} {more}")


def altair() -> Any:
    """Return the library that draws.

    Raises:
        MissingExtraError: Altair is not installed.
    """
    return needed("altair", "plot")


def cut(text: str, most: int) -> str:
    """Return a text cut to a number of letters, the last one an ellipsis if it was cut.

    >>> cut("Global Migration Group", 10)
    'Global Mi…'
    """
    return text if len(text) <= most else text[: most - 1] + "…"


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun.

    >>> counted(1, "row"), counted(1200, "row"), counted(2, "country", "countries")
    ('1 row', '1,200 rows', '2 countries')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def state_of(certainty: str) -> str:
    """Return the name of a certainty in legends.

    >>> state_of("unknown")
    'not known'
    """
    return NOT_KNOWN if certainty == "unknown" else certainty


def listed(cell: str | None) -> str:
    """Return the texts of a cell, separated by commas.

    >>> listed("iom|ilo"), listed(None)
    ('iom, ilo', '')
    """
    return (cell or "").replace("|", ", ")


def rows_of(table: Table, *names: str) -> list[tuple[Any, ...]]:
    """Return the cells of these columns, row by row."""
    return list(zip(*(table[name] for name in names), strict=True))


def inline(rows: Iterable[dict[str, Any]]) -> Any:
    """Return rows as data inside the chart: nothing is fetched, and no text can end the script that holds them.

    The rows are one JSON text without any character that HTML could read as its own; Altair would not escape them.
    """
    clean = [{key: plain(value) if isinstance(value, str) else value for key, value in row.items()} for row in rows]
    return altair().InlineData(values=_json(clean), format={"type": "json"})


def _json(value: object) -> str:
    from json import dumps

    return dumps(value).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def literal(text: str) -> Any:
    r"""Return a text that a title draws literally, in one line.

    >>> literal("100 % {of} $x_y\n")
    '100 % {of} $x_y\\n'
    >>> literal("a < b")
    {'expr': '"a \\u003c b"'}
    """
    line = plain(text)
    # A constant of Vega's language can be escaped for HTML; as JSON it cannot end early.
    return {"expr": _json(line)} if "<" in line else line


def titled(chart: Any, words: Words) -> Any:
    """Return a chart with its title, caption and description."""
    lines = [line for part in words.caption for line in wrap(plain(part), _LINE)]
    title = altair().TitleParams(
        text=literal(cut(words.title, _TITLE)), subtitle=list(map(literal, lines)), anchor="start", fontSize=15,
        subtitleFontSize=11, subtitlePadding=4, offset=10,
    )  # fmt: skip
    # A description cannot be such a constant, so angle brackets are replaced in it.
    told = plain(words.description).replace("<", "\u2039").replace(">", "\u203a")
    return pictured(chart.properties(title=title, description=told))


def layered(layers: Iterable[Any], words: Words, *, data: Any = None, **properties: Any) -> LayerChart:
    """Return a chart of layers with its words; ``data`` are those of all layers, ``properties`` those of the chart."""
    alt = altair()
    chart = alt.layer(*layers, data=alt.Undefined if data is None else data).properties(**properties)
    made: LayerChart = titled(chart, words)
    return made


def tooltip(titles: Mapping[str, str] | Iterable[str]) -> list[Any]:
    """Return the tooltip of these fields, each with its title; by default the name of the field."""
    named = titles if isinstance(titles, Mapping) else dict(zip(titles, titles, strict=True))
    return [altair().Tooltip(f"{field}:N", title=title) for field, title in named.items()]


def row_axis(field: str, title: str, **look: Any) -> Any:
    """Return the vertical axis of a chart with one row for each text, in the order of the field ``order``."""
    alt = altair()
    axis = alt.Axis(domain=False, ticks=False, labelFontSize=11, **look)
    return alt.Y(f"{field}:N", title=title, sort=alt.EncodingSortField(field="order", op="min"), axis=axis)


def whole_numbers(top: int) -> list[int]:
    """Return the ticks of an axis of counts: at most a dozen whole numbers.

    >>> whole_numbers(3), whole_numbers(47)
    ([0, 1, 2, 3], [0, 5, 10, 15, 20, 25, 30, 35, 40, 45])
    """
    step = next(
        tens * each for tens in (10**power for power in range(40)) for each in (1, 2, 5) if tens * each * 12 > top
    )
    return list(range(0, top + 1, step))


def nothing(words: Words, reason: str) -> Chart:
    """Return a chart that says why there is nothing to draw."""
    alt = altair()
    chart = alt.Chart(inline([{"reason": reason}])).mark_text(fontSize=13, color=INK, align="center", limit=620)
    drawn: Chart = titled(chart.encode(text="reason:N").properties(width=640, height=80), words)
    return drawn


def fill_of(state: str) -> str:
    """Return the color of the areas of a certainty."""
    return _LOOKS[state][0]


def states(records: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the encodings of fill, stroke and dashes by certainty, with one legend for those that occur."""
    alt = altair()
    present = {each["state"] for each in records}
    domain = [each for each in _LOOKS if each in present]
    legend = alt.Legend(
        title=None, orient="bottom", symbolType="square", symbolSize=160, symbolStrokeWidth=1.2, labelFontSize=11
    )
    channels = (("fill", alt.Fill), ("stroke", alt.Stroke), ("strokeDash", alt.StrokeDash))
    return {
        name: channel(
            "state:N", scale=alt.Scale(domain=domain, range=[_LOOKS[each][place] for each in domain]), legend=legend
        )
        for place, (name, channel) in enumerate(channels)
    }
