"""Every engine on random partial cases of the shipped guideline: no difference.

``ENGINES`` holds what is compared with the interpreter; an engine joins by a line there, as a
function from a record to the values of all nodes (None where it has no value for a node).
"""

import random
from collections import Counter
from functools import lru_cache
from itertools import product
from math import prod

import pytest
from guideline_naive import Naive
from guideline_records import LESIONS, merge, number, plausible, wild
from verify_records import literals, solved

from hepaboard.guideline import load_guideline
from hepaboard.logic import Bounds, Members, Valuation, interpret
from hepaboard.verify.claim import true
from hepaboard.verify.cuts import scaled
from hepaboard.verify.solver import Prover
from hepaboard.verify.solver.likeness import same
from hepaboard.verify.theory import copy_of, theory_of, theory_with

HIDDEN = 6
MOST_COMPLETIONS = 500


@lru_cache(maxsize=1)
def guideline():
    return load_guideline()


@lru_cache(maxsize=1)
def theory():
    return theory_of(guideline(), copy_of(guideline().graph), LESIONS)


@lru_cache(maxsize=1)
def lawless():
    """The solver without the rules of plausibility, so that any record is a case."""
    found = theory()
    return Prover(theory_with(found.graph, found.facts, LESIONS), kleene=True)


@lru_cache(maxsize=2)
def lawful(kleene):
    return Prover(theory(), kleene=kleene)


ENGINES = {
    "program": lambda record: guideline().program(record),
    "solver": lambda record: solved(lawless(), record),
}


def compare(record):
    """All engines on all nodes; returns how often each truth value occurred in statements."""
    expected = interpret(guideline().graph, record)
    for name, engine in ENGINES.items():
        for place, (value, found) in enumerate(zip(expected, engine(record), strict=True)):
            if found is not None:
                assert found == value, (name, place, guideline().graph.nodes[place], record)
    return Counter(
        value for item in guideline().statements if isinstance(value := expected[item.node], int)
    )


def test_engines_on_wild_records():
    seen = Counter()
    for seed in range(40):
        seen += compare(wild(theory(), seed))
    assert min(seen[0], seen[1], seen[3]) > 500, seen


def test_engines_on_plausible_records():
    seen, records = Counter(), 0
    for seed in range(1000, 1200):
        record = plausible(guideline(), wild(theory(), seed))
        if record is not None:
            records += 1
            seen += compare(record)
    assert records >= 10 and min(seen[0], seen[1], seen[3]) > 200, (records, seen)


def test_the_plausible_solver_accepts_what_follows_its_rules():
    """A record that the rules leave alone is a case of the solver; one they contradict is none."""
    fits = 0
    for seed in range(2000, 2060):
        record = wild(theory(), seed)
        fits += (accepted := plausible(guideline(), record)) is not None
        prover = lawful(True)
        if accepted is not None and not _measures(accepted):
            assert prover.solver.check(*literals(prover, accepted)) == prover._z3.sat, seed
        if accepted is None or accepted.patient != dict(record.patient):
            assert prover.solver.check(*literals(prover, record)) == prover._z3.unsat, seed
    assert fits > 3


def _measures(record):
    """Whether recorded extremes may disagree with listed lesions, which is no rule of the files."""
    return bool(record.lesions)


def test_the_naive_evaluator_on_every_statement(monkeypatch):
    naive = Naive(guideline(), monkeypatch)
    for seed in range(3000, 3006):
        record = wild(theory(), seed)
        values = interpret(guideline().graph, record)
        for item in guideline().statements:
            assert values[item.node] == naive.value(item, record), (item.id, record)


def test_brute_force_over_completions_judges_what_is_possible():
    """Up to six facts of a complete case hidden: the solver finds just the values they allow."""
    compared = 0
    roots = list(
        dict.fromkeys(s.node for s in guideline().statements if s.entry.scope == "patient")
    )
    prover = lawful(False)
    solver, sat = prover.solver, prover._z3.sat
    for seed, item in enumerate(guideline().statements[::75]):
        case = prover.case(true(item.node, _lesion(item.node)))
        if case is None or len(case.valuation.lesions) > LESIONS:
            continue
        record, cells = _hidden(case.valuation, seed)
        found = {root: set() for root in roots}
        for completion in _completions(record, cells):
            values = guideline().program(completion)
            for root in roots:
                found[root].add(values[root])
        kleene = interpret(guideline().graph, record)
        solver.push()
        solver.add(_known(prover, record))
        for root in roots:
            certain, _ = prover.nodes.truth[root]
            answers = {3: certain, 0: prover._z3.Not(certain)}
            possible = {value for value, way in answers.items() if solver.check(way) == sat}
            assert possible == found[root] != set(), (root, record.patient)
            assert kleene[root] == 1 or found[root] == {kleene[root]}
            compared += len(possible) > 1
        solver.pop()
    assert compared > 20, compared


