"""Codes of registers: forms and check digits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iom_partners.model.codes import COUNTRIES, CURRENCIES, OTHER_COUNTRIES, fault_of_identifier

#: One right identifier of each scheme that is known, all of them public.
RIGHT = {
    "lei": "ODVCVCQG2BP6VHV36M30",
    "isni": "0000000121691048",
    "ror": "057zh3y96",
    "isbn": "978-92-9068-616-3",
    "isin": "FR0000120172",
    "wikidata": "Q7817",
    "cik": "5272",
    "crossref-funder": "501100004721",
    "geonames": "2660646",
}


@pytest.mark.parametrize("scheme", RIGHT)
def test_right_identifier_has_no_fault(scheme: str) -> None:
    """What a register gave is taken."""
    assert fault_of_identifier(scheme, RIGHT[scheme]) == ""


def test_isni_with_an_x() -> None:
    """A check digit of ten is an X, and only there."""
    assert fault_of_identifier("isni", "000000012369308X") == ""
    assert fault_of_identifier("isni", "00000001236930X8") != ""


@given(scheme=st.sampled_from(["lei", "isni", "ror", "isbn", "isin"]), data=st.data())
def test_one_wrong_mark_is_found(scheme: str, data: st.DataObject) -> None:
    """A single mark that is read wrongly never passes: that is what check digits are for."""
    right = RIGHT[scheme].replace("-", "")
    index = data.draw(st.integers(0, len(right) - 1))
    marks = "0123456789abcdefghjkmnpqrstvwxyz" if scheme == "ror" else "0123456789"
    other = data.draw(st.sampled_from([mark for mark in marks if mark != right[index]]))
    assert fault_of_identifier(scheme, right[:index] + other + right[index + 1 :])


@pytest.mark.parametrize("scheme", RIGHT)
@pytest.mark.parametrize("value", ["", " ", "x", "٠١٢٣", "Q0", "1" * 15, "1" * 16, "A" * 20, "é" * 9])
def test_other_texts_are_refused(scheme: str, value: str) -> None:
    """Neither an empty text nor digits of another script pass for an identifier."""
    if (scheme, value) in {("cik", "1" * 15), ("cik", "1" * 16)} or (
        scheme in {"geonames", "crossref-funder"} and value.startswith("1")
    ):
        assert fault_of_identifier(scheme, value) == ""
    else:
        assert value[:80] in fault_of_identifier(scheme, value)


def test_unknown_scheme_is_taken_as_it_is() -> None:
    """Anyone may use a register that the library does not know; only an empty text is not an identifier of it."""
    assert fault_of_identifier("club-register", "No. 7") == ""
    assert fault_of_identifier("club-register", "") != ""


def test_lists_of_codes() -> None:
    """As many as the standards have assigned, each of its form."""
    assert len(COUNTRIES) == 249
    assert all(len(code) == 2 and code.isupper() for code in COUNTRIES)
    assert all(len(code) == 3 and code.isupper() for code in CURRENCIES)
    assert {"USD", "EUR", "CHF", "JPY", "DEM", "HRK", "SUR", "YUM"} <= CURRENCIES
    assert {"SU", "YU", "CS", "DD", "AN", "TP", "ZR", "BU", "XK"} <= OTHER_COUNTRIES
    assert COUNTRIES.isdisjoint(OTHER_COUNTRIES)
    four = {code for code in OTHER_COUNTRIES if len(code) == 4}
    assert len(four) == 31
    # The first two letters of the four are the two that the country had.
    assert {code for code in OTHER_COUNTRIES if len(code) == 2} == {code[:2] for code in four} - COUNTRIES | {"XK"}
