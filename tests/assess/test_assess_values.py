"""The examples and rule fixtures reach every value and every cut that a condition reads."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from hepaboard.assess.implied import with_implied
from hepaboard.case import facts_of, flat_facts, read_case
from hepaboard.document import read_document
from hepaboard.examples import shipped
from hepaboard.guideline import load_guideline
from hepaboard.logic import Bounds, Members

RULES = Path(__file__).resolve().parents[1] / "fixtures" / "rules"


@pytest.fixture(scope="module")
def guideline():
    return load_guideline()


def plain(value):
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    return float(value) if type(value).__name__ == "Decimal" else value


def gathered(cases):
    """The values of every fact over cases, and the facts that some case leaves open."""
    values, count = defaultdict(set), defaultdict(int)
    number = 0
    for facts in cases:
        number += 1
        for part in (facts.patient, *(lesion for _, lesion in facts.lesions)):
            for name, known in part.items():
                if isinstance(known.value, Members):
                    values[name] |= set(known.value.has)
                elif not isinstance(known.value, Bounds):
                    values[name].add(known.value)
        for name in facts.patient:
            count[name] += 1
    return values, {name for name, times in count.items() if times < number}


@pytest.fixture(scope="module")
def examples(guideline):
    return gathered(
        with_implied(
            facts_of(read_case(example.case), guideline.vocabulary, guideline.treatments), guideline
        )
        for example in shipped()
    )


@pytest.fixture(scope="module")
def all_values(guideline, examples):
    def rules():
        for path in sorted(RULES.rglob("*.yaml")):
            for case in read_document(path).data["cases"]:
                given = plain(case["given"])
                if "lesion" in case:
                    given["lesions"] = [plain(case["lesion"])]
                _, facts = flat_facts(given, guideline.vocabulary, guideline.treatments)
                yield with_implied(facts, guideline)

    values, _ = gathered(rules())
    return {name: values[name] | examples[0][name] for name in {*values, *examples[0]}}


def test_every_member_that_a_condition_names_is_some_patients(guideline, examples):
    wanted = defaultdict(set)
    for node in guideline.graph:
        if node.op == "in":
            wanted[node.payload[0]] |= set(node.payload[1])
        elif node.op == "has":
            wanted[node.payload[0]].add(node.payload[1])
    lacking = {name: members - examples[0][name] for name, members in wanted.items()}
    assert {name: members for name, members in lacking.items() if members} == {}
    assert {"primary_site", "decision_point", "new_symptoms"} <= set(wanted)


def test_every_phase_and_every_primary_is_some_patients(guideline, examples):
    for fact in ("decision_point", "primary_site"):
        assert set(guideline.vocabulary[fact].type.values) == examples[0][fact]


def test_every_cut_has_a_case_on_it_and_on_each_side(guideline, all_values):
    cuts = set()
    for node in guideline.graph:
        if node.op == "compare":
            number = guideline.graph.nodes[node.args[0]]
            fact = guideline.graph.facts[number.payload]
            scale = 10**fact.digits if number.sort == "scaled" else 1
            cuts.add((fact.name, round(float(node.payload[1]) / scale, 6)))
    assert len(cuts) > 40
    wrong = []
    for name, cut in sorted(cuts):
        fact = guideline.graph.facts[name]
        values = [float(value) for value in all_values[name]]
        found = {
            "below": any(value < cut for value in values) or cut <= float(fact.low),
            "on": cut in values or (name, cut) == ("ecog", 0),
            "above": any(value > cut for value in values) or cut >= float(fact.high),
        }
        wrong += [f"{name} {cut}: none {side}" for side, there in found.items() if not there]
    assert wrong == []


def test_every_fact_that_a_condition_reads_is_open_in_some_example(guideline, examples):
    patient = {name for name, fact in guideline.graph.facts.items() if fact.scope == "patient"}
    settings = set(guideline.settings)
    always = (
        patient - settings - examples[1] - {name for name in patient if name not in examples[0]}
    )
    assert always == set()
    assert {name for name in patient if name not in examples[0]} == set()
