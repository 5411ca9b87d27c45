"""What every dataset has: its collections, and how agents are named and found."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from ..errors import InvalidQuestionError, UnknownNameError, shorten
from ..model.agents import Agent, Organization
from ..query.rosters import Ledgers
from ..store.collection import Listing
from ..store.directory import Directory, Home
from ..store.store import Store
from .records import Records

if TYPE_CHECKING:
    from ..ids import OrganizationId, PersonId
    from ..model.people import Person

__all__ = ["Base"]


class Base(Records):
    """The records of a dataset and the naming of agents; `Dataset` adds the questions."""

    __slots__ = ("__weakref__", "_by_ref", "_directory", "_extras", "_ledgers", "_origin", "_version")

    def __init__(
        self,
        store: Store,
        *,
        version: str | None = None,
        directory: Directory | None = None,
        origin: Store | None = None,
    ) -> None:
        """Take records; a view also takes the directory and the records of the dataset that it is made of."""
        super().__init__(store)
        #: A view of a view is made of the same records as the view, or what one source says would pass for another's.
        self._origin = origin or store
        if store.home is None:
            store.home = Home(store, self._origin, self._names)
        self._version = version
        #: Fields that no record has, by collection and id; `Dataset.read` keeps them where it is asked to.
        self._extras: dict[str, dict[str, dict[str, Any]]] = {}
        self._directory: Directory | None = directory
        self._ledgers: Ledgers | None = None
        #: Ledgers by what callers wrote, so that a warm question is one look-up.
        self._by_ref: dict[Any, Any] = {}

    @property
    def version(self) -> str | None:
        """The version of the data (not of the code); None for data that state none.

        >>> import iom_partners
        >>> iom_partners.load().version
        '0.1.0'
        """
        return self._version

    @property
    def as_of(self) -> date | None:
        """The last day that any coverage, tie or event reaches; nothing is known of the days after it.

        >>> import iom_partners
        >>> iom_partners.load().as_of
        datetime.date(2019, 4, 1)
        """
        return self._store.as_of()

    def agent(self, ref: OrganizationId | PersonId | str | Agent) -> Organization | Person:
        """Give one organization or person by any of its names, acronyms, former names or identifiers.

        Args:
            ref: in any case, with or without accents and hyphens; or a record.

        Raises:
            UnknownNameError: nothing bears that name; the message lists the nearest.
            AmbiguousNameError: several do.

        >>> import iom_partners
        >>> iom_partners.load().agent("geneva migration group").id
        'gmg'
        """
        return self._by_id(self._names().resolve(ref))

    def organization(self, ref: OrganizationId | str | Agent) -> Organization:
        """Give one organization as `agent` does.

        Raises:
            UnknownNameError: nothing, or a person, bears that name.
            AmbiguousNameError: several do.

        >>> import iom_partners
        >>> iom_partners.load().organization("un desa").id
        'undesa'
        """
        found = self.agent(ref)
        if not isinstance(found, Organization):
            raise UnknownNameError(
                f"{shorten(ref)} is a person", value=ref, field="organization", hint="use data.person()"
            )
        return found

    def person(self, ref: PersonId | str | Agent) -> Person:
        """Give one person as `agent` does.

        Raises:
            UnknownNameError: nothing, or an organization, bears that name.
            AmbiguousNameError: several do.
        """
        found = self.agent(ref)
        if isinstance(found, Organization):
            raise UnknownNameError(f"{shorten(ref)} is no person", value=ref, field="person", hint="use data.agent()")
        return found

    def find(self, text: str, limit: int = 5) -> Listing[Organization | Person]:
        """Search names tolerantly and give the nearest agents, best first; an empty tuple where nothing is near.

        Args:
            text: free text: misspelt, partial, in any order.
            limit: how many at most.

        Raises:
            InvalidQuestionError: the text is no text, or the limit is no positive number.

        >>> import iom_partners
        >>> iom_partners.load().find("migration grp")[0].id
        'gmg'
        """
        if not isinstance(text, str):
            raise InvalidQuestionError(f"{shorten(text)} is no text to search for", value=text, field="text")
        if type(limit) is not int or limit < 1:
            raise InvalidQuestionError(f"{shorten(limit)} is no number of results", value=limit, field="limit")
        return Listing((self._by_id(found) for found in self._names().search(text, limit)), "agents")

    def _names(self) -> Directory:
        if self._directory is None:
            self._directory = Directory(self.organizations, self.people)
        return self._directory

    def _by_id(self, agent_id: str) -> Organization | Person:
        # A view may refer to agents of which its sources say nothing: they keep id and labels.
        return self.organizations.get(agent_id) or self.people.get(agent_id) or self._names().bare(agent_id)

    def _home(self) -> Home:
        home = self._store.home
        assert home is not None, "a dataset makes the home of its records"
        return home

    def _ready(self) -> Ledgers:
        if self._ledgers is None:
            self._ledgers = Ledgers(self._store, self._names(), self._by_id)
        return self._ledgers
