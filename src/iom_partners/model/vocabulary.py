"""The words of roles and kinds that the library knows; a dataset declares others by records of `Word`."""

__all__ = ["CHAIRING_ROLES", "KNOWN_WORDS", "SOLE_CHAIR_ROLES", "is_word"]

#: The roles of a term whose holder is in the chair.
CHAIRING_ROLES = ("chair", "co-chair", "interim-chair", "co-convener")
#: The roles of which one holder sits at a time.
SOLE_CHAIR_ROLES = ("chair", "interim-chair")

#: The words that each field may hold without being declared, by class and field.
KNOWN_WORDS: dict[str, tuple[str, ...]] = {
    "Membership.role": ("member", "observer", "component", "unit"),
    "ChairTerm.role": (*CHAIRING_ROLES, "vice-chair"),
    "Coverage.role": ("observer", "vice-chair"),
    "Participation.role": tuple(
        "implementer partner funder in-kind-donor host researcher coordinator employer government-partner media "
        "producer backer broadcaster initiator signatory".split()
    ),
    "Organization.kind": tuple(
        "inter-agency-group un-agency un-organ un-secretariat igo ngo red-cross foundation fund company brand "
        "business-unit university government government-unit association forum media public-broadcaster commission "
        "organ collective working-group task-force iom-mission network parliament committee council board party".split()
    ),
    "Project.kind": tuple(
        "project programme campaign government-programme study initiative response training scheme".split()
    ),
    "Work.kind": ("film", "television-advertisement", "performance", "publication", "photograph"),
    "Event.kind": tuple(
        "founding renaming admission meeting statement publication review award disaster launch end constitution "
        "decision invitation council-dialogue broadcast violence conference chair-gap symposium recruitment "
        "appointment membership exhibition campaign performance election".split()
    ),
    "Place.kind": tuple(
        "city country region district province department island sea delta continent macro-region".split()
    ),
    "Agreement.kind": tuple(
        "agreement memorandum-of-understanding memorandum-of-intent framework bilateral trilateral".split()
    ),
    "Contribution.kind": ("money", "goods", "services", "discount"),
    "Statement.kind": ("quotation", "aim", "judgement", "commitment", "description"),
}


def is_word(text: str) -> bool:
    """Return whether a text has the form of such a word: lower-case letters and digits, joined by hyphens.

    >>> is_word("party-whip"), is_word("Whip")
    (True, False)
    """
    return text == text.lower() and all(part.isalnum() for part in text.split("-"))
