"""rule-engine: the table as one conditional expression."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module, metadata
from typing import Any


def version() -> str:
    """Return the version of rule-engine."""
    return metadata.version("rule-engine")


def prepare(task: dict[str, Any]) -> Callable[[Any], list[Any]]:
    """Parse the expression once."""
    evaluate = import_module("rule_engine").Rule(task["form"]).evaluate
    return lambda cases: [evaluate(case) for case in cases]
