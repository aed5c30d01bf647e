"""The control of one fact on the form: what stands in it, and what a person put into it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from hepaboard.errors import HepaboardError
from hepaboard.guideline import Fact
from hepaboard.web.cases.edits import ABSENT

Bound = Literal["exactly", "at_least", "at_most"]
#: What a record may carry beside its value and still be edited by a form.
_SIMPLE = frozenset({"value", "at_least", "at_most", "unit", "on", "by"})
_INTEGER = re.compile(r"[-+]?[0-9]{1,19}")
_DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)")


@dataclass(frozen=True, slots=True)
class Control:
    """What stands in a fact's control; ``state`` is ``unknown`` where nothing is entered.

    ``series`` counts the dated values of which the newest is shown. ``text_only`` tells that the
    entry holds more than a form can show: it is edited as text.
    """

    state: Literal["known", "unknown"]
    value: str = ""
    members: tuple[str, ...] = ()
    bound: Bound = "exactly"
    unit: str = ""
    on: str = ""
    by: str = ""
    series: int = 0
    text_only: bool = False
    extras: bool = field(default=False)


def control(fact: Fact, entry: Any) -> Control:
    """The control for what is recorded (``ABSENT``: nothing)."""
    if entry is ABSENT or entry is None:
        return Control("unknown")
    if isinstance(entry, list) and entry and isinstance(entry[0], dict):
        if not all(_simple(item) for item in entry):
            return Control("known", text_only=True, series=len(entry))
        newest = max(entry, key=lambda item: str(item.get("on", "")))
        return _recorded(fact, newest, len(entry))
    if isinstance(entry, dict):
        if not _simple(entry):
            return Control("known", text_only=True)
        return _recorded(fact, entry, 0)
    return _recorded(fact, {"value": entry}, 0)


def _simple(record: Mapping[str, Any]) -> bool:
    bounds = "at_least" in record and "at_most" in record
    return set(record) <= _SIMPLE and not bounds


def _recorded(fact: Fact, record: Mapping[str, Any], series: int) -> Control:
    bound: Bound = "exactly"
    value = record.get("value")
    for edge in ("at_least", "at_most"):
        if record.get(edge) is not None:
            bound, value = edge, record[edge]
    return Control(
        "known",
        value=("yes" if value else "no") if isinstance(value, bool) else str(value),
        members=tuple(value) if isinstance(value, list) else (),
        bound=bound,
        unit=str(record.get("unit") or fact.entry.unit or ""),
        on=str(record.get("on") or ""),
        by=str(record.get("by") or ""),
        series=series,
        extras=any(record.get(key) for key in ("on", "by")),
    )


def posted(fact: Fact, form: Any, before: Any) -> Any:
    """The entry that a form gives a fact; ``ABSENT`` for unknown. Nothing is guessed.

    Parameters
    ----------
    before
        The entry so far: a value with a day joins a series.

    Raises
    ------
    HepaboardError
        The form leaves open what is meant.
    """
    value = _value(fact, form)
    if value is ABSENT:
        return ABSENT
    bound = form.get("bound", "exactly")
    record: dict[str, Any] = {bound if bound in ("at_least", "at_most") else "value": value}
    unit = form.get("unit", "")
    if unit and unit != fact.entry.unit:
        record["unit"] = unit
    for key in ("on", "by"):
        if text := form.get(key, "").strip():
            record[key] = text
    if isinstance(before, list) and before and isinstance(before[0], dict):
        return _joined(fact, before, record)
    return record["value"] if set(record) == {"value"} else record


def _joined(fact: Fact, before: list[Any], record: dict[str, Any]) -> list[Any]:
    """The series with a value put in at its day."""
    day = record.get("on")
    if day is None:
        raise HepaboardError(
            f"{fact.name} has values of several days.",
            field=fact.name,
            todo="Give the day of this one, too.",
        )
    kept = [item for item in before if item.get("on") != day]
    return sorted([*kept, record], key=lambda item: str(item.get("on", "")))


def _value(fact: Fact, form: Any) -> Any:
    kind = fact.type.kind
    if kind == "set":
        if form.get("state") != "known":
            return ABSENT
        return [name for name in form.getlist("members") if name]
    text = form.get("value", "").strip()
    if not text:
        return ABSENT
    if kind == "boolean":
        return {"yes": True, "no": False}.get(text, text)
    return number(text) if fact.type.numeric else text


def number(text: str) -> Any:
    """A number as it is written, or the text where it is none: the check names what is allowed."""
    if _INTEGER.fullmatch(text):
        return int(text)
    return Decimal(text) if _DECIMAL.fullmatch(text) else text
