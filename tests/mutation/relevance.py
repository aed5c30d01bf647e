"""Whether a changed root can bear on what a fixture expects: only then is it asked in full."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property
from typing import Any

from hepaboard.guideline.model import Guideline

from .conditions import Key


class Relevance:
    """What each root of a guideline can change in an answer.

    Errs on the side of asking: an expectation of a kind that is not named here always counts.
    """

    def __init__(self, guideline: Guideline) -> None:
        self.guideline = guideline

    @cached_property
    def reach(self) -> Mapping[Key, set[str]]:
        """The treatments whose verdict reads each statement or stop."""
        found: dict[Key, set[str]] = {}
        for table in (self.guideline.options, self.guideline.lesion_options):
            for name, option in table.items():
                for item in option.statements:
                    found.setdefault(Key("statement", item.source, item.id), set()).add(name)
                for stop in option.stops:
                    found.setdefault(Key("stop", "", stop.entry.id), set()).add(name)
        return found

    @cached_property
    def ending(self) -> set[Key]:
        """The stops that end the whole assessment."""
        stops = self.guideline.stops
        return {Key("stop", "", s.entry.id) for s in stops if s.entry.ends_assessment}

    @cached_property
    def shown(self) -> set[Key]:
        """The terms that an answer shows by themselves."""
        return {
            Key("definition", term.source, term.name)
            for term in self.guideline.definitions
            if term.entry.scenario or term.entry.concept
        }

    def observable(self, key: Key) -> bool:
        """Whether an answer reads this root itself, not only through others."""
        return key.kind != "definition" or key in self.shown

    def bears(self, expect: Mapping[str, Any], differ: Collection[Key], open_: bool) -> bool:
        """Whether roots that differ can change what is expected.

        ``open_``: a changed root is unknown, so that other facts may be missing though no truth
        value differs.
        """
        if not expect:
            return False
        if any(key in self.ending for key in differ):
            return True
        for kind, said in expect.items():
            if kind in ("facts", "phase"):
                continue
            if kind in ("verdicts", "lesions"):
                wanted = set(said) if kind == "verdicts" else {n for v in said.values() for n in v}
                if any(wanted & self.reach.get(key, set()) for key in differ):
                    return True
            elif kind in ("scenario", "possible", "concepts"):
                if any(key.kind in ("definition", "scope") for key in differ):
                    return True
            elif kind == "windows":
                if any(key.kind in ("statement", "foresee") for key in differ):
                    return True
            elif differ or open_:
                return True
        return False
