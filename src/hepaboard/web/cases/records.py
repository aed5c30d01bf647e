"""The tables of a case: lesions, treatments, examinations, what is declined, its head."""

from __future__ import annotations

import copy
from collections.abc import Container
from itertools import count
from typing import Any

from hepaboard.errors import HepaboardError
from hepaboard.guideline import Guideline
from hepaboard.report.liver_map import ROMAN
from hepaboard.report.liver_map.lesion import SEGMENT
from hepaboard.web.cases.control import number, posted
from hepaboard.web.cases.data import Data
from hepaboard.web.cases.edits import ABSENT, put

#: Fields of a dated treatment and of an examination, in the order of the form.
TREATMENT = ("treatment", "on", "start", "end", "ongoing", "planned", "line", "stage")
IMAGE = ("modality", "on", "planned", "note")
FIELDS = {"treatments": (*TREATMENT, "stopped_for", "note"), "imaging": IMAGE}
_MARKS = frozenset({"ongoing", "planned"})
_NUMBERS = frozenset({"line", "stage"})


def changed(data: Data, part: str, form: Any, guideline: Guideline) -> Data:
    """The data with what a form of one table asks for.

    Parameters
    ----------
    part
        ``head``, ``dates``, ``declined``, ``lesions``, ``treatments`` or ``imaging``.

    Raises
    ------
    HepaboardError
        There is no such table, row or lesion.
    """
    made = copy.deepcopy(data)
    match part:
        case "head":
            for key in ("about", "assessed_on"):
                put(made, (key,), form.get(key, "").strip() or ABSENT)
        case "dates":
            for key in form:
                if key.startswith("date-"):
                    put(made, ("dates", key.removeprefix("date-")), form[key].strip() or ABSENT)
        case "declined":
            names = [name for name in form.getlist("declined") if name]
            put(made, ("declined",), names or ABSENT)
        case "lesions":
            _lesions(made, form, guideline)
        case "treatments" | "imaging":
            _records(made, part, form)
        case _:
            raise HepaboardError(f"There is no table {part!r}.", field=part)
    return made


def _records(data: Data, part: str, form: Any) -> None:
    """One row added, changed or removed; or whether the list is complete."""
    table = copy.deepcopy(data.get(part)) or {"complete": False, "records": []}
    records = table["records"]
    action, row = form.get("do", ""), form.get("row", "")
    if action == "complete":
        table["complete"] = "complete" in form
    elif action == "add":
        records.append(_record(FIELDS[part], form, {}))
    else:
        if not (row.isdigit() and int(row) < len(records)):
            raise HepaboardError("There is no such row.", field=part)
        if action == "remove":
            del records[int(row)]
        else:
            records[int(row)] = _record(FIELDS[part], form, records[int(row)])
    data.pop(part, None)
    if records or table["complete"]:
        put(data, (part, "complete"), table["complete"])
        put(data, (part, "records"), records)


def _record(names: tuple[str, ...], form: Any, before: Data) -> Data:
    """A record as the form tells it; fields that the form does not show stay."""
    made = {key: value for key, value in before.items() if key not in names}
    for name in names:
        text = form.get(name, "").strip()
        if name in _MARKS:
            if text:
                made[name] = True
        elif text:
            made[name] = number(text) if name in _NUMBERS else text
    return {key: made[key] for key in (*names, *made) if key in made}


def _lesions(data: Data, form: Any, guideline: Guideline) -> None:
    """One lesion added or removed, its facts, or whether all are listed."""
    lesions = data.get("lesions") or {"complete": False, "listed": []}
    action = form.get("do", "")
    known = {item["id"]: item for item in lesions["listed"]}
    if action == "complete":
        put(data, ("lesions", "complete"), "complete" in form)
        return
    if action == "add":
        data["lesions"] = lesions
        put(data, ("lesion", _free(known)), True)
        return
    name = form.get("lesion", "")
    if action == "place":
        _place(data, lesions, name, form.get("segment", ""))
        return
    if name not in known:
        raise HepaboardError(f"There is no lesion {name!r}.", field="lesions")
    if action == "remove":
        put(data, ("lesion", name), ABSENT)
        return
    fact = guideline.vocabulary.get(form.get("fact", ""))
    if fact is None or fact.type.scope != "lesion":
        raise HepaboardError("There is no such fact of a lesion.", field="lesions")
    before = known[name].get(fact.name, ABSENT)
    put(data, ("lesion", name, fact.name), posted(fact, form, before))


def _free(known: Container[str]) -> str:
    """The first name that no lesion has."""
    return next(name for n in count(1) if (name := f"L{n}") not in known)


def _place(data: Data, lesions: Any, name: str, segment: str) -> None:
    """A new lesion in a segment of the map (none: not known), or a listed one moved there."""
    known = {item["id"]: item for item in lesions["listed"]}
    if (name and name not in known) or (segment and segment not in ROMAN.values()):
        raise HepaboardError(
            "There is no such lesion or segment.",
            field="lesions",
            allowed=", ".join(ROMAN.values()),
        )
    data["lesions"] = lesions
    where = next((value for value, roman in ROMAN.items() if roman == segment), ABSENT)
    before = known.get(name, {}).get(SEGMENT, ABSENT)
    if isinstance(before, list):
        raise HepaboardError(
            f"The segment of {name} is recorded with several days.",
            field="lesions",
            todo="Change it as text.",
        )
    name = name or _free(known)
    if name not in known:
        put(data, ("lesion", name), True)
    put(data, ("lesion", name, SEGMENT), where)
