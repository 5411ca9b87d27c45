"""How a dataset is cited: as BibTeX, as CSL-JSON, and as a line of a list of references."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, NamedTuple, get_args

from ..errors import DataFileError, one_of, printable, shorten

__all__ = ["CitationFormat", "cite_dataset"]

#: How a citation can be written.
CitationFormat = Literal["apa", "bibtex", "csl"]

_DESCRIPTOR = "datapackage.json"
_HINT = (
    f"write title, version, contributors and licenses into {_DESCRIPTOR}, run `iom-partners format` on its folder and "
    "read that with Dataset.read"
)
#: What stands for the signs that LaTeX would follow. A brace must not stand alone for BibTeX, even after a backslash.
_LATEX = str.maketrans({
    "\\": "\\textbackslash{}", "{": "\\textbraceleft{}", "}": "\\textbraceright{}", "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}", **{mark: f"\\{mark}" for mark in "%&#_$"},
})  # fmt: skip
#: Of an address, only what would end its field or the command around it.
_LATEX_ADDRESS = str.maketrans({mark: f"%{ord(mark):02X}" for mark in "\\{} "})


class _Told(NamedTuple):
    """What a citation of data holds; what is not known is empty.

    Attributes:
        key: a short name without blanks.
        title: of the data.
        version: of the data.
        authors: each as given and family name, or as a whole name where the parts are not known.
        made: when it was made: year, month and day, as far as that is said.
        licenses: their names.
        address: where it is found.
        doi: its DOI, without what stands before it.
    """

    key: str
    title: str
    version: str
    authors: tuple[tuple[str, str], ...]
    made: tuple[int, ...]
    licenses: tuple[str, ...]
    address: str
    doi: str


def cite_dataset(format: str, told: Mapping[str, Any], version: str | None) -> str:  # noqa: A002 # As in `export`.
    """Return the citation of a dataset.

    Args:
        format: "apa", "bibtex" or "csl".
        told: what the descriptor says of the data.
        version: of the data.

    Raises:
        InvalidQuestionError: there is no such format.
        DataFileError: the descriptor has no title, or something in it is not what the standard has there.

    >>> print(cite_dataset("apa", {"title": "Kites of the world", "contributors": [{"title": "Ada"}]}, "1.2"))
    Ada. (n.d.). Kites of the world (Version 1.2) [Data set].
    """
    one_of(format, get_args(CitationFormat), "format", "a format of citations")
    writers: dict[str, Callable[[_Told], str]] = {"apa": _apa, "bibtex": _bibtex, "csl": _csl}
    return writers[format](_read(told, version))


def _read(told: Mapping[str, Any], version: str | None) -> _Told:
    title = _text(told, "title", _DESCRIPTOR)
    if not title:
        raise DataFileError("the data have no title to cite", field=f"{_DESCRIPTOR}.title", hint=_HINT)
    identifier = _text(told, "id", _DESCRIPTOR)
    _, is_doi, doi = identifier.lower().partition("doi.org/")
    doi = identifier[-len(doi) :] if is_doi and doi else ""
    address = _text(told, "homepage", _DESCRIPTOR) or (identifier if identifier.startswith("http") else "")
    return _Told(
        key="-".join(filter(None, (_plain(_text(told, "name", _DESCRIPTOR)) or "data", _plain(version or "")))),
        title=title,
        version=printable(version or ""),
        authors=_authors(told),
        made=_day(_text(told, "created", _DESCRIPTOR)),
        licenses=tuple(
            name
            for place, each in _entries(told, "licenses")
            if (name := _text(each, "name", place) or _text(each, "title", place) or _text(each, "path", place))
        ),
        address=address,
        doi=doi,
    )


def _plain(text: str) -> str:
    """Return what of a text can be part of the key of an entry."""
    return "".join(mark for mark in text if mark.isascii() and (mark.isalnum() or mark in "-_."))


def _text(told: Mapping[str, Any], key: str, place: str) -> str:
    """Return a text that someone wrote, on one line and without marks that steer it; empty where there is none."""
    value = told.get(key)
    if not isinstance(value, str | None):
        raise DataFileError(f"{shorten(value)} is not a text", value=value, field=f"{place}.{key}", hint="write a text")
    return printable(" ".join((value or "").split()))


def _entries(told: Mapping[str, Any], key: str) -> list[tuple[str, Mapping[str, Any]]]:
    """Return the entries of a list of a descriptor, each with its place for errors."""
    listed = told.get(key, [])
    if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
        reason = f"{shorten(listed)} is not a list of objects"
        raise DataFileError(reason, value=listed, field=f"{_DESCRIPTOR}.{key}", hint='write [{"title": "..."}]')
    return [(f"{_DESCRIPTOR}.{key}[{place}]", each) for place, each in enumerate(listed)]


def _authors(told: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return those who are called authors or creators; where nobody is, all who contributed."""
    found: list[tuple[bool, tuple[str, str]]] = []
    for place, each in _entries(told, "contributors"):
        given, family = _text(each, "givenName", place), _text(each, "familyName", place)
        name = (given, family) if family else ("", _text(each, "title", place))
        roles = each.get("roles", each.get("role"))
        listed = roles if isinstance(roles, list) else [roles]
        if name[1]:
            found.append((any(role in {"author", "creator"} for role in listed), name))
    some = [name for is_author, name in found if is_author]
    return tuple(some or (name for _, name in found))


