"""Questions about a column of dates: who held the chair, and how many members there were, on each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, overload

from ..model.agents import Agent
from .listings import Listings

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..dates.partial import PartialDate
    from ..model.ties import ChairRole
    from ..stats.by_date import GiveChair, GiveCount
    from ..tables.lookup import ByDay

__all__ = ["QuestionsOnEach"]


class QuestionsOnEach(Listings):
    """Questions about many days at once; a column of dates comes in, and a column of the same kind goes out."""

    __slots__ = ()

    @overload
    def chair_on_each(
        self,
        body: str | Agent,
        dates: list[Any],
        *,
        give: GiveChair = ...,
        role: ChairRole | None = ...,
        nulls: str = ...,
    ) -> list[str | None]: ...
    @overload
    def chair_on_each(
        self,
        body: str | Agent,
        dates: tuple[Any, ...],
        *,
        give: GiveChair = ...,
        role: ChairRole | None = ...,
        nulls: str = ...,
    ) -> tuple[str | None, ...]: ...
    @overload
    def chair_on_each(
        self, body: str | Agent, dates: Any, *, give: GiveChair = ..., role: ChairRole | None = ..., nulls: str = ...
    ) -> Any: ...
    def chair_on_each(
        self,
        body: str | Agent,
        dates: Any,
        *,
        give: GiveChair = "chair",
        role: ChairRole | None = None,
        nulls: str = "raise",
    ) -> Any:
        """Say who held the chair of a body on each date of a column, as a column of the same kind, length and order.

        Args:
            body: by any of its names.
            dates: a list or tuple, a NumPy array, a pandas Series or Index, a Polars Series, or a PyArrow Array or
                ChunkedArray; of days of any kind. A time lies on its own calendar day. A partial date, such as the text
                "2010", is asked as ``on=`` does: on one day of it, not known which.
            give: "chair": the id of the certain chair, of several their ids with | between; empty where none is
                certain. "label": the same by short names. "possible": the ids of those that are only possible.
                "verdict": how sure it is that there was a chair.
            role: only this role: chair, co-chair, interim-chair or co-convener.
            nulls: what an empty cell is: an error ("raise"), or empty in what comes out ("keep").

        Returns:
            A list or tuple of texts and None; a NumPy object array of these; a pandas Series of categories with the
            same index and name; a Polars ``Enum``; a PyArrow dictionary.

        Raises:
            InvalidQuestionError: there is no such column, role, or thing to give.
            InvalidDateError: something is no date of the years 1 to 9999; the field says at which place, from 0.

        >>> import iom_partners
        >>> data = iom_partners.load()
        >>> data.chair_on_each("GMG", ["2013-09-01", "2009-03-15", "2018-03-01"])
        ['iom', None, 'fao|iom']
        """
        from ..stats.by_date import chairs_by_day
        from ..tables.lookup_column import column_like

        body_id = self._names().resolve(body, "body")
        made = self._by_day(
            ("chairs", body_id, role, give), lambda: chairs_by_day(self._ready().chairs(body_id, role), give)
        )
        return column_like(made, dates, nulls=nulls)

    @overload
    def member_count_on_each(
        self, body: str | Agent, dates: list[Any], *, give: GiveCount = ..., nulls: str = ...
    ) -> list[int | None]: ...
    @overload
    def member_count_on_each(
        self, body: str | Agent, dates: tuple[Any, ...], *, give: GiveCount = ..., nulls: str = ...
    ) -> tuple[int | None, ...]: ...
    @overload
    def member_count_on_each(
        self, body: str | Agent, dates: Any, *, give: GiveCount = ..., nulls: str = ...
    ) -> Any: ...
    def member_count_on_each(
        self, body: str | Agent, dates: Any, *, give: GiveCount = "count", nulls: str = "raise"
    ) -> Any:
        """Say how many members a body had on each date of a column, as a column of the same kind, length and order.

        Args:
            body: by any of its names.
            dates: a column, as for `chair_on_each`.
            give: "count": the number where it is decided, else empty. "low": how many are certain. "high": how many are
                certain or possible; empty where not all are known.
            nulls: what an empty cell is: an error ("raise"), or empty in what comes out ("keep").

        Returns:
            A list or tuple of numbers and None; pandas ``Int64``; Polars and PyArrow ``int64`` with nulls. A NumPy
            array is float64 with NaN: a masked array loses its mask in many functions, and NaN is not overlooked.

        Raises:
            InvalidQuestionError: there is no such column, or thing to give.
            InvalidDateError: something is no date of the years 1 to 9999; the field says at which place, from 0.

        >>> import iom_partners
        >>> data = iom_partners.load()
        >>> data.member_count_on_each("GMG", ["2004-01-01", "2007-11-15", "2013-09-01"])
        [6, None, 16]
        """
        from ..stats.by_date import counts_by_day
        from ..tables.lookup_column import column_like

        body_id = self._names().resolve(body, "body")

        def count(when: PartialDate) -> tuple[int, int | None]:
            found = self.member_count(body_id, on=when)
            return found.low, found.high

        made = self._by_day(
            ("members", body_id, give), lambda: counts_by_day(self._ready().members(body_id), give, count)
        )
        return column_like(made, dates, nulls=nulls)

    def _by_day(self, key: tuple[Any, ...], make: Callable[[], ByDay]) -> ByDay:
        # The class itself is part of the key: nothing that a caller writes equals it.
        whole = (QuestionsOnEach, *key)
        try:
            made: ByDay | None = self._by_ref.get(whole)
        except TypeError:
            made = None  # Not hashable, so no word that is known; what makes it says so.
        return made if made is not None else self._by_ref.setdefault(whole, make())
