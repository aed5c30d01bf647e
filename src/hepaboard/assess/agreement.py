"""How sources stand to one another on one question, and which side the policy lets lead."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from hepaboard.assess.model import Agreement

Side = Literal["for", "against"]


@dataclass(frozen=True, slots=True)
class Voice:
    """What one voice says on a treatment: which directions hold, and whether something is open."""

    for_: bool = False
    consider: bool = False
    against: bool = False
    unknown: bool = False

    @property
    def favour(self) -> bool:
        """For or consider."""
        return self.for_ or self.consider

    @property
    def speaks(self) -> bool:
        """Whether anything holds."""
        return self.favour or self.against

    def joined(self, other: Voice) -> Voice:
        """Two sources of one publisher count as one."""
        return Voice(
            self.for_ or other.for_,
            self.consider or other.consider,
            self.against or other.against,
            self.unknown or other.unknown,
        )


def agreement(voices: Mapping[str, Voice], rival: bool, loaded: int) -> Agreement | None:
    """How the voices agree on a treatment; the first type that fits.

    Parameters
    ----------
    voices
        Every voice in scope.
    rival
        Another voice is for a different member of a choice that this treatment belongs to.
    loaded
        How many voices the guideline has; with one there is nothing to compare.
    """
    if loaded < 2 or not voices:
        return None
    favour = [name for name, voice in voices.items() if voice.favour]
    against = [name for name, voice in voices.items() if voice.against]
    if rival or any(a != b for a in favour for b in against):
        return "incompatible"
    if not any(voice.speaks or voice.unknown for voice in voices.values()):
        return None
    if any(voice.unknown and not voice.speaks for voice in voices.values()):
        return "open"
    speaking = [voice for voice in voices.values() if voice.speaks]
    if any(voice.for_ for voice in speaking) and any(
        voice.consider and not voice.for_ for voice in speaking
    ):
        return "different_strength"
    return "one_silent" if len(speaking) < len(voices) else "agree"


def concept_agreement(
    answers: Mapping[str, bool | None],
    voices: Iterable[str],
    voice: Callable[[str], str] = str,
) -> Agreement | None:
    """How the voices agree on a concept; null where fewer than two could answer.

    ``voice`` names the voice of a source that answers; a publisher that differs with itself
    is not at odds with anybody.
    """
    known = set(voices)
    if len(known) < 2 or not answers:
        return None
    said: dict[bool | None, set[str]] = {}
    for source, value in answers.items():
        said.setdefault(value, set()).add(voice(source))
    yes, no = said.get(True, set()), said.get(False, set())
    if yes and no and len(yes | no) > 1:
        return "incompatible"
    if None in said:
        return "open"
    return "one_silent" if len(yes | no) < len(known) else "agree"


def lead(sides: Mapping[str, set[Side]], rank: Mapping[str, int]) -> Side | None:
    """The direction of the highest-ranked source that speaks.

    None if that source is divided or shares its rank with another one that speaks.
    """
    speaking = {source: side for source, side in sides.items() if side}
    if not speaking:
        return None
    best = min(rank[source] for source in speaking)
    first = [source for source in speaking if rank[source] == best]
    if len(first) > 1 or len(speaking[first[0]]) > 1:
        return None
    return next(iter(speaking[first[0]]))
