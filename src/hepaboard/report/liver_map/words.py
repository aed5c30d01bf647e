"""The map in words: its list of lesions, and the description for those who cannot see it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hepaboard.report.liver_map.lesion import MapLesion


def key_lines(lesions: Sequence[MapLesion]) -> Iterator[tuple[str, bool]]:
    """The list below the map, each line with whether it is a heading."""
    numbered = list(enumerate(lesions, 1))
    for number, item in numbered:
        if item.segment is not None:
            yield f"{number}  {item.id} · {_place(item)} · {item.size}", False
    rest = [(number, item) for number, item in numbered if item.segment is None]
    if rest:
        yield "Segment not recorded, so not drawn:", True
    for number, item in rest:
        yield f"{number}  {item.id} · {item.size}", False


def map_words(lesions: Sequence[MapLesion]) -> str:
    """The whole map in one paragraph."""
    told = "; ".join(line.rstrip(":") for line, heading in key_lines(lesions) if not heading)
    lost = [item.id for item in lesions if item.segment is None]
    drawn = len(lesions) - len(lost)
    words = f"Liver from the front with its nine segments and {drawn} of {len(lesions)} lesions"
    if lost:
        words += f"; without a segment and not drawn: {', '.join(lost)}"
    return f"{words}. {told}." if told else f"{words}."


def _place(item: MapLesion) -> str:
    if item.segment == "IV":
        return "segment IV, a or b not recorded"
    return f"segment {item.segment}"
