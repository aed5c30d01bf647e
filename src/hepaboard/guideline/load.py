"""The guideline of an installation, read once per choice of packs and policy."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from hepaboard.errors import HepaboardError
from hepaboard.guideline import cache
from hepaboard.guideline.assemble import assemble
from hepaboard.guideline.model import Guideline
from hepaboard.guideline.parts import Built
from hepaboard.guideline.place import ROOT, source_ids


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
    known = source_ids()
    chosen = None if sources is None else tuple(sorted(set(sources)))
    missing = [name for name in chosen or () if name not in known]
    if missing or chosen == ():
        raise HepaboardError(
            f"There is no source {', '.join(missing) or 'chosen'}.", allowed=", ".join(known)
        )
    own = None if policy is None else Path(policy)
    if own is not None and not own.is_file():
        raise HepaboardError(f"There is no file {own}.", file=own, todo="Check --policy.")
    return _load(chosen, own, _content(own))


@lru_cache(maxsize=8)
def _load(sources: tuple[str, ...] | None, policy: Path | None, content: str) -> Guideline:
    key = sha256(repr((content, sources, version("hepaboard"))).encode()).hexdigest()
    built = cache.kept(key)
    if built is None:
        built = _built(sources, policy)
        cache.keep(key, built)
    return assemble(built)


def _built(sources: tuple[str, ...] | None, policy: Path | None) -> Built:
    """Read and checked afresh; the parser and the checks are imported for this only."""
    from hepaboard.guideline.build import build
    from hepaboard.guideline.knowledge import read_knowledge

    return build(read_knowledge(ROOT, sources, policy))


def _content(policy: Path | None) -> str:
    """The hash of every knowledge file and of the program that reads them."""
    digest = sha256()
    code = Path(__file__).resolve().parent
    files = [
        *ROOT.rglob("*.yaml"),
        *ROOT.rglob("*.csv"),
        *code.rglob("*.py"),
        *(code.parent / "logic").glob("*.py"),
    ]
    examples = ROOT / "examples"
    for path in sorted(files):
        # Never by a folder's name alone: the program may itself stand below one of that name.
        if not path.is_relative_to(examples):
            digest.update(f"{path.relative_to(code.parent)}\0".encode())
            digest.update(path.read_bytes())
    if policy is not None:
        digest.update(policy.read_bytes())
    return digest.hexdigest()
