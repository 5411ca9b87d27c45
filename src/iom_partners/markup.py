"""Texts in HTML: escaped as a whole, and addresses that may be linked."""

from __future__ import annotations

import html
from unicodedata import category

__all__ = ["NO_MATH", "Markup", "address", "escaped", "linked"]

#: Pages set what stands between two dollar signs as mathematics, but not in elements of these classes.
NO_MATH = ' class="mathjax_ignore tex2jax_ignore"'


class Markup(str):
    """Text that is HTML already.

    >>> escaped(Markup("<b>"))
    '<b>'
    """

    __slots__ = ()


def escaped(value: object) -> Markup:
    r"""Return a value as text in HTML, which reads back unchanged; None is nothing.

    Characters that HTML does not allow become Python escapes: controls such as ``\x00`` and ``\r`` (except tab, line
    feed and form feed), lone surrogates such as ``\ud800``, and noncharacters.

    >>> escaped("<\x00>")
    '&lt;\\x00&gt;'
    """
    if isinstance(value, Markup):
        return value
    text = "" if value is None else str(value)
    if not text.isprintable():
        text = "".join(mark if mark.isprintable() or _is_held(mark) else repr(mark)[1:-1] for mark in text)
    return Markup(html.escape(text))


def linked(text: object, url: str | None) -> Markup:
    """Return a text as a link, or the text alone where there is no address that may be linked.

    >>> linked("IOM", "https://www.iom.int"), linked("IOM", "javascript:alert(1)")
    ('<a href="https://www.iom.int">IOM</a>', 'IOM')
    """
    found = address(url)
    return Markup(f'<a href="{escaped(found)}">{escaped(text)}</a>') if found else escaped(text)


def address(url: str | None) -> str | None:
    """Return an address if a page may link it: one of http or https, without marks that could end it.

    >>> address("https://www.iom.int"), address("javascript:alert(1)"), address('https://x.org/">')
    ('https://www.iom.int', None, None)
    """
    scheme, _, rest = (url or "").partition("://")
    is_plain = rest.isprintable() and not set(rest) & set(" <>\"'`\\{}|^") and rest[:1] not in ("", "/")
    return url if scheme.lower() in {"http", "https"} and is_plain else None


def _is_held(mark: str) -> bool:
    """Return whether HTML allows a character; browsers drop or change the others."""
    if mark in "\t\n\f":
        return True
    code = ord(mark)
    return category(mark) not in {"Cc", "Cs"} and not 0xFDD0 <= code <= 0xFDEF and code & 0xFFFE != 0xFFFE
