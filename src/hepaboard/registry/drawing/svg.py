"""The parts that every figure is made of."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from hepaboard.registry.drawing.look import FONT, INK, MUTED, PATTERNS, RULE, WIDTH, Style

#: Characters that XML does not allow, and that no label needs.
_FORBIDDEN = {code: None for code in range(32) if code not in (9, 10, 13)}


def picture(title: str, alt: str, height: float, parts: Iterable[str]) -> str:
    """A whole figure; ``alt`` says in words what it shows."""
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label={attribute(title)}'
        f' width="{WIDTH}" height="{height:g}" viewBox="0 0 {WIDTH} {height:g}"'
        f' font-family="{FONT}" font-size="12">'
        f"<title>{words(title)}</title><desc>{words(alt)}</desc>\n{body}\n</svg>"
    )


def words(text: str) -> str:
    """Text as it may stand between tags."""
    return escape(text.translate(_FORBIDDEN))


def attribute(text: str) -> str:
    """Text as it may stand as the value of an attribute, quoted."""
    return quoteattr(text.translate(_FORBIDDEN))


def text(
    content: str,
    x: float,
    y: float,
    *,
    size: float = 12,
    anchor: str = "start",
    colour: str = INK,
    bold: bool = False,
    halo: bool = False,
) -> str:
    """One line of text; ``y`` is its base line, ``halo`` keeps it readable on top of others."""
    weight = ' font-weight="bold"' if bold else ""
    place = f' text-anchor="{anchor}"' if anchor != "start" else ""
    around = ' stroke="#ffffff" stroke-width="3" paint-order="stroke"' if halo else ""
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" fill="{colour}"{place}{weight}{around}>'
        f"{words(content)}</text>"
    )


def note(content: str, x: float, y: float, *, anchor: str = "start", size: float = 11) -> str:
    """A line of smaller, quieter text."""
    return text(content, x, y, anchor=anchor, size=size, colour=MUTED)


def line(x1: float, y1: float, x2: float, y2: float, colour: str = RULE, width: float = 1) -> str:
    """A straight line."""
    return (
        f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" stroke="{colour}"'
        f' stroke-width="{width:g}"/>'
    )


def patterns(styles: Iterable[Style]) -> str:
    """The definitions of the patterns that a figure uses."""
    found = {style.id: style for style in styles if style.pattern != "plain"}
    return "<defs>" + "".join(_pattern(style) for style in found.values()) + "</defs>"


def _pattern(style: Style) -> str:
    solid = style.pattern == "dots"
    paint = f'fill="{style.over}"' if solid else f'stroke="{style.over}" stroke-width="1.4"'
    return (
        f'<pattern id="{style.id}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<rect width="8" height="8" fill="{style.fill}"/>'
        f'<path d="{PATTERNS[style.pattern]}" {paint}/></pattern>'
    )


def block(x: float, y: float, width: float, height: float, style: Style) -> str:
    """A rectangle in the colour and pattern of a style."""
    fill = style.fill if style.pattern == "plain" else f"url(#{style.id})"
    dash = ' stroke-dasharray="3 2"' if style.dashed else ""
    return (
        f'<rect x="{x:.2f}" y="{y:.2f}" width="{max(width, 0):.2f}" height="{height:.2f}"'
        f' fill="{fill}" stroke="{INK}" stroke-width="0.6"{dash}/>'
    )


def legend(styles: Iterable[Style], y: float, left: float = 4) -> tuple[list[str], float]:
    """Swatch, sign and word of each style, and the height that they take."""
    from hepaboard.report.flow.letters import width_px

    parts, x, top = [], left, y
    for style in styles:
        wide = 50 + width_px(style.word, 11)
        if x > left and x + wide > WIDTH:
            x, y = left, y + 19
        parts.append(block(x, y, 20, 12, style))
        parts.append(text(style.sign, x + 30, y + 10.5, anchor="middle"))
        parts.append(text(style.word, x + 38, y + 10, size=11))
        x += wide
    return parts, y + 22 - top
