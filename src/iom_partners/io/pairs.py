"""Whether a key may stand twice in a JSON text, told by counting: the parser of the standard library keeps the last.

To be called for each object that it reads makes that parser several times as slow, so this decides whether it must.
"""

from __future__ import annotations

from typing import Any

__all__ = ["may_hold_twice"]

_HOLDERS = (dict, list)
#: The colon between key and value follows a quotation mark or a blank.
_COLONS = ('":', " :", "\t:", "\n:", "\r:")


def may_hold_twice(text: str, parsed: Any) -> bool:
    """Tell whether a key may stand twice in an object of a JSON text; no is sure, yes is not.

    Of keys that stand twice only one is left in what was parsed. Texts may hold colons like those counted here, so
    their number is the most pairs that there can have been.

    Args:
        text: the JSON text.
        parsed: what the standard library made of it.

    >>> may_hold_twice('{"a": 1, "b": 2}', {"a": 1, "b": 2}), may_hold_twice('{"a": 1, "a": 2}', {"a": 2})
    (False, True)
    """
    count = _count_pairs(parsed, text.count("{") + text.count("["))
    return count < text.count(":") and count < sum(map(text.count, _COLONS))


def _count_pairs(value: Any, most: int) -> int:
    """Count the keys of all objects, level by level: what is deeply nested must not end in a RecursionError.

    Args:
        value: what was parsed.
        most: how many objects and lists there can be; when all are counted, the levels below need not be looked at.
    """
    count, seen, level = 0, 0, [value]
    while level:
        dicts = [each for each in level if type(each) is dict]
        lists = [each for each in level if type(each) is list] if len(dicts) < len(level) else []
        count += sum(map(len, dicts))
        seen += len(dicts) + len(lists)
        if seen == most:
            break
        level = [inner for each in dicts for inner in each.values() if type(inner) in _HOLDERS]
        level += [inner for each in lists for inner in each if type(inner) in _HOLDERS]
    return count
