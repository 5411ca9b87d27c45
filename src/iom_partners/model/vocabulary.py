"""The words of roles and kinds that the library knows; a dataset declares others by records of `Word`."""

from typing import Any, Literal

__all__ = ["CHAIRING_ROLES", "KNOWN_WORDS", "SOLE_CHAIR_ROLES", "States", "Status", "is_unsure", "is_word"]

#: What a citation states: the names of some fields, or all that its record holds.
States = tuple[str, ...] | Literal["all"]

#: Whether a source tells of what was done, or of a plan of which no source says that it was carried out.
Status = Literal["done", "planned"]

#: The roles of a term whose holder is in the chair.
CHAIRING_ROLES = ("chair", "co-chair", "interim-chair", "co-convener")
#: The roles of which one holder sits at a time.
SOLE_CHAIR_ROLES = ("chair", "interim-chair")

_WORDS = {
    "Membership.role": "member observer component unit",
    "ChairTerm.role": "chair co-chair interim-chair co-convener vice-chair",
    "Coverage.role": "observer vice-chair",
    "Rule.role": "member observer component chair co-chair interim-chair co-convener vice-chair",
    "Participation.role": (
        "implementer partner funder in-kind-donor host researcher coordinator employer government-partner media "
        "producer backer broadcaster initiator signatory"
    ),
    "Organization.kind": (
        "inter-agency-group un-agency un-organ un-secretariat igo ngo red-cross foundation fund company brand "
        "business-unit university government government-unit association forum media public-broadcaster "
        "commission organ collective working-group task-force iom-mission network country state region province "
        "county municipality city parliament legislature chamber cabinet ministry department agency office court "
        "tribunal committee council board delegation secretariat party faction parliamentary-group alliance "
        "coalition federation confederation union trade-union club society charity cooperative consortium "
        "treaty-body bank school institute research-institute think-tank hospital religious-organization military team"
    ),
    "Project.kind": "project programme campaign government-programme study initiative response training scheme",
    "Work.kind": "film television-advertisement performance publication photograph",
    "Event.kind": (
        "founding renaming admission meeting statement publication review award disaster launch end constitution "
        "decision invitation council-dialogue broadcast violence conference chair-gap symposium recruitment "
        "appointment membership exhibition campaign performance election"
    ),
    "Place.kind": "city country region district province department island sea delta continent macro-region",
    "Agreement.kind": "agreement memorandum-of-understanding memorandum-of-intent framework bilateral trilateral",
    "Contribution.kind": "money goods services discount",
    "Statement.kind": "quotation aim judgement commitment description",
}
#: The words that each field may hold without being declared, by class and field.
KNOWN_WORDS: dict[str, tuple[str, ...]] = {field: tuple(words.split()) for field, words in _WORDS.items()}


def is_unsure(record: Any) -> bool:
    """Return whether what a record tells may never have been: it is doubtful, or a plan.

    >>> from .works import Project
    >>> is_unsure(Project(id="p", name="Praesidium")), is_unsure(Project(id="p", name="Next", status="planned"))
    (False, True)
    """
    return getattr(record, "is_doubtful", False) or getattr(record, "status", "done") == "planned"


def is_word(text: str) -> bool:
    """Return whether a text has the form of such a word: lower-case letters and digits, joined by hyphens.

    >>> is_word("party-whip"), is_word("Whip")
    (True, False)
    """
    return text == text.lower() and all(part.isalnum() for part in text.split("-"))
