"""The command line as a user meets it: answers on standard output, errors on standard error."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HEPABOARD = [sys.executable, "-m", "hepaboard.cli"]


def run(*args, env=None, cwd=None):
    return subprocess.run(
        [*HEPABOARD, *map(str, args)],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "COLUMNS": "80", **(env or {})},
        cwd=cwd,
        check=False,
    )


def refused(result):
    """One clear error: code 2, nothing on standard output, no traceback."""
    assert result.returncode == 2, result.stderr
    assert result.stdout == ""
    assert "Traceback" not in result.stderr and result.stderr.startswith("hepaboard: ")
    return result.stderr


BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
BAD = {
    "truncated.yaml": ("id: x\npatient: {age: 62, sex: [", "not valid YAML"),
    "tab.yaml": ("id: x\npatient:\n\tage: 62\n", "not valid YAML"),
    "wrong-type.yaml": ("id: x\npatient: {age: old}\n", "age cannot take 'old'"),
    "unknown-key.yaml": ("id: x\npatients: {age: 62}\n", "no field 'patients'"),
    "unknown-fact.yaml": ("id: x\npatient: {agee: 62}\n", "no fact 'agee'"),
    "no-id.yaml": ("patient: {age: 62}\n", "'id' is missing"),
    "bomb.yaml": (BOMB, "Anchors and aliases"),
    "list.yaml": ("- a\n- b\n", "A case is a mapping"),
    "empty.yaml": ("", "A case is a mapping"),
    "twice.yaml": ("id: x\nid: y\n", "stands twice"),
    "tag.yaml": ("id: !!python/object/apply:os.system ['true']\n", "tag"),
    "deep.yaml": ("id: " + "[" * 200 + "]" * 200, "nested"),
    "range.yaml": ("id: x\nlaboratory: {bilirubin_mg_dl: 400}\n", "outside the accepted range"),
    "nan.yaml": ("id: x\nlaboratory: {bilirubin_mg_dl: .nan}\n", "It is a number"),
    "year.yaml": ("id: x\nassessed_on: 2026\n", "not a date"),
    "broken.json": ('{"id": "x", "patient": {"age": 62', "not valid YAML"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_gives_one_clear_error(name, tmp_path):
    text, expected = BAD[name]
    path = tmp_path / name
    path.write_text(text)
    error = refused(run("assess", path))
    assert expected in error and name in error


def test_a_file_of_50_mb_is_refused_at_once(tmp_path):
    path = tmp_path / "big.yaml"
    path.write_bytes(b"a: b\n" * 10_000_000)
    assert "too large" in refused(run("assess", path))


def test_directory_binary_and_missing_file(tmp_path):
    assert "not a file" in refused(run("assess", tmp_path))
    binary = tmp_path / "case.yaml"
    binary.write_bytes(bytes(range(256)) * 20)
    assert "not text" in refused(run("assess", binary))
    assert "no file" in refused(run("assess", tmp_path / "none.yaml"))
    assert "no example" in refused(run("assess", "example:none"))


def test_error_names_file_line_field_and_what_is_allowed(tmp_path):
    path = tmp_path / "case.yaml"
    path.write_text("id: x\nmolecular:\n  ras: Mutant\n")
    error = refused(run("assess", path))
    assert error == (
        "hepaboard: 'Mutant' is not a value of ras.\n"
        f"  Where    {path}, line 3, molecular.ras\n"
        "  Allowed  wild_type, mutant\n"
        "  Likely   mutant (exact spelling)\n"
        "  Next     Leave the fact out if it is not known.\n"
    )


def test_wrong_options_are_refused():
    assert "not a date" in refused(run("assess", "example:s0-index", "--on", "June"))
    assert "no source S9" in refused(run("assess", "example:s0-index", "--sources", "S9"))
    assert "either a case or --facts" in refused(run("assess"))
    assert run("assess", "example:s0-index", "--format", "docx").returncode == 2


def test_json_has_every_key_that_scripts_rely_on():
    result = run("assess", "example:s0-index", "--format", "json")
    assert result.returncode == 0 and result.stderr == ""
    found = json.loads(result.stdout)
    assert set(found) >= {
        "guideline",
        "case",
        "facts",
        "scenarios",
        "options",
        "lesions",
        "concepts",
        "alerts",
        "stops_open",
        "not_considered",
        "missing",
        "schedule",
        "scores",
        "disagreements",
        "errata",
        "team",
        "citations",
    }
    option = found["options"][0]
    assert set(option) >= {
        "treatment",
        "name",
        "verdict",
        "lead",
        "agreement",
        "needs",
        "open_objections",
        "settled",
        "possible_verdicts",
        "review",
        "declined",
        "not_before",
        "not_stated",
        "evidence",
        "statements",
    }
    assert set(option["statements"][0]) >= {
        "id",
        "rows",
        "source",
        "direction",
        "review",
        "strength",
        "where",
        "says",
        "status",
        "because",
    }
    assert set(found["missing"][0]) >= {"fact", "question", "score", "could_change"}


def test_facts_file_and_bounds(tmp_path):
    path = tmp_path / "facts.json"
    path.write_text('{"primary_site": "colon", "n_liver_mets": {"at_least": 11}}')
    found = json.loads(run("assess", "--facts", path, "--format", "json").stdout)
    values = {fact["fact"]: fact["value"] for fact in found["facts"]}
    assert values["n_liver_mets"] == {"at_least": 11}


def test_output_file_appears_whole_or_not_at_all(tmp_path):
    out = tmp_path / "sheet.md"
    result = run("assess", "example:s0-index", "--format", "md", "--out", out)
    assert (result.returncode, result.stdout) == (0, "")
    assert out.read_text().startswith("# s0-index") and list(tmp_path.iterdir()) == [out]
    refused(run("assess", "example:s0-index", "--out", tmp_path / "no" / "sheet.txt"))
    refused(run("assess", "example:none", "--out", tmp_path / "other.txt"))
    assert list(tmp_path.iterdir()) == [out]


def test_an_earlier_day_leaves_later_values_out(tmp_path):
    path = tmp_path / "case.yaml"
    path.write_text(
        "id: x\nprimary: {primary_site: colon}\n"
        "laboratory:\n  bilirubin_mg_dl:\n"
        "    - {value: 0.8, on: 2026-01-10}\n    - {value: 4, on: 2026-03-10}\n"
    )
    for day, verdict in (("2026-02-01", "not"), ("2026-04-01", "contraindicated")):
        found = json.loads(run("assess", path, "--format", "json", "--on", day).stdout)
        (option,) = (o for o in found["options"] if o["treatment"] == "thermal_ablation")
        assert (option["verdict"] == "contraindicated") is (verdict == "contraindicated")


def test_coverage_accounts_for_all_rows():
    rows = json.loads(run("coverage", "--format", "json").stdout)["rows"]
    assert len({row["id"] for row in rows}) == 679
    for source in ("S0", "S2"):
        here = [row for row in rows if row["id"].startswith(f"{source}-")]
        assert all(row["status"] != "not_encoded" and row["where"] for row in here)
    assert all(row["reason"] for row in rows if row["status"] == "not_encoded")


def test_schemas_and_examples():
    facts = json.loads(run("schema", "facts").stdout)["properties"]
    assert facts["ras"]["enum"] == ["wild_type", "mutant"]
    assert (facts["flr_pct"]["minimum"], facts["flr_pct"]["maximum"]) == (0, 100)
    assert facts["n_liver_mets"]["multipleOf"] == 1
    assert "treatments" in json.loads(run("schema", "case").stdout)["properties"]
    assert "options" in json.loads(run("schema", "assessment").stdout)["properties"]
    assert set(json.loads(run("schema", "knowledge").stdout)) >= {"statements", "vocabulary"}
    rows = json.loads(run("examples", "--format", "json").stdout)["examples"]
    (index,) = (row for row in rows if row["name"] == "s0-index")
    assert index["group"] == "S0" and index["title"] and index["why"] and index["sources"] is None
    assert len(rows) >= 60


def test_examples_are_listed_by_source_and_printed():
    lines = run("examples").stdout.splitlines()
    groups = [line for line in lines if not line.startswith(" ")]
    assert groups == ["S0", "S1", "S2", "S3", "S4", "safety"]
    place = lines.index("  example:s2-resectable-unfit")
    assert lines[place + 1] == "      resectable metastasis in an unfit patient"
    assert groups.index("S2") == sum(line in groups for line in lines[:place]) - 1
    printed = run("examples", "s2-resectable-unfit").stdout
    assert printed.startswith("title: resectable metastasis in an unfit patient\nwhy: ")
    assert "fitness: unfit" in printed
    assert (
        "liver_resection" in run("assess", "example:s2-resectable-unfit", "--format", "json").stdout
    )
    wrong = run("examples", "s2-resectable-unfat", code=2)
    assert "perhaps s2-resectable-unfit" in wrong.stderr


def test_coverage_by_examples_names_three_for_every_condition():
    found = run("examples", "--coverage").stdout.splitlines()
    assert "lacking" not in "".join(found)
    (line,) = (line.split() for line in found if line.startswith("H06 "))
    assert line[1] == "stop" and len(line) == 5 and "-" not in line
    data = json.loads(run("examples", "--coverage", "--format", "json").stdout)
    by_id = {item["id"]: item for item in data["conditions"]}
    assert by_id["S2-resection"]["true"] and by_id["S2-resection"]["lacks"] == []
    assert by_id["S3-right-triplet"]["never"].keys() == {"true"}
    assert run("examples", "s0-index", "--coverage", code=2).stderr.startswith("hepaboard:")


def test_the_cache_is_used_and_a_broken_entry_is_done_without(tmp_path):
    env = {"HEPABOARD_CACHE": str(tmp_path)}
    first = run("assess", "example:s0-index", env=env).stdout
    (entry,) = tmp_path.glob("*.json")
    assert run("assess", "example:s0-index", env=env).stdout == first
    entry.write_text(entry.read_text()[:1000])
    assert run("assess", "example:s0-index", env=env).stdout == first
    assert run("assess", "example:s0-index", env={"HEPABOARD_CACHE": "off"}).stdout == first


def test_nothing_is_written_beside_the_cases(tmp_path):
    before = sorted(Path(tmp_path).iterdir())
    assert run("assess", "example:s0-index", cwd=tmp_path).returncode == 0
    assert sorted(Path(tmp_path).iterdir()) == before
