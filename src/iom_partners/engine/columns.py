"""Which columns each frame must have, and what is wrong with those that it has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..errors import InvalidQuestionError, UnknownNameError, listed, shorten
from ..model.vocabulary import CHAIRING_ROLES

__all__ = ["FRAMES", "Kind", "Need", "columns_of", "roles_of"]

#: What a column is: "date", "time" (a day with a time), "flag", "text", "whole number", "empty", or its type's name.
Kind = str


class Need(NamedTuple):
    """A column that a frame may have to have.

    Attributes:
        name: its standard name.
        kinds: what it may be; empty for anything.
        others: how else it is called in `Dataset.tables`.
        is_optional: whether the frame may be without it.
    """

    name: str
    kinds: tuple[Kind, ...] = ()
    others: tuple[str, ...] = ()
    is_optional: bool = False


_BODY = Need("body_id", others=("organization_id",))
_TIES = (
    _BODY,
    Need("agent_id", others=("member_id", "holder_id")),
    *(Need(name, ("date",)) for name in ("start_earliest", "start_latest", "end_earliest", "end_latest")),
    *(Need(name, ("flag",)) for name in ("starts_open", "ends_open")),
    Need("is_doubtful", ("flag",), is_optional=True),
    Need("status", ("text",), is_optional=True),
    Need("role", ("text",), is_optional=True),
)
#: The columns of each frame, by the name of the parameter.
FRAMES: dict[str, tuple[Need, ...]] = {
    "memberships": _TIES,
    "right": _TIES,
    "dates": (_BODY, Need("agent_id", others=("member_id", "holder_id")), Need("date", ("date",))),
    "coverage": (_BODY, Need("first_day", ("date",)), Need("last_day", ("date",))),
    "names": (Need("id"), Need("name", ("text",))),
}
#: In coverages of `Dataset.tables`, what tells several questions apart.
_OF_SEVERAL = ("of", "except_ids")


def columns_of(
    frame: str,
    found: Mapping[str, Kind],
    renamed: Mapping[str, str],
    casts: Mapping[Kind, str],
    only: Sequence[str] = (),
) -> dict[str, str]:
    """Return the columns of a frame by their standard names.

    Args:
        frame: which one it is, a key of `FRAMES`.
        found: the kind of each column that it has.
        renamed: the names that the caller gives, by standard name.
        casts: by kind, how a column of the library is made a date or a flag; see `Library.casts`.
        only: the standard names that are needed; all, if there are none.

    Raises:
        UnknownNameError: a column is not there.
        InvalidQuestionError: a column is not what it must be, or the frame answers several questions.

    >>> columns_of("coverage", {"body_id": "text", "from": "date", "to": "date"}, {"first_day": "from"}, {})
    Traceback (most recent call last):
    ...
    iom_partners.errors.UnknownNameError: coverage: there is no column last_day (the columns are body_id, from, to; \
write columns={"last_day": ...} if it has another name)
    """
    several = [each for each in _OF_SEVERAL if frame == "coverage" and each in found]
    if several:
        raise InvalidQuestionError(
            f"a column {several[0]!r} says that it is about several questions", value=several[0], field=frame,
            hint="keep the rows of the one asked, without this column; Dataset.engine_tables() has them ready",
        )  # fmt: skip
    made = {}
    for need in FRAMES[frame]:
        if only and need.name not in only:
            continue
        given = renamed.get(need.name)
        # One mapping is for all frames, so that a name in it may be of another frame.
        names = [each for each in (given, need.name, *need.others) if each is not None and each in found]
        if not names and need.is_optional:
            continue
        if not names:
            hint = f'write columns={{"{need.name}": ...}} if it has another name'
            hint = f"the columns are {listed(map(str, found), ', ')}; {hint}"
            raise UnknownNameError(f"there is no column {need.name}", value=need.name, field=frame, hint=hint)
        kind = found[names[0]]
        if need.kinds and kind != "empty" and kind not in need.kinds:
            told = {"date": "a day without a time", "flag": "true or false", "text": "text"}[need.kinds[0]]
            hint = casts.get(need.kinds[0], "").format(shorten(names[0]), names[0]) or f"make it {told}"
            raise InvalidQuestionError(
                f"column {names[0]!r} is {kind}, not {told}", value=kind, field=f"{frame}.{need.name}", hint=hint
            )
        made[need.name] = names[0]
    return made


def roles_of(columns: Mapping[str, str], roles: str | Sequence[str] | None) -> tuple[str, ...] | None:
    """Return the roles that count in a frame; None where all rows count.

    Args:
        columns: those of the frame, by standard name.
        roles: what the caller gives. Without it, of the tables ``memberships`` and ``chair_terms`` the roles that
            `Dataset.members_of` and `Dataset.chair_of` count.

    Raises:
        InvalidQuestionError: roles are given, and the frame has none; or it is not a text or several.

    >>> roles_of({"agent_id": "member_id", "role": "role"}, None), roles_of({"agent_id": "who"}, None)
    (('member',), None)
    """
    if roles is None:
        if "role" not in columns:
            return None
        return {"member_id": ("member",), "holder_id": CHAIRING_ROLES}.get(columns["agent_id"])
    several = (roles,) if isinstance(roles, str) else tuple(roles)
    if not several or not all(isinstance(each, str) for each in several):
        hint = 'write roles="member" or roles=("chair", "co-chair")'
        raise InvalidQuestionError(f"{shorten(roles)} is not a role", value=roles, field="roles", hint=hint)
    if "role" not in columns:
        hint = 'write columns={"role": ...}, or leave roles= out'
        raise InvalidQuestionError("the frame has no column of roles", value=roles, field="roles", hint=hint)
    return several
