"""Decision diagrams and solver on what completions of a partial case make of every verdict."""

from functools import cache

from guideline_records import LESIONS, plausible, wild
from verify_records import told

from hepaboard.guideline import load_guideline
from hepaboard.logic import Valuation
from hepaboard.missing import OpenCase
from hepaboard.verify.claim import verdict_in
from hepaboard.verify.solver import Completions
from hepaboard.verify.theory import copy_of, theory_of

RECORDS = 8


@cache
def guideline():
    return load_guideline()


@cache
def solver():
    """A case told in full, and any completion of it."""
    theory = theory_of(guideline(), copy_of(guideline().graph), LESIONS)
    return Completions(theory)


def way(claim):
    """A claim on the completion as a formula."""
    twins = solver().twins
    z3 = twins.z3
    boxes = []
    for box in claim.parts:
        parts = []
        for part in box.parts:
            value, _ = twins.truth(1, part.node, None)
            states = [value if wanted == 3 else z3.Not(value) for wanted in part.values - {1}]
            parts.append(z3.Or(states))
        boxes.append(z3.And(parts))
    return z3.Or(boxes)


def records():
    """Plausible cases; lesions are not listed, because the solver looks at a few of them only."""
    seed, found = 5000, 0
    while found < RECORDS:
        seed += 1
        record = wild(solver().twins.theory, seed)
        if record.lesions:
            continue
        # A recorded extreme that no lesions could have is entered instead of what they say.
        free = {extreme.fact for extreme in solver().twins.theory.extremes}
        patient = {name: value for name, value in record.patient.items() if name not in free}
        record = plausible(guideline(), Valuation(patient, ()))
        if record is not None and not OpenCase(guideline(), record).patient.contradictory:
            found += 1
            yield record


def test_the_same_verdicts_are_possible():
    twins = solver().twins
    several = 0
    for record in records():
        case = OpenCase(guideline(), record).patient
        twins.solver.push()
        twins.solver.add(told(twins.theory, twins.subjects[0], record))
        assert twins.can() == "possible"
        for option in guideline().options.values():
            expected = set(case.possible(option)) if case.exact else None
            if expected is None:
                continue
            words = dict.fromkeys([*expected, "recommended", "contraindicated", "contested"])
            for word in words:
                answer = twins.can(way(verdict_in(option.roots, (word,))))
                assert (answer == "possible") == (word in expected), (
                    option.treatment, word, expected, answer, dict(record.patient),
                )  # fmt: skip
            several += len(expected) > 1
        twins.solver.pop()
    assert several > 50, several
