"""A verdict in words."""

from __future__ import annotations


def verdict_words(verdict: str | None) -> str:
    """A verdict as people say it; nothing is said where there is none."""
    return "not addressed" if verdict is None else verdict.replace("_", " ")
