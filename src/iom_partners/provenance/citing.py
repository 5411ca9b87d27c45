"""Records that cite nothing, cited to the source that they come from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs

from ..errors import InvalidQuestionError, shorten
from ..model.evidence import PARTS, Citation
from ..model.sources import Source
from ..store.search import slug

__all__ = ["cite_all"]


def cite_all(records: Iterable[Any], source: object) -> list[Any]:
    """Return the records and a source, which states all of those that cite nothing.

    Args:
        records: of any types; those that cite a source stay as they are.
        source: a `Source`, or its title, which makes its id.

    Raises:
        InvalidQuestionError: it is neither.

    >>> from iom_partners.model import Place
    >>> cite_all([Place(id="geneva", name="Geneva")], "Members file")[0].citations
    (Citation(source_id='members-file', states='all'),)
    """
    given = list(records)
    if isinstance(source, str) and source.strip():
        source = Source(id=slug(source), title=source)
        # The caller may hand over the source of that id too, with more than its title.
        source = next((each for each in given if isinstance(each, Source) and each.id == source.id), source)
    if not isinstance(source, Source):
        hint = "give a Source, or its title"
        raise InvalidQuestionError(f"{shorten(source)} is not a source", value=source, field="source", hint=hint)
    cited = (Citation(source_id=source.id, states="all"),)
    made = [_cited(each, cited) for each in given]
    return made if source in made else [*made, source]


def _cited(record: Any, citations: tuple[Citation, ...]) -> Any:
    # What is not a record is refused later, with all that is wrong.
    if isinstance(record, Source) or getattr(record, "citations", None) != ():
        return record
    parts = {
        name: tuple(each if each.citations else attrs.evolve(each, citations=citations) for each in found)
        for name in PARTS
        if (found := getattr(record, name, ()))
    }
    return attrs.evolve(record, citations=citations, **parts)
