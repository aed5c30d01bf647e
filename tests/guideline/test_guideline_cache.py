"""A guideline read from the cache is the guideline built from the files."""

import dataclasses
import os
import shutil
import subprocess
import sys

import pytest

from hepaboard import HepaboardError, load_guideline
from hepaboard.guideline import cache
from hepaboard.guideline.assemble import assemble
from hepaboard.guideline.build import build
from hepaboard.guideline.knowledge import read_knowledge
from hepaboard.guideline.load import _load
from hepaboard.guideline.place import ROOT
from hepaboard.logic import Valuation


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("HEPABOARD_CACHE", str(tmp_path / "kept"))
    _load.cache_clear()
    yield tmp_path / "kept"
    _load.cache_clear()


def test_what_is_kept_is_what_was_built(folder):
    built = build(read_knowledge(ROOT))
    cache.keep("key", built)
    again = cache.kept("key")
    assert again.parts == built.parts
    assert again.graph.nodes == built.graph.nodes
    assert again.graph.facts == built.graph.facts
    assert again.graph.names == built.graph.names
    assert again.graph.counter == built.graph.counter
    assert again.implications.nodes == built.implications.nodes
    one, two = assemble(built), assemble(again)
    assert one.program.source == two.program.source
    assert one.hash == two.hash
    assert dict(one.options) == dict(two.options)
    record = Valuation({"primary_site": "colon", "ras": "mutant"})
    assert one.program(record) == two.program(record)
    for field in dataclasses.fields(one):
        if field.name in ("statements", "stops", "alerts", "definitions", "scopes", "sources"):
            assert getattr(one, field.name) == getattr(two, field.name)


def test_the_second_load_reads_what_the_first_one_kept(folder, monkeypatch):
    first = load_guideline(["S0"])
    (entry,) = folder.glob("*.json")
    _load.cache_clear()
    monkeypatch.setattr(
        "hepaboard.guideline.load._built", lambda *_: pytest.fail("it was built again")
    )
    second = load_guideline(["S0"])
    assert second is not first
    assert second.hash == first.hash
    assert entry.exists()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": 0}', '{"format": 1}', "null"])
def test_an_entry_that_cannot_be_read_is_done_without(folder, content):
    load_guideline(["S0"])
    (entry,) = folder.glob("*.json")
    entry.write_text(content, encoding="utf-8")
    _load.cache_clear()
    assert load_guideline(["S0"]).options["anti_egfr"]


def test_a_folder_that_cannot_be_written_is_done_without(tmp_path, monkeypatch):
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv("HEPABOARD_CACHE", str(blocked))
    _load.cache_clear()
    assert load_guideline(["S0"]).statements
    _load.cache_clear()


def test_off_keeps_nothing(folder, monkeypatch):
    monkeypatch.setenv("HEPABOARD_CACHE", "off")
    load_guideline(["S0"])
    assert not folder.exists()


def test_old_entries_are_removed(folder):
    built = build(read_knowledge(ROOT, ("S0",)))
    for i in range(cache.KEPT + 3):
        cache.keep(f"key{i}", built)
    assert len(list(folder.glob("*.json"))) == cache.KEPT


def test_a_policy_file_that_is_missing_is_not_replaced_by_the_shipped_one(folder, tmp_path):
    load_guideline(["S0"])
    _load.cache_clear()
    with pytest.raises(HepaboardError, match="There is no file"):
        load_guideline(["S0"], tmp_path / "none.yaml")


CONTENTS = """
from pathlib import Path
from hepaboard.guideline.load import ROOT, _content
for file in (ROOT / "safety.yaml", ROOT / "examples" / "S0" / "s0-index.yaml"):
    before = _content(None)
    file.write_bytes(file.read_bytes() + b"# more\\n")
    print(before != _content(None))
"""


def test_knowledge_counts_and_examples_do_not_wherever_the_program_stands(tmp_path):
    # Below a folder that is itself called examples.
    copy = tmp_path / "examples" / "hepaboard"
    shutil.copytree(ROOT.parent, copy, ignore=shutil.ignore_patterns("__pycache__"))
    env = {**os.environ, "PYTHONPATH": str(copy.parent)}
    told = subprocess.run(
        [sys.executable, "-c", CONTENTS], env=env, capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == ["True", "False"]
