"""Cards: what a record shows of itself, and what a dataset shows of a record."""

from __future__ import annotations

import copy
import pickle
from datetime import date
from decimal import Decimal

import attrs
import pytest

from iom_partners import (
    AmbiguousNameError,
    Citation,
    Contribution,
    Coverage,
    Dataset,
    Identifier,
    Organization,
    PartialDate,
    Period,
    Place,
    Project,
    Said,
    Source,
    UnknownNameError,
)
from iom_partners.cards import fields_of
from iom_partners.model import Name
from iom_partners.results import Evidence, Table
from iom_partners.store.record_types import RECORD_TYPES, record_class
from worlds import body, covers, name, org, seat, world

CITED = Citation(
    source_id="doc", locator="page 2", as_stated="since 2005", as_of=PartialDate("2006"), states=("member_id",),
    says=(Said(field="period", value="2005/"),),
)  # fmt: skip


def test_a_card_has_each_field_in_words() -> None:
    """Dates stand in words beside their EDTF, words without hyphens, numbers with commas, ids as they are."""
    gift = Contribution(
        id="g",
        donor_id="aaa",
        kind="money",
        amount=Decimal("1250000.50"),
        currency="USD",
        when=PartialDate("2010-05"),
        note="Why.",
    )
    assert dict(fields_of(gift)) == {
        "Donor": "aaa", "Kind": "money", "Amount": "1,250,000.50", "Currency": "USD", "When": "May 2010 (2010-05)",
        "Not stated": "recipient",
    }  # fmt: skip
    page = gift._repr_html_()
    assert "<b>Contribution g</b>" in page
    assert "<li>Why.</li>" in page
    assert "data.show(&#x27;g&#x27;)" in page


def test_a_card_says_who_says_what() -> None:
    """A citation has its place, its words, its time, and what it states, states otherwise, or denies."""
    page = seat(
        "aaa", "2005/..", citations=[CITED, Citation(source_id="other", states="all", denies=True)]
    )._repr_html_()
    assert (
        "<li>doc: page 2; “since 2005”; as of 2006; states member; says otherwise: period from 2005 to a day "
        "that no one states (2005/)</li>"
        "<li>other: states all; denies it</li>"
    ) in page
    assert "Source</th>" in CITED._repr_html_()
    assert "says" in repr(CITED)


def test_what_is_not_known_is_said_where_there_is_something_to_know() -> None:
    """An amount is missing of money only; a country is missing of anyone; a website nobody need have."""
    assert dict(fields_of(Contribution(id="g", donor_id="a", kind="goods")))["Not stated"] == "recipient, when"
    assert "amount" in dict(fields_of(Contribution(id="g", donor_id="a", kind="money")))["Not stated"]
    assert dict(fields_of(Organization(id="a", name="A")))["Not stated"] == "country, place, founded"
    assert dict(fields_of(seat("aaa", "/")))["Period"] == "not stated"
    assert dict(fields_of(seat("aaa", "/", is_founder=True)))["Is founder"] == "yes"
    known = Coverage(id="c", organization_id="a", of="members", first_day=date(2001, 2, 3))
    assert dict(fields_of(known))["First day"] == "2001-02-03"


def test_a_card_lists_names_and_identifiers() -> None:
    """Each other name has its kind, language and time; each identifier its scheme."""
    agency = Organization(
        id="a", name="A", names=(name("The A", "2001/.."), name("Le A", "/", language="fr")),
        identifiers=(Identifier(scheme="wikidata", value="Q1"),),
    )  # fmt: skip
    page = agency._repr_html_()
    assert "<li>The A (official, en, from 2001 on (2001/..))</li><li>Le A (official, fr)</li>" in page
    assert "<li>wikidata: Q1</li>" in page


@pytest.mark.parametrize(("field", "value", "words"), [
    ("period", "2003-04/..", "from April 2003 on"), ("last_day", "..", ".."),
    ("when", "2010/2011", "from 2010 to 2011"), ("first_day", "2010-01-02", "2 January 2010"),
    ("founded", "soon", "soon"), ("name", "2010-01", "2010-01"),
])  # fmt: skip
def test_what_a_source_says_in_words(field: str, value: str, words: str) -> None:
    """A date or period is described; no limit, what cannot be read, and what is not a date stay as they are."""
    assert Said(field=field, value=value).describe() == words


@pytest.mark.parametrize("name", [*RECORD_TYPES, "names"])
def test_every_field_of_a_date_is_said_in_words(name: str) -> None:
    """Whatever its type of record, what a source says otherwise of a date is described, and only of a date."""
    for field in attrs.fields(Name if name == "names" else record_class(name)):
        is_date = any(kind in str(field.type) for kind in ("Period", "PartialDate", "AnyDay", "date"))
        told = Said(field=field.name, value="2010-01-02").describe()
        assert told == ("2 January 2010" if is_date else "2010-01-02"), field.name


def test_the_repr_counts_what_is_long() -> None:
    """Names and citations are counted, long lists too, and a long text is cut with its length; all else is code."""
    record = Project(
        id="p",
        name="P",
        summary="x" * 300,
        themes=tuple(f"t{at}" for at in range(9)),
        citations=(CITED,),
        places=("a",),
    )
    assert repr(record) == (
        f"Project(id='p', name='P', <9 themes>, places=('a',), summary=<'{'x' * 100}'… 300 characters>, <1 citation>)"
    )


