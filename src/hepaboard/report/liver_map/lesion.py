"""What the map knows of a lesion: its segment, its size, whether it is still seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hepaboard.case import CaseFile, Facts
from hepaboard.case.measurements import DIAMETER, measurements_of
from hepaboard.case.seen import sight_of
from hepaboard.days import day_words
from hepaboard.guideline import Guideline

SEGMENT = "segment"
MM_PER_CM = 10
#: Noise of a conversion lies beyond; no recorded digit does.
DIGITS = 6
#: The vocabulary's segments, as surgeons write them. "4" is a fourth segment not divided further.
ROMAN = {
    "1": "I",
    "2": "II",
    "3": "III",
    "4": "IV",
    "4a": "IVa",
    "4b": "IVb",
    "5": "V",
    "6": "VI",
    "7": "VII",
    "8": "VIII",
}


@dataclass(frozen=True, slots=True)
class MapLesion:
    """One lesion of the map.

    Parameters
    ----------
    id
        Its id in the case.
    segment
        Roman, as in ``ROMAN``; None if it is not recorded.
    diameter_mm
        What is drawn to scale: the present diameter, or for a vanished lesion the last one seen;
        None if none is recorded.
    size
        The size in words, with its day.
    vanished
        Whether the last scan looked for it and did not find it.
    """

    id: str
    segment: str | None
    diameter_mm: float | None
    size: str
    vanished: bool = False


def map_lesions(file: CaseFile, facts: Facts, guideline: Guideline) -> list[MapLesion]:
    """The listed lesions as they were known on the day of the facts, in the order of the list.

    Raises
    ------
    CaseError
        A dated diameter of the case cannot be read.
    """
    listed = {item.id: item for item in file.case.lesions.listed} if file.case.lesions else {}
    synonyms = guideline.vocabulary.synonyms
    sizes = measurements_of(file, facts.on or date.max, synonyms).sizes_mm
    found = []
    for name, known in facts.lesions:
        segment = known.get(SEGMENT)
        sight = sight_of(listed[name], facts.on, synonyms)
        size = known.get(DIAMETER)
        if sight.gone is not None:
            seen = [size for size in sizes[name].values() if size > 0]
            diameter = seen[-1] if seen else None
            last = f", last {diameter:g} mm" if diameter else ""
            words = f"not seen any more on {day_words(sight.gone)}{last}"
        elif size is None:
            diameter, words = None, "size not recorded"
        else:
            assert isinstance(size.value, int | float | Decimal)
            diameter = round(float(size.value) * MM_PER_CM, DIGITS)
            words = f"{diameter:g} mm" + (f", {day_words(size.on)}" if size.on else "")
        found.append(
            MapLesion(
                name,
                ROMAN[str(segment.value)] if segment else None,
                diameter,
                words,
                sight.gone is not None,
            )
        )
    return found
