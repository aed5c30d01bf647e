"""How wide a text is, without a font at hand, and how it breaks into lines."""

from __future__ import annotations

#: Widths in em of a wide sans-serif (DejaVu Sans, rounded up); narrower fonts leave some room.
_NARROW = dict.fromkeys("iIjl.,:;'|!", 0.36)
_SLIM = dict.fromkeys("frtJ()[]/- ·", 0.42)
_BROAD = dict.fromkeys("mwMW%@+<>=→↑►■–—", 0.96)
_CAPITAL = dict.fromkeys("ABCDEFGHKLNOPQRSTUVXYZ", 0.75)
_EM = {**_NARROW, **_SLIM, **_BROAD, **_CAPITAL}
_OTHER = 0.63


def width_px(text: str, size_px: float) -> float:
    """The width of a text in pixels, at most."""
    return size_px * sum(_EM.get(letter, _OTHER) for letter in text)


def lines_of(text: str, size_px: float, room_px: float) -> list[str]:
    """The text in lines that fit the room; a word that is too long is cut.

    Examples
    --------
    >>> lines_of("operate at once", 10, 48)
    ['operate', 'at once']
    """
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}".strip()
        if width_px(joined, size_px) <= room_px:
            lines[-1] = joined
            continue
        if lines[-1]:
            lines.append("")
        for letter in word:
            if lines[-1] and width_px(lines[-1] + letter, size_px) > room_px:
                lines.append("")
            lines[-1] += letter
    return lines
