"""Reads a case into its facts: entered ones first, then those that follow from its records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from hepaboard.case.derive import RULES, Records, derive
from hepaboard.case.entries import EntryReader, close_words
from hepaboard.case.facts import Facts, KnownFact
from hepaboard.case.history import History, history_of, latest_day
from hepaboard.case.intervals import agree, both_of, high, short
from hepaboard.case.read import CaseError, CaseFile
from hepaboard.document import Place
from hepaboard.logic import Value
from hepaboard.types import CatalogueLike, VocabularyLike


def facts_of(
    file: CaseFile, vocabulary: VocabularyLike, catalogue: CatalogueLike, on: date | None = None
) -> Facts:
    """The facts of a case on a day: entered ones first, then those that follow from records.

    Parameters
    ----------
    on
        The day of assessment; the case's own, or its latest record, if None.

    Raises
    ------
    CaseError
        Unknown facts or treatments, values that do not fit, entries that contradict one another.
    """
    return _Reader(file, vocabulary, catalogue, on).facts()


class _Reader:
    def __init__(
        self,
        file: CaseFile,
        vocabulary: VocabularyLike,
        catalogue: CatalogueLike,
        on: date | None,
    ) -> None:
        self.file = file
        self.case = file.case
        self.vocabulary = vocabulary
        self.catalogue = catalogue
        self.on = on or self.case.assessed_on or latest_day(self.case)
        self.entries = EntryReader(file, vocabulary, self.on)
        self.problems = self.entries.problems
        self.warnings = self.entries.warnings

    def facts(self) -> Facts:
        self.check_treatments()
        entered = self.entries.entered()
        lesions = self.entries.lesions()
        if self.problems:
            raise CaseError(self.problems)
        history = history_of(self.case, self.catalogue, self.on or date.max)
        entered = {name: self.outdated(name, fact, history) for name, fact in entered.items()}
        patient = self.derived(entered, lesions, history)
        if not self.problems:
            self.contradictions(patient, len(lesions))
        if self.problems:
            raise CaseError(self.problems)
        treatments = self.case.treatments
        imaging = self.case.imaging
        return Facts(
            self.on,
            patient,
            lesions,
            tuple(self.warnings),
            tuple(self.case.declined),
            tuple(t for t in (treatments.records if treatments else ()) if t.planned),
            tuple(i for i in (imaging.records if imaging else ()) if i.planned),
            {
                name: day
                for name, day in self.case.dates
                if day is not None and (self.on is None or day <= self.on)
            },
            history,
        )

    def outdated(self, name: str, fact: KnownFact, history: History) -> KnownFact:
        """The fact, marked old where a treatment since its day has changed what it speaks of."""
        kind = self.vocabulary.spec(name).outdated_by
        if kind is None or fact.on is None:
            return fact
        days = [item.first_day for item in history.of(kind) if item.first_day is not None]
        last = max(days, default=None)
        if last is None or last <= fact.on:
            return fact
        self.warnings.append(
            f"{name} of {fact.on} was recorded before the {kind.replace('_', ' ')} of {last}; "
            "confirm it."
        )
        return replace(fact, old=True)

    def check_treatments(self) -> None:
        records = self.case.treatments.records if self.case.treatments else []
        for i, item in enumerate(records):
            if item.treatment not in self.catalogue:
                self.unknown_treatment(item.treatment, ("treatments", "records", i, "treatment"))
            late = item.first_day and self.on and item.first_day > self.on and not item.planned
            if late:
                self.warnings.append(
                    f"{item.treatment} begins {item.first_day}, after the day of assessment "
                    f"({self.on}); it was left out."
                )
        images = self.case.imaging.records if self.case.imaging else []
        for i, image in enumerate(images):
            if image.modality not in self.catalogue:
                self.unknown_treatment(image.modality, ("imaging", "records", i, "modality"))
        for i, name in enumerate(self.case.declined):
            if name not in self.catalogue:
                self.unknown_treatment(name, ("declined", i))

    def unknown_treatment(self, name: str, place: Place) -> None:
        self.problems.append(
            self.file.problem(
                f"There is no treatment {name!r}.",
                place,
                value=name,
                allowed=close_words(name, self.catalogue) or "an id of the treatment catalogue",
            )
        )

    def derived(
        self,
        entered: dict[str, KnownFact],
        lesions: tuple[tuple[str, dict[str, KnownFact]], ...],
        history: History,
    ) -> dict[str, KnownFact]:
        facts = dict(entered)
        listed = self.case.lesions
        records = Records(
            history,
            {name: fact.value for name, fact in entered.items()},
            [{name: fact.value for name, fact in values.items()} for _, values in lesions],
            listed is not None and listed.complete,
            listed is not None,
        )
        for name in self.vocabulary:
            rule = self.vocabulary.spec(name).derive
            if rule is None:
                continue
            value = derive(rule, records)
            if value is None:
                continue
            hand = entered.get(name)
            if hand is None:
                facts[name] = KnownFact(value, "derived", field="records", note=_rule_words(rule))
            elif not agree(hand.value, value):
                self.disagreement(name, hand, value)
                facts[name] = replace(hand, instead_of=value)
            elif (both := both_of(hand.value, value)) != hand.value:
                facts[name] = KnownFact(
                    both, "derived", field="records", note=f"{_rule_words(rule)}, {hand.field}"
                )
        return facts

    def disagreement(self, name: str, hand: KnownFact, value: Value) -> None:
        """A count that the listed lesions contradict is an error; all else is overridden."""
        if name == self.vocabulary.counter:
            self.problems.append(
                self.file.problem(
                    f"{name} is {short(hand.value)}, but the lesions listed are {short(value)}.",
                    tuple(hand.field.split(".")),
                    value=short(hand.value),
                    allowed="the number of lesions listed; more only if lesions.complete is false",
                    todo=f"Correct {hand.field} or lesions.listed.",
                )
            )
        else:
            self.warnings.append(
                f"{name} was entered as {short(hand.value)} ({hand.field}); the records say "
                f"{short(value)}. The entered value counts."
            )

    def contradictions(self, facts: Mapping[str, KnownFact], listed: int) -> None:
        """More lesions listed than counted."""
        counter = self.vocabulary.counter
        count = facts.get(counter) if counter else None
        most = None if count is None else high(count.value)
        if count is not None and most is not None and listed > most:
            self.problems.append(
                self.file.problem(
                    f"{listed} lesions are listed, but {counter} is {short(count.value)}.",
                    ("lesions", "listed"),
                    allowed=f"at most {most} lesions",
                    todo=f"Correct lesions.listed or {count.field}.",
                )
            )


def _rule_words(rule: Mapping[str, Any]) -> str:
    assert set(rule) <= set(RULES)
    return ", ".join(key.replace("_", " ") for key in rule)
