"""The JSON Schemas that editors use: current, and true of the shipped files."""

import json
from pathlib import Path

import pytest

from hepaboard.guideline.schema import knowledge_schemas

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", sorted(knowledge_schemas()))
def test_written_schema_is_current(name):
    path = ROOT / "docs" / "schemas" / f"{name}.schema.json"
    assert json.loads(path.read_text()) == knowledge_schemas()[name], "run: make schemas"


def test_every_kind_of_file_has_its_schema_in_the_editor_settings():
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text())["yaml.schemas"]
    assert {Path(path).name for path in settings} == {
        f"{n}.schema.json" for n in knowledge_schemas()
    }
    for pattern in settings.values():
        assert list(ROOT.glob(pattern)), pattern
