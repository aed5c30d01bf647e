"""One statement as a page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hepaboard.assess.disagreements import all_disagreements
from hepaboard.assess.topic_model import Disagreement
from hepaboard.assess.why import found
from hepaboard.guideline import Guideline
from hepaboard.guideline.phrase import Phrase, phrase
from hepaboard.guideline.schema import SourceFile
from hepaboard.web.browse.readings import ReadingEntry, readings


@dataclass(frozen=True, slots=True)
class StatementPage:
    """A statement, stop, delay or alert with all that belongs to it."""

    id: str
    entry: Any
    source: SourceFile | None
    says: str
    condition: Phrase
    treatment: str
    reading: ReadingEntry | None
    errata: tuple[Any, ...]


def page_of(guideline: Guideline, statement: str) -> StatementPage:
    """The page of a statement.

    Raises
    ------
    HepaboardError
        There is no such statement.
    """
    source, entry, node = found(guideline, statement)
    says = getattr(entry, "says", "") or getattr(entry, "reason", "") or getattr(entry, "text", "")
    option = getattr(entry, "option", None)
    names = [option] if option else list(getattr(entry, "stop", ()))
    return StatementPage(
        id=statement,
        entry=entry,
        source=guideline.sources.get(source or ""),
        says=says,
        condition=phrase(guideline, node),
        treatment=", ".join(guideline.treatments[name].name for name in names),
        reading=next((r for r in readings() if r.id == getattr(entry, "reading", None)), None),
        errata=tuple(
            item
            for item in guideline.errata.get(source or "", ())
            if item.id == getattr(entry, "erratum", None)
            or set(item.rows) & set(getattr(entry, "rows", ()))
        ),
    )


def topics_of(guideline: Guideline, page: StatementPage) -> list[Disagreement]:
    """The disagreements that the statement takes part in."""
    rows = set(getattr(page.entry, "rows", ()))
    return [
        topic
        for topic in all_disagreements(guideline)
        if any(rows & set(position.rows) for position in topic.positions)
    ]
