"""Names: the fold, exact resolution, tolerant search and the nearest names."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iom_partners import Dataset, UnknownNameError
from iom_partners.store.search import Entry, NameIndex, fold, invisible, slug, spelling, written

ENTRIES = (
    Entry("who", ("World Health Organization", "WHO", "Organisation mondiale de la Santé"), ("Q7817", "01f80g185")),
    Entry("world-bank", ("World Bank", "WB", "Banque mondiale")),
    Entry("undesa", ("United Nations Department of Economic and Social Affairs", "UNDESA", "UN-DESA", "DESA")),
    Entry("unhcr", ("United Nations High Commissioner for Refugees", "UNHCR", "UN Refugee Agency")),
    Entry("ohchr", ("Office of the High Commissioner for Human Rights", "OHCHR", "UNHCHR")),
    Entry("unicef", ("United Nations Children's Fund", "UNICEF")),
    Entry("narino", ("Gobernación de Nariño",)),
    Entry("unu", ("United Nations University", "国際連合大学")),
    Entry("gmg", ("Global Migration Group", "GMG")),
    Entry("wg-data", ("Working Group on Data and Research",)),
)
INDEX = NameIndex(ENTRIES)
TEXTS = [(entry.id, text) for entry in ENTRIES for text in (entry.id, *entry.texts, *entry.identifiers)]


@pytest.mark.parametrize(("text", "folded"), [
    ("UN-DESA", "undesa"),
    ("un desa", "undesa"),
    ("U.N. DESA", "undesa"),
    ("  UN\tDESA\n", "undesa"),
    ("UN\u2011DESA", "undesa"),  # A hyphen that does not break.
    ("UN\u2013DESA", "undesa"),  # An en dash.
    ("UN\u00a0DESA", "undesa"),  # A blank that does not break.
    ("UN\u200bDESA", "undesa"),  # A blank of no width.
    ("Nariño", "narino"),
    ("Narin\u0303o", "narino"),  # The tilde as a mark of its own.
    ("Œuvre", "oeuvre"),
    ("Ærø", "aero"),
    ("Łódź", "lodz"),
    ("Straße", "strasse"),
    ("ﬁnance", "finance"),  # A ligature of print.
    ("Đà Nẵng", "danang"),
    ("İstanbul", "istanbul"),  # A capital that falls into two signs in lower case.
    ("ısparta", "isparta"),  # An i without a dot does not decompose.
    ("Þórr", "thorr"),
    ("Ħal", "hal"),
    ("Children's Fund", "childrensfund"),
    ("Children’s Fund", "childrensfund"),  # A curly apostrophe.
    ("ＷＨＯ", "who"),  # Full width.
    ("WHO\u202e", "who"),  # A mark that reverses the writing.
    ("国際連合大学", "国際連合大学"),
    ("Trade & Development", "trade&development"),
    ("U.N.", "un"),
    ("AC/DC", "acdc"),
    ("Smith, Jr.", "smithjr"),
    ("«Club» (Paris)", "clubparis"),
    ("C++", "c++"),
    ("Ｃ＋＋", "c++"),
    ("C#", "c#"),
    ("Yahoo!", "yahoo!"),
    ("A*Star", "a*star"),
    ("€uro", "€uro"),
    ("§ 5", "§5"),
    ("3+1", "3+1"),
    ("31", "31"),
    ("Area 5.1", "area5-1"),  # A sign between digits counts ...
    ("Area 5-1", "area5-1"),  # ... but not which.
    ("Area 5 1", "area5-1"),
    ("Area 51", "area51"),
    ("G-20", "g20"),
    ("\u0665\u066b\u0661", "\u0665-\u0661"),  # Digits of another script.
    ("½", "1-2"),
    ("3\u22121", "3-1"),  # A minus.
    ("ΟΔΟΣ", "οδοσ"),
    ("οδος", "οδοσ"),  # A final sigma.
    ("Առաջին", "առաջին"),
    ("ԱՌԱՋԻՆ", "առաջին"),
    ("ՄԵՐԵՎ", "մերեվ"),
    ("ᲗᲑᲘᲚᲘᲡᲘ", "თბილისი"),
    ("ꮳꮃꭹ", "ᏣᎳᎩ"),  # Cherokee folds to capitals.
    ("ИВАН Ёлкин", "иванелкин"),
    ("محـــمد", "محمد"),  # Stretched by tatweel.
    ("مُحَمَّد", "محمد"),  # With vowel points.
    ("שָׁלוֹם", "שלום"),
    ("علی\u200cرضا", "علیرضا"),  # A joiner.
    ("मोना", "मोना"),  # Vowel signs are letters.
    ("कॉफ़ी", "कॉफ\u093cी"),
    ("かぎ", "かき\u3099"),  # A voicing mark is one, too.
    ("ｶｷﾞ", "カキ\u3099"),
    ("กำ", "กํา"),
    ("", ""),
    (" \t\u00a0", ""),
    ("\u200b", ""),
    ("!?", "!?"),
    ("🙂", "🙂"),
    ("❤\ufe0f", "❤"),  # A sign that only asks for color.
    ("…", "..."),  # Where nothing else is there, punctuation is the name.
    ("--", "--"),
    ("^", "^"),
])  # fmt: skip
def test_fold(text: str, folded: str) -> None:
    """The fold drops case, accents, ligatures, punctuation and blanks and keeps what belongs to the name."""
    assert fold(text) == folded


@given(st.text(max_size=60))
@pytest.mark.bulk
def test_fold_is_idempotent(text: str) -> None:
    """What is folded stays as it is when it is folded again."""
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=60))
def test_fold_holds_no_blank(text: str) -> None:
    """A folded text has no blank, and only a text of blanks and invisible characters folds to nothing."""
    folded = fold(text)
    assert not any(mark.isspace() for mark in folded)
    assert folded or not any(mark.isprintable() and not mark.isspace() for mark in unicodedata.normalize("NFKD", text))


@given(st.text(st.characters(max_codepoint=127), max_size=20))
def test_the_short_way_gives_the_same(text: str) -> None:
    """A text in plain letters folds as it does with a character beside that goes the long way."""
    assert fold(f"{text}\u00e9") == fold(f"{text}e")


NAMES = st.text(st.sampled_from("aAbc1 2-.+&é\u0301Ω\u00a0'’é🙂"), min_size=1, max_size=6)


@given(NAMES, NAMES)
def test_names_of_one_id_have_one_spelling(one: str, other: str) -> None:
    """Two names make the same id only if they have one spelling, and names of one spelling have one fold."""
    assert (slug(one) == slug(other)) == (spelling(one) == spelling(other))
    if spelling(one) == spelling(other):
        assert fold(one) == fold(other)


@given(st.text(max_size=30))
def test_slug_is_a_slug(text: str) -> None:
    """Any name makes an id of plain letters, digits and single hyphens."""
    made = slug(text)
    assert made == made.lower()
    assert all(part.isalnum() and part.isascii() for part in made.split("-"))


@pytest.mark.parametrize(("name", "made"), [
    ("Canal", "canal"), ("Canal+", "canal-5866819a"), ("C++", "c-cedb1bac"), ("AT&T", "at-t-b55e1037"),
    ("Иван Петров", "x-6f4fffe6"), ("ИВАН ПЕТРОВ", "x-6f4fffe6"), ("🙂", "x-"), ("국회", "x-"), ("\ud800", "x-"),
])  # fmt: skip
def test_slug(name: str, made: str) -> None:
    """What has no plain letters adds a hash of the folded name, which stays the same from version to version."""
    assert slug(name) == made or made == "x-" == slug(name)[:2]


@pytest.mark.parametrize(("text", "hidden"), [
    ("Club", ""), ("Ann\u00a0Lee", ""), ("Pe\u202eru", "\u202e"), ("Pe\u200bru", "\u200b"), ("a\nb", "\n"),
    ("\u2028", "\u2028"), ("\ufeffClub", "\ufeff"), ("Club\x00", "\x00"), ("\ud800", "\ud800"),
    ("co\u00adop", "\u00ad"),
    ("علی\u200cرضا", ""), ("علی\u200c", "\u200c"), ("\u200cعلی", "\u200c"), ("علی\u200c\u200cرضا", "\u200c\u200c"),
    ("क\u094d\u200dष", ""), ("क\u094d\u200d", ""), ("\u09b0\u200d\u09cd\u09af", ""), ("ශ\u0dca\u200dරී", ""),
    ("I\u200dOM", "\u200d"), ("I\u200cOM", "\u200c"), ("国\u200d会", "\u200d"), ("علی\u200cOM", "\u200c"),
    ("👩\u200d🚀", ""), ("❤\ufe0f\u200d🔥", ""), ("👩🏽\u200d🚀", ""), ("👩\u200c🚀", "\u200c"), ("👩\u200d", "\u200d"),
])  # fmt: skip
def test_invisible(text: str, hidden: str) -> None:
    """Joiners that belong to the spelling of a script or to an emoji are seen; all that only hides is not."""
    assert invisible(text) == hidden


@pytest.mark.parametrize(("text", "made"), [
    (" Club\t", "Club"), ("Ann\u00a0Lee", "Ann Lee"), ("10\u202f000", "10 000"), ("a\u2009b\u3000", "a b"),
    ("Narin\u0303o", "Nariño"), ("a\tb", "a\tb"),
])  # fmt: skip
def test_written(text: str, made: str) -> None:
    """Blanks of other width are plain ones, none are at the ends, and accents stand on their letters."""
    assert written(text) == made


@given(st.text(max_size=40))
def test_fold_is_the_same_for_all_unicode_forms(text: str) -> None:
    """Composed and decomposed writings of one text fold alike."""
    assert {fold(unicodedata.normalize(form, text)) for form in ("NFC", "NFD", "NFKC", "NFKD")} == {fold(text)}


@pytest.mark.parametrize(("record_id", "text"), TEXTS)
def test_every_text_resolves_to_its_record(record_id: str, text: str) -> None:
    """An id, a name, an acronym or an identifier resolves to the record that bears it and to no other."""
    assert INDEX.resolve(text) == (record_id,)


@given(st.sampled_from(TEXTS), st.data())
def test_spelling_never_changes_resolution(named: tuple[str, str], data: st.DataObject) -> None:
    """Case, hyphens, dots, blanks and accents between and on the letters of a name do not matter."""
    record_id, text = named
    varied = []
    for letter in text:
        if letter.isascii() and letter.isalpha():
            # A soft hyphen, a dot and an acute accent are among what people paste.
            after = data.draw(st.sampled_from(["", "", "", "-", " ", ".", "\u0301", "\u00ad"]))
            varied.append(data.draw(st.sampled_from([letter.lower(), letter.upper()])) + after)
        else:
            varied.append(letter)
    assert INDEX.resolve("".join(varied)) == (record_id,)


@pytest.mark.parametrize(
    "ref",
    ["", " ", "-", "World", "Health", "WH", "WHOO", "who bank", "Banque", "🙂", "WHO+", "W&HO", "#WHO", "GMG!"],
)
def test_part_of_a_name_does_not_resolve(ref: str) -> None:
    """Exact resolution never guesses: a part, an addition or an empty text names nothing."""
    assert INDEX.resolve(ref) == ()


def test_names_of_symbols() -> None:
    """A name without any letter or digit is found by its own text, and by no other."""
    index = NameIndex([Entry(f"x{place}", (text,)) for place, text in enumerate(("!!!", "😀", "+", "--", "…"))])
    assert [index.resolve(text) for text in ("!!!", "😀", "+", "--", "...")] == [(f"x{place}",) for place in range(5)]
    assert [index.resolve(text) for text in ("???", "😃", "-", "", "!")] == [()] * 5
    assert index.search("😀") == ("x1",)


def test_exact_spelling_wins() -> None:
    """Of records that a text may name, those that are spelled just so are meant; other spellings are ambiguous."""
    index = NameIndex([
        Entry("a", ("Résumé",)), Entry("b", ("Resume",)), Entry("c", ("Resume", "resumé")), Entry("d", ("Ann Lee",)),
        Entry("e", ("Annlee",)), Entry("f", ("x",), ("wikidata:Q12",)), Entry("g", ("Q 12",)),
    ])  # fmt: skip
    assert index.resolve("Résumé") == index.resolve("Re\u0301sume\u0301") == ("a",)
    assert index.resolve("Resume") == ("b", "c")
    assert index.resolve("RESUME") == ("a", "b", "c")
    assert index.resolve("Ann\u00a0Lee") == ("d",)
    assert index.resolve("annlee") == ("d", "e")
    assert (index.resolve("Q12"), index.resolve("Q 12"), index.resolve("q12")) == (("f",), ("g",), ("f", "g"))


def test_names_with_signs_are_told_apart() -> None:
    """Each of several names that differ by a sign alone is found, in any case."""
    names = ("Canal+", "Canal", "C++", "C#", "C", "Area 5.1", "Area 51", "3+1", "31", "A&B", "AB", "Yahoo!", "Yahoo?")
    index = NameIndex([Entry(f"x{place}", (name,)) for place, name in enumerate(names)])
    for place, name in enumerate(names):
        assert index.resolve(name) == index.resolve(name.lower()) == (f"x{place}",)


@given(st.lists(st.text(st.sampled_from("aAb.-+ é"), min_size=1, max_size=4), min_size=1, max_size=5))
def test_every_name_is_found_by_itself(names: list[str]) -> None:
    """A name as it is written finds the records that are called just so, or spelled alike, and no other first."""
    index = NameIndex([Entry(f"x{place}", (name,)) for place, name in enumerate(names)])
    for name in filter(str.strip, names):
        same = tuple(f"x{place}" for place, each in enumerate(names) if written(each) == written(name))
        assert index.resolve(name) == same


def test_ambiguous_text_gives_all_ids_sorted() -> None:
    """A text that several records bear, in any spelling, gives all of them in order of their ids."""
    index = NameIndex([Entry("b", ("I.C.M.",)), Entry("c", ("Other", "icm")), Entry("a", ("ICM",))])
    assert index.resolve("I-C-M") == ("a", "b", "c")


def test_id_stands_for_its_record_alone() -> None:
    """An id written exactly is never ambiguous, though it be the acronym of another in other spelling."""
    index = NameIndex([Entry("wb", ("Western Bank",)), Entry("world-bank", ("World Bank", "WB"))])
    assert index.resolve("wb") == ("wb",)
    assert index.resolve("WB") == ("world-bank",)
    assert index.resolve("Wb") == ("wb", "world-bank")


IDENTIFIED = NameIndex(
    [Entry("who", ("World Health Organization",), ("Q7817", "https://ror.org/01f80g185", "lei:0T1CG46EXJPKIM1GY234")),
     Entry("iom", ("IOM",), ("0000 0001 2342 3717", "https://www.iom.int"))],
)  # fmt: skip


@pytest.mark.parametrize(("ref", "record_id"), [
    ("Q7817", "who"),
    ("q7817", "who"),
    ("wikidata:Q7817", "who"),
    ("https://www.wikidata.org/wiki/Q7817", "who"),
    ("http://www.wikidata.org/entity/Q7817/", "who"),  # With a slash at its end.
    ("01f80g185", "who"),
    ("ror.org/01f80g185", "who"),
    ("https://ror.org/01f80g185", "who"),
    ("ROR:01F80G185", "who"),
    ("0T1CG46EXJPKIM1GY234", "who"),
    ("LEI: 0T1CG46EXJPKIM1GY234", "who"),
    ("https://search.gleif.org/#/record/0T1CG46EXJPKIM1GY234", "who"),
    ("0000000123423717", "iom"),
    ("0000-0001-2342-3717", "iom"),
    ("ISNI:0000000123423717", "iom"),
    ("https://isni.org/isni/0000000123423717", "iom"),
    ("https://www.iom.int", "iom"),
    ("http://iom.int/", "iom"),  # Without www, with a slash.
    ("iom.int", "iom"),
])  # fmt: skip
def test_identifiers_resolve_bare_with_prefix_and_as_address(ref: str, record_id: str) -> None:
    """What a registry calls a record names it, bare, with a prefix or as the address in the registry."""
    assert IDENTIFIED.resolve(ref) == (record_id,)


@pytest.mark.parametrize("ref", ["Q781", "Q78170", "https://www.wikidata.org/wiki/", "ror:", "wikidata", "://"])
def test_other_identifiers_resolve_to_nothing(ref: str) -> None:
    """A cut, longer or empty identifier names nothing."""
    assert IDENTIFIED.resolve(ref) == ()


@pytest.mark.parametrize(("query", "record_id", "reason"), [
    ("World Health Organisation", "who", "British spelling"),
    ("organization health", "who", "partial, other order"),
    ("Helth Organization", "who", "misspelt"),
    ("WHO health", "who", "acronym and word mixed"),
    ("U.N. Refugees", "unhcr", "letters alone spell an acronym"),
    ("UNCHR", "unhcr", "letters swapped"),
    ("U N H C R", "unhcr", "letters alone"),
    ("Dept Economic Affairs", "undesa", "letters left out inside a word"),
    ("DoESA", "undesa", "initials with a small word: near enough to the acronym"),
    ("UNDOESA", "undesa", "a misspelt acronym"),
    ("un-who", "who", "UN put before an acronym"),
    ("unwho", "who", "UN written together with an acronym"),
    ("hcr", "unhcr", "UN left out of an acronym"),
    ("glob migr", "gmg", "truncated"),
    ("wg data", "wg-data", "an abbreviation of two words"),
    ("data taskforce working group", "wg-data", "a word that nothing has, among others"),
    ("childrens fund", "unicef", "no apostrophe"),
    ("narino", "narino", "no tilde"),
    ("国際連合大学", "unu", "another script"),
    ("WGDR", "wg-data", "initials, without the small words"),
])  # fmt: skip
def test_search_gives_the_meant_record_first(query: str, record_id: str, reason: str) -> None:
    """A text in a hard form finds the record that it is meant to name."""
    found = INDEX.search(query)
    assert found[:1] == (record_id,), (reason, found)


@pytest.mark.parametrize("query", ["", "the", "of and", "xyzzy", "!", "q", "Ministry"])
def test_search_finds_nothing_rather_than_something(query: str) -> None:
    """A text that is like no name finds no record."""
    assert INDEX.search(query) == ()


@pytest.mark.parametrize(("limit", "count"), [(-1, 0), (0, 0), (1, 1), (2, 2), (99, 2)])
def test_search_gives_at_most_the_limit(limit: int, count: int) -> None:
    """The limit cuts the answers; one below nought counts as nought."""
    assert len(INDEX.search("high commissioner", limit)) == count


@given(st.sampled_from(TEXTS))
def test_search_gives_an_exact_name_first(named: tuple[str, str]) -> None:
    """What a text names exactly stands before all that it is only like."""
    record_id, text = named
    assert INDEX.search(text)[0] == record_id


@given(st.text(max_size=80))
def test_search_gives_each_known_record_once(text: str) -> None:
    """Any text at all is answered by known ids, each once, and the same ids each time."""
    found = INDEX.search(text, 99)
    assert set(found) <= {entry.id for entry in ENTRIES}
    assert len(set(found)) == len(found)
    assert INDEX.search(text, 99) == found


@given(st.permutations(ENTRIES), st.sampled_from(["commissioner", "un fund", "world", "organization", "migration wg"]))
def test_search_does_not_depend_on_the_order_of_records(entries: list[Entry], query: str) -> None:
    """The answers are the same in whatever order the records come."""
    assert NameIndex(entries).search(query) == INDEX.search(query)


def test_search_cuts_a_hostile_text() -> None:
    """Of a very long text only the start is searched by."""
    assert INDEX.search("migration group " + "a b c d e f " * 100_000)[:1] == ("gmg",)
    assert INDEX.search("x" * 300 + " migration group") == ()


def test_nearest_gives_the_names_as_written() -> None:
    """What is offered instead of an unknown name are names of the data, as they are written there."""
    near = INDEX.nearest("UNCHR")
    assert near[0] == "UNHCR"
    assert set(near) <= {text for _, text in TEXTS}


def test_nearest_gives_each_name_once_and_at_most_the_limit() -> None:
    """Two records of one name give that name once, and no more names than the limit stand in a hint."""
    index = NameIndex(
        [Entry("a", ("Migration Fund",)), Entry("b", ("Migration Fund",)), Entry("c", ("Migration Pact",))]
    )
    assert index.nearest("migraton fnd") == ("Migration Fund",)
    assert len(index.nearest("migraton")) == 2
    assert index.nearest("migraton", 1) == ("Migration Fund",)
    assert index.nearest("migraton", 0) == ()
    assert index.nearest("migraton", -1) == ()


@pytest.mark.parametrize(
    ("typed", "near"),
    [("GMQ", "GMG"), ("UNCHR", "UNHCR"), ("OHCRH", "OHCHR"), ("IOX", "IOM"), ("FAQ", "FAO"), ("UNDX", "UNDP"),
     ("ILOO", "ILO"), ("WO", None), ("XYZ", None)],
)  # fmt: skip
def test_a_mistyped_acronym_has_a_near_one(typed: str, near: str | None, curated: Dataset) -> None:
    """One letter replaced, left out, added or swapped: the error names the acronym; of two letters there is none."""
    with pytest.raises(UnknownNameError) as caught:
        curated.chair_of(typed, on="2010-01-01")
    assert (f"'{near}'" in caught.value.hint) is (near is not None)
    assert near is None or caught.value.hint.startswith("did you mean '")


def test_acronyms_of_the_same_beginning_come_first() -> None:
    """What differs at its end is the likelier name, and a name that is no acronym is not one letter off."""
    index = NameIndex([Entry("a", ("A", "XMQ")), Entry("b", ("B", "GMG")), Entry("c", ("C", "Gmp"))])
    assert index.nearest("GMQ") == ("GMG", "XMQ")
    assert index.nearest("GMQ", 1) == ("GMG",)


def test_nearest_of_nonsense_is_empty() -> None:
    """Where nothing is near, nothing is offered."""
    assert INDEX.nearest("qqqqqq") == ()


def test_index_without_records() -> None:
    """An index of nothing resolves, finds and offers nothing."""
    index = NameIndex(())
    assert (index.resolve("x"), index.search("migration"), index.nearest("x")) == ((), (), ())


def test_record_without_texts_is_found_by_its_id() -> None:
    """A record of which only the id is known is named and found by that id."""
    index = NameIndex([Entry("solar-fund", ())])
    assert index.resolve("Solar Fund") == ("solar-fund",)
    assert index.search("solar") == ("solar-fund",)
    assert index.nearest("solr") == ("solar-fund",)


def test_entries_may_come_from_an_iterator() -> None:
    """The records are taken once, so that a generator serves resolution and search alike."""
    index = NameIndex(entry for entry in ENTRIES)
    assert index.resolve("gmg") == ("gmg",)
    assert index.search("migration grp") == ("gmg",)


@pytest.mark.parametrize(("query", "record_id", "reason"), [
    ("non governmental liaison", "ngls", "a half word written apart"),
    ("nongovernmental liaison", "ngls", "a half word written together"),
    ("co-operation council", "gcc", "a half word with a hyphen"),
    ("gulf council co", "gcc", "a half word at the end stands for itself"),
])  # fmt: skip
def test_half_words_are_joined(query: str, record_id: str, reason: str) -> None:
    """First halves such as "co" and "non" are one word with what follows, however they are written."""
    index = NameIndex(
        [Entry("ngls", ("Non-Governmental Liaison Service",)), Entry("gcc", ("Gulf Cooperation Council",))]
    )
    assert index.search(query)[:1] == (record_id,), reason


def test_accents_do_not_part_words() -> None:
    """A mark on a letter, written as a sign of its own, does not cut the word in two when a text is searched."""
    index = NameIndex([Entry("a", ("Nice Caf\u00e9 Society",)), Entry("b", ("Nice Caf Union",))])
    assert index.search("cafe\u0301 nice")[0] == index.search("cafe nice")[0] == "a"
    assert index.search("ni\u0301ce cafe\u0301", 1) == ("a",)
