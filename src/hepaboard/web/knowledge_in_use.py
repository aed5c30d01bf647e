"""The guideline that this installation answers from; read once a process."""

from __future__ import annotations

import os
from functools import lru_cache

from hepaboard.guideline import Guideline, load_guideline


@lru_cache(maxsize=1)
def guideline() -> Guideline:
    """The guideline of ``HEPABOARD_SOURCES`` and ``HEPABOARD_POLICY``; the shipped one if unset."""
    sources = os.environ.get("HEPABOARD_SOURCES", "")
    chosen = [part.strip() for part in sources.split(",") if part.strip()]
    return load_guideline(chosen or None, os.environ.get("HEPABOARD_POLICY") or None)
