"""Charts as files: SVG, PNG, PDF, HTML and JSON, which need no network to be shown."""

from __future__ import annotations

from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any

from ..errors import one_of
from ..files.writing import write_file
from ..tables.optional import needed

if TYPE_CHECKING:
    from os import PathLike

    from altair import Chart, FacetChart, LayerChart

__all__ = ["save"]

_TEXTS = ("svg", "html", "json")
_BYTES = ("png", "pdf")


def save(chart: Chart | LayerChart | FacetChart, path: str | PathLike[str], scale: float) -> None:
    """Write a chart to a file; see `Plots.save`."""
    ending = str(path).rpartition(".")[2].lower()
    one_of(ending, (*_TEXTS, *_BYTES), "path", "an ending of a picture's name")
    if ending != "json":
        needed("vl_convert", "plot")
    made: Any = StringIO() if ending in _TEXTS else BytesIO()
    options: dict[str, dict[str, Any]] = {"html": {"inline": True}, "png": {"scale_factor": scale}}
    chart.save(made, format=ending, **options.get(ending, {}))  # type: ignore[arg-type]
    data = made.getvalue()
    write_file(path, data.encode() if isinstance(data, str) else data)
