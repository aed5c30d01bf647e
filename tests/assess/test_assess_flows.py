"""Where a patient stands in each flow: known for sure, open with what decides, never guessed."""

from itertools import product
from pathlib import Path

import pytest
from assess_packs import Packs

from hepaboard.assess import assess, assess_facts
from hepaboard.assess.implied import ContradictionError
from hepaboard.document import read_document
from hepaboard.examples import FOLDER
from hepaboard.guideline import load_guideline

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
PLACES = [
    pytest.param(file.stem, case, id=f"{file.stem}: {case['name']}")
    for file in sorted((FIXTURES / "flows").glob("*.yaml"))
    for case in read_document(file).data["cases"]
]
#: Steps that no case reaches, with the reason.
NEVER: dict[tuple[str, str], str] = {}


def plain(value):
    """Decimals of the fixture files as the numbers that a script would pass."""
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    return float(value) if type(value).__name__ == "Decimal" else value


def flow_of(assessment, source):
    (found,) = (flow for flow in assessment.flows if flow.source == source)
    return found


def assessments():
    """Every shipped example and every case of the flow fixtures, on all packs."""
    guideline = load_guideline()
    for path in sorted(FOLDER.rglob("*.yaml")):
        data = read_document(path).data
        if "case" in data:
            yield path.stem, assess(data["case"], guideline)
        else:
            yield path.stem, assess_facts(plain(data["facts"]), guideline)
    for parameter in PLACES:
        source, case = parameter.values
        yield f"{source} {case['name']}", assess_facts(plain(case["facts"]), guideline)


@pytest.mark.parametrize(("source", "case"), PLACES)
def test_the_place_and_the_open_branches_of_a_case(source, case):
    found = flow_of(assess_facts(plain(case["facts"]), load_guideline()), source)
    assert found.place == case["place"]
    needs = {branch.to: branch.needs for branch in found.open}
    for step, facts in case.get("open", {}).items():
        assert set(facts) <= set(needs[step]), step


@pytest.fixture(scope="module")
def answers():
    return list(assessments())


def test_every_step_of_every_flow_is_reached_by_some_case(answers):
    reached = {
        (flow.source, node.id)
        for _, answer in answers
        for flow in answer.flows
        for node in flow.nodes
        if node.status == "holds"
    }
    steps = {
        (source, step.id) for source, flow in load_guideline().flows.items() for step in flow.steps
    }
    assert steps - reached == set(NEVER)


def test_a_flow_hangs_together_whatever_the_case(answers):
    guideline = load_guideline()
    spoken = 0
    for name, answer in answers:
        in_scope = [s.source for s in answer.scopes if s.status != "out_of_scope"]
        if answer.options:
            assert [flow.source for flow in answer.flows] == in_scope, name
        for found in answer.flows:
            steps = guideline.flows[found.source].steps
            status = {node.id: node.status for node in found.nodes}
            assert list(status) == [step.id for step in steps]
            for step in steps:
                above = {status[parent] for parent in step.parents}
                if step.parents and status[step.id] == "holds":
                    assert "holds" in above, (name, step.id)
                if step.parents and status[step.id] == "possible":
                    assert above & {"holds", "possible"}, (name, step.id)
            for place in found.place:
                assert status[place] == "holds"
                led = [step.id for step in steps if place in step.parents]
                assert all(status[other] != "holds" for other in led), (name, place)
            for branch in found.open:
                assert status[branch.to] == "possible"
                assert branch.from_ is None or status[branch.from_] == "holds"
                assert branch.needs, (name, branch)
            spoken += bool(found.place)
    assert spoken > 150


def test_unknown_never_closes_a_branch():
    """What one completion of the facts reaches is not closed while a fact is unknown."""
    guideline = load_guideline(["S2"])
    known = {"primary_site": "colon", "decision_point": "initial", "n_liver_mets": 4}
    choices = {
        "r0_route": ["one_operation", "staged", "none"],
        "flr_pct": [15, 45],
        "fitness": ["fit", "unfit"],
        "ras": ["wild_type", "mutant"],
    }
    open_flow = flow_of(assess_facts(known, guideline), "S2")
    kept = {node.id for node in open_flow.nodes if node.status != "not_reached"}
    reached = set()
    for values in product(*choices.values()):
        facts = {**known, **dict(zip(choices, values, strict=True)), "liver_quality": "normal"}
        try:
            flow = flow_of(assess_facts(facts, guideline), "S2")
        except ContradictionError:
            continue
        reached |= {node.id for node in flow.nodes if node.status == "holds"}
    assert len(reached) > 6
    assert reached <= kept


