"""Who says what on a treatment, in one phrase."""

from __future__ import annotations

from hepaboard.assess import Assessment, OptionResult
from hepaboard.assess.model import StatementResult
from hepaboard.assess.project_rules import PROJECT

DIRECTIONS = {"for": "▲", "consider": "△", "against": "▼", "stop": "■"}
MOST = 4
FAVOUR, AGAINST = frozenset({"for", "consider"}), frozenset({"against"})
OPPOSITE = {
    "contraindicated": frozenset[str](),
    "recommended": AGAINST,
    "acceptable": AGAINST,
    "contested": frozenset[str](),
    "needs_data": FAVOUR | AGAINST,
    "undetermined": FAVOUR | AGAINST,
    "not_recommended": FAVOUR,
    "not_addressed": frozenset[str](),
}


def star(assessment: Assessment, source: str) -> str:
    """The mark of a source whose text is pending human review."""
    pending = any(c.source == source and c.review_status == "pending" for c in assessment.citations)
    return "*" if pending else ""


def said_by(assessment: Assessment, option: OptionResult) -> str:
    """What each source says that holds, in its own scale; then what is open and would differ.

    Of what is open only the side opposite to the verdict is told: what could still speak against
    a favoured treatment, or for one that is not. For an open verdict both sides are.
    """
    holding = [s for s in option.statements if s.status == "holds"]
    if option.verdict == "contraindicated":
        holding = [s for s in holding if s.direction == "stop"]
    parts = [_said(assessment, statement) for statement in holding]
    parts = list(dict.fromkeys(parts))[:MOST]
    waiting: dict[str, dict[str, None]] = {}
    for statement in option.statements:
        if statement.source == PROJECT:
            continue  # the sheet says once for all options what a project rule waits for
        if statement.status == "unknown" and statement.direction in OPPOSITE[option.verdict]:
            source = statement.source + star(assessment, statement.source)
            waiting.setdefault(source, {})[DIRECTIONS[statement.direction]] = None
    if waiting:
        said = ", ".join(f"{''.join(marks)} {source}" for source, marks in waiting.items())
        parts.append(f"open {said}" if parts else said)
    return " · ".join(parts)


def _said(assessment: Assessment, statement: StatementResult) -> str:
    mark = DIRECTIONS[statement.direction]
    if statement.direction == "stop":
        return f"{mark} {statement.id} {statement.says}"
    if statement.source == PROJECT:
        return f"{mark} {statement.id} project rule, no source"
    source = statement.source + star(assessment, statement.source)
    return f"{mark} {source} {statement.strength or statement.says}"
