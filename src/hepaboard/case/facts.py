"""The facts of a case: every value that is known, with where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Literal

from hepaboard.case.derive import RULES, Records, derive
from hepaboard.case.history import History, history_of, latest_day
from hepaboard.case.intervals import agree, both_of, high, short
from hepaboard.case.model import Case, Image, Treatment
from hepaboard.case.read import CaseError, CaseFile
from hepaboard.case.value import ValueProblem, likely_unit, read_value
from hepaboard.document import Place
from hepaboard.errors import HepaboardError
from hepaboard.logic import FactType, Valuation, Value
from hepaboard.types import CatalogueLike, VocabularyLike

Origin = Literal["entered", "derived", "implied", "setting", "fhir", "mask", "formula"]


@dataclass(frozen=True, slots=True)
class KnownFact:
    """One known value with its origin.

    ``old`` tells that it is older than the vocabulary lets it be; ``instead_of`` is the derived
    value that a hand-entered one replaces; ``note`` says how it was converted or implied.
    """

    value: Value
    origin: Origin
    on: date | None = None
    by: str | None = None
    field: str = ""
    old: bool = False
    instead_of: Value | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """All known facts of a case on one day."""

    on: date | None
    patient: Mapping[str, KnownFact]
    lesions: tuple[tuple[str, Mapping[str, KnownFact]], ...] = ()
    warnings: tuple[str, ...] = ()
    declined: tuple[str, ...] = ()
    plans: tuple[Treatment, ...] = ()
    planned_images: tuple[Image, ...] = ()
    dates: Mapping[str, date] = field(default_factory=dict)
    history: History | None = field(default=None, compare=False)

    def valuation(self) -> Valuation:
        """The values alone, as the language reads them."""
        return Valuation(
            {name: fact.value for name, fact in self.patient.items()},
            [{name: fact.value for name, fact in facts.items()} for _, facts in self.lesions],
        )

    def with_patient(self, more: Mapping[str, KnownFact]) -> Facts:
        """The same with more, or other, patient facts."""
        return replace(self, patient={**self.patient, **more})


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
        self.case: Case = file.case
        self.vocabulary = vocabulary
        self.catalogue = catalogue
        self.on = on or self.case.assessed_on or latest_day(self.case)
        self.problems: list[HepaboardError] = []
        self.warnings: list[str] = []

    def facts(self) -> Facts:
        self.check_treatments()
        entered = self.entered()
        lesions = self.lesions()
        if self.problems:
            raise CaseError(self.problems)
        history = history_of(self.case, self.catalogue, self.on or date.max)
        patient = self.derived(entered, lesions, history)
        if not self.problems:
            self.contradictions(patient)
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
                allowed=_close(name, self.catalogue) or "an id of the treatment catalogue",
            )
        )

    def name(self, word: str, place: Place, scope: str) -> FactType | None:
        name = self.vocabulary.synonyms.get(word, word)
        fact = self.vocabulary.types.get(name)
        if fact is None or fact.scope != scope:
            self.problems.append(
                self.file.problem(
                    f"There is no fact {word!r} of a {scope}.",
                    place,
                    value=word,
                    allowed=_close(word, self.vocabulary) or "see: hepaboard schema case",
                )
            )
            return None
        return fact

    def value(self, fact: FactType, entry: Any, place: Place) -> KnownFact | None:
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
        found: dict[str, KnownFact] = {}
        for section, entries in self.case.sections().items():
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
        found: dict[str, dict[str, KnownFact]] = {}
        listed = self.case.lesions.listed if self.case.lesions else []
        for i, lesion in enumerate(listed):
            place: Place = ("lesions", "listed", i)
            if lesion.id in found:
                self.problems.append(
                    self.file.problem(f"The lesion {lesion.id} is listed twice.", place)
                )
            facts: dict[str, KnownFact] = {}
            for word, entry in lesion.findings.items():
                fact = self.name(word, (*place, word), "lesion")
                known = None if fact is None else self.value(fact, entry, (*place, word))
                if fact is not None and known is not None:
                    facts[fact.name] = known
            found[lesion.id] = facts
        return tuple(found.items())

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

    def contradictions(self, facts: Mapping[str, KnownFact]) -> None:
        """More lesions listed than counted."""
        counter = self.vocabulary.counter
        count = facts.get(counter) if counter else None
        listed = len(self.case.lesions.listed) if self.case.lesions else 0
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


def _close(word: str, names: Any) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, list(names), n=3)
    return f"perhaps {', '.join(near)}" if near else ""


def _span(text: str) -> timedelta:
    number, unit = text.split()
    days = {"day": 1, "week": 7, "month": 30.4375, "year": 365.25}[unit.rstrip("s")]
    return timedelta(days=int(number) * days)
