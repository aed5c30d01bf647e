"""Small guidelines for tests: the minimal knowledge, with more sources where a test needs them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from hepaboard import assess_facts
from hepaboard.assess import Assessment
from hepaboard.guideline import Guideline
from hepaboard.guideline.assemble import assemble
from hepaboard.guideline.build import build
from hepaboard.guideline.knowledge import read_knowledge

MINIMAL = Path(__file__).resolve().parents[1] / "fixtures" / "good" / "minimal"
SOURCE = """\
id: {name}
title: Another source for tests
short: test source
citation: "Nobody. Another source for tests."
published: "2026-01-01"
kind: unreviewed_article
review: {review}
review_note: It says nothing about patients.
{voice}licence: Written for the tests.
scope:
  when: "{scope}"
  rows: [{name}-001]
  says: Tumours of the colon.
"""
STATEMENT = """\
  - id: {name}
    rows: [{source}-001]
    where: Drugs
    option: {option}
    direction: {direction}
    strength: {{said: some}}
    when: "{when}"
    says: For the test.
"""


class Packs:
    """A knowledge folder that can be added to, and loaded."""

    def __init__(self, root: Path) -> None:
        self.folder = root / "knowledge"
        shutil.copytree(MINIMAL, self.folder)

    def source(
        self,
        name: str,
        *statements: tuple[str, str, str],
        review: str = "reviewed",
        voice: str | None = None,
        scope: str = "site = 'colon'",
        concept: str | None = None,
    ) -> Packs:
        """One source more, with statements (option, direction, condition)."""
        folder = self.folder / "sources" / name
        (folder / "statements").mkdir(parents=True)
        said = f"voice: {voice}\n" if voice else ""
        text = SOURCE.format(name=name, review=review, voice=said, scope=scope)
        (folder / "source.yaml").write_text(text, encoding="utf-8")
        (folder / "rows.csv").write_text(f"id,kind,place\n{name}-001,advice,Drugs\n", "utf-8")
        if statements:
            entries = "".join(
                STATEMENT.format(
                    name=f"{name}-{i}", source=name, option=option, direction=direction, when=when
                )
                for i, (option, direction, when) in enumerate(statements)
            )
            (folder / "statements" / "all.yaml").write_text(
                f"topic: Drugs\nstatements:\n{entries}", encoding="utf-8"
            )
        if concept:
            (folder / "definitions.yaml").write_text(
                "definitions:\n  own:\n    label: own\n    concept: enough_liver\n"
                f'    rows: [{name}-001]\n    when: "{concept}"\n',
                encoding="utf-8",
            )
        return self

    def policy(self, ranks: list[list[str]], **more: str) -> Packs:
        """Another order of the sources."""
        lines = ["id: own", "ranks:"]
        for names in ranks:
            lines += [f"  - sources: [{', '.join(names)}]", "    reason: For the test."]
        lines += ["settings:", "  major_from: {value: 3, reason: For the test.}"]
        lines += [f"{key}: {value}" for key, value in more.items()]
        (self.folder / "policy.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
        return self

    def change(self, file: str, find: str, put: str) -> Packs:
        """Other text in a file."""
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert text.count(find) == 1, find
        path.write_text(text.replace(find, put), encoding="utf-8")
        return self

    def guideline(self) -> Guideline:
        """The guideline in the folder."""
        return assemble(build(read_knowledge(self.folder)))

    def assess(self, **facts: Any) -> Assessment:
        """The answer for these facts of a patient with a tumour of the colon."""
        return assess_facts({"site": "colon", **facts}, self.guideline())
