"""Where the knowledge files are, and which packs there are."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent / "knowledge"


def source_ids(root: Path = ROOT) -> list[str]:
    """The ids of all packs."""
    return sorted(path.parent.name for path in (root / "sources").glob("*/source.yaml"))
