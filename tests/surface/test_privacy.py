"""Privacy: a private person whom the source page names, a settlement, and spokespeople are in nothing that is shipped.

The denied names themselves must not stand in a test either, so that only keyed hashes of their words do.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import iom_partners
from iom_partners import Dataset

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = Path(iom_partners.__file__).parent

_KEY = b"iom-partners deny list"

#: Keyed hashes of denied words and of runs of two and three of them, in lower case and without accents.
DENIED = {
    "0a63b13822e5e19a0e9da3797161b145", "158fee9bc01cdca0e7e1140bde8540e6", "2055f99b25b86f64692f9d9e807c3451",
    "21d7340cbce36661a5b7eda86f258daf", "3f0a792fb8cd32497a9ac4c4fdd3ddd9", "414ecc83c5c95b56a5d904d8f3045d8c",
    "5b65b68b3e034c0ff1e9d42a3445a04a", "68cef6c044be75f9b00fd65d5d2b43e1", "701e96026218a589bb7a7602d507acba",
    "7911aa25485432e4dac7adf10aeb2525", "82967546afa53d8b108d63b7d9932fc0", "8505ee26ccdd9469245caf14b746dfb5",
    "8ed0a2170c7e1d82588209f10be3df88", "8f2359e415fe7c6a2832cf246b8a2c56", "8f79a05bd4cbc7b4fb5b86e6cd54b2cc",
    "963cc261fa37155e70f682572d63a0fd", "9a612fd210e5758254aae932d3d87a5a", "9b91d1aa6bc326d846bc1f72c44d92ec",
    "9da1a1b18fdf3939c9fdf142f66f11bf", "a7e1db3548c4457760bbaf8bacec9840", "ac2416133040c2558b8f4100b293532e",
    "b0af58a4f6712563c9c75725648f39a7", "c3042acc85939f084d9bbbe6fce4f7dd", "d60a58a74f0ffb40db8131d5141f5537",
    "dd681c922727edd4855262880ca023a6", "e01d08de1b1fc73aec43f0cf3e6646a2", "e5e72597511d5293758d4cc1781f8d4c",
    "f4610779f06a6ef4f1cbd91cd8754be2", "f8e4a8fc9b02293f51c502f3d974c920", "fb0466a6ca743c4dafed9326a215a47b",
}  # fmt: skip

_TEXT = {
    ".py", ".json", ".md", ".toml", ".txt", ".yml", ".yaml", ".cfg", ".ini", ".html", ".csv", ".ipynb", ".sh", ".typed",
    "", ".zip",
}  # fmt: skip
_LEFT_OUT = {
    ".git", ".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache", "__pycache__", ".venv", "dist", "build",
    "site",
}  # fmt: skip


def hashed(words: str) -> str:
    """Return the keyed hash of some words."""
    return hashlib.blake2b(words.encode(), key=_KEY, digest_size=16).hexdigest()


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case and without accents, underscores and hyphens between them gone."""
    plain = "".join(mark for mark in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(mark))
    return re.findall(r"[^\W_]+", plain)


def runs_of(text: str) -> Iterator[str]:
    """Return every word, and every run of two and of three words."""
    words = words_of(text)
    for length in (1, 2, 3):
        for start in range(len(words) - length + 1):
            yield " ".join(words[start : start + length])


def shipped() -> list[Path]:
    """Return every text file of the project, of its tests and documents too, and every zip of such files."""
    files = [file for file in ROOT.rglob("*") if file.is_file() and not set(file.parts) & _LEFT_OUT]
    return sorted({*(file for file in files if file.suffix in _TEXT), *PACKAGE.rglob("*.json")})


def text_of(file: Path) -> str:
    """Return the text of a file; what is not text is searched as far as it is."""
    if file.suffix != ".zip":
        return file.read_text(encoding="utf-8", errors="replace")
    with zipfile.ZipFile(file) as packed:
        return "\n".join(packed.read(each).decode("utf-8", "replace") for each in packed.namelist())


def test_the_search_finds_what_is_denied() -> None:
    """The search would find a denied run of words in any case and punctuation: else an empty result says nothing."""
    denied = {hashed("jane roe")}
    for text in ("of Jane Roe.", "jane_roe", "JANE-ROE", '{"name": "Jané\\nRoe"}'.replace("\\n", "\n")):
        assert denied & {hashed(run) for run in runs_of(text)}, text
    assert not denied & {hashed(run) for run in runs_of("Jane and Roe")}


def test_the_search_reads_the_whole_project() -> None:
    """The files that are searched are those of the data, the code and this very test."""
    names = {file.name for file in shipped()}
    assert {"organizations.json", "events.json", "answer.py", "test_privacy.py", "pyproject.toml"} <= names
    assert all(
        "International Organization for Migration" in text_of(each) for each in shipped() if each.suffix == ".zip"
    )


@pytest.mark.bulk
def test_nothing_shipped_names_the_denied() -> None:
    """No text file of the project holds a denied word or run of words, in its text or in its name."""
    seen: set[str] = set()
    for file in shipped():
        named = str(file.relative_to(ROOT)) if file.is_relative_to(ROOT) else file.name
        runs = {*runs_of(named), *runs_of(text_of(file))} - seen
        found = {hashed(run) for run in runs} & DENIED
        seen |= runs
        assert not found, f"{file} holds denied words"


#: The heads of IOM and of the committees before it: holders of a public office, named for that office alone.
HEADS_OF_IOM = {
    "amy-pope", "antonio-vitorino", "bastiaan-haveman", "brunson-mckinley", "harold-tittmann", "hugh-gibson",
    "james-carlin", "james-purcell", "marcus-daly", "william-lacy-swing",
}  # fmt: skip


def test_only_these_persons_are_named(curated: Dataset) -> None:
    """The holder of a public award, a head of mission and the heads of IOM: whoever adds another says why here."""
    assert {person.id: person.reason is not None for person in curated.people} == {
        "hawa-aden-mohamed": True,
        "jose-angel-oropeza": True,
        **dict.fromkeys(HEADS_OF_IOM, True),
    }
    held = {term.holder_id for term in curated.chair_terms.where(organization_id="iom", role="director-general")}
    assert held == HEADS_OF_IOM
    assert {curated.people[each].reason for each in HEADS_OF_IOM} == {"holder of a public office"}


@pytest.mark.parametrize("field", ["organization_id", "position", "reason"])
def test_persons_are_office_holders(field: str) -> None:
    """Every person in the data has an organization, a position and a reason to be named."""
    rows = json.loads((PACKAGE / "data" / "people.json").read_text(encoding="utf-8"))
    assert [row.get("id") for row in rows if not row.get(field)] == []


def test_persons_are_checked_by_their_records_too(curated: Dataset) -> None:
    """What the library gives as persons are the rows of the file, each of an organization of the data."""
    rows = json.loads((PACKAGE / "data" / "people.json").read_text(encoding="utf-8"))
    assert list(curated.people.ids) == [row["id"] for row in rows]
    assert {person.organization_id for person in curated.people} <= set(curated.organizations.ids)


def test_no_mail_address_is_shipped_in_the_data() -> None:
    """No data file holds a mail address: mailboxes are people too."""
    for file in (PACKAGE / "data").glob("*.json"):
        assert re.search(r"[\w.+-]+@[\w-]+\.\w", file.read_text(encoding="utf-8")) is None, file.name
