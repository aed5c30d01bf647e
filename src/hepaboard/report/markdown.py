"""The board sheet as Markdown."""

from __future__ import annotations

from hepaboard.assess import Assessment
from hepaboard.assess.project_rules import PROJECT
from hepaboard.report.line import SIGNS
from hepaboard.report.markdown_escape import escaped
from hepaboard.report.sheet import Sheet, sheet


def markdown(assessment: Assessment) -> str:
    """The sheet, then every statement that speaks, then the sources with their standing."""
    parts = [_sheet(sheet(assessment)), _statements(assessment), _sources(assessment)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _sheet(page: Sheet) -> str:
    lines = [f"# {escaped(page.head)}", "", escaped(page.guideline), "", escaped(page.phase)]
    if page.pending:
        lines += ["", r"\* text pending human review"]
    lines += [f"\n> {escaped(warning)}" for warning in page.warnings]
    for block in page.blocks:
        lines += ["", f"## {block.title.capitalize()}", ""]
        for line in block.lines:
            sign = f"{SIGNS[line.kind]} " if line.kind in SIGNS else ""
            label = f"**{sign}{escaped(line.label)}** " if line.label else sign
            rows = f" [{', '.join(line.rows)}]" if line.rows else ""
            aside = f" — {escaped(line.aside)}" if line.aside else ""
            lines.append(f"- {label}{escaped(line.text)}{aside}{rows}")
            lines += [f"  - {escaped(more)}" for more in line.more if more]
    return "\n".join([*lines, "", f"*{page.foot}*"])


def _statements(assessment: Assessment) -> str:
    lines = ["## Statements", ""]
    lines += [
        "| option | verdict | statement | says | status | because |",
        "|---|---|---|---|---|---|",
    ]
    for option in assessment.options:
        for item in option.statements:
            if item.status != "holds" and (
                option.verdict == "not_addressed" or item.source == PROJECT
            ):
                continue  # an open rule of the project stands once, above the options
            because = ", ".join(f"{b.fact} {b.words}" for b in item.because[:4])
            lines.append(
                f"| {option.name} | {option.verdict.replace('_', ' ')} | {item.id} "
                f"({', '.join(item.rows) or item.where}) {item.direction} | {escaped(item.says)} | "
                f"{item.status} | {escaped(because)} |"
            )
    return "\n".join(lines)


def _sources(assessment: Assessment) -> str:
    lines = ["## Sources", ""]
    for citation in assessment.citations:
        lines.append(
            f"- **{citation.source}** {escaped(citation.citation)} "
            f"{citation.review_status}: {escaped(citation.review_note)}"
        )
    lines += [
        "",
        f"Guideline {assessment.guideline.version}, content {assessment.guideline.hash}; "
        f"case {assessment.case.hash}.",
    ]
    return "\n".join(lines)
