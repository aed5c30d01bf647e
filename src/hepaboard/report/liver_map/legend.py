"""What stands beside and below the map: sides, scale, signs, and the list of lesions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hepaboard.report.flow.letters import lines_of, width_px
from hepaboard.report.liver_map.lesion import MapLesion
from hepaboard.report.liver_map.outline import PX_PER_CM
from hepaboard.report.liver_map.svg_text import text
from hepaboard.report.liver_map.words import key_lines

WIDTH = 620
MARGIN = 12
LINE_PX = 19
LESION, VEIN = "#d55e00", "#2a78b8"
SCALE_CM = 5
#: A longer list stands in two columns if every line of it fits.
ONE_COLUMN = 6


def legend(lesions: Sequence[MapLesion]) -> Iterator[str]:
    """Below the left lobe: the scale, and what the signs mean that are in use."""
    yield text("patient's right", 4, 20, 11, "side", opacity=0.75)
    yield text("patient's left", 608, 20, 11, "side", anchor="end", opacity=0.75)
    x, y = 436.0, 332.0
    end = x + SCALE_CM * PX_PER_CM
    yield (
        f'<path class="scale" d="M{x:g} {y - 5:g}V{y + 5:g}M{x:g} {y:g}H{end:g}M{end:g} {y - 5:g}'
        f'V{y + 5:g}" fill="none" stroke="currentColor" stroke-width="1.5"/>'
    )
    yield text(f"{SCALE_CM} cm", end + 8, y + 4, 12, "legend")
    y += 22
    yield (
        f'<path d="M{x:g} {y:g}h30" stroke="{VEIN}" stroke-width="3.5" stroke-dasharray="9 5"/>'
        + text("hepatic veins", x + 38, y + 4, 12, "legend")
    )
    ink = 'stroke="currentColor" stroke-width="2"'
    tint = f'fill="{LESION}" fill-opacity="0.4"'
    signs = (
        (
            any(not item.vanished and item.diameter_mm is not None for item in lesions),
            f'r="8" {tint} {ink}',
            "lesion, to scale",
        ),
        (
            any(item.vanished for item in lesions),
            f'r="8" fill="none" {ink} stroke-dasharray="4 3"',
            "not seen any more",
        ),
    )
    for used, look, words in signs:
        if used:
            y += 22
            yield f'<circle cx="{x + 15:g}" cy="{y:g}" {look}/>'
            yield text(words, x + 38, y + 4, 12, "legend")
    if any(not item.vanished and item.diameter_mm is None for item in lesions):
        y += 22
        yield f'<path d="M{x + 15:g} {y - 9:g}l9 9l-9 9l-9 -9Z" {tint} {ink}/>'
        yield text("size not known", x + 38, y + 4, 12, "legend")


def key_text(lesions: Sequence[MapLesion], top: float) -> Iterator[str]:
    """The list of lesions from ``top`` down, a piece for each row."""
    told = list(key_lines(lesions))
    half = (WIDTH - 3 * MARGIN) / 2
    narrow = len(told) > ONE_COLUMN and all(width_px(text, 13) <= half for text, _ in told)
    lines = [
        (line, strong) for text, strong in told for line in lines_of(text, 13, WIDTH - 2 * MARGIN)
    ]
    rows = -(-len(lines) // 2) if narrow else len(lines)
    for row in range(rows):
        yield "".join(
            text(
                line,
                MARGIN + (half + MARGIN) * (i // rows),
                top + LINE_PX * (row + 1) - 4,
                13,
                "key",
                weight=600 if strong else 400,
            )
            for i, (line, strong) in enumerate(lines)
            if i % rows == row
        )
