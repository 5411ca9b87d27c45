"""Names: the fold under which all spellings of a name are equal, exact and tolerant look-up."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

__all__ = ["Entry", "NameIndex", "fold", "slug"]

_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())
#: A table of all ASCII characters, since looking for one that is not in a dict would cost an exception each.
_BLANKED = "".join(" " if code in _SIGNS else chr(code).lower() for code in range(128))

#: Letters that Unicode does not decompose, and signs that stand for an apostrophe.
_LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "þ": "th", "ø": "o", "đ": "d", "ð": "d"}
    | {"ħ": "h", "ł": "l", "\u0131": "i"}
    | dict.fromkeys("\u2018\u2019\u02b9\u02ba\u02bb\u02bc\u02bd\u02be\u02bf\u02c8", "'")
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


def _spaced(text: str) -> str:
    """Return the text in lower case, without accents and ligatures, with blanks for signs."""
    if text.isascii():
        return text.lower().replace("'s", "s").translate(_BLANKED)
    from unicodedata import category, normalize

    # Case is folded before and after, for some signs decompose into capitals.
    text = normalize("NFKD", text.casefold()).casefold().translate(_LETTERS).replace("'s", "s")
    letters = (letter for letter in text if category(letter)[0] != "M")
    return "".join(letter if letter.isalnum() else " " for letter in letters)


def fold(text: str) -> str:
    """Return the form that all spellings of one name share.

    Case, accents, ligatures, hyphens, apostrophes, punctuation and blanks are gone.

    >>> fold("UN-DESA"), fold("un desa"), fold("Comité d'Œuvre")
    ('undesa', 'undesa', 'comitedoeuvre')
    """
    if text.isascii():
        # The short way to the same: a first answer folds all names.
        return text.lower().encode().translate(None, _SIGNS).decode()
    return "".join(_spaced(text).split())


def slug(text: str) -> str:
    """Return the id that a name makes: its words in plain letters; what has no plain letters adds a short hash.

    >>> slug("Comité d'Œuvre"), slug("Women's Assembly, Lower House"), slug("国会")
    ('comite-d-oeuvre', 'womens-assembly-lower-house', 'x-7217337b')
    """
    words = _spaced(text).split()
    plain = "-".join(word for word in words if word.isascii())
    if plain and all(word.isascii() for word in words):
        return plain
    from hashlib import sha256
    from unicodedata import normalize

    return f"{plain or 'x'}-{sha256(normalize('NFC', text).encode()).hexdigest()[:8]}"


def _bare(ref: str) -> str:
    """Return an identifier without the address or prefix around it, an address without scheme."""
    lower = ref.lower()
    if any(mark in lower for mark in _REGISTRIES):
        return ref.replace(":", "/").rstrip("/ ").rpartition("/")[2]
    return ref.rpartition("://")[2].removeprefix("www.")


def _words(text: str) -> list[str]:
    """Return the words that a text is searched by, each once."""
    words: list[str] = []
    letters = half = ""
    for word in (*_spaced(text).split(), ""):
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
    """Whether a word is another with letters left out inside: "grp", "intl", "dept"."""
    letters = iter(known)
    return word[-1] == known[-1] and all(letter in letters for letter in word)


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
        self._exact: dict[str, tuple[str, ...]] | None = None
        self._vocabulary: _Vocabulary | None = None

    def resolve(self, ref: str) -> tuple[str, ...]:
        """Return the ids of the records that a text names exactly, whatever its spelling.

        An id stands for its record alone. Several ids, sorted, say that the text is ambiguous.

        >>> NameIndex([Entry("b", ("ICM",)), Entry("a", ("I.C.M.",))]).resolve("icm")
        ('a', 'b')
        """
        if self._exact is None:
            owners: dict[str, set[str]] = {}
            for entry in self._entries:
                for text in (entry.id, *entry.texts, *map(_bare, entry.identifiers)):
                    owners.setdefault(fold(text), set()).add(entry.id)
            owners.pop("", None)
            self._exact = {text: tuple(sorted(ids)) for text, ids in owners.items()}
        ids = self._exact.get(fold(ref)) or self._exact.get(fold(_bare(ref)), ())
        return (ref,) if ref in ids else ids

    def search(self, text: str, limit: int = 5) -> tuple[str, ...]:
        """Return the ids of the records that a text may be meant to name, the likeliest first.

        The text may be a part of a name, misspelled, cut short, in another order, or initials.

        >>> NameIndex([Entry("gmg", ("Global Migration Group",))]).search("migraton grp")
        ('gmg',)
        """
        return tuple(found for _, found, _ in self._ranked(text)[: max(limit, 0)])

    def nearest(self, ref: str, limit: int = 3) -> tuple[str, ...]:
        """Return the names that an unknown one is most like, for a "did you mean".

        >>> NameIndex([Entry("unhcr", ("UN Refugee Agency", "UNHCR"))]).nearest("UNCHR")
        ('UNHCR',)
        """
        return tuple(dict.fromkeys(text for _, _, text in self._ranked(ref)))[: max(limit, 0)]

    def _ranked(self, text: str) -> list[tuple[float, str, str]]:
        """Return negative score, id and most similar text of each record near enough, best first."""
        if self._vocabulary is None:
            self._vocabulary = _Vocabulary(self._entries)
        best = {found: (-2.0, found, text) for found in self.resolve(text)}
        # No name is as long as the cut: a hostile text must not take long.
        for number, score in self._vocabulary.scores(text[:300]).items():
            found, wording = self._vocabulary.texts[number]
            best[found] = min((-round(score, 6), found, wording), best.get(found, (0.0, "", "")))
        ranked = sorted(best.values())
        least = max(_LEAST, _NEAR * min(-ranked[0][0], 1.0)) if ranked else 0.0
        return [found for found in ranked if -found[0] >= least]
