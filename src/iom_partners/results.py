"""The types of what questions, listings and tables return: for annotations and `isinstance`.

Nobody makes one of these; `iom_partners.Dataset` returns them. Each is loaded when it is first used.

>>> import iom_partners
>>> from iom_partners.results import Answer
>>> isinstance(iom_partners.load().chair_of("GMG", on="2013-09-01"), Answer)
True
"""

TYPE_CHECKING = False  # Known to type checkers; importing `typing` would cost more than all of this module.

__all__ = [
    "Answer",
    "AnswerChange",
    "AnswerChanges",
    "AnswerCitation",
    "Card",
    "Change",
    "Changes",
    "CitationCheck",
    "Collection",
    "Column",
    "Conflict",
    "Contradiction",
    "Count",
    "DayRange",
    "DerivedRole",
    "Era",
    "Evidence",
    "Fact",
    "Gap",
    "Lineage",
    "Loss",
    "LossReport",
    "NameEra",
    "Narrowed",
    "NarrowedDate",
    "Plots",
    "Problem",
    "RecordList",
    "Reliance",
    "ShareRange",
    "SharedPeriod",
    "Stats",
    "Succession",
    "Sum",
    "Table",
    "Tenure",
    "TimelineEntry",
    "Total",
]

if TYPE_CHECKING:
    from .charts.accessor import Plots
    from .checks.problem import Problem
    from .dataset import Narrowed
    from .dates.period import DayRange
    from .exchange.losses import Loss, LossReport
    from .export.pages import Card
    from .history.derived import DerivedRole
    from .history.eras import Era, NameEra
    from .history.gaps import Gap
    from .history.succession import Succession
    from .history.tenure import ShareRange, Tenure
    from .history.timeline import TimelineEntry
    from .inference.narrow import Contradiction, NarrowedDate
    from .provenance.answer_citation import AnswerCitation, CitationCheck
    from .provenance.answer_diff import AnswerChange, AnswerChanges
    from .provenance.conflicts import Conflict
    from .provenance.diff import Change, Changes, Fact
    from .provenance.reliance import Reliance
    from .query.answer import Answer
    from .query.count import Count
    from .query.evidence import Evidence
    from .query.lineage import Lineage
    from .query.totals import Sum, Total
    from .stats.accessor import Stats
    from .stats.pairs import SharedPeriod
    from .store.collection import Collection, RecordList
    from .tables.table import Column, Table

#: Where each of them lives; a test holds it against the imports above.
_HOMES = {
    "charts.accessor": ("Plots",),
    "checks.problem": ("Problem",),
    "dataset": ("Narrowed",),
    "dates.period": ("DayRange",),
    "exchange.losses": (
        "Loss",
        "LossReport",
    ),
    "export.pages": ("Card",),
    "history.derived": ("DerivedRole",),
    "history.eras": (
        "Era",
        "NameEra",
    ),
    "history.gaps": ("Gap",),
    "history.succession": ("Succession",),
    "history.tenure": (
        "ShareRange",
        "Tenure",
    ),
    "history.timeline": ("TimelineEntry",),
    "inference.narrow": (
        "Contradiction",
        "NarrowedDate",
    ),
    "provenance.answer_citation": (
        "AnswerCitation",
        "CitationCheck",
    ),
    "provenance.answer_diff": (
        "AnswerChange",
        "AnswerChanges",
    ),
    "provenance.conflicts": ("Conflict",),
    "provenance.diff": (
        "Change",
        "Changes",
        "Fact",
    ),
    "provenance.reliance": ("Reliance",),
    "query.answer": ("Answer",),
    "query.count": ("Count",),
    "query.evidence": ("Evidence",),
    "query.lineage": ("Lineage",),
    "query.totals": (
        "Sum",
        "Total",
    ),
    "stats.accessor": ("Stats",),
    "stats.pairs": ("SharedPeriod",),
    "store.collection": (
        "Collection",
        "RecordList",
    ),
    "tables.table": (
        "Column",
        "Table",
    ),
}


def __getattr__(name: str) -> object:
    from importlib import import_module

    for home, names in _HOMES.items():
        if name in names:
            value = globals()[name] = getattr(import_module(f".{home}", "iom_partners"), name)
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
