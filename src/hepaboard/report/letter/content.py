"""What a board letter says, without any layout: the sheet, the situation and the decision."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from hepaboard.assess import assess
from hepaboard.case import CaseFile, facts_of, read_case
from hepaboard.days import day_words
from hepaboard.guideline import Guideline
from hepaboard.report.letter.brief import Brief, brief
from hepaboard.report.letter.plain import plain
from hepaboard.report.letter.situation import phase_words, situation_lines
from hepaboard.report.line import Line
from hepaboard.report.sheet import Block, Sheet, sheet

SITUATION = "QUESTION AND SITUATION"
DECISION = "DECISION OF THE BOARD"
PENDING = "* text pending human review"


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter.

    Parameters
    ----------
    case, about, assessed, phase
        Which case, in words, on which day (None: no record has a day), at which point of care.
    guideline, pending
        Version and sources; whether some source's text is pending review (marked with a star).
    warnings
        What the reader of the case file should look at.
    blocks
        Every headed part in the order in which a board reads.
    decision
        The board's decision, one paragraph each; empty where it is still to be written by hand.
    brief
        The same in a few words, for an agenda.
    foot, marks
        The intended use; which case and which guideline gave it, by their hashes.
    """

    case: str
    about: str
    assessed: date | None
    phase: str
    guideline: str
    pending: bool
    warnings: tuple[str, ...]
    blocks: tuple[Block, ...]
    decision: tuple[str, ...]
    brief: Brief
    foot: str
    marks: str

    @property
    def day(self) -> str:
        """The day of assessment in words."""
        return f"assessed {day_words(self.assessed)}" if self.assessed else "no date"


def letter_of(
    case: CaseFile | str | Path | dict[str, Any],
    guideline: Guideline,
    on: date | None = None,
    decision: tuple[str, ...] = (),
) -> Letter:
    """The letter of a case as of a day (its own if None).

    Raises
    ------
    HepaboardError
        The case cannot be read, has values that do not fit, or contradicts itself.
    """
    file = case if isinstance(case, CaseFile) else read_case(case)
    assessment = assess(file, guideline, on)
    facts = facts_of(file, guideline.vocabulary, guideline.treatments, on)
    page: Sheet = sheet(assessment)
    situation = Block(SITUATION, tuple(situation_lines(file, facts, assessment, guideline)))
    return Letter(
        case=assessment.case.id,
        about=plain(assessment.case.about or ""),
        assessed=assessment.case.assessed_on,
        phase=phase_words(assessment),
        guideline=page.guideline,
        pending=page.pending,
        warnings=tuple(plain(warning) for warning in page.warnings),
        blocks=tuple(_plain(block) for block in (situation, *page.blocks)),
        decision=decision,
        brief=brief(assessment),
        foot=page.foot,
        marks=page.marks,
    )


def _plain(block: Block) -> Block:
    """No word of a case, wherever it stands, may break a line or steer the page."""
    return Block(block.title, tuple(_plain_line(line) for line in block.lines))


def _plain_line(line: Line) -> Line:
    return replace(
        line,
        text=plain(line.text),
        label=plain(line.label),
        aside=plain(line.aside),
        more=tuple(plain(more) for more in line.more if more),
    )
