"""One slip in the shipped knowledge: the error names the file and the line of the slip."""

import shutil

import pytest
from knowledge_fixtures import load, refusal

from hepaboard.guideline import KnowledgeError
from hepaboard.guideline.place import ROOT

STATEMENTS = "sources/S0/statements/molecular.yaml"
DEFINITIONS = "sources/S0/definitions.yaml"
STATEMENT = """\
  - id: S0-extra
    rows: [S0-074]
    where: Frequently asked questions
    option: anti_egfr
    direction: against
    strength: {said: not effective}
    when: "in_scope AND ras = 'mutant'"
    says: One statement more.
"""
DEFINITION = """\
  extra:
    label: extra
    rows: [S0-008]
    when: "n_liver_mets >= 2"
    concept: liver_limited
"""

S, D = STATEMENTS, DEFINITIONS
# file, what is put in place of what, the line of the slip in the added text, the field, the words
SLIPS = [
    (S, "says:", "say:", 8, "say", "There is no field 'say' here."),
    (S, "    where: Frequently asked questions\n", "", 1, "where", "'where' is missing"),
    (S, "    rows: [S0-074]\n", "", 1, "rows", "The field 'rows' is missing."),
    (S, "S0-extra", "S0-anti-egfr", 1, "id", "The id S0-anti-egfr stands twice"),
    (S, "option: anti_egfr", "option: anti_egrf", 1, "", "no treatment anti_egrf"),
    (S, "S0-074]", "S0-074, S0-099]", 2, "rows", "There is no row S0-099."),
    (S, "ras =", "rass =", 7, "when", "rass is neither a fact"),
    (S, "'mutant'", "'mutated'", 7, "when", "ras has no member 'mutated'."),
    (
        STATEMENTS,
        "direction: against",
        "direction: contra",
        5,
        "direction",
        "'contra' is not allowed",
    ),
    (
        STATEMENTS,
        "    where:",
        "    where: Pitfalls\n    where:",
        4,
        "where",
        "'where' stands twice",
    ),
    (S, "in_scope", "in_scop", 7, "when", "in_scop is neither a fact"),
    (S, "'mutant'\"", "'mutant' END\"", 7, "when", "a word after a value"),
    (D, "  extra:", "  ras:", 1, "definitions.ras", "already the name of a fact"),
    (D, "concept: liver_limited", "concept: liver_only", 1, "", "no concept liver_only"),
    (
        DEFINITIONS,
        "    concept: liver_limited\n",
        "",
        1,
        "extra",
        "Nothing uses the definition extra",
    ),
    (D, '"n_liver', '"extra AND n_liver', 4, "when", "circle: extra > extra"),
    (D, "label: extra", "lable: extra", 2, "lable", "There is no field 'lable' here."),
]


@pytest.fixture(scope="module")
def shipped(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shipped") / "knowledge"
    shutil.copytree(ROOT, folder)
    return folder


def lines_of(path):
    return len(path.read_text(encoding="utf-8").splitlines())


def with_entry(shipped, name, find, put):
    """The file with one entry more; how many lines it had, and its text to be put back."""
    path = shipped / name
    entry = STATEMENT if name == STATEMENTS else DEFINITION
    assert find in entry
    before = path.read_text(encoding="utf-8")
    path.write_text(before + entry.replace(find, put), encoding="utf-8")
    return path, before


@pytest.mark.parametrize(("name", "find", "put", "line", "field", "what"), SLIPS)
def test_a_slip_is_named_with_its_line(shipped, name, find, put, line, field, what):
    path, before = with_entry(shipped, name, find, put)
    try:
        error = refusal(shipped, ("S0",))
    finally:
        path.write_text(before, encoding="utf-8")
    assert isinstance(error, KnowledgeError)
    wanted = len(before.splitlines()) + line
    found = [p for p in error.problems if p.line == wanted and what in p.what]
    assert found, str(error)
    assert found[0].file == str(path)
    assert field in (found[0].field or "")
    assert str(path) in str(error) and f"line {wanted}" in str(error)


@pytest.mark.parametrize("name", [STATEMENTS, DEFINITIONS])
def test_the_entries_without_a_slip_load(shipped, name):
    path, before = with_entry(shipped, name, "extra", "extra")
    try:
        load(shipped, ("S0",))
    finally:
        path.write_text(before, encoding="utf-8")


def test_parents_in_a_circle(shipped):
    path = shipped / "treatments.yaml"
    before = path.read_text(encoding="utf-8")
    entry = "  systemic_therapy:\n    name: systemic therapy\n"
    assert entry in before
    path.write_text(before.replace(entry, f"{entry}    parents: [folfox]\n"), encoding="utf-8")
    try:
        error = refusal(shipped, ("S0",))
    finally:
        path.write_text(before, encoding="utf-8")
    assert "circle" in error.what
    assert error.file == str(path)
    assert error.line is not None


def test_a_setting_without_a_value(shipped):
    path = shipped / "policy.yaml"
    before = path.read_text(encoding="utf-8")
    vocabulary = shipped / "vocabulary" / "zz.yaml"
    vocabulary.write_text(
        "title: A setting\nfacts:\n  extra_setting:\n    label: extra\n    type: boolean\n"
        "    question: Is it set?\n    supplier: site\n    asking: judgement\n"
        "    can_change: true\n    setting: true\n",
        encoding="utf-8",
    )
    try:
        error = refusal(shipped, ("S0",))
    finally:
        vocabulary.unlink()
    assert [p.what for p in error.problems] == ["The setting extra_setting has no value."]
    assert error.file == str(path)
    line = next(i for i, text in enumerate(before.splitlines(), 1) if text.startswith("settings"))
    assert error.line in (line, line + 1)
