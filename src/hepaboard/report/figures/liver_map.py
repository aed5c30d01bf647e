"""The liver map as a figure of a case."""

from __future__ import annotations

from hepaboard.report.figures.material import Material
from hepaboard.report.figures.picture import Picture
from hepaboard.report.liver_map import liver_map_svg, map_lesions
from hepaboard.report.liver_map.words import map_words

NAME = "liver-map"
TITLE = "Lesions by segment of the liver"
_SCHEMA = "A schema: where a lesion lies within its segment is not recorded."


def liver_map_figure(material: Material) -> Picture | None:
    """The figure; None where no lesion is listed. Lesions that are only counted are told."""
    lesions = map_lesions(material.file, material.facts, material.guideline)
    if not lesions:
        return None
    notes = [f"{material.head}. {_SCHEMA}"]
    vocabulary = material.guideline.vocabulary
    counter = vocabulary.counter or ""
    count = material.facts.patient.get(counter)
    if count is None:
        notes.append(f"{len(lesions)} listed; how many there are is not recorded.")
    elif count.value != len(lesions):
        told = vocabulary[counter].words(count.value)
        notes.append(f"Liver metastases: {told}; {len(lesions)} listed.")
    svg = liver_map_svg(lesions, title=TITLE, notes=[*notes, material.foot])
    return Picture(NAME, TITLE, map_words(lesions), svg)
