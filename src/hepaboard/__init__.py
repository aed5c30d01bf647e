"""Hepaboard: what publications advise for one patient with liver metastases, and why.

Public names: ``load_guideline``, ``read_case``, ``assess``, ``assess_facts``, ``ask``,
``what_if``, ``what_would``, ``HepaboardError`` and ``cohort.evaluate``. Everything else is
private until it is documented.
"""

from typing import Any

# The room and its function share the name "assess": imported here, in this order, the public
# name is the function, whatever is imported later.
from hepaboard.assess import ask, assess, assess_facts, what_if, what_would
from hepaboard.case import read_case
from hepaboard.errors import HepaboardError
from hepaboard.guideline import load_guideline

__all__ = [
    "HepaboardError",
    "ask",
    "assess",
    "assess_facts",
    "load_guideline",
    "read_case",
    "what_if",
    "what_would",
]


def __getattr__(name: str) -> Any:
    """The room of cohorts, imported when it is first asked for: its libraries are an extra."""
    if name == "cohort":
        from importlib import import_module

        return import_module("hepaboard.cohort")
    raise AttributeError(f"module 'hepaboard' has no attribute {name!r}")