def test_a_source_whose_scope_is_open_says_what_decides():
    facts = {"primary_site": "colorectal", "decision_point": "initial"}
    found = flow_of(assess_facts(facts, load_guideline()), "S3")
    assert found.place == []
    first = found.open[0]
    needs = ["primary_location", "rectosigmoid_as_rectal"]
    assert (first.from_, first.to, first.needs) == (None, "start", needs)
    assert {node.status for node in found.nodes} <= {"possible", "not_reached"}


def test_a_source_out_of_scope_has_no_flow_and_an_ended_assessment_none_at_all():
    facts = {"primary_site": "breast", "primary_confirmed": True}
    breast = assess_facts(facts, load_guideline())
    assert {flow.source for flow in breast.flows} == {"S4"}
    assert assess_facts({"primary_site": "hcc"}, load_guideline()).flows == []


def test_a_hard_stop_on_the_treatment_of_a_step_is_told_at_the_step():
    facts = {
        "primary_site": "colon",
        "primary_confirmed": True,
        "decision_point": "initial",
        "n_liver_mets": 14,
        "r0_route": "only_after_response",
        "bilobar": True,
        "msi": "MSS/pMMR",
        "ras": "mutant",
        "intensive_therapy_tolerance": False,
    }
    found = flow_of(assess_facts(facts, load_guideline()), "S1")
    assert found.place[-1] == "mutant"
    node = next(node for node in found.nodes if node.id == "mutant")
    assert [item.treatment for item in node.stopped] == ["triplet_bevacizumab"]
    assert node.stopped[0].stops == ["H08"]
    tolerated = assess_facts({**facts, "intensive_therapy_tolerance": True}, load_guideline())
    assert all(not node.stopped for node in flow_of(tolerated, "S1").nodes if node.id == "mutant")


FLOW = """\
title: A way with a step that two lead to
nodes:
  start:
    label: Start
    rows: [S8-002]
    to: [drug, operation]
  drug:
    label: Drug
    rows: [S8-005]
    when: begun
    to: [large]
  operation:
    label: Operation
    rows: [S8-004]
    when: enough
    to: [large]
  large:
    label: Large
    rows: [S8-004]
    when: large
    back: {drug: once more}
"""


@pytest.mark.parametrize(
    ("facts", "status", "place", "opened"),
    [
        ({}, "pppp", [], []),
        ({"drug_given": True, "remnant_pct": 10, "segments_planned": 4}, "hhnh", ["large"], []),
        ({"drug_given": False, "remnant_pct": 10, "segments_planned": 4}, "hnnn", ["start"], []),
        (
            {"drug_given": True, "remnant_pct": 40, "segments_planned": 1},
            "hhhn",
            ["drug", "operation"],
            [],
        ),
        (
            {"remnant_pct": 10, "segments_planned": 4},
            "hpnp",
            ["start"],
            [("start", "drug", ["drug_given"])],
        ),
        (
            {"drug_given": True, "segments_planned": 4},
            "hhph",
            ["large"],
            [("start", "operation", ["remnant_pct"])],
        ),
        (
            {"drug_given": True, "remnant_pct": 40},
            "hhhp",
            ["drug", "operation"],
            [
                ("drug", "large", ["segments_planned"]),
                ("operation", "large", ["segments_planned"]),
            ],
        ),
    ],
)
def test_a_step_is_as_sure_as_the_surest_way_to_it(tmp_path, facts, status, place, opened):
    packs = Packs(tmp_path)
    (packs.folder / "sources/S8/flow.yaml").write_text(FLOW, encoding="utf-8")
    words = {"h": "holds", "p": "possible", "n": "not_reached"}
    if not facts:
        answer = assess_facts({}, packs.guideline())
    else:
        answer = packs.assess(**facts)
    found = flow_of(answer, "S8")
    assert [node.status for node in found.nodes] == [words[letter] for letter in status]
    if facts:
        assert found.place == place
        assert [(b.from_, b.to, b.needs) for b in found.open] == opened
        started = found.nodes[0]
        assert [(b.fact, b.value) for b in started.because] == [("site", "colon")]


def test_the_json_writes_from_as_the_contract_has_it():
    answer = assess_facts({"primary_site": "colon"}, load_guideline(["S2"]))
    data = answer.model_dump(mode="json")["flows"][0]
    assert set(data) == {"source", "nodes", "place", "open"}
    assert set(data["open"][0]) == {"from", "to", "needs"}
    assert {"id", "label", "status", "rows", "because"} <= set(data["nodes"][0])
    again = type(answer).model_validate_json(answer.model_dump_json())
    assert again.flows == answer.flows
