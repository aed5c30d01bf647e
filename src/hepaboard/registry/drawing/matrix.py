"""A square of counts, darker where there are more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hepaboard.registry.drawing.look import INK, PAPER, WIDTH
from hepaboard.registry.drawing.svg import note, picture, text

LEFT, TOP, HIGH = 250, 62, 34
#: The darkest cell keeps 4.5 to 1 with white numbers; a number turns white from the middle on.
DARKEST, TURN = 0.75, 0.45


def matrix(
    title: str,
    alt: str,
    names: Mapping[str, str],
    cells: Mapping[tuple[str, str], int | None],
    axes: tuple[str, str],
) -> str:
    """The figure.

    Parameters
    ----------
    names
        Key of a row and column to its words; the key heads the column.
    cells
        Row and column to the count, None where it is hidden; no cell where there is none.
    axes
        What rows and what columns are.
    """
    keys: Sequence[str] = list(names)
    wide = (WIDTH - LEFT - 10) / max(len(keys), 1)
    most = max((count for count in cells.values() if count), default=1)
    parts = [note(axes[1], LEFT, TOP - 34), note(axes[0], LEFT - 10, TOP - 12, anchor="end")]
    for column, key in enumerate(keys):
        parts.append(text(key, LEFT + (column + 0.5) * wide, TOP - 12, anchor="middle", bold=True))
    for row, key in enumerate(keys):
        y = TOP + row * HIGH
        parts.append(text(names[key], LEFT - 10, y + HIGH / 2 + 4, anchor="end", size=11))
        for column, other in enumerate(keys):
            x = LEFT + column * wide
            parts += _cell(x, y, wide, cells.get((key, other), 0), (key, other) in cells, most)
    return picture(title, alt, TOP + HIGH * len(keys) + 8, parts)


def _cell(x: float, y: float, wide: float, count: int | None, there: bool, most: int) -> list[str]:
    shade = DARKEST * (count or 0) / most
    grey = round(255 * (1 - shade))
    fill = f"#{grey:02x}{grey:02x}{grey:02x}"
    content = "" if not there else "hidden" if count is None else f"{count:,}"
    return [
        f'<rect x="{x:.2f}" y="{y:.2f}" width="{wide:.2f}" height="{HIGH}" fill="{fill}"'
        f' stroke="{INK}" stroke-width="0.5"/>',
        text(
            content,
            x + wide / 2,
            y + HIGH / 2 + 4,
            anchor="middle",
            colour=PAPER if shade > TURN else INK,
        ),
    ]
