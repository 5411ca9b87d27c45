"""What a descriptor declares about the bytes of its files and of itself, and the check of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..errors import shorten

__all__ = ["fault_of_bytes", "fault_of_seal", "hash_of", "seal"]

#: What stands before the hash that a descriptor has of itself: a line of its own, as `seal` writes it.
_SEAL = b'\n  "descriptorHash": "sha256:'
_NAME = b'"descriptorHash"'
_DIGITS = 64
#: Those that every Python has; the old ones find damage as well as the new.
_ALGORITHMS = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "blake2b", "blake2s")


def hash_of(data: bytes) -> str:
    """Return the hash of bytes as a descriptor declares it.

    >>> hash_of(b"")
    'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
    """
    return f"sha256:{_digest('sha256', data)}"


def _digest(algorithm: str, data: bytes) -> str:
    import hashlib  # Not with the module: it would load OpenSSL before the first file is read.

    return hashlib.new(algorithm, data, usedforsecurity=False).hexdigest()


def fault_of_bytes(data: bytes, resource: Mapping[str, Any]) -> str:
    """Return how a file differs from what its descriptor declares; an empty text if it does not.

    Args:
        data: the whole file.
        resource: what the descriptor says of it, with its size (``bytes``) and its ``hash`` if it says that. A hash
            without an algorithm is one of MD5, by the Data Package standard.

    >>> fault_of_bytes(b"abc", {"bytes": 3, "hash": "900150983cd24fb0d6963f7d28e17f72"})
    ''
    >>> fault_of_bytes(b"abd", {"bytes": 3, "hash": "900150983cd24fb0d6963f7d28e17f72"})
    'its hash differs from the descriptor'
    """
    size, stated = resource.get("bytes"), resource.get("hash")
    if size is not None and (type(size) is not int or size != len(data)):
        return f"its size differs from the descriptor: {len(data)} bytes, not {shorten(size)}"
    if stated is None:
        return ""
    algorithm, colon, digits = stated.rpartition(":") if isinstance(stated, str) else ("", "", "")
    algorithm = algorithm.lower() if colon else "md5"
    if algorithm not in _ALGORITHMS or not digits:
        return f"its hash cannot be checked: {shorten(stated)} is not one of {', '.join(_ALGORITHMS)}"
    return "" if _digest(algorithm, data) == digits.lower() else "its hash differs from the descriptor"


def seal(text: str) -> str:
    r"""Return the text of a descriptor with the hash of itself, as its last property.

    Args:
        text: a JSON object, each property of which begins a line with two blanks.

    >>> print(seal('{\n  "name": "kites"\n}\n'), end="")
    {
      "name": "kites",
      "descriptorHash": "sha256:3b26c1c2f91afb839ae6419f06c5fa1415dc017f8dad2899b3ce9c1e7f3a7d16"
    }
    """
    before, after = text.removesuffix("\n}\n") + "," + _SEAL.decode(), '"\n}\n'
    return f"{before}{_digest('sha256', (before + after).encode())}{after}"


def fault_of_seal(text: bytes) -> str:
    r"""Return how a descriptor differs from the hash that it has of itself; an empty text if it does not.

    A descriptor without such a hash is not at fault.

    >>> sealed = seal('{\n  "name": "kites"\n}\n').encode()
    >>> fault_of_seal(sealed), fault_of_seal(sealed.replace(b"kites", b"mites")), fault_of_seal(b"{}")
    ('', 'it has changed since it was written: its own hash differs', '')
    """
    before, mark, after = text.rpartition(_SEAL)
    if not mark and _NAME not in text:
        return ""
    digits, rest = after[:_DIGITS], after[_DIGITS:]
    is_same = mark and _digest("sha256", before + mark + rest).encode() == digits
    return "" if is_same else "it has changed since it was written: its own hash differs"
