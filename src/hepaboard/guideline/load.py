"""The guideline of an installation, read once per choice of packs and policy."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from hepaboard.guideline.build import build
from hepaboard.guideline.knowledge import ROOT, read_knowledge
from hepaboard.guideline.model import Guideline


def load_guideline(
    sources: Sequence[str] | None = None, policy: str | Path | None = None
) -> Guideline:
    """The guideline made of these packs; immutable and kept for the next call.

    Parameters
    ----------
    sources
        Ids of the packs to use ("S0"); all if None. Hard stops stay on in any case.
    policy
        A policy file; the shipped one if None.

    Raises
    ------
    HepaboardError
        There is no such source, or the knowledge files are not usable (KnowledgeError).
    """
    chosen = None if sources is None else tuple(sorted(set(sources)))
    return _load(chosen, None if policy is None else Path(policy))


@lru_cache(maxsize=8)
def _load(sources: tuple[str, ...] | None, policy: Path | None) -> Guideline:
    return build(read_knowledge(ROOT, sources, policy))
