"""HAZARDS.md is complete and its proofs exist; controls that have no test elsewhere."""

import ast
import io
import json
import re
import shutil
from functools import lru_cache
from pathlib import Path

import pytest
from icalendar import Calendar
from rich.console import Console

from hepaboard import assess, assess_facts, load_guideline
from hepaboard.case import CaseError
from hepaboard.examples import case_source
from hepaboard.guideline import load
from hepaboard.guideline.place import ROOT as KNOWLEDGE
from hepaboard.report import markdown, print_sheet, sheet
from hepaboard.report.calendar import calendar

ROOT = Path(__file__).resolve().parents[1]
FIELDS = ["Cause", "Effect", "Control", "Proof", "Remains"]
TEXT = (ROOT / "HAZARDS.md").read_text(encoding="utf-8")
HAZARDS = re.findall(r"^## (HZ\d\d) (.+)\n((?:- .+\n)+)", TEXT, re.MULTILINE)


@lru_cache(maxsize=64)
def defined_in(path):
    """The names of the tests that a file defines."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_the_hazards_are_numbered_without_a_gap():
    assert len(HAZARDS) == TEXT.count("\n## ") >= 14
    assert [number for number, _, _ in HAZARDS] == [f"HZ{i:02}" for i in range(1, len(HAZARDS) + 1)]


@pytest.mark.parametrize(("number", "name", "body"), HAZARDS, ids=[h[0] for h in HAZARDS])
def test_a_hazard_has_every_field_and_its_proofs_exist(number, name, body):
    fields = dict(re.findall(r"^- (\w+): (.+)$", body, re.MULTILINE))
    assert list(fields) == FIELDS
    assert all(len(text.split()) >= 4 for key, text in fields.items() if key != "Proof")
    proofs = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", fields["Proof"])
    assert proofs and fields["Proof"].count("`") == 2 * len(proofs)
    for path, test in proofs:
        assert (ROOT / path).name.startswith("test_")
        assert test in defined_in(path), f"{path}::{test}"


def test_a_control_that_names_a_file_names_one_that_exists():
    for path in re.findall(r"`((?:guideline|logic|knowledge|assess|report)/[\w./]+)`", TEXT):
        assert (ROOT / "src" / "hepaboard" / path).exists(), path


CASE = {
    "id": "tb-7",
    "assessed_on": "2026-06-01",
    "primary": {"primary_site": "colon"},
    "treatments": {
        "complete": True,
        "records": [{"treatment": "folfox", "start": "2026-04-01", "ongoing": True, "line": 1}],
    },
}


def printed(found, width=80):
    out = io.StringIO()
    print_sheet(sheet(found), Console(width=width, file=out))
    return out.getvalue()


def test_every_output_tells_which_case_and_which_guideline_gave_it():
    found = assess(CASE)
    text = printed(found)
    assert text.startswith("tb-7 · ")
    marks = f"case tb-7 {found.case.hash[:8]} · guideline {found.guideline.version}"
    assert marks in text and found.guideline.hash[:8] in text
    told = json.loads(found.model_dump_json())
    assert told["case"]["id"] == "tb-7" and len(told["case"]["hash"]) == 64
    assert len(told["guideline"]["hash"]) == 64
    page = markdown(found)
    assert page.startswith("# tb-7") and found.case.hash in page and found.guideline.hash in page
    events = Calendar.from_ical(calendar(found)).walk("VEVENT")
    assert events and all(str(e["uid"]).startswith(found.case.hash[:16]) for e in events)


def test_a_case_that_changes_has_another_mark():
    first = assess(CASE)
    second = assess({**CASE, "primary": {"primary_site": "rectal"}})
    assert first.case.id == second.case.id
    assert sheet(first).marks != sheet(second).marks


@pytest.mark.parametrize("value", [{"value": 14, "unit": "mmol/L"}, {"value": 200}, 850])
def test_a_bilirubin_in_the_wrong_unit_never_passes_for_a_small_one(value):
    with pytest.raises(CaseError):
        assess({**CASE, "laboratory": {"bilirubin_mg_dl": value}})
    converted = assess({**CASE, "laboratory": {"bilirubin_mg_dl": {"value": 60, "unit": "umol/L"}}})
    assert converted.option("thermal_ablation").verdict == "contraindicated"


def test_the_sheet_names_the_sources_in_use():
    for sources in (["S2"], ["S0", "S4"], None):
        guideline = load_guideline(sources)
        page = sheet(assess(CASE, guideline))
        named = {name.rstrip("*") for name in page.guideline.split(" · ")[1].split()}
        assert named == set(guideline.sources)


def test_a_changed_knowledge_file_has_another_key(tmp_path, monkeypatch):
    package = tmp_path / "hepaboard"
    for room in ("guideline", "logic", "knowledge"):
        shutil.copytree(KNOWLEDGE.parent / room, package / room)
    folder = package / "knowledge"
    monkeypatch.setattr(load, "ROOT", folder)
    monkeypatch.setattr(load, "__file__", str(package / "guideline" / "load.py"))
    before = load._content(None)
    assert before == load._content(None)
    for name in ("safety.yaml", "policy.yaml", "sources/S2/statements/resectable.yaml"):
        path = folder / name
        path.write_text(path.read_text() + "# corrected\n")
        after = load._content(None)
        assert after != before, name
        before = after


def test_a_joint_alert_is_told_once_with_the_sources_whose_own_it_is():
    found = assess_facts({"primary_site": "colon", "new_symptoms": ["biliary_obstruction"]})
    assert {"A01", "S0-urgent"} <= {alert.id for alert in found.alerts}
    (block,) = [block for block in sheet(found).blocks if block.title == "WATCH"]
    urgent = [line for line in block.lines if line.kind == "urgent"]
    assert len(urgent) == 1 and urgent[0].text.endswith("(S0)")
    assert urgent[0].more


def test_nothing_is_favoured_without_a_statement_that_can_be_read():
    found = assess(case_source("example:four-scans"))
    favoured = [o for o in found.options if o.verdict in ("recommended", "acceptable", "contested")]
    assert favoured
    for option in favoured:
        holding = [
            s
            for s in option.statements
            if s.status == "holds" and s.direction in ("for", "consider")
        ]
        assert holding, option.treatment
        for statement in holding:
            assert statement.says and statement.where and statement.because is not None
            assert statement.rows or statement.source == "project"
