"""Survivors are proved equivalent only if they are, and a witness does show the mutant."""

import z3

from .nearest import Known
from .question import Questions
from .search import Search, _known
from .truths import Truths

FEWER = """implies:
  - when: "NOT several"
    then: {lesions_n: {at_most: 1}}
    why: Not several means one at most.
  - when: "lesions_n <= 1"
    then: {several: false}
    why: One is not several."""


def test_what_the_rules_of_plausibility_make_equal_is_equivalent(toy):
    toy.put("safety.yaml", '"lesions_n >= 10"', '"several AND lesions_n >= 2"')
    unequal = toy.outcomes()
    # Not several, number unknown: the rules do not say that there are fewer than two.
    assert unequal["safety.yaml:A1:without several"].status == "survived"
    toy.put("vocabulary/patient.yaml", "implies:", FEWER)
    found = toy.outcomes()
    equal = {name for name, o in found.items() if o.status == "equivalent" and ":A1" in name}
    words = {"without several", "without lesions_n >= 2", "AND to OR"}
    # Several are two or more: asking for one beside it asks for nothing.
    assert equal == {f"safety.yaml:A1:{part}" for part in words} | {"safety.yaml:A1@1:2 to 1"}
    assert found["safety.yaml:A1@1:2 to 3"].status == "survived"


def test_a_three_valued_difference_is_no_equivalence(toy):
    toy.put("safety.yaml", '"lesions_n >= 10"', "\"gene = 'mutant' OR NOT gene = 'mutant'\"")
    found = toy.outcomes(witness=True)
    # Two-valued logic calls this constant; while the gene is unknown it is not.
    flipped = found["safety.yaml:A1@1:NOT gene = 'mutant' to gene = 'mutant'"]
    assert flipped.status == "survived"
    assert flipped.witness["before"] == "TRUE" and flipped.witness["after"] == "FALSE"
    assert found["safety.yaml:A1@0:mutant to wild_type"].status == "survived"


def test_a_direction_that_changes_no_verdict_is_equivalent(toy):
    again = """
  - id: S8-antibody-again
    rows: [S8-003]
    where: Drugs
    option: antibody
    direction: against
    strength: {said: never}
    when: "gene = 'wild_type' AND gene = 'mutant'"
    says: Never said."""
    toy.put("sources/S8/statements/all.yaml", "topic: Everything\nstatements:",
            f"topic: Everything\nstatements:{again}")  # fmt: skip
    found = toy.outcomes()
    statements = "sources/S8/statements/all.yaml"
    assert found[f"{statements}:S8-antibody:consider to against"].status == "survived"
    assert found[f"{statements}:S8-operation:for to consider"].status == "survived"
    never = found[f"{statements}:S8-antibody-again:against to for"]
    assert (never.status, never.by) == ("equivalent", "the same verdicts in every case")


def test_a_witness_is_a_case_near_a_fixture_and_kills_once_it_is_expected(toy, plant):
    start = plant.rule("many", {"lesions_n": 30, "gene": "mutant"}, A1="TRUE", H1="TRUE")
    mutant = "safety.yaml:A1:10 to 9"
    witness = toy.outcomes(start, witness=True)[mutant].witness
    assert witness == {
        "asked": "A1",
        "before": "FALSE",
        "after": "TRUE",
        "near": "many",
        "changed": {"lesions_n": {"from": 30, "to": 9}},
        "given": {"lesions_n": 9, "gene": "mutant"},
    }
    added = plant.rule("witness", witness["given"], A1=witness["before"])
    assert toy.outcomes(start, added)[mutant].status == "killed"


def test_a_witness_on_a_lesion_lists_it(toy, plant):
    start = plant.rule("4 cm", {"site": "colon", "lesions": [{"size_cm": 6}]}, S8_heat="FALSE")
    found = toy.outcomes(start, witness=True)["sources/S8/statements/all.yaml:S8-heat:<= to <"]
    assert found.witness["given"] == {"site": "colon", "lesions": [{"size_cm": 3}]}
    assert found.witness["changed"] == {"lesion 1 size_cm": {"from": 6, "to": 3}}


def test_the_solver_and_the_engine_give_every_root_one_truth_value(shipped):
    """On every twelfth fixture, with all of its facts and no others."""
    search = Search(shipped.judge)
    frame = shipped.judge.whole
    questions: Questions = search.questions
    truths = Truths(questions.encoding, frame.guideline.graph)
    solver = questions.encoding.solver
    compared = 0
    for item in search.flat[::12]:
        known: Known = _known(item, search.encoding)
        solver.push()
        for (name, lesion), value in known.items():
            solver.add(search.encoding.exactly(name, value, lesion))
        solver.add(search.encoding.listed == len(item.known.lesions))
        assert solver.check(*questions.rule_holds.values()) == z3.sat, item.fixture.name
        model = solver.model()
        solver.pop()
        for key, node in frame.roots.items():
            values = item.values[node]
            if isinstance(values, list) and len(values) == 1:
                continue
            value = values[0] if isinstance(values, list) else values
            pair = [model.eval(part, model_completion=True) for part in truths.of(node, 0)]
            assert [z3.is_true(part) for part in pair] == [value == 3, value != 0], key
            compared += 1
    assert compared > 30_000
