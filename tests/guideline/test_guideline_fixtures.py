"""good/ holds knowledge that must load, bad/ knowledge that must not, with the whole message.

``HEPABOARD_BLESS=1 pytest tests/guideline/test_guideline_fixtures.py`` writes the messages anew; a
person reads the difference before it is kept.
"""

import re

import pytest
from knowledge_fixtures import MINIMAL, bless, changed, changes, load, refusal, words

from hepaboard.guideline import KnowledgeError, coverage


def test_the_minimal_knowledge_loads_and_uses_every_kind_of_entry():
    guideline = load(MINIMAL)
    assert {s.entry.kind for s in guideline.statements} == {"advice", "alert", "team", "evidence"}
    assert {s.entry.scope for s in guideline.statements} == {"patient", "lesion"}
    assert {row.status for row in coverage(guideline)} == {
        "encoded",
        "evidence",
        "metadata",
        "not_encoded",
    }
    assert guideline.settings == {"major_from": 3}
    assert set(guideline.lesion_options) == {"heat"}


@pytest.mark.parametrize("change", changes("good"), ids=lambda c: c.path.stem)
def test_good(change, tmp_path):
    guideline = load(changed(change.change, tmp_path), change.sources)
    assert len(guideline.program.source.splitlines()) == len(guideline.graph) + 2


@pytest.mark.parametrize("change", changes("bad"), ids=lambda c: c.path.stem)
def test_bad(change, tmp_path):
    folder = changed(change.change, tmp_path)
    error = refusal(folder, change.sources)
    text = words(error, folder)
    bless(change, text)
    assert text == change.message
    assert isinstance(error, KnowledgeError)
    problem = error.problems[0]
    assert problem.file is not None and problem.file.startswith(str(folder))
    assert problem.what.replace(str(folder), "KNOWLEDGE") in text


def test_every_bad_message_names_a_file_and_a_line():
    for change in changes("bad"):
        assert change.message is not None, change.path
        if "There is no file" in change.message:
            continue
        assert re.search(r"^  Where    KNOWLEDGE/[\w./-]+, line \d+", change.message, re.M), (
            change.path
        )


def test_everything_wrong_is_told_at_once(tmp_path):
    folder = changed(
        [
            {
                "file": "sources/S8/statements/all.yaml",
                "find": "gene = 'wild_type'",
                "put": "gene = 'wild'",
            },
            {
                "file": "sources/S8/statements/all.yaml",
                "find": 'size_cm <= 3"\n    says: Heat suits small',
                "put": 'size <= 3"\n    says: Heat suits small',
            },
            {"file": "concepts.yaml", "find": "  enough_liver:", "put": "  other:"},
            {"file": "safety.yaml", "find": "[antibody]", "put": "[antibodies]"},
        ],
        tmp_path,
    )
    error = refusal(folder)
    assert isinstance(error, KnowledgeError)
    assert len(error.problems) >= 5
    text = words(error, folder)
    assert text.startswith(f"The knowledge files have {len(error.problems)} problems.")
    for part in ("'wild'", "size is neither", "no concept enough_liver", "no treatment antibodies"):
        assert part in text


def test_a_long_list_of_problems_is_cut_but_counted(tmp_path):
    lines = "\n".join(
        f"  - id: X{i}\n    rows: [S8-003]\n    where: Drugs\n    option: nothing_{i}\n"
        '    direction: for\n    strength: {said: yes}\n    when: "several"\n    says: Wrong.'
        for i in range(12)
    )
    folder = changed([{"file": "sources/S8/statements/all.yaml", "add": lines}], tmp_path)
    error = refusal(folder)
    assert str(error).startswith("The knowledge files have 12 problems.")
    assert str(error).endswith("and 4 more")
