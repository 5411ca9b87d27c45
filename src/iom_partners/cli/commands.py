"""The commands that ask the data or write them: chair, members, name, find and export."""

from __future__ import annotations

import argparse
from typing import Any

from ..dataset import Dataset
from ..errors import InvalidQuestionError, UndecidedError
from ..loading import load, today
from ..store.table_schemas import told_apart
from .output import print_json, print_text

__all__ = ["chair", "export", "find", "members", "name"]

_LISTED = ("certain", "possible")
_STATUS = {"certain": 0, "ruled_out": 1, "possible": 3, "unknown": 3}


def chair(args: argparse.Namespace) -> int:
    """Print who held the chair of a body."""
    data = _data(args)
    return _answer(args, data, data.chair_of(args.body, **_time(args)))


def members(args: argparse.Namespace) -> int:
    """Print who was a member of a body, or how many there were."""
    data = _data(args)
    if args.count is not None:
        return _count(args, data)
    return _answer(args, data, data.members_of(args.body, **_time(args), components=args.components))


def name(args: argparse.Namespace) -> int:
    """Print what an organization was called."""
    data = _data(args)
    return _answer(args, data, data.name_of(args.body, **_time(args)))


def find(args: argparse.Namespace) -> int:
    """Print the records whose names are nearest to a text, best first."""
    records = _data(args).find(args.text, args.limit)
    found = [{"id": each.id, "name": each.name, "acronym": getattr(each, "acronym", None)} for each in records]
    if args.json:
        print_json(found)
    else:
        for item in found:
            print_text(f"{item['id']}: {_label(item)}")
    return _STATUS["certain" if found else "ruled_out"]


def export(args: argparse.Namespace) -> int:
    """Write the data in a format, and print what it cannot hold."""
    if args.out == "-":
        raise InvalidQuestionError("files are written, not the output", value=args.out, field="out", hint="name a file")
    lost = _data(args).export(args.out, args.format, about=args.about, strict=args.strict)
    if args.json:
        print_json(lost.to_dicts())
    else:
        for line in str(lost).splitlines() if lost else ():
            print_text(line)
        print_text(f"{args.out} is written" if lost else f"{args.out} is written; nothing is lost")
    return 0


def _data(args: argparse.Namespace) -> Dataset:
    data = Dataset.read(args.data) if args.data else load()
    return data.according_to(*args.according_to) if args.according_to else data


def _time(args: argparse.Namespace) -> dict[str, Any]:
    given = {each: getattr(args, each) for each in ("on", "during", "throughout")}
    return {each: _day(text) for each, text in given.items() if text is not None}


def _day(text: str) -> str:
    """Return a date as it is written; today where the user says so."""
    return today().isoformat() if text == "today" else text


def _answer(args: argparse.Namespace, data: Dataset, answer: Any) -> int:
    told = answer.to_dict()
    if args.json:
        print_json(told | _origin(data))
    else:
        labels = told_apart({_key(each): _label(each) for word in _LISTED for each in told[word]})
        for word in _LISTED:
            for item in told[word]:
                print_text(f"{word}: {labels[_key(item)]}")
        print_text(told["why"])
        sources = dict.fromkeys(each["source_id"] for proof in told["evidence"] for each in proof["citations"])
        if sources:
            print_text(f"sources: {', '.join(sources)}")
    return _STATUS[told["verdict"]]


def _count(args: argparse.Namespace, data: Dataset) -> int:
    if args.components:
        raise InvalidQuestionError("a collective counts as one", field="--count", hint="leave out --components")
    count = data.member_count(args.body, on=_day(args.count))
    if args.json:
        print_json(count.to_dict() | _origin(data))
    else:
        print_text(str(count))
        print_text(count.why)
    try:
        int(count)
    except UndecidedError:
        return _STATUS["possible"]
    return _STATUS["certain"]


def _origin(data: Dataset) -> dict[str, Any]:
    """Return which data an answer comes from."""
    return {"data": {"version": data.version, "horizon": data.horizon and str(data.horizon)}}


def _key(item: Any) -> str:
    return item if isinstance(item, str) else str(item["id"])


def _label(item: Any) -> str:
    if isinstance(item, str):
        return item
    return f"{item['acronym']} – {item['name']}" if item["acronym"] else str(item["name"])
