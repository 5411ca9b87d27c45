"""Charts as pictures: files, and what a notebook shows, with colors that are legible on a light and on a dark page.

A chart is one of Altair that has a config of its own beneath that of the user, and that shows itself as an SVG: no
script is loaded, and no page has to be light. Nothing in it is white; text has the color of the page around it where
the SVG stands in the page, else a gray that is legible on white and on black.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any

from ..errors import MissingExtraError, one_of
from ..files.writing import write_file
from ..markup import escaped
from ..tables.optional import needed
from ..tables.text import plain

if TYPE_CHECKING:
    from os import PathLike

    from altair import Chart, FacetChart, LayerChart

__all__ = ["GRID", "INK", "pictured", "save"]

_TEXTS = ("svg", "html", "json")
_BYTES = ("png", "pdf")

#: The color of text, and that of lines behind all else. The gray has a contrast of 4.4 to white and of 4.2 to #111111.
INK, GRID = "#787878", "rgba(128,128,128,0.25)"
_CONFIG: dict[str, Any] = {
    "background": "transparent",
    "axis": {"labelColor": INK, "titleColor": INK, "domainColor": INK, "tickColor": INK, "gridColor": GRID},
    "legend": {"labelColor": INK, "titleColor": INK},
    "header": {"labelColor": INK, "titleColor": INK},
    "title": {"color": INK, "subtitleColor": INK},
    "view": {"stroke": GRID},
}
#: Where the SVG is the document, as in an image, there is no page whose color text could have.
_STYLE = (
    f"<style>svg.iom-partners:root{{color:{INK}}}"
    f'.iom-partners [fill="{INK}"]{{fill:currentColor}}.iom-partners [stroke="{INK}"]{{stroke:currentColor}}</style>'
)
_KINDS = ("Chart", "LayerChart", "FacetChart")
#: The renderers of Altair that show what no script has to draw; "default" loads one from the web.
_OFFLINE = ("default", "svg")


def pictured(chart: Any) -> Any:
    """Return a chart of Altair that shows itself as an SVG, with colors for light and dark pages."""
    made = chart.copy(deep=False)
    # Altair takes the setting of an attribute for a part of the specification.
    object.__setattr__(made, "__class__", _kind(type(chart).__name__))
    return made


def __getattr__(name: str) -> Any:
    # A pickle finds the classes by name, and Altair is loaded only where something is drawn.
    if name in _KINDS:
        return _kind(name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


@cache
def _kind(name: str) -> type:
    """Return the class of our charts that is a kind of this class of Altair."""
    base: Any = getattr(needed("altair", "plot"), name)

    def to_dict(self: Any, *args: Any, context: dict[str, Any] | None = None, **options: Any) -> dict[str, Any]:
        chart = self
        if (context or {}).get("top_level", True):
            chart = self.copy(deep=False)
            given = self.config.to_dict() if hasattr(self.config, "to_dict") else self.config
            chart.config = _under(given if isinstance(given, dict) else {})
        told: dict[str, Any] = base.to_dict(chart, *args, context=context, **options)
        return told

    def bundle(self: Any, *args: Any, **options: Any) -> Any:
        if needed("altair", "plot").renderers.active in _OFFLINE:
            try:
                return {"image/svg+xml": _svg(self), "text/plain": plain(self.description)}
            except MissingExtraError:
                pass  # Altair shows it by its own means.
        return base._repr_mimebundle_(self, *args, **options)

    methods = {"to_dict": to_dict, "_repr_mimebundle_": bundle, "__module__": __name__, "__doc__": base.__doc__}
    return type(name, (base,), methods)


def _under(given: dict[str, Any]) -> dict[str, Any]:
    """Return a config with ours beneath it."""
    both = {key: {**ours, **given.get(key, {})} for key, ours in _CONFIG.items() if isinstance(ours, dict)}
    return {**_CONFIG, **given, **both}


def _svg(chart: Any) -> str:
    """Return a chart as SVG whose text has the color of the page, labeled with its description."""
    from re import sub

    needed("vl_convert", "plot")
    file = StringIO()
    chart.save(file, format="svg")
    # The marks have labels of their own, which the role "img" would hide.
    told = chart.description if isinstance(chart.description, str) else ""
    label = f' role="graphics-document" aria-label="{escaped(plain(told))}"' if told else ""
    opened = f'class="marks iom-partners"{label}'
    return sub('class="marks"([^>]*>)', lambda head: f"{opened}{head[1]}{_STYLE}", file.getvalue(), count=1)


def save(chart: Chart | LayerChart | FacetChart, path: str | PathLike[str], scale: float) -> None:
    """Write a chart to a file; see `Plots.save`."""
    ending = str(path).rpartition(".")[2].lower()
    one_of(ending, (*_TEXTS, *_BYTES), "path", "an ending of a picture's name")
    if ending == "svg":
        write_file(path, _svg(chart).encode())
        return
    if ending != "json":
        needed("vl_convert", "plot")
    made: Any = StringIO() if ending in _TEXTS else BytesIO()
    options: dict[str, dict[str, Any]] = {"html": {"inline": True}, "png": {"scale_factor": scale}}
    chart.save(made, format=ending, **options.get(ending, {}))  # type: ignore[arg-type]
    data = made.getvalue()
    write_file(path, data.encode() if isinstance(data, str) else data)
