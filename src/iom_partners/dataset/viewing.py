"""`Views`: the dataset as some of its sources tell it, as those of a day do, or without some of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ..dates.coerce import DateLike, to_partial_date
from ..errors import UnknownSourceError, shorten
from .listings import Listings

if TYPE_CHECKING:
    from ..store.store import Store
    from .dataset import Dataset

__all__ = ["Views"]


class Views(Listings):
    """Views of a dataset: each is a dataset with the same calls, made of the records as they were entered."""

    __slots__ = ()

    if TYPE_CHECKING:

        def _made(self, store: Store, **known: Any) -> Dataset: ...

    def according_to(self, *source_ids: str) -> Dataset:
        """Give the dataset as these sources alone tell it; a dataset with the same calls.

        A record stays if a citation of these sources supports it; each field takes the record's own value if they
        state it, else what they say, else it is empty. Every name still resolves.

        Args:
            source_ids: one or more ids of `sources`.

        Raises:
            UnknownSourceError: there is no such source, or none is given.

        >>> import iom_partners
        >>> page = iom_partners.load().according_to("iom-partners-and-friends")
        >>> page.chair_of("GMG", on="2010-03-01").verdict
        Certainty.UNKNOWN
        """
        if not source_ids:
            raise UnknownSourceError(
                "no source is given", value=source_ids, field="source_ids", hint="see data.sources"
            )
        return self._seen_by(self._known_sources(source_ids))

    def without(self, *source_ids: str) -> Dataset:
        """Give the dataset as all its sources but these tell it: what would be known without them.

        Records that cite no source are told by none, and are not in it; without any id it is the dataset itself.

        Args:
            source_ids: ids of `sources`.

        Raises:
            UnknownSourceError: there is no such source.

        >>> import iom_partners
        >>> data = iom_partners.load()
        >>> data.without("iom-partners-and-friends").members_of("GMG", on="2005-01-01").is_complete
        False
        """
        left_out = self._known_sources(source_ids)
        if not left_out:
            return self._made(self._store, directory=self._names(), origin=self._origin)
        return self._seen_by(frozenset(self.sources.ids) - left_out)

    def known_at(self, day: DateLike) -> Dataset:
        """Give the dataset as the sources tell it that were certainly published by a day.

        A source without a date of publication, or whose date may lie after the day, is left out. So are our own
        inferences, for `iom-partners-curation` and what `narrow` adds carry no date: they draw on sources of later
        days too. What a source said of times to come is kept: it was known.

        Args:
            day: the day; of a partial date, whichever day of it.

        Raises:
            InvalidDateError: it is no date.

        >>> import iom_partners
        >>> data = iom_partners.load()
        >>> data.chair_of("GMG", on="2010-03-01").verdict
        Certainty.CERTAIN
        >>> data.known_at("2009-01-01").chair_of("GMG", on="2010-03-01").verdict
        Certainty.POSSIBLE
        """
        first = to_partial_date(day, "day").span[0]
        known = (source.id for source in self.sources if source.published and source.published.span[1] <= first)
        return self._seen_by(frozenset(known))

    def _seen_by(self, source_ids: frozenset[str]) -> Dataset:
        from ..provenance.views import seen_by

        seen = seen_by(self._origin, source_ids, self._names())
        return self._made(seen, directory=self._names(), origin=self._origin)

    def _known_sources(self, source_ids: Iterable[str]) -> frozenset[str]:
        known = set(self.sources.ids)
        for source_id in source_ids:
            if not isinstance(source_id, str) or source_id not in known:
                raise UnknownSourceError(
                    f"no source has the id {shorten(source_id)}",
                    value=source_id,
                    field="source_ids",
                    hint="see data.sources",
                )
        return frozenset(source_ids)
