"""The board sheet as text for a terminal: narrow or wide, with colour or without."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from hepaboard.report.line import SIGNS, Line
from hepaboard.report.sheet import Block, Sheet

#: Okabe-Ito colours; each verdict also has its sign and word.
COLOURS = {
    "recommended": "#009E73",
    "acceptable": "#0072B2",
    "contested": "#E69F00",
    "contraindicated": "#D55E00",
    "not_recommended": "#7F7F7F",
    "needs_data": "#CC79A7",
    "undetermined": "#CC79A7",
    "urgent": "#D55E00",
    "stop": "#D55E00",
    "warn": "#E69F00",
    "note": "#7F7F7F",
}
NARROW = 60


def print_sheet(sheet: Sheet, console: Console) -> None:
    """Prints the sheet; lines wrap under their own beginning at the console's width."""
    width = console.width
    _row(console, Text(sheet.head, style="bold"), 0)
    _row(console, Text(sheet.guideline), 0)
    note = "   * text pending human review" if sheet.pending else ""
    _row(console, Text(sheet.phase + note), 0)
    for warning in sheet.warnings:
        _row(console, Text(f"▲ {warning}", style=COLOURS["warn"]), 2)
    for block in sheet.blocks:
        _block(console, block, width)
    console.print()
    if sheet.marks:
        _row(console, Text(sheet.marks, style="dim"), 0)
    _row(console, Text(sheet.foot, style="dim"), 0)


def _block(console: Console, block: Block, width: int) -> None:
    console.print()
    console.print(Text(block.title, style="bold"))
    widest = max(len(line.label) for line in block.lines)
    signed = any(line.label and line.kind in SIGNS for line in block.lines)
    for line in block.lines:
        _line(console, line, widest + (2 if signed else 0), width)


def _line(console: Console, line: Line, label_width: int, width: int) -> None:
    """Sign, label and text in columns; below 60 characters the label stands on its own line."""
    colour = COLOURS.get(line.kind, "")
    sign = f"{SIGNS[line.kind]} " if line.kind in SIGNS else ""
    label = f"{sign}{line.label}"
    text = Text.assemble(line.text, ("   " + line.aside if line.aside else "", "dim"))
    if not line.label:
        indent = 4
        _row(console, Text.assemble("  ", (sign, colour), text), indent)
    elif width < NARROW:
        indent = 4
        _row(console, Text.assemble("  ", (label, colour)), indent)
        _row(console, Text.assemble("    ", text), indent)
    else:
        indent = label_width + 3
        _row(console, Text.assemble("  ", (label.ljust(label_width), colour), " ", text), indent)
    for more in line.more:
        if more:
            _row(console, Text(" " * indent + more, style="dim"), indent)


def _row(console: Console, text: Text, indent: int) -> None:
    """One logical line, wrapped at the console's width with a hanging indent."""
    width = max(console.width, 20)
    pieces = text.wrap(console, width)
    if len(pieces) > 1 and indent:
        first = pieces[0]
        rest = Text.assemble(text[len(first.plain) :])
        rest = Text(" " * min(indent, width // 2)) + _left_stripped(rest)
        console.print(first, soft_wrap=True)
        _row(console, rest, indent)
        return
    for piece in pieces:
        piece.rstrip()
        console.print(piece, soft_wrap=True)


def _left_stripped(text: Text) -> Text:
    blank = len(text.plain) - len(text.plain.lstrip())
    return text[blank:]
