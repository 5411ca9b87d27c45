"""Who was in what, in which role, when, and who says so.

>>> import iom_partners
>>> data = iom_partners.load()
>>> data.chair_of("GMG", on="2013-09-01").one().acronym
'IOM'

Names are loaded when they are first used: importing the package costs next to nothing.
"""

TYPE_CHECKING = False  # Known to type checkers; importing `typing` would cost more than all of this module.

__version__ = "0.1.0"

__all__ = [
    "Agent",
    "Agreement",
    "AmbiguousNameError",
    "Answer",
    "Certainty",
    "ChairTerm",
    "Change",
    "Changes",
    "Citation",
    "Collection",
    "Column",
    "Conflict",
    "Contradiction",
    "Contribution",
    "Count",
    "Coverage",
    "DataFileError",
    "Dataset",
    "Days",
    "Era",
    "Event",
    "Evidence",
    "Fact",
    "Figure",
    "Gap",
    "Identifier",
    "InOrder",
    "InvalidDateError",
    "InvalidPeriodError",
    "InvalidQuestionError",
    "IomPartnersError",
    "Listing",
    "Membership",
    "MissingExtraError",
    "MissingTimeError",
    "Name",
    "NameEra",
    "Narrowed",
    "NarrowedDate",
    "NoCertainAnswerError",
    "Organization",
    "PartialDate",
    "Participation",
    "Partnership",
    "Period",
    "Person",
    "Place",
    "Plots",
    "Problem",
    "Project",
    "Roll",
    "Said",
    "SameDay",
    "SeveralAnswersError",
    "Share",
    "SharedPeriod",
    "Source",
    "Statement",
    "Succession",
    "Sum",
    "Table",
    "Tenure",
    "TimelineEntry",
    "Total",
    "UndecidedError",
    "UnknownNameError",
    "UnknownSourceError",
    "UnsupportedDateError",
    "Work",
    "__version__",
    "data_path",
    "load",
    "today",
]

if TYPE_CHECKING:
    from .charts.accessor import Plots
    from .checks.problem import Problem
    from .dataset.dataset import Dataset, Narrowed
    from .dataset.listings import SharedPeriod
    from .dataset.loading import load, today
    from .dates.certainty import Certainty
    from .dates.partial import PartialDate
    from .dates.period import Period
    from .errors import (
        AmbiguousNameError,
        DataFileError,
        InvalidDateError,
        InvalidPeriodError,
        InvalidQuestionError,
        IomPartnersError,
        MissingExtraError,
        MissingTimeError,
        NoCertainAnswerError,
        SeveralAnswersError,
        UndecidedError,
        UnknownNameError,
        UnknownSourceError,
        UnsupportedDateError,
    )
    from .history.eras import Era, NameEra, Roll
    from .history.gaps import Gap
    from .history.succession import Days, Succession
    from .history.tenure import Share, Tenure
    from .history.timeline import TimelineEntry
    from .inference.narrow import Contradiction, NarrowedDate
    from .inference.rules import InOrder, SameDay
    from .io.package_writer import data_path
    from .model.agents import Agent, Identifier, Name, Organization
    from .model.dealings import Agreement, Contribution, Partnership, Statement
    from .model.evidence import Citation, Said
    from .model.happenings import Event, Figure, Place
    from .model.people import Person
    from .model.sources import Source
    from .model.ties import ChairTerm, Coverage, Membership
    from .model.works import Participation, Project, Work
    from .provenance.conflicts import Conflict
    from .provenance.diff import Change, Changes, Fact
    from .query.answer import Answer
    from .query.count import Count
    from .query.evidence import Evidence
    from .query.totals import Sum, Total
    from .store.collection import Collection, Listing
    from .tables.table import Column, Table

#: Where each public name lives; a test holds it against the imports above.
_HOMES = {
    "query.answer": ("Answer",),
    "provenance.conflicts": ("Conflict",),
    "query.count": ("Count",),
    "dataset.dataset": ("Dataset", "Narrowed"),
    "history.eras": ("Era", "NameEra", "Roll"),
    "provenance.diff": ("Change", "Changes", "Fact"),
    "io.package_writer": ("data_path",),
    "history.gaps": ("Gap",),
    "store.collection": ("Collection", "Listing"),
    "dataset.listings": ("SharedPeriod",),
    "dataset.loading": ("load", "today"),
    "inference.narrow": ("Contradiction", "NarrowedDate"),
    "charts.accessor": ("Plots",),
    "checks.problem": ("Problem",),
    "query.evidence": ("Evidence",),
    "inference.rules": ("InOrder", "SameDay"),
    "query.totals": ("Sum", "Total"),
    "history.succession": ("Days", "Succession"),
    "history.tenure": ("Share", "Tenure"),
    "history.timeline": ("TimelineEntry",),
    "dates.certainty": ("Certainty",),
    "dates.partial": ("PartialDate",),
    "dates.period": ("Period",),
    "model.agents": ("Agent", "Identifier", "Name", "Organization"),
    "model.dealings": ("Agreement", "Contribution", "Partnership", "Statement"),
    "model.evidence": ("Citation", "Said"),
    "model.happenings": ("Event", "Figure", "Place"),
    "model.people": ("Person",),
    "model.sources": ("Source",),
    "model.ties": ("ChairTerm", "Coverage", "Membership"),
    "model.works": ("Participation", "Project", "Work"),
    "tables.table": ("Column", "Table"),
}


def __getattr__(name: str) -> object:
    if name in __all__:
        from importlib import import_module

        home = next((home for home, names in _HOMES.items() if name in names), "errors")
        value = globals()[name] = getattr(import_module(f".{home}", __name__), name)
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
