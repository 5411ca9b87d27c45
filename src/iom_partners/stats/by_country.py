"""The table that the picture of countries is drawn from: in which countries projects run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..dates.coerce import NOT_GIVEN
from ..model.works import Project
from ..query.answer import ask
from ..store.filters import places_of
from ..store.table_schemas import joined, source_ids
from ..tables.table import Column, Table

if TYPE_CHECKING:
    from ..query.project_rosters import ProjectRosters

__all__ = ["BY_COUNTRY", "find_by_country"]

BY_COUNTRY = (
    Column("country", "string", "ISO 3166-1 alpha-2; empty for projects of which no country is stated"),
    Column("name", "string", "the name of the country, where the data have a place of that kind"),
    Column("certain", "integer", "how many projects were certainly under way there then", is_required=True),
    Column("possible", "integer", "how many others may have been under way there then", is_required=True),
    Column("project_ids", "string", "the certain ones; several are separated by |"),
    Column("possible_ids", "string", "the possible ones; several are separated by |"),
    Column("source_ids", "string", "the sources of both; several are separated by |"),
)


def find_by_country(rosters: ProjectRosters, during: Any = NOT_GIVEN) -> Table:
    """Count projects by country; see `Stats.projects_by_country`."""
    store = rosters.store
    names = {each.country: each.name for each in store["places"] if each.kind == "country" and each.country}
    countries: dict[str, list[Project]] = {}
    nowhere: list[Project] = []
    for project in store["projects"]:
        places = [store["places"].get(each) for each in places_of(store, project)]
        found = dict.fromkeys(place.country for place in places if place is not None and place.country)
        for code in found:
            countries.setdefault(code, []).append(project)
        if not found:
            nowhere.append(project)
    sure, maybe = set(store["projects"]), set[Project]()
    if during is not NOT_GIVEN:
        answer = ask(rosters.projects(None), NOT_GIVEN, during, NOT_GIVEN)
        sure, maybe = set(answer.certain), set(answer.possible)
    rows: list[tuple[Any, ...]] = []
    every: list[tuple[str | None, list[Project]]] = [*sorted(countries.items()), (None, nowhere)]
    for country, projects in every:
        certain = [each for each in projects if each in sure]
        possible = [each for each in projects if each in maybe]
        if certain or possible:
            cited = source_ids(citation for each in (*certain, *possible) for citation in each.citations)
            ids = (joined(each.id for each in group) for group in (certain, possible))
            rows.append((country, names.get(country or ""), len(certain), len(possible), *ids, cited))
    note = "projects by country; one that runs in several is counted in each"
    return Table("countries", BY_COUNTRY, rows, note=note)
