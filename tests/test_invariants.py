"""The invariants of ARCHITECTURE.md that import contracts cannot see, by number."""

import ast
import re
import socket
from pathlib import Path

import pytest

from hepaboard.assess import assessment_schema
from hepaboard.guideline import load_guideline

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted((ROOT / "src" / "hepaboard").rglob("*.py"))


def texts_in(path):
    """String constants of a module; docstrings left out."""
    tree = ast.parse(path.read_text())
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
        and isinstance(node.body[0].value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


def test_invariant_4_the_parser_library_stays_in_one_module():
    importing = {
        path.relative_to(ROOT).as_posix()
        for path in SOURCES
        if re.search(r"^\s*(import|from) sqlglot", path.read_text(), re.MULTILINE)
    }
    assert importing == {"src/hepaboard/logic/parse.py"}
    parser = (ROOT / "src/hepaboard/logic/parse.py").read_text()
    assert "optimize" not in parser and "transpile" not in parser


def test_invariant_5_no_treatment_is_named_in_code():
    treatments = set(load_guideline().treatments) - {"stent", "stoma", "hifu", "sbrt"}
    named = {
        (path.relative_to(ROOT).as_posix(), text)
        for path in SOURCES
        if "calculators" not in path.parts
        for text in texts_in(path)
        if text in treatments
    }
    assert named == set()


def test_invariant_6_an_assessment_knows_no_person():
    schema = assessment_schema()
    keys = {
        key for part in [schema, *schema["$defs"].values()] for key in part.get("properties", {})
    }
    forbidden = {"patient_name", "surname", "birth_date", "date_of_birth", "hospital_number", "mrn"}
    assert len(keys) > 60 and not keys & forbidden
    assert set(schema["$defs"]["CaseRef"]["properties"]) == {"id", "hash", "about", "assessed_on"}


def test_invariant_9_every_statement_names_its_place_and_rows():
    guideline = load_guideline()
    rows = {row.id for listed in guideline.rows.values() for row in listed}
    for statement in guideline.statements:
        assert statement.entry.where.strip() and statement.entry.says.strip()
        assert statement.entry.rows and set(statement.entry.rows) <= rows
        assert all(row.startswith(statement.source) for row in statement.entry.rows)


def test_invariant_11_no_network(monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    from hepaboard import assess
    from hepaboard.examples import case_source

    assert assess(case_source("example:s0-index")).options


def test_readings_that_statements_point_to_exist():
    known = set(re.findall(r"^### (\S+)", (ROOT / "READINGS.md").read_text(), re.MULTILINE))
    guideline = load_guideline()
    used = {item.entry.reading for item in guideline.statements if item.entry.reading}
    used |= {term.entry.reading for term in guideline.definitions if term.entry.reading}
    assert used and used <= known


@pytest.mark.parametrize("source", ["S0", "S1", "S2", "S3", "S4"])
def test_no_sentence_of_a_source_is_copied(source):
    folder = ROOT.parent / "shared" / "sources"
    if not folder.is_dir():
        pytest.skip("the texts of the sources are not on this machine")
    (path,) = folder.glob(f"{source}-*.txt")
    words = re.findall(r"[a-z0-9]+", path.read_text().lower())
    runs = {tuple(words[i : i + 9]) for i in range(len(words) - 8)}
    guideline = load_guideline()
    for item in guideline.statements:
        if item.source == source:
            said = re.findall(r"[a-z0-9]+", item.entry.says.lower())
            copied = [
                said[i : i + 9] for i in range(len(said) - 8) if tuple(said[i : i + 9]) in runs
            ]
            assert not copied, (item.id, copied)
