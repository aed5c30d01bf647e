"""The typical patient, near whom the cases that proofs show lie."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from hepaboard.errors import HepaboardError
from hepaboard.guideline.place import ROOT
from hepaboard.guideline.schema import TypicalFile
from hepaboard.logic import FactType, Members, Value
from hepaboard.verify.knowledge_file import knowledge_file


def typical_patient(types: Mapping[str, FactType], root: Path = ROOT) -> dict[str, Value]:
    """The facts of the typical patient, those of most weight first; none without the file.

    Raises
    ------
    HepaboardError
        A fact that does not exist, or a value that does not fit.
    """
    file = knowledge_file(root / "typical.yaml", TypicalFile)
    if file is None:
        return {}
    found: dict[str, Value] = {}
    for name, raw in file.model.facts.items():
        fact = types.get(name)
        value = None if fact is None or fact.scope != "patient" else _value(fact, raw)
        if value is None:
            raise HepaboardError(
                f"{name} cannot be {raw!r}." if fact else f"There is no fact {name}.",
                file=file.document.file,
                line=file.document.line(("facts", name)),
                field=f"facts.{name}",
                allowed=None if fact is None else ", ".join(fact.values) or None,
            )
        found[name] = value
    return found


def _value(fact: FactType, raw: Any) -> Value | None:
    if fact.kind == "boolean":
        return raw if isinstance(raw, bool) else None
    if fact.kind == "enum":
        return raw if raw in fact.values else None
    if fact.kind == "set":
        fits = isinstance(raw, list) and set(raw) <= set(fact.values)
        return Members(frozenset(raw), None) if fits else None
    if isinstance(raw, bool) or not isinstance(raw, int | Decimal):
        return None
    number = Decimal(raw)
    low, high = fact.low, fact.high
    inside = (low is None or number >= low) and (high is None or number <= high)
    return number if inside else None
