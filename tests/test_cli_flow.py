"""The command that shows the flows: what goes where, and errors a user can act on."""

import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import pytest

HEPABOARD = [sys.executable, "-m", "hepaboard.cli", "flow"]


def run(*args, env=None):
    return subprocess.run(
        [*HEPABOARD, *map(str, args)],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "COLUMNS": "80", **(env or {})},
        check=False,
    )


def answered(result):
    assert result.returncode == 0, result.stderr
    return result.stdout


def refused(result):
    """One clear error: code 2, nothing on standard output, no traceback."""
    assert result.returncode == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    return result.stderr


def test_the_whole_flows_as_text():
    said = answered(run())
    for name in ("S0 · ", "S1* · ", "S2 · ", "S3* · ", "S4* · "):
        assert name in said
    assert "HERE" not in said


def test_a_case_as_text_names_its_place_and_who_is_silent():
    said = answered(run("example:four-scans"))
    assert "► HERE: Measure the remnant at 3 to 5 weeks, then complete" in said
    assert "case four-scans, assessed 14 May 2026" in " ".join(said.split())
    assert "S3 does not speak of this patient (Liver metastases of rectal cancer)." in said


def test_another_day_is_another_place():
    said = answered(run("example:four-scans", "--source", "S2", "--on", "2025-11-20"))
    assert "HERE: Measure" not in said and "► HERE:" in said


def test_json_with_and_without_a_case():
    whole = json.loads(answered(run("--format", "json")))
    assert [flow["source"] for flow in whole["flows"]] == ["S0", "S1", "S2", "S3", "S4"]
    assert set(whole) == {"flows"}
    one = json.loads(answered(run("example:s0-index", "--source", "S0", "--format", "json")))
    assert one["case"]["id"] == "s0-index" and one["guideline"]["sources"] == ["S0"]
    assert one["flows"][0]["place"] == ["systemic_first"]


def test_one_picture_goes_to_standard_output_or_to_a_file(tmp_path):
    svg = answered(run("--source", "S0", "--format", "svg"))
    assert ElementTree.fromstring(svg).get("width") == "400"
    path = tmp_path / "s0.svg"
    assert answered(run("--source", "S0", "--format", "svg", "--out", path)) == ""
    assert path.read_text() == svg
    wide = answered(run("--source", "S0", "--format", "svg", "--width", "900"))
    assert ElementTree.fromstring(wide).get("width") == "900"


def test_several_pictures_go_into_a_folder(tmp_path):
    folder = tmp_path / "new" / "flows"
    result = run("example:s0-index", "--format", "svg", "--out", folder)
    written = answered(result).split()
    assert written == [str(folder / f"flow-{name}.svg") for name in ("S0", "S1", "S2", "S4")]
    assert "not drawn: S3 does not speak of this patient" in result.stderr
    for path in folder.iterdir():
        ElementTree.fromstring(path.read_text())
    assert len(list(folder.iterdir())) == 4
    assert answered(run("--source", "S3", "--format", "svg", "--out", folder)).split() == [
        str(folder / "flow-S3.svg")
    ]


def test_several_pictures_need_a_folder(tmp_path):
    error = refused(run("--format", "svg"))
    assert "A picture holds one flow; there are 5." in error
    assert "--source S0" in error and "--out FOLDER" in error
    path = tmp_path / "one.svg"
    path.write_text("kept")
    assert "is a file; 5 pictures need a folder" in refused(run("--format", "svg", "--out", path))
    assert path.read_text() == "kept"


def test_a_source_that_does_not_speak_of_the_patient_cannot_be_drawn_with_a_place():
    error = refused(run("example:s0-index", "--source", "S3", "--format", "svg"))
    assert "There is no flow to draw." in error and "rectal cancer" in error


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("--source", "S9"), "There is no source S9."),
        (("example:none",), "There is no example 'none'"),
        (("example:s0-index", "--on", "soon"), "is not a date"),
        (("--source", "S0", "--out", "/nowhere/at/all.txt"), "There is no folder"),
        (("--source", "S0", "--width", "10"), "--width"),
    ],
)
def test_errors_say_what_to_do(args, words):
    assert words in refused(run(*args))


def test_a_patient_for_whom_everything_stops(tmp_path):
    path = tmp_path / "case.yaml"
    path.write_text("id: x\nprimary: {primary_site: hcc}\n")
    said = answered(run(path))
    assert "HERE" not in said
    assert said.count("does not speak of this patient") + said.count("ends the assessment") == 5
