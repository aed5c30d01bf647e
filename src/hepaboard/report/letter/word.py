"""Letters as DOCX, for boards that write their decision in a word processor."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from hepaboard.errors import HepaboardError
from hepaboard.report.letter.bundle import Bundle
from hepaboard.report.letter.content import DECISION, PENDING, Letter
from hepaboard.report.letter.paper import Paper
from hepaboard.report.letter.word_parts import (
    add_page_numbers,
    add_rule,
    set_header,
    set_margins,
    set_styles,
)
from hepaboard.report.line import SIGNS, Line
from hepaboard.report.sheet import INTENDED_USE, Block

LABEL_CM = {"wide": 3.4, "narrow": 1.4, "words": 2.6}
AGENDA = ("", "case and question", "stop", "where the patient stands", "missing")
AGENDA_CM = (0.8, 4.4, 4.6, 4.8, 3.2)
_LINE = "_" * 88


def letters_docx(bundle: Bundle, paper: Paper = "a4") -> bytes:
    """The document, with real headings, tables and page numbers.

    Raises
    ------
    HepaboardError
        The extra that writes DOCX is not installed.
    """
    try:
        from docx import Document
        from docx.enum.section import WD_SECTION
    except ImportError:
        raise HepaboardError(
            "Letters as DOCX need python-docx, which is not installed.",
            todo='Install the extra: pip install "hepaboard[letter]"',
        ) from None
    document = Document()
    set_styles(document)
    _properties(document, bundle)
    section = document.sections[0]
    set_margins(section, paper)
    add_page_numbers(section, INTENDED_USE)
    if bundle.agenda:
        set_header(section, bundle.title, bundle.guideline)
        _agenda(document, bundle)
    for number, letter in enumerate(bundle.letters):
        if number or bundle.agenda:
            section = document.add_section(WD_SECTION.NEW_PAGE)
        version = letter.guideline.split(" · ")[0]
        set_header(
            section, f"Tumour board letter · case {letter.case}", f"{letter.day} · {version}"
        )
        _letter(document, letter)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _properties(document: Any, bundle: Bundle) -> None:
    about = document.core_properties
    about.title, about.author, about.comments = bundle.title, "hepaboard", ""
    day = bundle.day
    if day is not None:
        about.created = about.modified = datetime(day.year, day.month, day.day)


def _agenda(document: Any, bundle: Bundle) -> None:
    document.add_heading(bundle.title, 1)
    rows = [
        (
            (str(number),),
            (letter.case, letter.about, letter.phase),
            letter.brief.stops,
            letter.brief.stands,
            letter.brief.missing,
        )
        for number, letter in enumerate(bundle.letters, 1)
    ]
    table = _table(document, len(rows) + 1, AGENDA_CM)
    table.style = "Table Grid"
    for cell, text in zip(table.rows[0].cells, AGENDA, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    for row, cells in zip(table.rows[1:], rows, strict=True):
        for cell, lines in zip(row.cells, cells, strict=True):
            _lines(cell, [line for line in lines if line])
        row.cells[1].paragraphs[0].runs[0].bold = True


def _letter(document: Any, letter: Letter) -> None:
    document.add_heading("Tumour board letter", 1)
    document.add_paragraph(f"Case {letter.case} · {letter.day}")
    document.add_paragraph(letter.guideline + (f"   {PENDING}" if letter.pending else ""))
    for warning in letter.warnings:
        document.add_paragraph(f"▲ {warning}")
    for block in letter.blocks:
        _block(document, block)
    add_rule(document.add_heading(DECISION.capitalize(), 2))
    for text in letter.decision or (_LINE, _LINE, _LINE):
        document.add_paragraph(text)
    document.add_paragraph()
    document.add_paragraph(
        "date ____________   name, for the board ____________________   "
        "signature ____________________"
    )
    document.add_paragraph(letter.marks)


def _block(document: Any, block: Block) -> None:
    add_rule(document.add_heading(block.title.capitalize(), 2))
    if not any(line.label for line in block.lines):
        for line in block.lines:
            _text(document.add_paragraph(), line, labelled=False)
        return
    longest = max(len(line.label) for line in block.lines)
    width = LABEL_CM["narrow" if longest <= 4 else "words" if longest <= 12 else "wide"]
    table = _table(document, len(block.lines), (width, 17.8 - width))
    for row, line in zip(table.rows, block.lines, strict=True):
        label, text = row.cells
        if not line.label:
            _text(label.merge(text).paragraphs[0], line, labelled=False)
            continue
        label.paragraphs[0].add_run(f"{_sign(line)}{line.label}")
        _text(text.paragraphs[0], line, labelled=True)


def _text(paragraph: Any, line: Line, *, labelled: bool) -> None:
    if not labelled:
        paragraph.add_run(_sign(line))
    strong = bool(line.aside and line.kind) or line.kind in ("stop", "urgent", "contraindicated")
    paragraph.add_run(line.text).bold = strong
    if line.aside:
        paragraph.add_run(f"  {line.aside}")
    if line.rows:
        paragraph.add_run(f" [{', '.join(line.rows)}]")
    for more in line.more:
        paragraph.add_run(f" · {more}").italic = True


def _sign(line: Line) -> str:
    return f"{SIGNS[line.kind]} " if line.kind in SIGNS else ""


def _table(document: Any, rows: int, widths_cm: Sequence[float]) -> Any:
    from docx.shared import Cm

    table = document.add_table(rows, len(widths_cm))
    table.autofit = False
    # Some programs read the width of columns, others that of cells.
    for column, width in zip(table.columns, widths_cm, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths_cm, strict=True):
            cell.width = Cm(width)
    return table


def _lines(cell: Any, lines: Sequence[str]) -> None:
    for i, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if i == 0 else cell.add_paragraph()
        paragraph.add_run(line)
