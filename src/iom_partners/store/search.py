"""Names: the fold under which all spellings of a name are equal, exact and tolerant look-up.

What belongs to a name, and what is only a way to write it:

- Case, accents, ligatures, width, blanks and invisible characters are spelling, and so are vowel points of Hebrew and
  Arabic. Vowel signs, voicing marks and tones that tell words apart (Devanagari, Thai, kana ...) are letters.
- Punctuation is spelling: hyphens and dashes, dots, commas, colons, apostrophes, quotes, brackets, slashes, low lines.
  Only between two digits does it count that there is some, or a blank: "Area 5.1" is "Area 5-1", not "Area 51".
- All other signs belong to the name: ``! # $ % & * + < = > ? @ | ~``, signs of currencies, arrows, emoji ...
  "Canal+" is not "Canal", "C++" not "C".
- Where nothing else is in a name, punctuation is the name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from .once import once

__all__ = ["Entry", "NameIndex", "fold", "invisible", "slug", "spelling", "written"]

#: ASCII signs that belong to a name; all others are spelling.
_OWN = "!#$%&*+<=>?@|~"
_NOISE = bytes(code for code in range(128) if not chr(code).isalnum() and chr(code) not in _OWN)
#: A table of all ASCII characters, since looking for one that is not in a dict would cost an exception each.
_BLANKED = "".join(" " if code in _NOISE else chr(code).lower() for code in range(128))
_OWN_BLANKED = str.maketrans(_OWN, " " * len(_OWN))


class _Folded(dict[int, str]):
    """What each character becomes in a spelling; filled when one is first met. Apostrophes are left for the caller."""

    def __missing__(self, code: int) -> str:
        from unicodedata import category, combining

        mark, kind = chr(code), category(chr(code))
        if kind[0] == "P":
            made = mark if mark in "\u00a7\u00b6\u2020\u2021\u2030" else " "
        elif kind[0] == "Z" or kind == "Sk":
            made = " "
        elif kind in {"Cc", "Cf"} or mark in _IGNORED:
            made = ""
        elif kind[0] == "M":
            # By class: 10 to 36 are points of Hebrew, Arabic and Syriac, 200 and more stand above or below a letter.
            made = "" if 10 <= combining(mark) <= 36 or combining(mark) >= 200 else mark
        else:
            made = mark
        self[code] = made
        return made


#: Tatweel, which stretches a line, and what only chooses among the forms of a sign.
_IGNORED = {"\u0640", "\u034f", *map(chr, (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))}

#: ASCII as above; letters that Unicode does not decompose; signs that stand for an apostrophe, a hyphen or a slash.
_FOLDED = _Folded(
    {code: mark for code, mark in enumerate(_BLANKED) if code != ord("'")}
    | str.maketrans({"æ": "ae", "œ": "oe", "þ": "th", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ł": "l", "\u0131": "i"})
    | dict.fromkeys(map(ord, "'\u2018\u2019\u02b9\u02ba\u02bb\u02bc\u02bd\u02be\u02bf\u02c8"), "'")
    | dict.fromkeys(map(ord, "\u2044\u2212\u2215"), " ")
)

#: Words that do not tell two bodies apart, in the languages of the names.
_STOPWORDS = frozenset(
    str.split(
        "and at aux by da das de del der des die do dos du el et for from fur in la las le les los "
        "of on or para por pour sur the to und with"
    )
)

#: Words written in several ways, and the words that they are searched as.
_SAME = (
    dict.fromkeys(("un", "onu"), "united nations")
    | {"wg": "working group", "tf": "task force", "taskforce": "task force"}
    | {"labour": "labor", "programme": "program", "centre": "center"}
    | {"unies": "united", "unidas": "united", "naciones": "nations"}
)

#: First halves that are written together, apart or with a hyphen: "co-operation", "inter agency".
_HALVES = frozenset(("anti", "co", "inter", "multi", "non", "sub"))

#: Marks of an address of a registry, or of a prefix, after which an identifier stands.
_REGISTRIES = ("gleif.org/", "isni", "lei:", "ror.org/", "ror:", "wikidata")

#: The least score of an answer, its least share of the best score, and the weight of an unknown
#: word (that of a word of one record alone is 0.8): tuned on the hard names of the tests.
_LEAST, _NEAR, _UNKNOWN = 0.58, 0.7, 0.85
#: How many letters an acronym has at most.
_LONGEST_ACRONYM = 6


def spelling(text: str) -> str:
    """Return the words of a name without case, accents, width and punctuation, with single blanks between them.

    Stricter than `fold`, for where no one is asked: words written together, apart or with a hyphen inside differ.

    >>> spelling("Côte-Nord"), spelling("COTE  NORD"), spelling("Canal+"), spelling("Canal")
    ('cote nord', 'cote nord', 'canal+', 'canal')
    """
    if text.isascii():
        plain = text.lower()
        spaced = plain.replace("'s", "s").translate(_BLANKED)
    else:
        from unicodedata import normalize

        # Case is folded before and after, for some signs decompose into capitals.
        plain = normalize("NFKD", text.casefold()).casefold()
        spaced = plain.translate(_FOLDED).replace("'s", "s").replace("'", " ")
        # Marks that come to stand beside each other have an order.
        spaced = normalize("NFKD", spaced)
    return " ".join(spaced.split()) or "".join(mark for mark in plain if mark.isprintable() and not mark.isspace())


def fold(text: str) -> str:
    """Return the form that all spellings of one name share.

    Case, accents, ligatures, punctuation and blanks are gone; the module says which signs belong to a name.

    >>> fold("UN-DESA"), fold("un desa"), fold("Comité d'Œuvre"), fold("C++"), fold("Area 5.1")
    ('undesa', 'undesa', 'comitedoeuvre', 'c++', 'area5-1')
    """
    if text.isascii():
        # The short way to the same for most names: a first answer folds all.
        folded = text.lower().encode().translate(None, _NOISE)
        if folded.isalpha():
            return folded.decode()
    made = last = ""
    for word in spelling(text).split():
        made += f"-{word}" if last.isdigit() and word[0].isdigit() else word
        last = word[-1]
    return made


def slug(text: str) -> str:
    """Return the id that a name makes: its words in plain letters, and if that is not all of it, a short hash.

    Names of one `spelling` have one id.

    >>> slug("Comité d'Œuvre"), slug("Women's Assembly, Lower House"), slug("国会")
    ('comite-d-oeuvre', 'womens-assembly-lower-house', 'x-7217337b')
    >>> slug("Canal"), slug("Canal+") == slug("CANAL+"), slug("Canal+")[:6]
    ('canal', True, 'canal-')
    """
    spelled = spelling(text)
    plain = spelled.replace(" ", "-")
    if plain.isascii() and plain.replace("-", "").isalnum():
        return plain
    from hashlib import sha256
    from unicodedata import normalize

    words = " ".join(word for word in spelled.split() if word.isascii()).translate(_OWN_BLANKED).split()
    plain = "-".join(word for word in words if word.isalnum())
    return f"{plain or 'x'}-{sha256(normalize('NFC', spelled).encode(errors='surrogatepass')).hexdigest()[:8]}"


def written(text: str) -> str:
    r"""Return a text composed (NFC), with plain blanks for those of other width, and without any at its ends.

    >>> written(" Ann\u00a0Lee\t"), written("Narin\u0303o")
    ('Ann Lee', 'Nariño')
    """
    text = text.strip()
    if text.isascii():
        return text
    from unicodedata import category, normalize

    return "".join(" " if category(mark) == "Zs" else mark for mark in normalize("NFC", text))


def invisible(text: str) -> str:
    r"""Return the characters of a text that no one sees and that are no part of its spelling: controls, bidi marks ...

    A joiner or non-joiner between letters of a script that uses them is spelling; so is one that joins emoji.

    >>> invisible("Pe\u200bru"), invisible("I\u200dOM"), invisible("\u0646\u0645\u06cc\u200c\u062e")
    ('\u200b', '\u200d', '')
    """
    if text.isascii() and text.isprintable():
        return ""
    from unicodedata import category

    return "".join(
        mark
        for place, mark in enumerate(text)
        if (category(mark)[0] == "C" or category(mark) in {"Zl", "Zp"}) and not _is_joiner(text, place)
    )


#: Scripts whose letters change where they are joined, by the first word of the names of their letters in Unicode.
_JOINING = frozenset(
    str.split(
        "ARABIC SYRIAC NKO MANDAIC MONGOLIAN DEVANAGARI BENGALI GURMUKHI GUJARATI ORIYA TAMIL TELUGU KANNADA "
        "MALAYALAM SINHALA MYANMAR KHMER BALINESE JAVANESE SUNDANESE BUGINESE CHAKMA GRANTHA NEWA TIRHUTA"
    )
)


def _is_joiner(text: str, place: int) -> bool:
    """Return whether an invisible character is spelling where it stands; after a virama also at the end of a word."""
    if text[place] not in "\u200c\u200d" or text[place - 1] in "\u200c\u200d":
        return False
    from unicodedata import category, combining, name

    before, after = text[max(place - 2, 0) : place], text[place + 1 : place + 2]
    if not before or combining(before[-1]) == 9:
        return bool(before)
    kinds = [category(each) for each in (before.removesuffix("\ufe0f")[-1:], after) if each]
    if text[place] == "\u200d" and kinds in (["So", "So"], ["Sk", "So"]):
        return True
    scripts = [name(each, "").partition(" ")[0] for each in (before[-1], after) if each]
    return len(scripts) == 2 and scripts[0] == scripts[1] in _JOINING


def _bare(ref: str) -> str:
    """Return an identifier without the address or prefix around it, an address without scheme."""
    lower = ref.lower()
    if any(mark in lower for mark in _REGISTRIES):
        return ref.replace(":", "/").rstrip("/ ").rpartition("/")[2]
    return ref.rpartition("://")[2].removeprefix("www.")


def _compact(ref: str) -> str:
    """Return an identifier as it is compared: bare, and without signs between its digits."""
    return fold(_bare(ref)).replace("-", "")


def _words(text: str) -> list[str]:
    """Return the words that a text is searched by, each once."""
    words: list[str] = []
    letters = half = ""
    for word in (*spelling(text).translate(_OWN_BLANKED).split(), ""):
        # Letters that stand alone in a row spell an acronym; one alone is an article or elided.
        if len(word) == 1:
            letters += word
            continue
        for part in (letters, word):
            if part in _HALVES:
                half = part
            elif len(part) > 1 and part not in _STOPWORDS:
                whole, half = (half + part).replace("isation", "ization"), ""
                words += _SAME.get(whole, whole).split()
        letters = ""
    return list(dict.fromkeys([*words, half] if half else words))


def _is_shortened(word: str, known: str) -> bool:
    """Return whether a word is another with letters left out inside: "grp", "intl", "dept"."""
    letters = iter(known)
    return word[-1] == known[-1] and all(letter in letters for letter in word)


def _is_one_off(word: str, known: str) -> bool:
    """Whether a word is another with one letter replaced, left out or added.

    >>> [_is_one_off("gmq", known) for known in ("gmg", "gm", "gmqa", "gqm", "gmq")]
    [True, True, True, False, False]
    """
    if len(word) == len(known):
        return sum(one != other for one, other in zip(word, known, strict=True)) == 1
    short, long = sorted((word, known), key=len)
    return any(f"{long[:place]}{long[place + 1 :]}" == short for place in range(len(long)))


class Entry(NamedTuple):
    """One record that can be named.

    Attributes:
        id: the id of the record.
        texts: its name first, then its acronym and all other names.
        identifiers: what registries call it, bare, with a prefix or as addresses.

    >>> Entry("who", ("World Health Organization", "WHO")).identifiers
    ()
    """

    id: str
    texts: tuple[str, ...]
    identifiers: tuple[str, ...] = ()


def _is_spelled(entry: Entry, text: str) -> bool:
    """Return whether a record is called just so."""
    return text in {entry.id, *map(written, entry.texts), *map(_bare, entry.identifiers)}


class _Vocabulary:
    """The words of all texts: where each stands, how much it tells, which are like it."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        self.texts: list[tuple[str, str]] = []
        self.initials: list[str] = []
        wordings: list[list[str]] = []
        spread: dict[str, int] = {}
        for entry in entries:
            own = [_words(text) for text in entry.texts]
            # All words of the record together, since a question may mix an acronym and a name.
            every = list(dict.fromkeys(sum(own, _words(entry.id))))
            wordings += (*own, every)
            self.texts += ((entry.id, text) for text in (*entry.texts, (*entry.texts, entry.id)[0]))
            self.initials += ("".join(word[0] for word in words) for words in (*own, ()))
            spread |= {word: spread.get(word, 0) + 1 for word in every}
        self.weight = {word: (0.5 + count) ** -0.5 for word, count in spread.items()}
        self.totals = [sum(self.weight[word] for word in words) for words in wordings]
        self.places: dict[str, list[int]] = {word: [] for word in spread}
        for number, words in enumerate(wordings):
            for word in words:
                self.places[word].append(number)

    def alike(self, word: str) -> dict[str, float]:
        """Return the known words that a word may stand for, each with a likeness from 0 to 1."""
        bare = word.removeprefix("un")
        likely = ((bare if len(bare) > 2 else word, 0.9), ("un" + word, 0.95), (word, 1.0))
        found = {known: likeness for known, likeness in likely if known in self.weight}
        for known in self.weight if len(word) > 2 else ():
            if known.startswith(word):
                found.setdefault(known, 0.75 + 0.2 * len(word) / len(known))
        if not found and len(word) > 2:
            from difflib import get_close_matches

            stem, first, end = word[: max(5, 2 * len(word) // 3)], word[0], word[-3:]
            near = [known for known in self.weight if known[0] == first or known[-3:] == end]
            close = get_close_matches(word, near, 3, 0.77 if len(word) > 5 else 0.85) if len(word) > 3 else []
            found = {known: 0.9 - 0.05 * place for place, known in enumerate(close)}
            for known in near:
                if sorted(known) == sorted(word):  # Swapped letters: "UNCHR" is not "UNHCHR".
                    found[known] = 0.95
                elif known[0] == first and (known.startswith(stem) or _is_shortened(word, known)):
                    found.setdefault(known, 0.8)
        return found

    def scores(self, text: str) -> dict[int, float]:
        """Return the numbers of the texts like another one, each with a score from 0 to 1."""
        alike = [self.alike(word) for word in _words(text)]
        best = (max(each, key=each.__getitem__, default="") for each in alike)
        weights = [self.weight.get(known, _UNKNOWN) for known in best]
        scores: dict[int, float] = {}
        for each, weight in zip(alike, weights, strict=True):
            # The share of the question that is found counts double against that of the known text.
            share = 0.65 * weight / sum(weights)
            gains: dict[int, float] = {}
            for known, likeness in each.items():
                for number in self.places[known]:
                    gain = likeness * (share + 0.35 * self.weight[known] / self.totals[number])
                    gains[number] = max(gain, gains.get(number, gain))
            for number, gain in gains.items():
                scores[number] = scores.get(number, 0.0) + gain
        folded = fold(text)
        for number, initials in enumerate(self.initials if len(folded) > 2 else ()):
            is_part = len(folded) > 3 and initials.endswith(folded)
            if is_part or initials in {folded, "un" + folded}:
                scores[number] = max(scores.get(number, 0.0), 0.9)
        return scores


class NameIndex:
    """All names of a set of records: what a text names exactly and what it may be meant to name.

    Built at the first question: the folded texts, and for the first search their words.

    >>> who = Entry("who", ("World Health Organization", "WHO"), ("https://ror.org/01f80g185",))
    >>> index = NameIndex([who, Entry("world-bank", ("World Bank",))])
    >>> index.resolve("W.H.O."), index.resolve("01f80g185"), index.resolve("World")
    (('who',), ('who',), ())
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = tuple(entries)
        self._made: dict[str, Any] = {}

    def resolve(self, ref: str) -> tuple[str, ...]:
        """Return the ids of the records that a text names exactly, whatever its spelling.

        An id stands for its record alone, and one that is spelled just so for those that are. Several ids, sorted, say
        that the text is ambiguous.

        >>> index = NameIndex([Entry("b", ("ICM",)), Entry("a", ("I.C.M.",))])
        >>> index.resolve("icm"), index.resolve("ICM")
        (('a', 'b'), ('b',))
        """
        named, identified = once(self._made, "names", self._names)
        found = {*named.get(fold(ref), ()), *identified.get(_compact(ref), ())}
        if ref in found:
            return (ref,)
        if len(found) > 1:
            text = written(ref)
            exact = {each.id for each in self._entries if each.id in found and _is_spelled(each, text)}
            found = exact or found
        return tuple(sorted(found))

    def _names(self) -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, tuple[str, ...]]]:
        """Return the ids by folded name and by identifier."""
        named: dict[str, set[str]] = {}
        identified: dict[str, set[str]] = {}
        for entry in self._entries:
            for text in (entry.id, *entry.texts):
                named.setdefault(fold(text), set()).add(entry.id)
            for text in entry.identifiers:
                identified.setdefault(_compact(text), set()).add(entry.id)
        named.pop("", None)
        identified.pop("", None)
        found, known = ({text: tuple(ids) for text, ids in each.items()} for each in (named, identified))
        return found, known

    def search(self, text: str, limit: int = 5) -> tuple[str, ...]:
        """Return the ids of the records that a text may be meant to name, the likeliest first.

        The text may be a part of a name, misspelled, cut short, in another order, or initials.

        >>> NameIndex([Entry("gmg", ("Global Migration Group",))]).search("migraton grp")
        ('gmg',)
        """
        return tuple(found for _, found, _ in self._ranked(text)[: max(limit, 0)])

    def nearest(self, ref: str, limit: int = 3) -> tuple[str, ...]:
        """Return the names that an unknown one is most like, for a "did you mean".

        >>> index = NameIndex([Entry("unhcr", ("UN Refugee Agency", "UNHCR")), Entry("gmg", ("Global Group", "GMG"))])
        >>> index.nearest("UNCHR"), index.nearest("GMQ")
        (('UNHCR',), ('GMG',))
        """
        found = dict.fromkeys(text for _, _, text in self._ranked(ref)) or self._mistyped(ref)
        return tuple(found)[: max(limit, 0)]

    def _mistyped(self, ref: str) -> list[str]:
        """Return the acronyms that differ from a short text by one letter, those with the same beginning first.

        Words of three letters are like too many others to be searched for so.
        """
        word = fold(ref[: _LONGEST_ACRONYM + 2])
        if not 3 <= len(word) <= _LONGEST_ACRONYM + 1:
            return []
        texts = {text for entry in self._entries for text in entry.texts if 3 <= len(text) <= _LONGEST_ACRONYM}
        near = [text for text in texts if text.isupper() and _is_one_off(word, fold(text))]
        return sorted(near, key=lambda text: (fold(text)[:2] != word[:2], text))

    def _ranked(self, text: str) -> list[tuple[float, str, str]]:
        """Return negative score, id and most similar text of each record near enough, best first."""
        words: _Vocabulary = once(self._made, "words", lambda: _Vocabulary(self._entries))
        best = {found: (-2.0, found, text) for found in self.resolve(text)}
        # No name is as long as the cut: a hostile text must not take long.
        for number, score in words.scores(text[:300]).items():
            found, wording = words.texts[number]
            best[found] = min((-round(score, 6), found, wording), best.get(found, (0.0, "", "")))
        ranked = sorted(best.values())
        least = max(_LEAST, _NEAR * min(-ranked[0][0], 1.0)) if ranked else 0.0
        return [found for found in ranked if -found[0] >= least]
