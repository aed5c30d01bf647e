"""Writes anew what each source says in the examples, for a person to read the difference."""

from __future__ import annotations

import os

import yaml

from hepaboard.assess import Assessment
from hepaboard.assess.ledger import ledger
from hepaboard.examples import Example, example_file


def bless(example: Example, found: Assessment) -> None:
    """With HEPABOARD_BLESS set, writes anew what each source says in an example."""
    if not os.environ.get("HEPABOARD_BLESS"):
        return
    said = ledger(found)
    text = yaml.dump(
        {"says": said}, default_flow_style=None, sort_keys=False, width=96, allow_unicode=True
    )
    path = example_file(example.name)
    before, _, _ = path.read_text(encoding="utf-8").partition("\n  says:\n")
    lines = "".join(f"  {line}\n" for line in text.splitlines())
    path.write_text(f"{before.rstrip()}\n{lines}", encoding="utf-8")
