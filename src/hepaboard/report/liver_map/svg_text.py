"""Text in an SVG, in the ink of the page."""

from __future__ import annotations

from xml.sax.saxutils import escape


def text(
    words: str,
    x: float,
    y: float,
    size: float,
    kind: str,
    *,
    anchor: str = "start",
    weight: int = 400,
    opacity: float = 1,
) -> str:
    """One line of text; it takes no clicks."""
    faint = f' fill-opacity="{opacity:g}"' if opacity < 1 else ""
    return (
        f'<text class="{kind}" x="{x:g}" y="{y:g}" font-size="{size:g}" font-weight="{weight}"'
        f' text-anchor="{anchor}" fill="currentColor"{faint} pointer-events="none">'
        f"{escape(words)}</text>"
    )
