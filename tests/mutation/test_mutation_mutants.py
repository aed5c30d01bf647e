"""Which mutants a condition has, and that their ids stay what they are."""

import pytest

from hepaboard.guideline import load_guideline
from hepaboard.logic import check
from hepaboard.logic.parse import parse

from .conditions import Condition, Key
from .frame import copied
from .mutants import mutants_of
from .render import render
from .tree import walk

ALL = [
    (
        "cea_ng_ml >= 5",
        ["comparison >= to >", "comparison >= to <=", "threshold 5 to 4", "threshold 5 to 6"],
    ),
    (
        "smallest_lesion_cm < 1",
        ["comparison < to <=", "comparison < to >", "threshold 1 to 0", "threshold 1 to 2"],
    ),
    ("braf = 'V600E'", ["comparison = to <>", "enum V600E to other_mutant"]),
    ("ras <> 'mutant'", ["comparison <> to =", "enum mutant to wild_type"]),
    (
        "primary_site IN ('colon', 'colorectal')",
        [
            "comparison IN to NOT IN",
            "enum without colon",
            "enum colon to rectal",
            "enum without colorectal",
            "enum colorectal to breast",
        ],
    ),
    ("NOT bilobar", ["negation NOT bilobar to bilobar", "negation bilobar to NOT bilobar"]),
    (
        "bilobar AND multifocal",
        [
            "connective AND to OR",
            "dropped without bilobar",
            "dropped without multifocal",
            "negation bilobar to NOT bilobar",
            "negation multifocal to NOT multifocal",
        ],
    ),
    (
        "count_true(bilobar, multifocal, synchronous) >= 2",
        [
            "comparison >= to >",
            "comparison >= to <=",
            "threshold 2 to 1",
            "threshold 2 to 3",
            "dropped without bilobar",
            "dropped without multifocal",
            "dropped without synchronous",
            "negation bilobar to NOT bilobar",
            "negation multifocal to NOT multifocal",
            "negation synchronous to NOT synchronous",
        ],
    ),
    (
        "has(extrahepatic_site, 'lung_solitary')",
        [
            "negation has(extrahepatic_site, 'lung_solitary') to "
            "NOT has(extrahepatic_site, 'lung_solitary')",
            "enum lung_solitary to portal_nodes",
        ],
    ),
    (
        "ecog BETWEEN 3 AND 4",
        [
            "connective AND to OR",
            "dropped without ecog >= 3",
            "dropped without ecog <= 4",
            "comparison >= to >",
            "comparison >= to <=",
            "threshold 3 to 2",
            "threshold 3 to 4",
            "comparison <= to <",
            "comparison <= to >=",
            "threshold 4 to 3",
            "threshold 4 to 5",
        ],
    ),
]


def of(text):
    condition = Condition(Key("alert", "", "X"), "safety.yaml", 1, text, parse(text))
    return list(mutants_of(condition, load_guideline().vocabulary))


@pytest.mark.parametrize(("text", "changes"), ALL, ids=[text for text, _ in ALL])
def test_a_condition_has_these_mutants_and_no_others(text, changes):
    found = [f"{m.kind} {m.id.split(':', 2)[2]}" for m in of(text)]
    assert sorted(found) == sorted(changes)


def test_the_mutant_is_the_condition_with_one_thing_changed():
    by_id = {m.id: m.after for m in of("bilobar AND (cea_ng_ml >= 5 OR NOT synchronous)")}
    assert by_id["safety.yaml:X@1.0:>= to >"] == "bilobar AND (cea_ng_ml > 5 OR NOT synchronous)"
    assert by_id["safety.yaml:X@1:OR to AND"] == "bilobar AND (cea_ng_ml >= 5 AND NOT synchronous)"
    assert by_id["safety.yaml:X@1:without NOT synchronous"] == "bilobar AND cea_ng_ml >= 5"


def test_a_condition_written_out_is_the_same_condition(shipped):
    frame = shipped.judge.whole
    graph, vocabulary = copied(frame.guideline.graph), frame.guideline.vocabulary
    compared = 0
    for condition in frame.conditions.values():
        names = {part.name for _, part in walk(condition.tree) if hasattr(part, "name")}
        if names <= set(vocabulary) and condition.key.kind != "rule":
            nodes = [
                check(tree, graph, vocabulary.types, scope=condition.scope)
                for tree in (condition.tree, parse(render(condition.tree)))
            ]
            assert nodes[0] == nodes[1], condition.text
            compared += 1
    assert compared > 100


def test_ids_are_unique_and_outlive_changes_around_them(toy):
    before = [mutant.id for mutant in toy.trials().mutants]
    assert len(before) == len(set(before)) > 60
    toy.put("safety.yaml", "stops:\n", NEW_STOP).put(
        "vocabulary/patient.yaml", "implies:", NEW_RULE
    )
    after = [mutant.id for mutant in toy.trials().mutants]
    assert len(after) == len(set(after)) > len(before)
    assert set(before) < set(after)


NEW_STOP = """stops:
  - id: H0
    stop: [heat]
    when: "lesions_n > 50"
    rows: [S8-006]
    reason: Too many.
    do: Choose something else.
"""
NEW_RULE = """implies:
  - when: "lesions_n < 2"
    then: {several: false}
    why: Fewer than two are not several."""
