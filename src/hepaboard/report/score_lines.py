"""Scores and measured response on the sheet: what is settled, in one line each."""

from __future__ import annotations

from collections.abc import Iterator

from hepaboard.assess import Assessment
from hepaboard.days import day_words
from hepaboard.report.line import Line


def score_lines(assessment: Assessment) -> Iterator[Line]:
    """Settled scores with their group, then the response of the last scan of each line.

    Scores that missing inputs leave open stand in the JSON with their range; unconfirmed ones are
    marked.
    """
    for score in assessment.scores:
        group = f" ({score.group})" if score.group and score.value is not None else ""
        mark = "" if score.status == "confirmed" else f"   {score.status.replace('_', ' ')}"
        if score.value is not None:
            unit = f" {score.unit}" if score.unit else ""
            value = f"{score.value:.3g}" if isinstance(score.value, float) else str(score.value)
            yield Line(f"{score.name}: {value}{unit}{group}", aside=mark.strip())
        elif score.group:
            yield Line(f"{score.name}: {score.group}", aside=mark.strip())
    for line in assessment.response:
        if not line.points:
            continue
        last = line.points[-1]
        said = last.response or " or ".join(last.possible) or "not evaluable"
        change = (
            f", {last.change_from_baseline_pct:+.0f} % from baseline"
            if last.change_from_baseline_pct is not None
            else ""
        )
        total = f", sum {last.sum_mm:.0f} mm" if last.sum_mm is not None else ""
        number = f"line {line.line}" if line.line is not None else "systemic therapy"
        best = f", best {line.best}" if line.best else ""
        yield Line(
            f"RECIST 1.1, {number}, {day_words(last.on)}: {said}{total}{change}{best}",
            aside="unconfirmed response",
        )