def _lesion(node):
    return 0 if guideline().graph.nodes[node].scope == "lesion" else None


def _known(prover, record):
    """The facts of a record as assumptions; those that it lacks are left to the solver."""
    subjects = prover.subjects
    found = [
        same(prover.theory, subjects.patient, prover.theory.facts[name], value)
        for name, value in record.patient.items()
    ]
    for lesion, known in zip(subjects.lesions, record.lesions, strict=False):
        found += [
            same(prover.theory, lesion, prover.theory.facts[name], value)
            for name, value in known.items()
        ]
    listed = len(record.lesions)
    return [
        *found,
        *(on if k < listed else prover._z3.Not(on) for k, on in enumerate(subjects.listed)),
    ]


def _hidden(record, seed):
    """The record with up to six facts hidden, and a value of every cell of each."""
    draw = random.Random(seed)
    linked = {theory().graph.counter, *(extreme.fact for extreme in theory().extremes)}
    names = [n for n in record.patient if n not in linked]
    draw.shuffle(names)
    cells, count = {}, 1
    for name in names:
        values = _cells(theory().facts[name])
        if len(cells) < HIDDEN and count * len(values) <= MOST_COMPLETIONS:
            cells[name] = values
            count *= len(values)
    rest = {name: value for name, value in record.patient.items() if name not in cells}
    return Valuation(rest, record.lesions), cells


def _cells(fact):
    if fact.kind == "boolean":
        return [False, True]
    if fact.kind == "enum":
        return list(fact.values)
    if fact.kind == "set":
        sets = product((False, True), repeat=len(fact.values))
        return [
            Members(frozenset(m for m, on in zip(fact.values, row, strict=True) if on), None)
            for row in sets
        ]
    cuts = theory().cuts[fact.name]
    first, beyond = cuts.range_places
    return [cuts.number(cell, None) for cell in range(first, beyond)]


def _completions(record, cells):
    """Every plausible way in which the hidden facts may turn out."""
    for values in product(*cells.values()):
        patient = {**record.patient, **dict(zip(cells, values, strict=True))}
        if _fits(Valuation(patient, record.lesions)):
            yield Valuation(patient, record.lesions)


def _fits(record):
    """Whether a complete case breaks no rule; what only says that a fact is recorded is none."""
    values = guideline().implication_program(record)
    for rule in guideline().implications:
        if values[rule.node] == 3 and rule.node not in _vacuous():
            for name, value in rule.then.items():
                known = record.patient[name]
                if isinstance(value, Bounds):
                    if merge(known, value) != known:
                        return False
                elif known != value:
                    return False
    return True


@lru_cache(maxsize=1)
def _vacuous():
    """Rules that fit every value of their facts, seen by trying all of them."""
    graph = guideline().implication_program.graph
    found = set()
    for rule in guideline().implications:
        support = sorted(graph.support(rule.node))
        cells = [_cells(theory().facts[name]) for name in support]
        if prod(len(values) for values in cells) <= MOST_COMPLETIONS:
            answers = {
                guideline().implication_program(Valuation(dict(zip(support, values, strict=True))))[
                    rule.node
                ]
                for values in product(*cells)
            }
            if answers == {3}:
                found.add(rule.node)
    return frozenset(found)


@pytest.mark.parametrize("fact", ["flr_pct", "n_liver_mets", "bilirubin_mg_dl", "ecog"])
def test_a_number_of_each_cell_lies_in_that_cell(fact):
    cuts = theory().cuts[fact]
    first, beyond = cuts.range_places
    for cell in range(first, beyond):
        assert cuts.cell(scaled(cuts.fact, cuts.number(cell, None))) == cell
    some = number(theory(), cuts.fact, random.Random(1))
    assert cuts.fact.low <= some <= cuts.fact.high
