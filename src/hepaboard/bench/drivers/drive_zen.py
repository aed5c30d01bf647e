"""zen-engine, 0.x and 2.x: a decision table, or one compiled expression."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib import import_module, metadata
from typing import Any


def version() -> str:
    """Return the version of zen-engine."""
    return metadata.version("zen-engine")


def prepare(task: dict[str, Any]) -> Callable[[Any], list[Any]]:
    """Compile the table once, in the way that is fastest for this version."""
    zen = import_module("zen")
    if task["mode"] == "expression":
        expression = zen.compile_expression(task["form"]).evaluate
        return lambda cases: [expression(case) for case in cases]
    if task["mode"] == "decision" or not hasattr(zen, "ZenDecisionContent"):
        decide = zen.ZenEngine().create_decision(json.dumps(task["form"])).evaluate
        return lambda cases: [decide(case)["result"]["answer"] for case in cases]
    loader = {"type": "static", "content": {"table": task["form"]}}
    evaluate = zen.ZenEngine({"loader": loader}).evaluate
    return lambda cases: [evaluate("table", case)["result"]["answer"] for case in cases]
