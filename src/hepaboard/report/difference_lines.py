"""The lines of the sheet on which sources differ: the question, and who stands against whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from hepaboard.assess import Assessment
from hepaboard.assess.topic_model import Disagreement
from hepaboard.report.line import Line
from hepaboard.report.voices import star

TOPICS = 5


def difference_lines(assessment: Assessment) -> Iterator[Line]:
    """The topics on which sources are incompatible for this patient, five at most."""
    stars = {c.source: star(assessment, c.source) for c in assessment.citations}
    found = [topic for topic in assessment.disagreements if topic.type == "incompatible"]
    for topic in found[:TOPICS]:
        yield Line(f"{topic.text} {' v '.join(sides(topic, stars))}", topic.id)
    if rest := found[TOPICS:]:
        yield Line("and " + ", ".join(topic.id for topic in rest))


def sides(topic: Disagreement, stars: Mapping[str, str]) -> Iterable[str]:
    """Each stance that is taken, with the sources that take it; what is open is left out."""
    by: dict[str, dict[str, None]] = {}
    for position in topic.positions:
        if position.stance and position.holds is not None:
            name = position.source + stars.get(position.source, "")
            by.setdefault(position.stance, {})[name] = None
    return [f"{' '.join(sources)} {stance}" for stance, sources in by.items()]
