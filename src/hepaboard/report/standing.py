"""Where a patient stands in one source: what holds, what is still open, and what that waits for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from hepaboard.assess import Assessment
from hepaboard.report.voices import star


@dataclass(frozen=True, slots=True)
class Standing:
    """One source's view.

    ``words`` tell the scenario that holds, or the open ones; ``waits`` are the missing facts that
    would decide between these, the most frequent first. ``speaks`` is false where the source does
    not speak of this patient.
    """

    source: str
    words: str
    waits: tuple[str, ...] = ()
    speaks: bool = True


def standings(assessment: Assessment) -> Iterator[Standing]:
    """Every source in order: the scenario that holds, those still open, or that it is silent."""
    labels = assessment.labels
    for scope in assessment.scopes:
        source = scope.source + star(assessment, scope.source)
        if scope.status == "out_of_scope":
            words = f"does not speak of this patient ({scope.says.rstrip('.')})"
            yield Standing(source, words, speaks=False)
            continue
        here = [place for place in assessment.scenarios if place.source == scope.source]
        holding = [place.label for place in here if place.status == "holds"]
        if holding:
            yield Standing(source, " · ".join(holding))
            continue
        possible = [place for place in here if place.status == "possible"]
        if not possible:
            yield Standing(source, "open" if scope.status == "open" else "none of its scenarios")
            continue
        # The first group is the broadest division; finer ones are named once it is decided.
        group = [place for place in possible if place.group == possible[0].group]
        places = [place.label for place in group]
        words = f"{', '.join(places[:-1])} or {places[-1]}" if len(places) > 1 else places[0]
        counts = Counter(labels.get(b.fact, b.fact) for place in group for b in place.because)
        yield Standing(source, f"open: {words}", tuple(fact for fact, _ in counts.most_common()))
