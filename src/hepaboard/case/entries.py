"""Reads the entries of a case into known facts; what does not fit is noted with its place."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from hepaboard.case.facts import KnownFact
from hepaboard.case.model import Lesion
from hepaboard.case.read import CaseFile
from hepaboard.case.seen import Sight, sight_of
from hepaboard.case.value import ValueProblem, likely_unit, read_value
from hepaboard.document import Place
from hepaboard.errors import HepaboardError
from hepaboard.logic import FactType
from hepaboard.types import VocabularyLike


class EntryReader:
    """Reads what people entered, as it stood on one day.

    ``problems`` collects what cannot be used, ``warnings`` what should be looked at.
    """

    def __init__(self, file: CaseFile, vocabulary: VocabularyLike, on: date | None) -> None:
        self.file = file
        self.vocabulary = vocabulary
        self.on = on
        self.problems: list[HepaboardError] = []
        self.warnings: list[str] = []

    def name(self, word: str, place: Place, scope: str) -> FactType | None:
        """The fact of that name or synonym; None, noted, if there is none."""
        name = self.vocabulary.synonyms.get(word, word)
        fact = self.vocabulary.types.get(name)
        if fact is None or fact.scope != scope:
            self.problems.append(
                self.file.problem(
                    f"There is no fact {word!r} of a {scope}.",
                    place,
                    value=word,
                    allowed=close_words(word, self.vocabulary) or "see: hepaboard schema case",
                )
            )
            return None
        return fact

    def value(self, fact: FactType, entry: Any, place: Place) -> KnownFact | None:
        """What an entry says of a fact; None if it says nothing, or (noted) cannot be used."""
        spec = self.vocabulary.spec(fact.name)
        try:
            read = read_value(fact, spec, entry, self.on)
        except ValueProblem as error:
            self.problems.append(
                self.file.problem(
                    error.what,
                    place,
                    value=error.value,
                    allowed=error.allowed,
                    likely=error.likely or likely_unit(fact, spec, error.value),
                    todo=error.todo,
                )
            )
            return None
        if read is None:
            return None
        field_name = ".".join(str(part) for part in place)
        old = bool(
            spec.stale_after and read.on and self.on and read.on < self.on - _span(spec.stale_after)
        )
        if old:
            self.warnings.append(
                f"{fact.name} of {read.on} is older than {spec.stale_after}; confirm it."
            )
        return KnownFact(
            read.value, "entered", read.on, read.by, field_name, old, note=read.converted
        )

    def entered(self) -> dict[str, KnownFact]:
        """The patient's facts as entered."""
        found: dict[str, KnownFact] = {}
        for section, entries in self.file.case.sections().items():
            for word, entry in entries.items():
                place: Place = (section, word)
                fact = self.name(word, place, "patient")
                if fact is None:
                    continue
                known = self.value(fact, entry, place)
                if known is None:
                    continue
                if fact.name in found and found[fact.name].value != known.value:
                    self.problems.append(
                        self.file.problem(
                            f"{fact.name} is recorded twice with different values, "
                            f"here and in {found[fact.name].field}.",
                            place,
                            todo="Keep the right one.",
                        )
                    )
                found[fact.name] = known
        return found

    def lesions(self) -> tuple[tuple[str, dict[str, KnownFact]], ...]:
        """The lesions known by that day, each with its findings.

        A lesion that the last scan no longer shows stays listed, its size open: what cannot be
        seen is not known to be cured.
        """
        found: dict[str, dict[str, KnownFact]] = {}
        listed = self.file.case.lesions.listed if self.file.case.lesions else []
        for i, lesion in enumerate(listed):
            place: Place = ("lesions", "listed", i)
            if lesion.id in found:
                self.problems.append(
                    self.file.problem(f"The lesion {lesion.id} is listed twice.", place)
                )
            sight = sight_of(lesion, self.on, self.vocabulary.synonyms)
            if sight.later:
                self.warnings.append(
                    f"{lesion.id} was first recorded after {self.on}; it was left out."
                )
                continue
            if sight.gone is not None:
                self.warnings.append(
                    f"{lesion.id} was not seen any more on {sight.gone}; its site still counts, "
                    "its size is open."
                )
            found[lesion.id] = dict(self._findings(lesion, place, sight))
        return tuple(found.items())

    def _findings(
        self, lesion: Lesion, place: Place, sight: Sight
    ) -> Iterable[tuple[str, KnownFact]]:
        for word, entry in lesion.findings.items():
            fact = self.name(word, (*place, word), "lesion")
            if fact is None or (word == sight.word and sight.gone is not None):
                continue
            known = self.value(fact, entry, (*place, word))
            if known is not None:
                yield fact.name, known


def close_words(word: str, names: Iterable[str]) -> str:
    """The names nearest to a misspelt one, in words; empty if none is near."""
    from difflib import get_close_matches

    near = get_close_matches(word, list(names), n=3)
    return f"perhaps {', '.join(near)}" if near else ""


def _span(text: str) -> timedelta:
    number, unit = text.split()
    days = {"day": 1, "week": 7, "month": 30.4375, "year": 365.25}[unit.rstrip("s")]
    return timedelta(days=int(number) * days)
