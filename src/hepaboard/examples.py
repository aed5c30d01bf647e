"""The example cases that are shipped with the knowledge."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hepaboard.document import read_document
from hepaboard.errors import HepaboardError

FOLDER = Path(__file__).resolve().parent / "knowledge" / "examples"
PREFIX = "example:"


@dataclass(frozen=True, slots=True)
class Example:
    """One example: a case, what is expected of it, and why, for the clinician who checks it."""

    name: str
    about: str
    case: dict[str, Any]
    expect: dict[str, Any]
    why: str


def shipped() -> list[Example]:
    """All examples, by name."""
    return [_example(path) for path in sorted(FOLDER.glob("*.yaml"))]


def case_source(name: str) -> str | dict[str, Any]:
    """What ``read_case`` takes: the case of ``example:NAME``, or the path as it is.

    Raises
    ------
    HepaboardError
        There is no such example.
    """
    if not name.startswith(PREFIX):
        return name
    path = FOLDER / f"{name.removeprefix(PREFIX)}.yaml"
    if path.parent != FOLDER or not path.is_file():
        known = ", ".join(item.stem for item in sorted(FOLDER.glob("*.yaml")))
        raise HepaboardError(f"There is no example {name.removeprefix(PREFIX)!r}.", allowed=known)
    return _example(path).case


def _example(path: Path) -> Example:
    data = read_document(path).data
    return Example(
        path.stem,
        str(data["case"].get("about", "")),
        data["case"],
        data.get("expect", {}),
        str(data.get("why", "")),
    )
