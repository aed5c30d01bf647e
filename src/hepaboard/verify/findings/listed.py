"""The list of known disagreements (D01-D56) against what the solver finds, in both directions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hepaboard.guideline import Definition, Statement, Topic
from hepaboard.verify.claim import Claim, both, not_true, true
from hepaboard.verify.findings.finder import Finder
from hepaboard.verify.report_model import Finding, ListedTopic
from hepaboard.verify.witness import Witness

#: A topic that a disagreement is tied to by a shown row only.
BY_ROW = 4


def closest(
    finder: Finder,
    treatments: Sequence[str],
    statements: Sequence[str],
    claim: Claim,
    witness: Witness | None,
    concepts: Sequence[str] = (),
    choices: Sequence[str] = (),
) -> list[str]:
    """The topics that list a disagreement, the closest first.

    Closest is a topic about just these patients, then one that names the concept, the choice or
    the treatment, then one that compares the treatment within a choice, then its kind. Only where
    there is none, one counts that shows a row of the statements. Of those that are as close, the
    ones about the patient of the witness come first; topics about others than those of the claim
    are left out.
    """
    guideline = finder.subject.guideline
    rows = {
        row for item in guideline.statements if item.id in statements for row in item.entry.rows
    }
    kinds = {kind for name in treatments for kind in guideline.treatments.ancestors(name)}
    values = () if witness is None else witness.values
    ranked: list[tuple[int, bool, str]] = []
    for name, topic in guideline.topics.items():
        compared = topic.entry.compares
        named = {*compared.options, *compared.timing}
        asked = {*concepts, *choices, *treatments}
        if asked & {*compared.concepts, *compared.choices, *named}:
            rank = 1
        elif set(topic.treatments) & set(treatments):
            rank = 2
        elif named & kinds:
            rank = 3
        elif rows & set(compared.rows):
            rank = BY_ROW
        else:
            continue
        if topic.node is not None:
            if not finder.can(both(claim, true(topic.node))).anywhere:
                continue
            others = finder.can(both(claim, not_true(topic.node)))
            rank = rank if others.anywhere else 0
        apart = topic.node is not None and bool(values) and values[topic.node] != 3
        ranked.append((rank, apart, name))
    ranked.sort()
    by_row = bool(ranked) and ranked[0][0] == BY_ROW
    return [name for rank, _, name in ranked if rank < BY_ROW or by_row]


def listed_topics(finder: Finder, findings: Iterable[Finding]) -> list[ListedTopic]:
    """Every listed topic with the findings on it, or the reason why there is none."""
    across = [
        finding for finding in findings if finding.type in ("incompatible", "different_strength")
    ]
    result = []
    for name, topic in finder.subject.guideline.topics.items():
        own = [finding for finding in across if name in finding.topics]
        if not _advised(topic):
            own = []
        own.sort(key=lambda finding: (finding.listed_as != name, finding.type != "incompatible"))
        result.append(
            ListedTopic(
                id=name,
                topic=topic.entry.question,
                type=topic.entry.type,
                findings=[finding.id for finding in own],
                reason=None if own else _reason(finder, topic),
            )
        )
    return result


def _reason(finder: Finder, topic: Topic) -> str:
    """Why no case shows the disagreement, told from what the topic compares."""
    guideline = finder.subject.guideline
    if topic.entry.type == "agree":
        return "listed as checked and the same; no case shows a difference"
    if not _advised(topic):
        return "compares figures or texts only, between which no case can decide"
    about = () if topic.node is None else (true(topic.node),)
    at = finder.subject.lesion
    items: list[Definition | Statement] = [*topic.terms, *topic.statements]
    speaking = {
        item.source
        for item in items
        if finder.can(both(true(item.node, at(item.node)), *about)).anywhere
    }
    voices = {guideline.voice(source) for source in speaking}
    if len(speaking) < 2:
        who = ", ".join(sorted(speaking)) or "no source in use"
        return f"{who} alone gives advice on it; the others show rows without advice"
    if len(voices) < 2:
        return f"{', '.join(sorted(speaking))} speak with one voice and never differ on it"
    directions = {item.entry.direction for item in topic.statements}
    if directions and "against" not in directions:
        return "every source that speaks is in favour, with the same strength wherever two hold"
    return "for no plausible patient do two sources that speak of it differ"


def _advised(topic: Topic) -> bool:
    """Whether it compares answers, advice or windows, not rows alone."""
    compared = topic.entry.compares
    return bool(compared.concepts or compared.options or compared.choices or compared.timing)
