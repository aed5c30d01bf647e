"""The example cases that are shipped with the knowledge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hepaboard.document import read_document
from hepaboard.errors import HepaboardError

FOLDER = Path(__file__).resolve().parent / "knowledge" / "examples"
PREFIX = "example:"


@dataclass(frozen=True, slots=True)
class Example:
    """One example: a case, what is expected of it, and why, for the clinician who checks it.

    ``group`` is the folder it stands in: the source it is about, or ``safety``. ``sources`` are
    the packs that its expectation is written for; all if None.
    """

    name: str
    group: str
    title: str
    case: dict[str, Any]
    sources: tuple[str, ...] | None
    expect: Mapping[str, Any]
    why: str


def shipped() -> list[Example]:
    """All examples, by group and name."""
    return [_example(path) for path in _files()]


def example_file(name: str) -> Path:
    """The file of an example, named with or without ``example:``.

    Raises
    ------
    HepaboardError
        There is no such example; close names are told.
    """
    wanted = name.removeprefix(PREFIX)
    files = {path.stem: path for path in _files()}
    if wanted not in files:
        from difflib import get_close_matches

        near = get_close_matches(wanted, files, n=5, cutoff=0.5)
        raise HepaboardError(
            f"There is no example {wanted!r}.",
            allowed=f"perhaps {', '.join(near)}" if near else "a name that is listed",
            todo="hepaboard examples lists all of them.",
        )
    return files[wanted]


def case_source(name: str) -> str | dict[str, Any]:
    """What ``read_case`` takes: the case of ``example:NAME``, or the path as it is.

    Raises
    ------
    HepaboardError
        There is no such example.
    """
    return _example(example_file(name)).case if name.startswith(PREFIX) else name


def never_shown() -> dict[str, dict[str, str]]:
    """By condition, the values that no patient can give it, each with the reason."""
    found: dict[str, dict[str, str]] = {}
    for entry in read_document(FOLDER.parent / "never.yaml").data["never"]:
        found.setdefault(entry["id"], {})[entry["value"]] = entry["why"]
    return found


def _files() -> list[Path]:
    return sorted(FOLDER.glob("*/*.yaml"))


def _example(path: Path) -> Example:
    data = read_document(path).data
    sources = data.get("sources")
    return Example(
        path.stem,
        path.parent.name,
        data["title"],
        data["case"] if "case" in data else _as_case(path.stem, data["title"], data["facts"]),
        None if sources is None else tuple(sources),
        data.get("expect", {}),
        data.get("why", ""),
    )


def _as_case(name: str, title: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The case that a flat set of facts stands for, so that every command takes it."""
    lists = ("lesions", "declined")
    case: dict[str, Any] = {"id": name, "about": title}
    case["facts"] = {key: value for key, value in facts.items() if key not in lists}
    case["declined"] = facts.get("declined", [])
    if "lesions" in facts:
        listed = [{"id": f"L{i}", "findings": found} for i, found in enumerate(facts["lesions"], 1)]
        case["lesions"] = {"complete": False, "listed": listed}
    return case
