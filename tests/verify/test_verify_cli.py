"""hepaboard verify on the command line."""

import json
import sys

import pytest
from typer.testing import CliRunner

from hepaboard import HepaboardError, assess_facts
from hepaboard.cli import app
from hepaboard.verify.report_model import (
    Bounds,
    Finding,
    GuidelineTold,
    ListedTopic,
    ObligationResult,
    Verification,
)

RUNNER = CliRunner()
FAILED = ObligationResult(
    id="I01.anti_egfr",
    name="No antibody.",
    kind="invariant",
    status="failed",
    seconds=0.1,
    two_valued="proved",
    kleene="failed",
    statements=[],
    fault=None,
    witness={"ras": "mutant", "n_liver_mets": {"at_least": 2}},
    unlike=["ras", "n_liver_mets", "msi"],
)
FINDING = Finding(
    id="9.incompatible.x.S1-S2",
    check="9. Across sources",
    name="S1 is for x, S2 speaks against",
    statements=["S1-a", "S2-b"],
    sources=["S1", "S2"],
    same_voice=False,
    type="incompatible",
    two_valued=True,
    kleene=True,
    witness={"bilobar": True},
    unlike=["bilobar"],
    listed_as=None,
    topics=[],
)


def verification(*findings):
    return Verification(
        guideline=GuidelineTold(version="1", hash="0" * 64, sources=["S1", "S2"]),
        bounds=Bounds(lesions=3, typical="typical.yaml"),
        seconds=1.0,
        obligations=[FAILED],
        findings=list(findings),
        topics=[ListedTopic(id="D01", topic="?", type="conflict", findings=[], reason="rows only")],
    )


def test_json_and_cases_of_some_obligations(tmp_path):
    told = RUNNER.invoke(
        app, ["verify", "--only", "scenario", "--only", "stop", "--format", "json", "--out",
              str(tmp_path / "cases")],
    )  # fmt: skip
    assert told.exit_code == 0, told.output
    found = json.loads(told.stdout)
    assert {"guideline", "obligations", "findings"} <= set(found)
    assert {o["kind"] for o in found["obligations"]} == {"scenario", "stop"}
    for result in found["obligations"]:
        assert {"id", "name", "status", "seconds", "witness"} <= set(result)
        assert result["status"] == "proved"
    files = list((tmp_path / "cases").glob("*.json"))
    shown = [o for o in found["obligations"] if o["witness"] is not None]
    assert len(files) == len(shown) > 20
    for path in files:
        assert assess_facts(path).guideline


def test_a_failed_obligation_ends_with_one_and_shows_its_case(monkeypatch):
    monkeypatch.setattr("hepaboard.verify.verify", lambda *a, **k: verification(FINDING))
    told = RUNNER.invoke(app, ["verify"])
    assert told.exit_code == 1
    text = " ".join(told.stdout.split())
    assert "FAILED I01.anti_egfr No antibody." in text
    assert "case: ras = mutant, n_liver_mets at least 2, msi not known" in text
    assert "with every fact known: proved, with unknown facts: failed" in text
    for heading in (
        "1. Identical", "2. Equivalent", "3. Subsumed", "4. Interdetermined", "5. Overlapping",
        "6. Missing", "7. Partial reduction", "8. Unnecessary fact",
    ):  # fmt: skip
        assert f"{heading} none found" in text
    assert "incompatible and on no list: 1 S1 is for x, S2 speaks against" in text
    assert "D01 rows only" in text


def test_an_unknown_kind_is_refused():
    told = RUNNER.invoke(app, ["verify", "--only", "everything"])
    assert isinstance(told.exception, HepaboardError)
    assert "scenario" in told.exception.allowed


def test_without_the_solver_one_sentence_says_so(monkeypatch):
    monkeypatch.setitem(sys.modules, "z3", None)
    told = RUNNER.invoke(app, ["verify", "--only", "stop"])
    assert isinstance(told.exception, HepaboardError)
    assert told.exception.what == "Proofs need z3-solver, which is not installed."
    assert told.exception.todo == 'Install the extra: pip install "hepaboard[proofs]"'


def test_with_one_pack_the_stops_still_hold():
    told = RUNNER.invoke(app, ["verify", "--sources", "S2", "--only", "stop", "--format", "json"])
    found = json.loads(told.stdout)
    assert found["guideline"]["sources"] == ["S2"]
    assert {o["status"] for o in found["obligations"]} == {"proved"}


@pytest.mark.parametrize("lesions", ["1", "4"])
def test_other_bounds_on_lesions(lesions):
    told = RUNNER.invoke(
        app, ["verify", "--only", "invariant", "--lesions", lesions, "--format", "json"]
    )
    assert told.exit_code == 0
    assert json.loads(told.stdout)["bounds"]["lesions"] == int(lesions)
