"""Dated diameters of the listed lesions, in millimetres."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hepaboard.case.model import Recorded
from hepaboard.case.read import CaseError, CaseFile
from hepaboard.case.units import UnitError, convert
from hepaboard.document import Place
from hepaboard.errors import HepaboardError

DIAMETER = "lesion_diameter_cm"
#: The largest diameter that is read, as everywhere in this project (not evidence).
LARGEST_CM = Decimal(40)
MM_PER_CM = 10


@dataclass(frozen=True, slots=True)
class Measurements:
    """Diameters of the listed lesions by lesion and day.

    Parameters
    ----------
    sizes_mm
        By lesion id, in the order of the list; each a mapping of day to longest diameter in mm,
        oldest first. 0 means that the lesion was looked for and is gone. A lesion without a
        usable measurement has an empty mapping.
    complete
        Whether the list names every lesion.
    undated
        Lesions with a diameter that bears no day; it belongs to no time point.
    bounded
        Lesions with a diameter known between bounds only; it is not a measurement.
    """

    sizes_mm: Mapping[str, Mapping[date, float]]
    complete: bool = False
    undated: tuple[str, ...] = ()
    bounded: tuple[str, ...] = ()

    @property
    def days(self) -> tuple[date, ...]:
        """Every day on which some lesion was measured, oldest first."""
        return tuple(sorted({day for sizes in self.sizes_mm.values() for day in sizes}))

    def on(self, day: date) -> dict[str, float]:
        """The diameters of one day in mm, by lesion."""
        return {name: sizes[day] for name, sizes in self.sizes_mm.items() if day in sizes}

    def first_seen(self, lesion: str) -> date | None:
        """The day on which a lesion was first there to be measured; None if there is no such."""
        return min((day for day, size in self.sizes_mm[lesion].items() if size > 0), default=None)


def measurements_of(
    file: CaseFile, until: date, synonyms: Mapping[str, str] | None = None
) -> Measurements:
    """The dated diameters that a case records up to a day.

    Of two entries of one lesion on one day the one listed last counts.

    Parameters
    ----------
    until
        Later entries are left out.
    synonyms
        Other names of facts, each with its name, as the vocabulary has them.

    Raises
    ------
    CaseError
        A dated diameter is not a number, lies outside 0 to 40 cm, or has a unit that is no
        length; every such entry is named with its line, the older ones of a series too.
    """
    return _Reader(file, until, synonyms or {}).read()


class _Reader:
    def __init__(self, file: CaseFile, until: date, synonyms: Mapping[str, str]) -> None:
        self.file = file
        self.until = until
        self.synonyms = synonyms
        self.problems: list[HepaboardError] = []

    def read(self) -> Measurements:
        lesions = self.file.case.lesions
        sizes: dict[str, dict[date, float]] = {}
        undated: dict[str, None] = {}
        bounded: dict[str, None] = {}
        for place, lesion, item in self.entries():
            known = sizes.setdefault(lesion, {})
            if item is None:
                continue
            day = item.on
            if day is None:
                undated[lesion] = None
            elif item.value is None:
                bounded[lesion] = None
            elif day <= self.until:
                size = self.millimetres(item, place)
                if size is not None:
                    known[day] = size
        if self.problems:
            raise CaseError(self.problems)
        return Measurements(
            {name: dict(sorted(known.items())) for name, known in sizes.items()},
            lesions is not None and lesions.complete,
            tuple(undated),
            tuple(bounded),
        )

    def entries(self) -> Iterator[tuple[Place, str, Recorded | None]]:
        """Every entry of a diameter with its place; None for a lesion, whatever it holds."""
        lesions = self.file.case.lesions
        for index, lesion in enumerate(lesions.listed if lesions else ()):
            yield ("lesions", "listed", index), lesion.id, None
            for word, entry in lesion.findings.items():
                if self.synonyms.get(word, word) != DIAMETER or entry is None:
                    continue
                place: Place = ("lesions", "listed", index, word)
                for i, item in enumerate(entry if isinstance(entry, list) else [entry]):
                    here = (*place, i) if isinstance(entry, list) else place
                    plain = item if isinstance(item, Recorded) else Recorded(value=item)
                    yield here, lesion.id, plain

    def millimetres(self, item: Recorded, place: Place) -> float | None:
        value = item.value
        number = isinstance(value, int | Decimal) and not isinstance(value, bool)
        try:
            cm = Decimal(str(value)) if number else None
            if cm is not None and item.unit not in (None, "cm"):
                assert item.unit is not None
                # Noise in the thirteenth digit is not a digit of the value.
                cm = Decimal(repr(round(convert(cm, item.unit, "cm", None), 12)))
        except UnitError as error:
            self.problems.append(self.file.problem(error.what, place, allowed="cm, mm"))
            return None
        if cm is None or not cm.is_finite() or not 0 <= cm <= LARGEST_CM:
            self.problems.append(
                self.file.problem(
                    f"{DIAMETER} of {item.on} cannot take {str(value)[:60]!r}.",
                    place,
                    value=value,
                    allowed=f"0 (gone) to {LARGEST_CM} cm",
                    likely="millimetres entered as centimetres" if number else None,
                )
            )
            return None
        return float(cm * MM_PER_CM)
