"""Letters as PDF: set by typst from data alone, without a network."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from tempfile import TemporaryDirectory
from typing import Any

from hepaboard.errors import HepaboardError
from hepaboard.report.letter.bundle import Bundle
from hepaboard.report.letter.content import DECISION, PENDING, Letter
from hepaboard.report.letter.paper import Paper
from hepaboard.report.line import SIGNS, Line
from hepaboard.report.sheet import INTENDED_USE, Block

TYPST_PAPER = {"a4": "a4", "letter": "us-letter"}
MOST = 200
_NO_FONT = re.compile(r'the text `"(.+?)"` could not be displayed')
#: Width of a label column in millimetres, for each letter and at most.
LETTER_MM, MOST_MM = 1.9, 26.0


def letters_pdf(bundle: Bundle, paper: Paper = "a4") -> bytes:
    """The PDF, tagged for screen readers; the same letters give the same bytes.

    Raises
    ------
    HepaboardError
        The extra that sets PDF is not installed, or no font at hand has a sign of the text: it
        is refused, since a box in its place would tell nothing.
    """
    try:
        import typst
    except ImportError:
        raise HepaboardError(
            "Letters as PDF need typst, which is not installed.",
            todo='Install the extra: pip install "hepaboard[letter]"',
        ) from None
    template = files("hepaboard.report.letter").joinpath("page.typ").read_bytes()
    data = json.dumps(_bundle(bundle, paper), ensure_ascii=False)
    with TemporaryDirectory() as empty:
        # An empty root: the template can read no file, and names no package.
        compiler = typst.Compiler(template, root=empty, sys_inputs={"data": data})
        try:
            pdf = compiler.compile(format="pdf", pdf_standards="ua-1")
        except typst.TypstError as error:
            raise _unprintable(error.diagnostic) or error from None
    assert isinstance(pdf, bytes)
    return pdf


def _unprintable(diagnostic: str) -> HepaboardError | None:
    """The error that names the text for which no font is at hand, if that is what went wrong."""
    found = dict.fromkeys(_NO_FONT.findall(diagnostic))
    shown = [text for text in found if text.strip()]
    if not found:
        return None
    return HepaboardError(
        "No font on this machine shows " + ", ".join(shown or ["a sign of the text"])[:MOST] + ".",
        todo="Install a font that has these signs, or write a .docx or .md file.",
    )


def _bundle(bundle: Bundle, paper: Paper) -> dict[str, Any]:
    day = bundle.day
    return {
        "title": bundle.title,
        "day": [day.year, day.month, day.day] if day else None,
        "paper": TYPST_PAPER[paper],
        "foot": INTENDED_USE,
        "pending": PENDING,
        "decision_title": DECISION,
        "guideline": bundle.guideline,
        "agenda": bundle.agenda,
        "letters": [_letter(letter) for letter in bundle.letters],
    }


def _letter(letter: Letter) -> dict[str, Any]:
    return {
        "case": letter.case,
        "about": letter.about,
        "phase": letter.phase,
        "stops": list(letter.brief.stops),
        "stands": list(letter.brief.stands),
        "missing": list(letter.brief.missing),
        "day": letter.day,
        "version": letter.guideline.split(" · ")[0].removeprefix("guideline "),
        "guideline": letter.guideline,
        "pending": letter.pending,
        "warnings": list(letter.warnings),
        "blocks": [_block(block) for block in letter.blocks],
        "decision": list(letter.decision),
        "marks": letter.marks,
    }


def _block(block: Block) -> dict[str, Any]:
    longest = max(len(line.label) for line in block.lines)
    return {
        "title": block.title,
        "label": min(MOST_MM, max(6.0, longest * LETTER_MM)),
        "lines": [_line(line) for line in block.lines],
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "sign": SIGNS.get(line.kind, ""),
        "kind": line.kind,
        "label": line.label,
        "text": line.text,
        "aside": line.aside,
        "more": list(line.more),
        "rows": list(line.rows),
    }