def _day(text: str) -> tuple[int, ...]:
    """Return year, month and day of a time as a descriptor has it; nothing where it has another form."""
    parts = text.partition("T")[0].split("-")
    shapes = [(4,), (4, 2), (4, 2, 2)]
    is_date = tuple(map(len, parts)) in shapes and all(each.isascii() and each.isdecimal() for each in parts)
    return tuple(map(int, parts)) if is_date else ()


def _apa(told: _Told) -> str:
    """Return a line of a list of references, by the rules of the American Psychological Association."""
    year = f"({told.made[0]})" if told.made else "(n.d.)"
    title = f"{told.title}{f' (Version {told.version})' if told.version else ''} [Data set]."
    found = f" https://doi.org/{told.doi}" if told.doi else f" {told.address}" if told.address else ""
    names = [_initials(*each) for each in told.authors]
    if not names:
        return f"{title} {year}.{found}"
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])}, & {names[-1]}"
    return f"{listed}{'' if listed.endswith('.') else '.'} {year}. {title}{found}"


def _initials(given: str, family: str) -> str:
    return f"{family}, {' '.join(f'{each[0]}.' for each in given.split())}" if given else family


def _bibtex(told: _Told) -> str:
    """Return an entry that BibTeX and BibLaTeX read; its fields are text, in which nothing is a command."""
    authors = [
        f"{{{_latex(family)}}}" if not given else f"{{{_latex(family)}}}, {{{_latex(given)}}}"
        for given, family in told.authors
    ]
    version = f"Data set, version {told.version}" if told.version else "Data set"
    fields = {
        "title": f"{{{_latex(told.title)}}}",
        "author": " and ".join(authors),
        "year": f"{told.made[0]:04}" if told.made else "",
        "version": _latex(told.version),
        "doi": told.doi.translate(_LATEX_ADDRESS),
        "url": told.address.translate(_LATEX_ADDRESS),
        "note": _latex(", ".join((version, *told.licenses))),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{told.key},", *lines, "}"])


def _latex(text: str) -> str:
    return text.translate(_LATEX)


def _csl(told: _Told) -> str:
    """Return the JSON of the Citation Style Language, which programs for references read: a list of one item."""
    import json

    authors: Sequence[dict[str, str]] = [
        {"family": family, "given": given} if given else {"literal": family} for given, family in told.authors
    ]
    item = {
        "id": told.key,
        "type": "dataset",
        "title": told.title,
        "author": authors,
        "issued": {"date-parts": [told.made]} if told.made else None,
        "version": told.version,
        "DOI": told.doi,
        "URL": told.address,
        # The standard has no field of its own for it.
        "note": f"License: {', '.join(told.licenses)}" if told.licenses else "",
    }
    return json.dumps([{key: value for key, value in item.items() if value}], indent=2, ensure_ascii=False)
