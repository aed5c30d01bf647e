"""READINGS.md as sections: the readings chosen where a source is ambiguous."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

_ITEM = re.compile(r"^- (?:([A-Z][A-Za-z ]+): )?(.*)$")


@dataclass(frozen=True, slots=True)
class ReadingEntry:
    """One reading: its id, title and parts (place, possible readings, reading, effect, status)."""

    id: str
    title: str
    section: str
    parts: tuple[tuple[str, str], ...]


@lru_cache(maxsize=1)
def readings() -> tuple[ReadingEntry, ...]:
    """All readings in the order of the file; none if the file is not installed."""
    path = _path()
    if path is None:
        return ()
    found: list[ReadingEntry] = []
    section, name, parts = "", "", list[tuple[str, str]]()
    for line in [*path.read_text(encoding="utf-8").splitlines(), "### "]:
        if line.startswith(("## ", "### ")):
            if name:
                id_, _, title = name.partition(" ")
                found.append(ReadingEntry(id_, title, section, tuple(parts)))
            name, parts = "", []
            if line.startswith("### "):
                name = line.removeprefix("### ").strip()
            else:
                section = line.removeprefix("## ").strip()
        elif name and (match := _ITEM.match(line)):
            parts.append((match[1] or "", match[2].replace("`", "")))
    return tuple(found)


def _path() -> Path | None:
    """Beside the program in a checkout, or inside the installed package."""
    here = Path(str(files("hepaboard")))
    for path in (here / "READINGS.md", here.parents[1] / "READINGS.md"):
        if path.is_file():
            return path
    return None
