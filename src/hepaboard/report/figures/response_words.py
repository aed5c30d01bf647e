"""Short words and sources that the pictures of response share."""

from __future__ import annotations

from collections.abc import Sequence

from hepaboard.case.response_limits import PARTIAL_SHARE, PROGRESSION_FACTOR, PROGRESSION_MM
from hepaboard.case.response_line import LineResponse
from hepaboard.days import day_words
from hepaboard.report.figures.material import Material

SHORT: dict[str | None, str] = {
    "CR": "CR",
    "PR": "PR",
    "SD": "SD",
    "non_CR_non_PD": "non-CR/non-PD",
    "PD": "PD",
    "NE": "not evaluable",
    "not_applicable": "not applicable",
    None: "open",
}
RESPONSE_PCT = 100 * (PARTIAL_SHARE - 1)
PROGRESSION_PCT = 100 * (PROGRESSION_FACTOR - 1)
RECIST_SOURCE = (
    "RECIST 1.1 (Eisenhauer 2009), not confirmed by a second scan. CR complete response, PR partial"
    f" response ({-RESPONSE_PCT:.0f} % or more below the baseline), SD stable disease, PD"
    f" progression ({PROGRESSION_PCT:.0f} % and {PROGRESSION_MM:.0f} mm above the smallest sum, or"
    " a new lesion)."
)


def change_words(pct: float | None) -> str:
    """A change in whole percent with its sign; a true minus, so that it reads in print.

    Examples
    --------
    >>> change_words(-41.6), change_words(0.2), change_words(None)
    ('−42 %', '0 %', 'not known')
    """
    if pct is None:
        return "not known"
    whole = round(pct)
    return f"{'+' if whole > 0 else '−' if whole < 0 else ''}{abs(whole)} %"


def line_notes(material: Material, drawn: Sequence[LineResponse]) -> list[str]:
    """What a reader of the lines has to know: earlier ones left out, local treatment between."""
    earlier = material.all_lines()[: -len(material.drawn_lines())] if drawn else []
    notes = [f"Not drawn: {'; '.join(material.line_words(line) for line in earlier)}."]
    treated: dict[str, None] = {}
    scans: dict[str, None] = {}
    for line in drawn:
        for point in line.points:
            for day, name in point.local:
                treated[f"{material.names([name])} of {day_words(day)}"] = None
                scans[day_words(point.on)] = None
    told = (
        f"After {', '.join(treated)} the diameters show more than systemic therapy (scan of"
        f" {', '.join(scans)})."
    )
    return [*(notes if earlier else ()), *([told] if treated else ())]
