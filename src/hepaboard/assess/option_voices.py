"""What the voices say on one option, and which side the policy lets lead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hepaboard.assess.agreement import Side, Voice, lead
from hepaboard.assess.reading import Reading
from hepaboard.guideline import Option


def voices_on(reading: Reading, option: Option, lesion: int | None) -> dict[str, Voice]:
    """What each voice in scope says on a treatment."""
    guideline = reading.guideline
    voices: dict[str, Voice] = {}
    for source, scope in guideline.scopes.items():
        if reading.truth(scope) == 0:
            continue
        roots = option.by_source.get(source)
        here = Voice()
        if roots is not None:
            for_, consider, against = (
                reading.truth(node, lesion) for node in (roots.for_, roots.consider, roots.against)
            )
            here = Voice(for_ == 3, consider == 3, against == 3, 1 in (for_, consider, against))
        voice = guideline.voice(source)
        voices[voice] = voices[voice].joined(here) if voice in voices else here
    return voices


def rival_of(reading: Reading, name: str, voices: Mapping[str, Mapping[str, Voice]]) -> bool:
    """Whether one voice favours this treatment and another is for a rival in the same choice."""
    treatments = reading.guideline.treatments
    own = voices[name]
    favour = {voice for voice, said in own.items() if said.favour}
    if not favour:
        return False
    rivals: Iterable[str] = (
        member
        for choice in treatments.choices_of(name)
        for member in treatments.choices[choice].members
        if member != name
    )
    return any(
        said.for_ and voice not in favour
        for member in rivals
        for voice, said in voices.get(member, {}).items()
    )


def lead_on(reading: Reading, option: Option, lesion: int | None) -> Side | None:
    """The side that the policy lets lead on a treatment; rules of the project have no rank."""
    sides: dict[str, set[Side]] = {}
    for source, roots in option.by_source.items():
        said: set[Side] = set()
        if 3 in (reading.truth(roots.for_, lesion), reading.truth(roots.consider, lesion)):
            said.add("for")
        if reading.truth(roots.against, lesion) == 3:
            said.add("against")
        sides[source] = said
    return lead(sides, {source: reading.guideline.rank(source) for source in sides})
