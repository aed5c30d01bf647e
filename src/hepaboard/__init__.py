"""Hepaboard: what publications advise for one patient with liver metastases, and why.

Public names: ``load_guideline``, ``read_case``, ``assess``, ``assess_facts``, ``HepaboardError``.
Everything else is private until it is documented.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hepaboard.errors import HepaboardError

if TYPE_CHECKING:
    from hepaboard.assess import assess, assess_facts
    from hepaboard.case import read_case
    from hepaboard.guideline import load_guideline

__all__ = ["HepaboardError", "assess", "assess_facts", "load_guideline", "read_case"]

_HOMES = {
    "assess": "hepaboard.assess",
    "assess_facts": "hepaboard.assess",
    "read_case": "hepaboard.case",
    "load_guideline": "hepaboard.guideline",
}


def __getattr__(name: str) -> Any:
    """Imports a public name when it is first used, so that the command line starts quickly."""
    if name not in _HOMES:
        raise AttributeError(f"module 'hepaboard' has no attribute {name!r}")
    import importlib

    value = getattr(importlib.import_module(_HOMES[name]), name)
    globals()[name] = value
    return value
