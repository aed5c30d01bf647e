"""Knowledge folders for tests: the minimal one, and changed copies of it.

A fixture file names what is changed (``change``: put text in place of other text, add it at the
end of a file, or write a new file) and, where the copy must not load, the whole ``message``.
Paths in messages start with KNOWLEDGE.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from hepaboard.document import read_document
from hepaboard.errors import HepaboardError
from hepaboard.guideline.assemble import assemble
from hepaboard.guideline.build import build
from hepaboard.guideline.knowledge import read_knowledge

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
MINIMAL = FIXTURES / "good" / "minimal"


@dataclass(frozen=True)
class Change:
    """A changed copy of the minimal knowledge folder."""

    path: Path
    about: str
    change: list[dict[str, str]]
    sources: tuple[str, ...] | None
    message: str | None


def changes(folder: str) -> list[Change]:
    """All fixtures of good/ or bad/."""
    return [_change(path) for path in sorted((FIXTURES / folder).glob("*.yaml"))]


def _change(path: Path) -> Change:
    data = read_document(path).data
    assert set(data) <= {"about", "change", "sources", "message"}, path
    sources = tuple(data["sources"]) if "sources" in data else None
    return Change(path, data["about"], data["change"], sources, data.get("message"))


def changed(change: list[dict[str, str]], root: Path) -> Path:
    """The minimal folder with these changes, under ``root``."""
    folder = root / "knowledge"
    shutil.copytree(MINIMAL, folder)
    for item in change:
        apply(folder / item["file"], item)
    return folder


def apply(path: Path, item: dict[str, str]) -> None:
    """One change of one file."""
    if "write" in item:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(item["write"], encoding="utf-8")
    elif item.get("remove") == "file":
        path.unlink()
    else:
        text = path.read_text(encoding="utf-8")
        if "add" in item:
            text = f"{text}{item['add']}\n"
        else:
            assert text.count(item["find"]) == 1, f"{item['find']!r} is not in {path} once"
            text = text.replace(item["find"], item["put"])
        path.write_text(text, encoding="utf-8")


def load(folder: Path, sources: tuple[str, ...] | None = None):
    """The guideline in a folder, read afresh."""
    return assemble(build(read_knowledge(folder, sources)))


def refusal(folder: Path, sources: tuple[str, ...] | None = None) -> HepaboardError:
    """The error with which a folder is refused."""
    with pytest.raises(HepaboardError) as caught:
        load(folder, sources)
    return caught.value


def words(error: HepaboardError, folder: Path) -> str:
    """An error's whole text, with the folder and blanks at the end of lines left out."""
    lines = str(error).replace(str(folder), "KNOWLEDGE").splitlines()
    return "\n".join(line.rstrip() for line in lines)


def bless(change: Change, text: str) -> None:
    """Writes the message into the fixture, when asked to by HEPABOARD_BLESS=1."""
    if os.environ.get("HEPABOARD_BLESS") != "1":
        return
    kept = change.path.read_text(encoding="utf-8").split("message:")[0]
    body = "\n".join(f"  {line}".rstrip() for line in text.splitlines())
    change.path.write_text(f"{kept}message: |-\n{body}\n", encoding="utf-8")
    pytest.skip("the expected message was written anew")
