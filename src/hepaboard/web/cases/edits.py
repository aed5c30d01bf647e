"""What differs between two versions of a case, field by field, and putting it onto a third."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from hepaboard.case.model import SECTIONS
from hepaboard.web.cases.data import ORDER, Data

#: A field that is not there.
ABSENT: Any = type("Absent", (), {"__repr__": lambda self: "ABSENT", "__copy__": lambda s: s})()
Field = tuple[str, ...]
_LISTS = {"lesions": "listed", "treatments": "records", "imaging": "records"}


@dataclass(frozen=True, slots=True)
class Edit:
    """One field changed from ``before`` to ``after``; either may be ``ABSENT``."""

    field: Field
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Merged:
    """The data with the edits put in, and the edits that met another change, with its value."""

    data: Data
    conflicts: tuple[tuple[Edit, Any], ...]


def edits(before: Data, after: Data) -> list[Edit]:
    """The fields that differ, in the order of the file."""
    old, new = fields(before), fields(after)
    names = [*old, *(name for name in new if name not in old)]
    return [
        Edit(name, old.get(name, ABSENT), new.get(name, ABSENT))
        for name in names
        if not _same(old.get(name, ABSENT), new.get(name, ABSENT))
    ]


def fields(data: Data) -> dict[Field, Any]:
    """Every field with its value: a fact, a lesion's fact, a list of records as a whole."""
    return dict(_fields(data))


def _fields(data: Data) -> Iterator[tuple[Field, Any]]:
    for key, value in data.items():
        if key in SECTIONS or key == "dates":
            for name, entry in (value or {}).items():
                yield (key, name), entry
        elif key in _LISTS and value is not None:
            yield (key, "complete"), value["complete"]
            if key == "lesions":
                for lesion in value["listed"]:
                    yield ("lesion", lesion["id"]), True
                    for name, entry in lesion.items():
                        if name != "id":
                            yield ("lesion", lesion["id"], name), entry
            else:
                yield (key, "records"), value["records"]
        else:
            yield (key,), value


def merged(data: Data, changes: Iterable[Edit]) -> Merged:
    """The data with the changes put in wherever the field still is as the change found it."""
    made = copy.deepcopy(data)
    start = fields(data)
    wanted = list(changes)
    kept = _kept_lesions(start, wanted)
    conflicts = []
    for change in wanted:
        here = start.get(change.field, ABSENT)
        if change.field[:2] in kept:
            if len(change.field) == 2:
                conflicts.append((change, here))
        elif _same(here, change.after):
            continue
        elif _same(here, change.before):
            put(made, change.field, change.after)
        elif (joined := _lists_joined(change, here)) is not None:
            put(made, change.field, joined)
        else:
            conflicts.append((change, here))
    return Merged(made, tuple(conflicts))


def _kept_lesions(start: dict[Field, Any], changes: list[Edit]) -> set[Field]:
    """Lesions that a change removes although something of them was changed meanwhile."""
    removed = {c.field for c in changes if c.field[0] == "lesion" and c.after is ABSENT}
    before = {c.field: c.before for c in changes}
    return {
        field
        for field in removed
        if len(field) == 2
        and any(
            name[:2] == field and not _same(value, before.get(name, ABSENT))
            for name, value in start.items()
        )
    }


def _lists_joined(change: Edit, here: Any) -> list[Any] | None:
    """Two changes of one list of records joined, None where that cannot be done."""
    lists = (change.before, change.after, here)
    if change.field[-1] != "records" or not all(isinstance(item, list) for item in lists):
        return None
    return _joined(*lists)


def put(data: Data, field: Field, value: Any) -> None:
    """Sets a field, or removes it (``ABSENT``); sections stay in the usual order."""
    key = field[0]
    if key == "lesion":
        _put_lesion(data, field, value)
        return
    if len(field) == 1:
        _set(data, key, value)
    else:
        inner = data.get(key)
        if inner is None:
            inner = {"complete": False, _LISTS[key]: []} if key in _LISTS else {}
        if value is ABSENT and key in _LISTS:
            data.pop(key, None)
            return
        _set(inner, field[1], value)
        _set(data, key, inner if inner else ABSENT)
    for name in [name for name in ORDER if name in data]:
        data[name] = data.pop(name)


def _put_lesion(data: Data, field: Field, value: Any) -> None:
    lesions = data.setdefault("lesions", {"complete": False, "listed": []})
    found = next((item for item in lesions["listed"] if item["id"] == field[1]), None)
    if len(field) == 2:
        if value is ABSENT and found is not None:
            lesions["listed"].remove(found)
        elif value is not ABSENT and found is None:
            lesions["listed"].append({"id": field[1]})
    elif found is not None:
        _set(found, field[2], value)
    elif value is not ABSENT:
        lesions["listed"].append({"id": field[1], field[2]: value})


def _set(mapping: Data, key: str, value: Any) -> None:
    if value is ABSENT:
        mapping.pop(key, None)
    else:
        mapping[key] = copy.deepcopy(value)


def _joined(before: list[Any], after: list[Any], here: list[Any]) -> list[Any] | None:
    """Two changes of one list of records joined; None where both touch the same record."""
    removed = _minus(before, after)
    added = _minus(after, before)
    made = list(here)
    places = []
    for item in removed:
        place = next((i for i, other in enumerate(made) if _same(other, item)), None)
        if place is None:
            return None
        places.append(place)
        made[place] = ABSENT
    if len(added) == len(removed):
        for place, item in zip(places, added, strict=True):
            made[place] = item
    else:
        made += added
    return [item for item in made if item is not ABSENT]


def _minus(one: list[Any], other: list[Any]) -> list[Any]:
    rest = list(other)
    found = []
    for item in one:
        place = next((i for i, there in enumerate(rest) if _same(there, item)), None)
        if place is None:
            found.append(item)
        else:
            del rest[place]
    return found


def _same(one: Any, other: Any) -> bool:
    """Equal as written: yes is not 1, and 5 is not 5.0."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[k], other[k]) for k in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return type(one) is type(other) and bool(one == other) and str(one) == str(other)
