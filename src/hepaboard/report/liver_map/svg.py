"""The liver map as one SVG: nine segments, veins, lesions to scale, and what is not drawn.

It needs no style sheet: ink is ``currentColor`` and tints are translucent, so that the map follows
a light or a dark page. Classes let a page style it further. It carries no style attribute and no
style element, as the pages' content security policy demands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from hepaboard.report.flow.letters import lines_of
from hepaboard.report.liver_map.legend import (
    LESION,
    LINE_PX,
    MARGIN,
    VEIN,
    WIDTH,
    key_text,
    legend,
)
from hepaboard.report.liver_map.lesion import MapLesion
from hepaboard.report.liver_map.outline import NAMES
from hepaboard.report.liver_map.place import Placed, placed_lesions
from hepaboard.report.liver_map.shapes import border_curve, outline_curve, path, segment_curves
from hepaboard.report.liver_map.svg_text import text
from hepaboard.report.liver_map.words import map_words

FONT = (
    "system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, 'Liberation Sans', sans-serif"
)
TINT, BILE = "#b5653a", "#4d9a5a"
LIVER_HEIGHT = 424
RIGHT_PEDICLE = ("right-pedicle-lateral", "right-pedicle-medial")


def liver_map_svg(
    lesions: Sequence[MapLesion],
    *,
    title: str = "Liver map",
    notes: Sequence[str] = (),
    key: bool = True,
    focusable: bool = False,
    paper: bool = True,
) -> str:
    """The map of the lesions, ``WIDTH`` pixels wide at its natural size.

    Parameters
    ----------
    lesions
        Numbered in this order from 1. One without a segment is told, never drawn.
    title, notes
        The heading, and lines below it.
    key
        Whether the list of lesions stands below; a page with a table of its own leaves it out.
    focusable
        Whether segments and lesions take the keyboard's focus (for a page that acts on them).
        Each segment is the group ``segment-IVa`` with ``data-segment``, each lesion the group
        ``lesion-ID`` with ``data-lesion``.
    paper
        Whether a white ground and dark ink are set, as a file needs; a page has its own.
    """
    shown = placed_lesions(lesions)
    head = [*lines_of(title, 16, WIDTH - 2 * MARGIN)] if title else []
    said = [line for note in notes for line in lines_of(note, 12, WIDTH - 2 * MARGIN)]
    top = MARGIN + 22 * len(head) + 16 * len(said)
    foot = list(key_text(lesions, top + LIVER_HEIGHT)) if key else []
    height = top + LIVER_HEIGHT + LINE_PX * len(foot) + (MARGIN if foot else 0)
    ink = ' color="#1b1f23"' if paper else ""
    role = "group" if focusable else "img"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="liver-map" role="{role}"{ink}'
        f' aria-labelledby="liver-map-title liver-map-desc" width="{WIDTH}" height="{height}"'
        f' viewBox="0 0 {WIDTH} {height}" font-family={quoteattr(FONT)}>',
        f'<title id="liver-map-title">{escape(title or "Liver map")}</title>',
        f'<desc id="liver-map-desc">{escape(map_words(lesions))}</desc>',
    ]
    if paper:
        parts.append(f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>')
    for i, line in enumerate(head):
        parts.append(text(line, MARGIN, MARGIN + 15 + 22 * i, 16, "title", weight=600))
    for i, line in enumerate(said):
        parts.append(text(line, MARGIN, MARGIN + 22 * len(head) + 11 + 16 * i, 12, "note"))
    parts += [f'<g transform="translate(4 {top})">', *_vessels_behind()]
    parts += _segments(lesions, focusable)
    parts += _borders()
    parts += [_lesion(item, focusable) for item in shown]
    parts += [*legend(lesions), "</g>", *foot]
    return "\n".join([*parts, "</svg>"]) + "\n"


def _vessels_behind() -> Iterator[str]:
    yield (
        '<path class="cava" d="M312 66L308 20Q329 12 350 20L346 64Z"'
        f' fill="{VEIN}" fill-opacity="0.25" stroke="currentColor" stroke-opacity="0.5"/>'
    )
    yield (
        '<path class="gallbladder" d="M293 318C282 330 262 354 274 368'
        'C288 382 318 348 323 317Q307 307 293 318Z"'
        f' fill="{BILE}" fill-opacity="0.25" stroke="currentColor" stroke-opacity="0.5"/>'
    )


def _segments(lesions: Sequence[MapLesion], focusable: bool) -> Iterator[str]:
    for name in ("II", "III", "IVa", "IVb", "V", "VI", "VII", "VIII", "I"):
        here = [
            f"{number} {item.id}" + ("" if item.segment == name else " (a or b not recorded)")
            for number, item in enumerate(lesions, 1)
            if item.segment == name or (item.segment == "IV" and name in ("IVa", "IVb"))
        ]
        words = f"Segment {name}: {', '.join(here) if here else 'no lesion recorded'}"
        focus = f' tabindex="0" role="button" aria-label={quoteattr(words)}' if focusable else ""
        behind = ' stroke="currentColor" stroke-dasharray="2 3"' if name == "I" else ""
        x, y = NAMES[name]
        yield (
            f'<g id="segment-{name}" class="segment" data-segment="{name}"{focus}>'
            f"<title>{escape(words)}</title>"
            f'<path d="{path(segment_curves()[name])}" fill="{TINT}"'
            f' fill-opacity="{0.2 if name == "I" else 0.12}"{behind}/>'
            + text(name, x, y + 5, 15, "name", anchor="middle", weight=600, opacity=0.75)
            + "</g>"
        )


def _borders() -> Iterator[str]:
    for name in ("fissure", "left-pedicle", "left-vein", *RIGHT_PEDICLE):
        yield (
            f'<path class="border" d="{_line(name)}" fill="none" stroke="currentColor"'
            ' stroke-opacity="0.6" pointer-events="none"/>'
        )
    whole = outline_curve()
    yield (
        f'<path class="outline" d="{path([whole])}" fill="none" stroke="currentColor"'
        ' stroke-width="2" pointer-events="none"/>'
    )
    for name, words in (("right-vein", "right"), ("middle-vein", "middle")):
        yield (
            f'<path class="vein" d="{_line(name)}" fill="none"'
            f' stroke="{VEIN}" stroke-width="3.5" stroke-dasharray="9 5"'
            f' pointer-events="none"><title>{words} hepatic vein</title></path>'
        )


def _line(name: str) -> str:
    x, y = border_curve(name).start
    return f"M{x:g} {y:g}{border_curve(name).path()}"


def _lesion(item: Placed, focusable: bool) -> str:
    lesion = item.lesion
    words = f"Lesion {item.number}, {lesion.id}: segment {lesion.segment}, {lesion.size}"
    focus = f' tabindex="0" role="button" aria-label={quoteattr(words)}' if focusable else ""
    look = f'fill="{LESION}" fill-opacity="0.4" stroke="currentColor" stroke-width="2"'
    if lesion.vanished:
        look = 'fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="4 3"'
    x, y, r = item.x, item.y, item.radius
    if lesion.diameter_mm is None and not lesion.vanished:
        shape = (
            f'<path d="M{x:g} {y - r:g}L{x + r:g} {y:g}L{x:g} {y + r:g}L{x - r:g} {y:g}Z" {look}/>'
        )
    else:
        shape = f'<circle cx="{x:g}" cy="{y:g}" r="{r:g}" {look}/>'
    number_x = x if item.inside else x + r + 6
    return (
        f'<g id={quoteattr("lesion-" + lesion.id)} class="lesion{" vanished" * lesion.vanished}"'
        f" data-lesion={quoteattr(lesion.id)}{focus}><title>{escape(words)}</title>{shape}"
        + text(str(item.number), number_x, y + 4.5, 13, "number", anchor="middle", weight=700)
        + "</g>"
    )
