"""Where the sources differ: for the guideline as a whole, and for one patient."""

from __future__ import annotations

from hepaboard.assess.reading import Reading
from hepaboard.assess.topic_model import Disagreement, Position
from hepaboard.assess.topic_positions import all_positions, case_positions
from hepaboard.assess.topic_type import topic_type
from hepaboard.assess.topic_voices import Speech
from hepaboard.guideline import Guideline

LIVE = ("incompatible", "different_strength", "open")


def disagreements(reading: Reading) -> list[Disagreement]:
    """The topics on which sources differ for this patient, or may; the clearest first."""
    speech = Speech.of(reading)
    found = []
    for name, topic in reading.guideline.topics.items():
        kind = topic_type(speech, topic)
        if kind not in LIVE:
            continue
        positions = case_positions(speech, topic)
        found.append(
            Disagreement(
                id=name,
                text=topic.entry.question,
                type=kind,
                positions=positions,
                lead=_lead(reading.guideline, positions),
            )
        )
    return sorted(found, key=lambda item: LIVE.index(item.type))


def all_disagreements(guideline: Guideline) -> list[Disagreement]:
    """Every topic with all that the packs say on it; none where a single voice speaks."""
    if len({guideline.voice(source) for source in guideline.sources}) < 2:
        return []
    found = []
    for name, topic in guideline.topics.items():
        positions = all_positions(guideline, topic)
        if positions:
            entry = topic.entry
            found.append(
                Disagreement(
                    id=name,
                    text=entry.question,
                    type=entry.type,
                    positions=positions,
                    general_only=entry.general_only,
                )
            )
    return found


def _lead(guideline: Guideline, positions: list[Position]) -> str | None:
    """The source whose position the policy lets lead.

    None where the highest-ranked source speaks with two tongues, or sources of its rank differ.
    """
    speaking = [p for p in positions if p.stance and p.holds is not None]
    if not speaking:
        return None
    best = min(guideline.rank(p.source) for p in speaking)
    first = [p for p in speaking if guideline.rank(p.source) == best]
    stances = {
        source: [p.stance for p in first if p.source == source]
        for source in dict.fromkeys(p.source for p in first)
    }
    if any(p.divided for p in first) or len({tuple(said) for said in stances.values()}) > 1:
        return None
    return ", ".join(stances)
