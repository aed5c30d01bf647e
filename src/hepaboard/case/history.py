"""The dated records of a case up to one day, and what their absence tells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hepaboard.case.model import Case, Image, Treatment
from hepaboard.types import CatalogueLike


@dataclass(frozen=True, slots=True)
class History:
    """Records up to a day. ``complete`` lists let absence be known, open ones do not."""

    catalogue: CatalogueLike
    on: date
    treatments: tuple[Treatment, ...]
    treatments_complete: bool
    imaging: tuple[Image, ...]
    imaging_complete: bool

    def of(self, kind: str) -> list[Treatment]:
        """Treatments of a kind that had begun, oldest first; undated ones come first."""
        found = [item for item in self.treatments if self.catalogue.is_a(item.treatment, kind)]
        return sorted(found, key=lambda item: item.first_day or date.min)

    def given(self, kind: str) -> bool | None:
        """Whether a treatment of the kind was given; None if the open list does not tell."""
        if self.of(kind):
            return True
        return False if self.treatments_complete else None

    def ongoing(self, item: Treatment) -> bool | None:
        """Whether a course goes on; None if neither its end nor that it goes on is recorded."""
        if item.on is not None:
            return False
        if item.ongoing:
            return True
        return None if item.end is None else item.end > self.on

    def last_image(self, since: date) -> date | None:
        """The day of the last examination after a day."""
        return max((image.on for image in self.imaging if image.on > since), default=None)

    def imaged(self, modality: str) -> bool | None:
        """Whether an examination of this kind was done."""
        if any(image.modality == modality for image in self.imaging):
            return True
        return False if self.imaging_complete else None


def history_of(case: Case, catalogue: CatalogueLike, on: date) -> History:
    """The records of a case that had happened by a day; planned ones are left out."""
    treatments = case.treatments
    imaging = case.imaging
    return History(
        catalogue,
        on,
        tuple(
            item
            for item in (treatments.records if treatments else ())
            if not item.planned and (item.first_day is None or item.first_day <= on)
        ),
        treatments is not None and treatments.complete,
        tuple(
            image
            for image in (imaging.records if imaging else ())
            if image.on <= on and not image.planned
        ),
        imaging is not None and imaging.complete,
    )


def latest_day(case: Case) -> date | None:
    """The latest day that any record of the case bears; planned treatments do not count."""
    images = case.imaging.records if case.imaging else []
    days: list[date] = [image.on for image in images if not image.planned]
    for item in case.treatments.records if case.treatments else ():
        if not item.planned:
            days.extend(day for day in (item.on, item.start, item.end) if day is not None)
    findings = [lesion.findings for lesion in (case.lesions.listed if case.lesions else ())]
    for section in (*case.sections().values(), *findings):
        for entry in section.values():
            days.extend(_days(entry))
    return max(days, default=None)


def _days(entry: object) -> Iterable[date]:
    for item in entry if isinstance(entry, list) else [entry]:
        day = getattr(item, "on", None)
        if day is not None:
            yield day
