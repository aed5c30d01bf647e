"""Letters as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from hepaboard.report.letter.bundle import Bundle
from hepaboard.report.letter.content import DECISION, PENDING, Letter
from hepaboard.report.line import SIGNS, Line
from hepaboard.report.markdown_escape import escaped, escaped_line
from hepaboard.report.sheet import INTENDED_USE

_BLANK = "." * 24
SIGNATURE = f"date {_BLANK} name, for the board {_BLANK} signature {_BLANK}"


def letters_markdown(bundle: Bundle) -> str:
    """The letters one below the other; the same letters give the same text."""
    parts = [part for letter in bundle.letters for part in _letter(letter, bundle.agenda)]
    head = list(_agenda(bundle)) if bundle.agenda else []
    return "\n\n".join([*head, *parts, f"*{INTENDED_USE}*"]) + "\n"


def _agenda(bundle: Bundle) -> Iterator[str]:
    yield f"# {escaped(bundle.title)}"
    yield escaped(bundle.guideline)
    rows = [
        "| no. | case and question | stop | where the patient stands | missing |",
        "|---|---|---|---|---|",
    ]
    for number, letter in enumerate(bundle.letters, 1):
        cells = [
            (f"{letter.case}", letter.about, letter.phase),
            letter.brief.stops,
            letter.brief.stands,
            letter.brief.missing,
        ]
        told = " | ".join("<br>".join(escaped(line) for line in cell if line) for cell in cells)
        rows.append(f"| {number} | {told} |")
    yield "\n".join(rows)


def _letter(letter: Letter, one_of_several: bool) -> Iterator[str]:
    level = "##" if one_of_several else "#"
    yield f"{level} Tumour board letter: case {escaped(letter.case)}"
    pending = f" · {escaped(PENDING)}" if letter.pending else ""
    yield f"{letter.day} · {escaped(letter.guideline)}{pending}"
    for warning in letter.warnings:
        yield f"> ▲ {escaped(warning)}"
    for block in letter.blocks:
        yield f"{level}# {block.title.capitalize()}"
        yield "\n".join(text for line in block.lines for text in _line(line))
    yield f"{level}# {DECISION.capitalize()}"
    yield from (escaped_line(paragraph) for paragraph in letter.decision)
    if not letter.decision:
        yield "." * 72
    yield SIGNATURE
    yield escaped(letter.marks)


def _line(line: Line) -> Iterator[str]:
    sign = f"{SIGNS[line.kind]} " if line.kind in SIGNS else ""
    label = f"**{sign}{escaped(line.label)}** " if line.label else sign
    text = escaped(line.text) if label else escaped_line(line.text)
    aside = f" — {escaped(line.aside)}" if line.aside else ""
    rows = f" [{', '.join(line.rows)}]" if line.rows else ""
    yield f"- {label}{text}{aside}{rows}"
    yield from (f"  - {escaped_line(more)}" for more in line.more)
