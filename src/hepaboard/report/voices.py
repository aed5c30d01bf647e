"""Who says what on a treatment, in one phrase."""

from __future__ import annotations

from hepaboard.assess import Assessment, OptionResult

DIRECTIONS = {"for": "▲", "consider": "△", "against": "▼", "stop": "■"}


def star(assessment: Assessment, source: str) -> str:
    """The mark of a source whose text is pending human review."""
    pending = any(c.source == source and c.review_status == "pending" for c in assessment.citations)
    return "*" if pending else ""


def said_by(assessment: Assessment, option: OptionResult) -> str:
    """Each source's strongest holding statement in its own scale, against ones included."""
    parts: list[str] = []
    for statement in option.statements:
        if statement.status != "holds":
            continue
        who = (
            statement.id
            if statement.source == "safety"
            else statement.source + star(assessment, statement.source)
        )
        strength = statement.strength or statement.says
        part = f"{DIRECTIONS[statement.direction]} {who} {strength}"
        if part not in parts:
            parts.append(part)
    waiting: dict[str, list[str]] = {}
    for statement in option.statements:
        if statement.status == "unknown" and statement.source != "safety":
            mark = DIRECTIONS[statement.direction]
            marks = waiting.setdefault(statement.source + star(assessment, statement.source), [])
            if mark not in marks:
                marks.append(mark)
    if waiting and len(parts) < 3:
        said = ", ".join(f"{''.join(marks)} {source}" for source, marks in waiting.items())
        parts.append(f"open {said}" if parts else said)
    return " · ".join(parts[:4])
