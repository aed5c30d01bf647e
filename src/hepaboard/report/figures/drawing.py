"""All figures of a case, drawn and written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, get_args

from hepaboard.case import CaseFile
from hepaboard.errors import HepaboardError
from hepaboard.guideline import Guideline
from hepaboard.report.figures.altair_extra import altair, converter
from hepaboard.report.figures.figure import Figure, Form
from hepaboard.report.figures.liver_map import liver_map_figure
from hepaboard.report.figures.material import Material, material_of
from hepaboard.report.figures.picture import Picture
from hepaboard.report.figures.remnant import remnant_figure
from hepaboard.report.figures.response_sum import response_sum_figure
from hepaboard.report.figures.spider import spider_figure
from hepaboard.report.figures.timeline import timeline_figure
from hepaboard.report.figures.waterfall import waterfall_figure

Draw = Callable[[Material], Figure | Picture | None]

_TWO_SCANS = "lesions measured at a baseline scan and at one after it (lesion_diameter_cm with on)"
#: Every figure, and what a case has to record for it.
FIGURES: tuple[tuple[str, Draw, str], ...] = (
    ("timeline", timeline_figure, "a dated treatment or examination"),
    ("response-sum", response_sum_figure, _TWO_SCANS),
    ("response-waterfall", waterfall_figure, _TWO_SCANS),
    ("response-spider", spider_figure, _TWO_SCANS),
    ("remnant", remnant_figure, "the remnant with its denominator (flr_pct, flr_denominator)"),
    ("liver-map", liver_map_figure, "lesions in a list (lesions.listed)"),
)


@dataclass(frozen=True)
class Drawn:
    """The figures of a case, and for those that could not be drawn what they need."""

    figures: tuple[Figure | Picture, ...]
    needs: tuple[tuple[str, str], ...]


def draw_figures(
    case: CaseFile | str | Path | dict[str, Any], guideline: Guideline, on: date | None = None
) -> Drawn:
    """Every figure for which a case records enough, as of a day (its own if None).

    Raises
    ------
    HepaboardError
        The extra that draws is not installed, or the case cannot be used.
    """
    altair()
    converter()
    material = material_of(case, guideline, on)
    found: list[Figure | Picture] = []
    needs: list[tuple[str, str]] = []
    for name, draw, what in FIGURES:
        figure = draw(material)
        if figure is None:
            needs.append((name, what))
        else:
            found.append(figure)
    return Drawn(tuple(found), tuple(needs))


def write_figures(
    case_file: CaseFile | str | Path | dict[str, Any],
    guideline: Guideline,
    folder: Path,
    form: Form = "svg",
    on: date | None = None,
) -> list[Path]:
    """Writes every figure of a case into a folder, which is made if need be.

    Parameters
    ----------
    folder
        Files are named after the figure; older ones of the same name are replaced.
    form
        "svg" for print and web, "png" at 192 dpi. Both hold their alternative text.
    on
        The day of assessment; the case's own, or its latest record, if None.

    Returns
    -------
    list of Path
        The files, in the order of ``FIGURES``.

    Raises
    ------
    HepaboardError
        The extra is not installed, the case cannot be used or records nothing to draw, or the
        folder is a file.
    """
    return written(draw_figures(case_file, guideline, on), folder, form)


def written(drawn: Drawn, folder: Path, form: Form = "svg") -> list[Path]:
    """Writes figures that were drawn; see ``write_figures``."""
    if form not in get_args(Form):
        raise HepaboardError(f"There is no form {form!r}.", allowed=", ".join(get_args(Form)))
    if not drawn.figures:
        raise HepaboardError(
            "The case records nothing that can be drawn.",
            allowed="; or ".join(dict.fromkeys(what for _, what in drawn.needs)),
        )
    if folder.exists() and not folder.is_dir():
        raise HepaboardError(f"{folder} is not a folder.", field="--out")
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for figure in drawn.figures:
        path = folder / f"{figure.name}.{form}"
        path.write_bytes(figure.render(form))
        paths.append(path)
    return paths
