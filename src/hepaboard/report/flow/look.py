"""How a flow looks: colours for light and dark, as attributes and as CSS variables.

The attributes carry the light colours for programs that know no CSS variables (converters, office
programs); browsers take the variables, which a page may set and which follow its colour scheme.
"""

from __future__ import annotations

#: Each colour in light and in dark; text stands at 4.5:1 or more on what it is written on.
COLOURS = {
    "paper": ("#ffffff", "#14181d"),
    "ink": ("#1b1f23", "#e8eaed"),
    "muted": ("#57606a", "#9aa4ae"),
    "pale": ("#c5ccd3", "#3a434d"),
    "done": ("#0b4f8a", "#7fb8ea"),
    "here": ("#0b4f8a", "#8cc4f5"),
    "on-here": ("#ffffff", "#0b1117"),
    "open": ("#8a5a00", "#f0b84a"),
    "stop": ("#b3261e", "#ff8a7a"),
    "stop-here": ("#ffe3df", "#7a0d06"),
}
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif"
#: Line and dash of a box and of the line that leads to it, by mark.
STROKES = {
    "here": ("here", 3, ""),
    "passed": ("done", 2, ""),
    "open": ("open", 1.5, "5 4"),
    "closed": ("pale", 1, ""),
    "plain": ("muted", 1.25, ""),
}
_CLASS = "hepaboard-flow"


def paint(**roles: str) -> str:
    """Attributes that paint with named colours, and the classes that style them.

    Examples
    --------
    >>> paint(fill="ink")
    'class="fill-ink" fill="#1b1f23"'
    """
    classes = " ".join(f"{kind}-{name}" for kind, name in roles.items())
    values = " ".join(f'{kind}="{COLOURS.get(name, (name,))[0]}"' for kind, name in roles.items())
    return f'class="{classes}" {values}'


def style() -> str:
    """The style sheet; it touches nothing outside the picture."""
    light = "".join(f"--flow-{name}:{pair[0]};" for name, pair in COLOURS.items())
    dark = "".join(f"--flow-{name}:{pair[1]};" for name, pair in COLOURS.items())
    rules = "".join(
        f".{_CLASS} .{kind}-{name}{{{kind}:var(--flow-{name})}}"
        for name in COLOURS
        for kind in ("fill", "stroke")
    )
    return (
        f"@supports (color:var(--x)){{:where(.{_CLASS}){{{light}}}"
        f"@media (prefers-color-scheme:dark){{:where(.{_CLASS}){{{dark}}}}}{rules}}}"
    )
