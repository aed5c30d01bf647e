"""The shipped guideline: 30,000 completions, a witness of every verdict, both libraries."""

from random import Random

import pytest
from missing_oracle import verdict_of
from missing_walk import Walk

from hepaboard.bench.partial import complete_cases, example_cases, with_gaps
from hepaboard.guideline import load_guideline
from hepaboard.guideline.verdict import VERDICTS
from hepaboard.logic import Valuation
from hepaboard.missing import OpenCase, completion_of, questions
from hepaboard.missing.space import Space

STEPS = 500


@pytest.fixture(scope="module")
def guideline():
    return load_guideline()


@pytest.fixture(scope="module")
def walk(guideline):
    return Walk(guideline)


def cases_of(guideline, kind):
    """20 cases, each with a complete case that agrees with it."""
    draw = Random(kind)
    examples = list(example_cases(guideline).values())
    if kind == "shipped":
        for known in examples[3::10][:20]:
            yield known, completion_of(OpenCase(guideline, known), draw=draw)
        return
    setting = {
        name: value
        for name, value in examples[0].patient.items()
        if guideline.vocabulary[name].entry.setting
    }
    starts = examples[::10] if kind == "examples" else [Valuation(setting)]
    for k, whole in enumerate(complete_cases(guideline, starts, 20, draw)):
        yield with_gaps(guideline, whole, 1 + k if kind == "examples" else 15, draw), whole


@pytest.mark.parametrize("kind", ["shipped", "examples", "random"])
def test_no_completion_gives_a_verdict_outside_and_every_verdict_has_one(guideline, walk, kind):
    draw = Random(29)
    tried, several = 0, 0
    for known, whole in cases_of(guideline, kind):
        case = OpenCase(guideline, known)
        possible = {name: set(case.patient.possible(o)) for name, o in guideline.options.items()}
        seen = {name: set() for name in possible}
        for one in walk.steps(known, whole, STEPS, draw):
            values = guideline.program(one)
            tried += 1
            for name, option in guideline.options.items():
                r = option.roots
                row = values[r.stop], values[r.for_], values[r.consider], values[r.against]
                assert 1 not in row, (name, one)
                seen[name].add(VERDICTS[row])
        for name, option in guideline.options.items():
            assert seen[name] <= possible[name], (name, known)
            several += len(possible[name]) > 1
            for word in possible[name] - seen[name]:
                witness = completion_of(case, case.patient.regions(option)[word])
                assert verdict_of(guideline, option, witness) == word, (name, word, known)
                for fact, value in known.patient.items():
                    assert fact not in walk.values or walk.fits(fact, witness.patient[fact], value)
    assert tried == 20 * STEPS
    assert several > 30


def test_both_libraries_give_the_same_verdicts_and_questions(guideline):
    pytest.importorskip("dd.cudd", reason="the library in C is not built here")
    spaces = Space(guideline, "cudd"), Space(guideline, "autoref")
    draw = Random(31)
    examples = list(example_cases(guideline).values())
    whole = complete_cases(guideline, examples[::40], 3, draw)
    cases = [with_gaps(guideline, case, 4 + 2 * k, draw) for k, case in enumerate(whole)]
    asked = 0
    for known in [*cases, *(examples[k] for k in (30, 120, 200))]:
        found = []
        for space in spaces:
            case = OpenCase(guideline, known, space=space)
            options = guideline.options.values()
            possible = [case.patient.possible(option) for option in options]
            found.append((possible, questions(case)))
        assert found[0] == found[1]
        asked += len(found[0][1])
    assert asked > 50
