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
    "Certainty",
    "ChairTerm",
    "Citation",
    "Contribution",
    "Coverage",
    "DataFileError",
    "Dataset",
    "Event",
    "Figure",
    "Identifier",
    "InOrder",
    "InvalidDateError",
    "InvalidPeriodError",
    "InvalidQuestionError",
    "InvalidRecordError",
    "IomPartnersError",
    "Membership",
    "MissingExtraError",
    "MissingTimeError",
    "NoCertainAnswerError",
    "Organization",
    "PartialDate",
    "Participation",
    "Partnership",
    "Period",
    "Person",
    "Place",
    "Project",
    "Rule",
    "Said",
    "SameDay",
    "SeveralAnswersError",
    "Source",
    "Statement",
    "UndecidedError",
    "UnknownNameError",
    "UnknownSourceError",
    "UnsupportedDateError",
    "Word",
    "Work",
    "__version__",
    "data_path",
    "load",
    "today",
    "verify",
]

if TYPE_CHECKING:
    from .checks.files import verify
    from .dataset import Dataset
    from .dates.certainty import Certainty
    from .dates.partial import PartialDate
    from .dates.period import Period
    from .errors import (
        AmbiguousNameError,
        DataFileError,
        InvalidDateError,
        InvalidPeriodError,
        InvalidQuestionError,
        InvalidRecordError,
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
    from .inference.rules import InOrder, SameDay
    from .io.shipped import data_path
    from .loading import load, today
    from .model.agents import Agent, Identifier, Organization
    from .model.dealings import Agreement, Contribution, Partnership, Statement
    from .model.evidence import Citation, Said
    from .model.happenings import Event, Figure, Place
    from .model.people import Person
    from .model.sources import Source
    from .model.ties import ChairTerm, Coverage, Membership, Rule, Word
    from .model.works import Participation, Project, Work

#: Where each public name lives, besides the errors; a test holds it against the imports above.
_HOMES = {
    "checks.files": ("verify",),
    "dataset": ("Dataset",),
    "dates.certainty": ("Certainty",),
    "dates.partial": ("PartialDate",),
    "dates.period": ("Period",),
    "inference.rules": (
        "InOrder",
        "SameDay",
    ),
    "io.shipped": ("data_path",),
    "loading": (
        "load",
        "today",
    ),
    "model.agents": (
        "Agent",
        "Identifier",
        "Organization",
    ),
    "model.dealings": (
        "Agreement",
        "Contribution",
        "Partnership",
        "Statement",
    ),
    "model.evidence": (
        "Citation",
        "Said",
    ),
    "model.happenings": (
        "Event",
        "Figure",
        "Place",
    ),
    "model.people": ("Person",),
    "model.sources": ("Source",),
    "model.ties": (
        "ChairTerm",
        "Coverage",
        "Membership",
        "Rule",
        "Word",
    ),
    "model.works": (
        "Participation",
        "Project",
        "Work",
    ),
}


#: What is imported by itself too: ``from iom_partners import engine``.
_PARTS = ("dates", "engine", "model", "results")


def __getattr__(name: str) -> object:
    if name in _PARTS:
        from importlib import import_module

        return import_module(f".{name}", __name__)
    if name in __all__:
        from importlib import import_module

        home = next((home for home, names in _HOMES.items() if name in names), "errors")
        value = globals()[name] = getattr(import_module(f".{home}", __name__), name)
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__


def load_ipython_extension(shell: object) -> None:
    """Complete ids and names inside ``data.chair_of("`` in IPython and Jupyter: ``%load_ext iom_partners``."""
    from .completion import add_matcher

    add_matcher(shell)


def unload_ipython_extension(shell: object) -> None:
    """Undo ``%load_ext iom_partners``: ``%unload_ext iom_partners``."""
    from .completion import remove_matcher

    remove_matcher(shell)