def documented() -> Dataset:
    """Return a dataset of a body with a member, a project at a place, and a document with an address."""
    made: Dataset = world(
        body(), org("aaa", website="https://example.org/a", founded="2001"), seat("aaa", "2005/..", citations=(CITED,)),
        covers("members", "2000-01-01", "2020-12-31"), Place(id="port", name="Port", citations=(CITED,)),
        Project(id="dam", name="The Dam", places=("port",), period=Period("2004/2005"), citations=(CITED,)),
        Source(id="doc", title="A document", url="https://example.org/doc"),
    )  # fmt: skip
    return made


def test_a_dataset_shows_what_all_records_say_of_one() -> None:
    """A card has the tables of a page, with names, certainty, what is not known, and documents with links."""
    card = documented().show("GRP")
    page, text = card._repr_html_(), str(card)
    for told in (page, text):
        assert "Members" in told
        assert "Aaa Agency (AAA)" in told
        assert "What is known, and what is not" in told
    assert '<a href="https://example.org/doc">' in page
    assert "https://example.org/doc" in text
    assert "Timeline" not in page + text
    assert repr(card).startswith("<Card of ")
    pretty = pytest.importorskip("IPython.lib.pretty").pretty
    assert pretty(card) == text
    assert '<a href="https://example.org/a">' in documented().show("AAA")._repr_html_()


def test_any_record_is_shown() -> None:
    """A record without a page of its own has its fields, who says so, and which records name it."""
    data = documented()
    assert "The Dam ran" in str(data.show("Port"))
    assert str(data.show(data.memberships[0])) == str(data.show(data.memberships[0].id))
    assert "Organization: GRP" in str(data.show(data.memberships[0]))
    source = str(data.show("doc"))
    assert "- Url: https://example.org/doc" in source
    assert all(told in source for told in ("AAA was a member of GRP", "The Dam ran", "Port"))


def test_what_cannot_be_shown_is_refused() -> None:
    """An unknown name, an ambiguous one, and what is not a name raise the errors of the questions."""
    data = documented()
    with pytest.raises(UnknownNameError, match="did you mean 'The Dam'"):
        data.show("The Damm")
    with pytest.raises(UnknownNameError, match="is not a name"):
        data.show(7)  # type: ignore[arg-type]
    twins = world(body(), org("aaa", name="Twin", acronym=None), org("bbb", name="Twin", acronym=None))
    with pytest.raises(AmbiguousNameError):
        twins.show("Twin")


def test_a_view_shows_what_its_sources_say(curated: Dataset) -> None:
    """Of what the sources of a view say nothing of, a card has the name alone."""
    view = curated.according_to("iom-partners-and-friends")
    silent = next(each for each in curated.organizations if each.id not in view.organizations)
    assert "the data say nothing" in str(view.show(silent.id)) or str(view.show(silent.id)).startswith(silent.name)


def test_evidence_and_facts_show_themselves(curated: Dataset) -> None:
    """Evidence has how sure it is, why, when and who says so; a fact its value and who says so; both in a line too."""
    proof = curated.members_of("GMG", on="2010-10-15").about("WHO")
    assert '<li><a href="https://www.migrantscontribute.com/partners-friends/">Partners &amp; Friends</a>: ' in (
        shown := proof._repr_html_()
    )
    assert "<li>Curation notes of this dataset (no address): " in shown
    assert "states member, organization, role" in shown
    for kept in (pickle.loads(pickle.dumps(proof)), copy.deepcopy(proof)):
        assert (kept, kept._repr_html_()) == (proof, shown)
    assert "<li>iom-partners-and-friends: " in Evidence(*proof[:3], tuple(proof.citations), proof.why)._repr_html_()
    page = proof._repr_html_()
    assert "possible" in page
    assert "<small>[2010-09-30..2010-11-08]/[2014-01-01..]</small>" in page
    assert "Membership gmg-member-who" in page
    assert "<b>nobody else</b>" in curated.members_of("GMG", on="2010-10-15").evidence[-1]._repr_html_()
    fact = next(each for each in curated.facts() if each.id == "chair_terms/gmg-chair-ilo-2014/period")
    assert repr(fact).startswith("<Fact chair_terms/gmg-chair-ilo-2014/period: '2014-01-01/2014-12-31'; sources: ")
    assert "<li>ilo-2014: " in fact._repr_html_()
    assert "<ul>" not in next(each for each in curated.facts() if not each.citations)._repr_html_()


def test_a_row_is_not_replaced_by_a_line_about_it(curated: Dataset) -> None:
    """A card shows all of 21 rows of a table, so also the last chair of the Global Migration Group."""
    card = curated.show("GMG")
    terms = [each for each in curated.chair_terms if each.organization_id == "gmg"]
    assert len(terms) == 21
    for told in (str(card), card._repr_html_()):
        assert "and 1 more" not in told
        assert told.count("co-chair") >= 2
    table = curated.chair_terms.where(organization="GMG").to_table()
    for number, count in ((10, 10), (11, 11), (12, 10)):
        rows = Table("rows", table.columns, table.rows[:number])
        page = rows._repr_html_()
        assert page.count("<tr>") - 1 - ("not shown: " in page) - (number == 12) == count
        assert len(str(rows).split("\n")) - 2 >= count
