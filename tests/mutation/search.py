"""Settles survivors: equivalent to what is written, or a nearest case in which they show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import z3

from hepaboard.assess.implied import with_implied
from hepaboard.case import Facts, flat_facts
from hepaboard.errors import HepaboardError
from hepaboard.logic import Value

from .encoding import LESIONS, Encoding
from .fixtures import Fixture, Prepared, prepare
from .judge import Judge, Outcome
from .nearest import Known, nearest_model
from .question import Question, Questions
from .truths import Unencoded
from .written import value_in, written

#: How many fixtures are tried as a starting point of a nearest case.
STARTS = 4
SAME = "the same truth values in every case"
VERDICTS = "the same verdicts in every case"


class Search:
    """Looks for a case in which a surviving mutant shows; a proof that there is none."""

    def __init__(self, judge: Judge) -> None:
        self.questions = Questions(judge.whole)
        self.encoding = self.questions.encoding
        nothing = Fixture("nothing known", None, {}, None)
        self.nothing = prepare(nothing, judge.whole.guideline)
        self.flat = [
            item
            for item in judge.benches[None].prepared
            if item.fixture.flat is not None and len(item.known.lesions) <= LESIONS
        ]

    def settled(self, outcome: Outcome, witness: bool = True) -> Outcome:
        """A survivor with its witness if that is asked for, or as equivalent where no case can
        show it."""
        if outcome.status != "survived":
            return outcome
        try:
            questions = list(self.questions.of(outcome.mutant))
        except Unencoded as error:
            return replace(outcome, witness={"note": f"not searched: {error} of facts"})
        if not questions:
            return outcome if outcome.mutant.tree is None else replace(
                outcome, status="equivalent", by=SAME
            )  # fmt: skip
        solver = self.encoding.solver
        rules = self.questions.holding(outcome.mutant)
        for question in questions:
            solver.push()
            try:
                solver.add(question.formula)
                answer = solver.check(*rules)
                if answer == z3.unknown:
                    return replace(outcome, witness={"note": "the solver gave up"})
                if answer == z3.sat and not witness:
                    return outcome
                if answer == z3.sat:
                    plain = z3.Bool("plain")
                    solver.add(z3.Implies(plain, question.plain))
                    clear = solver.check(*rules, plain) == z3.sat
                    asked = [*rules, plain] if clear else rules
                    return replace(outcome, witness=self.nearest(question, asked))
            finally:
                solver.pop()
        verdicts = questions[0].asked.startswith("verdict ")
        return replace(outcome, status="equivalent", by=VERDICTS if verdicts else SAME)

    def nearest(self, question: Question, rules: Sequence[Any]) -> dict[str, Any]:
        """The case with the fewest changes against a fixture in which both answers differ."""
        best: dict[str, Any] | None = None
        for item in self.starts(question):
            found = self.near(item, question, rules)
            if found and (best is None or len(found["changed"]) < len(best["changed"])):
                best = found
                if not found["changed"]:
                    break
        if best is None:
            return {"asked": question.asked, "note": "no fixture leads to a case that shows it"}
        return best

    def starts(self, question: Question) -> Iterable[Prepared]:
        """Fixtures on the same statement first, then on its source, then nothing at all."""
        key = question.key
        named = [i for i in self.flat if question.asked in i.fixture.values]
        about = f"{key.source}/" if key.source else ""
        others = [i for i in self.flat if i not in named and i.fixture.name.startswith(about)]
        spread = others[:: max(1, len(others) // STARTS)]
        return [*named[:STARTS], *spread[: max(2, STARTS - len(named))], self.nothing]

    def near(
        self, item: Prepared, question: Question, rules: Sequence[Any]
    ) -> dict[str, Any] | None:
        """The case nearest to one fixture: its facts are kept as long as the solver allows."""
        known = _known(item, self.encoding)
        model = nearest_model(self.encoding, known, len(item.known.lesions), rules)
        if model is None:
            return None
        return self.confirmed(item, question, known, model)

    def confirmed(
        self, item: Prepared, question: Question, known: Mapping[tuple[str, int | None], Any],
        model: Any,
    ) -> dict[str, Any] | None:  # fmt: skip
        """The case written as a fixture, if both answers do differ when it is assessed."""
        encoding = self.encoding
        wanted = {place: value_in(encoding, model, *place) for place in encoding.cells}
        count = model.eval(encoding.listed, model_completion=True).as_long()
        flat = dict(item.fixture.flat or {})
        lesions = [dict(lesion) for lesion in flat.pop("lesions", [])][:count]
        lesions += [{} for _ in range(count - len(lesions))]
        changed = {}
        for (name, lesion), value in wanted.items():
            if lesion is not None and lesion >= count:
                continue
            if value == known.get((name, lesion)):
                continue
            place = flat if lesion is None else lesions[lesion]
            old = place.get(name)
            if value is None:
                place.pop(name, None)
            else:
                place[name] = written(value)
            label = name if lesion is None else f"lesion {lesion + 1} {name}"
            changed[label] = {"from": old, "to": None if value is None else written(value)}
        given = {**flat, "lesions": lesions} if lesions else flat
        told = self.told(given, question)
        if told is None or told[0] == told[1]:
            return None
        return {
            "asked": question.asked,
            "before": told[0],
            "after": told[1],
            "near": item.fixture.name,
            "changed": changed,
            "given": given,
        }

    def told(self, given: Mapping[str, Any], question: Question) -> tuple[str, str] | None:
        """Both answers on a case; None if it contradicts itself."""
        old, new = self.questions.frame.guideline, question.guideline
        try:
            _, entered = flat_facts(dict(given), old.vocabulary, old.treatments)
            facts = with_implied(entered, old)
            if question.told is not None:
                valuation = facts.valuation()
                return question.told(old.program(valuation), new.program(valuation))
            changed = with_implied(entered, new)
        except HepaboardError:
            return None
        names = question.asked.split("+")
        return _words(facts, names), _words(changed, names)


def _known(item: Prepared, encoding: Encoding) -> Known:
    """What a fixture knows, of the patient and of its lesions; None for what it does not."""
    lesions = [facts for _, facts in item.known.lesions]
    return {
        (name, lesion): _value(item.known.patient if lesion is None else lesions[lesion], name)
        for name, lesion in encoding.cells
        if lesion is None or lesion < len(lesions)
    }


def _words(facts: Facts, names: Iterable[str]) -> str:
    return ", ".join(f"{name} {written(_value(facts.patient, name))}" for name in names)


def _value(facts: Mapping[str, Any], name: str) -> Value | None:
    known = facts.get(name)
    return None if known is None else known.value
