"""The liver map of a case page: the picture, the table beside it, and what follows from both."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from hepaboard.assess import Assessment
from hepaboard.assess.model import FactValue
from hepaboard.case import CaseFile, facts_of
from hepaboard.case.derive import both_lobes
from hepaboard.guideline import Fact, Guideline
from hepaboard.report.liver_map import liver_map_svg, map_lesions
from hepaboard.report.liver_map.lesion import SEGMENT
from hepaboard.web.cases.tables import Cell, Tables

#: The facts of a lesion that the map shows; all others stand in the form.
SHOWN = (SEGMENT, "lesion_diameter_cm")
#: Rules by which a fact of the patient follows from the listed lesions.
BY_LESIONS = frozenset({"lesion_count", "largest"})
#: What the segments tell as well, but a person records.
BOTH_LOBES = "bilobar"


@dataclass(frozen=True, slots=True)
class LiverRow:
    """One lesion of the table; ``drawn`` tells whether the map shows it."""

    number: int
    id: str
    cells: tuple[Cell, ...]
    size: str
    drawn: bool


@dataclass(frozen=True, slots=True)
class Follows:
    """A fact that follows from the lesions; ``known`` is None where they do not tell."""

    fact: Fact
    known: FactValue | None


@dataclass(frozen=True, slots=True)
class Liver:
    """The whole part of the page.

    ``lobes`` is what the segments tell of both lobes (None: nothing), ``recorded`` what the case
    says of it.
    """

    svg: SafeString
    rows: tuple[LiverRow, ...]
    follows: tuple[Follows, ...]
    listed: int
    complete: bool
    lobes: bool | None
    recorded: FactValue | None

    @property
    def record(self) -> str:
        """What to record of both lobes (``yes``, ``no``), empty where nothing is to be done."""
        if self.lobes is None or (self.recorded and self.recorded.value == self.lobes):
            return ""
        return "yes" if self.lobes else "no"


def liver_of(file: CaseFile, tables: Tables, answer: Assessment, guideline: Guideline) -> Liver:
    """The map of the listed lesions as of the day of the assessment."""
    facts = facts_of(file, guideline.vocabulary, guideline.treatments, answer.case.assessed_on)
    lesions = map_lesions(file, facts, guideline)
    # Every word of a case in the picture is escaped by the one who draws it.
    svg = mark_safe(liver_map_svg(lesions, title="", key=False, focusable=True, paper=False))
    cells = {row.id: {cell.fact.name: cell for cell in row.cells} for row in tables.lesions}
    known = {item.fact: item for item in answer.facts}
    places = [str(found[SEGMENT].value) if SEGMENT in found else None for _, found in facts.lesions]
    return Liver(
        svg=svg,
        rows=tuple(
            LiverRow(
                number,
                item.id,
                tuple(cells[item.id][name] for name in SHOWN),
                item.size,
                item.segment is not None,
            )
            for number, item in enumerate(lesions, 1)
        ),
        follows=tuple(
            Follows(fact, known.get(name))
            for name, fact in guideline.vocabulary.items()
            if BY_LESIONS & set(fact.entry.derive or ())
        ),
        listed=len(lesions),
        complete=tables.lesions_complete,
        lobes=both_lobes(places, tables.lesions_complete) if lesions else None,
        recorded=known.get(BOTH_LOBES),
    )
