"""Draw the charts of docs/pictures.md: `python docs/pictures/make.py` overwrites the files.

The tests draw them again and compare what they show, not their bytes: another version of the renderer, or another font,
may place a letter elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import iom_partners

FOLDER = Path(__file__).parent


def pictures() -> Iterator[tuple[str, Any]]:
    """Yield each chart with the name of its file."""
    plot = iom_partners.load().plot
    yield "chairs.svg", plot.timeline("GMG")
    yield "members.svg", plot.timeline("GMG", "members")
    yield "praesidium.svg", plot.timeline("Praesidium")
    yield "growth.svg", plot.growth("GMG")
    yield "partners.svg", plot.network("IOM")
    yield "partners-folded.svg", plot.network("IOM", fold_units=True)
    yield "contributions.svg", plot.contributions()
    yield "countries.svg", plot.countries(during="2007")


if __name__ == "__main__":
    for name, chart in pictures():
        iom_partners.load().plot.save(chart, FOLDER / name)
        print(name)
