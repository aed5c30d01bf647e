"""The shipped knowledge with something changed, proved."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Sequence
from pathlib import Path

from hepaboard.guideline import Guideline
from hepaboard.guideline.assemble import assemble
from hepaboard.guideline.build import build
from hepaboard.guideline.knowledge import read_knowledge
from hepaboard.guideline.place import ROOT
from hepaboard.verify import Verification, verify


class Changed:
    """A copy of the knowledge files that can be changed and proved."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "knowledge"
        shutil.copytree(ROOT, self.folder)

    def change(self, file: str, find: str, put: str) -> Changed:
        """Other text in a file, where it stands once."""
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert text.count(find) == 1, (find, text.count(find))
        path.write_text(text.replace(find, put), encoding="utf-8")
        return self

    def guideline(self, sources: Sequence[str] | None = None) -> Guideline:
        """The guideline in the folder."""
        chosen = None if sources is None else tuple(sources)
        return assemble(build(read_knowledge(self.folder, chosen)))

    def verify(self, kinds: Collection[str]) -> Verification:
        """What can be proved of it."""
        return verify(self.guideline(), reload=self.guideline, root=self.folder, kinds=kinds)

    def failed(self, *kinds: str) -> dict[str, dict | None]:
        """The obligations that fail, with their counter-examples."""
        found = self.verify(kinds)
        return {r.id: r.witness for r in found.obligations if r.status != "proved"}
