"""The cases that proofs show, as files that ``hepaboard assess --facts`` accepts."""

from __future__ import annotations

import json
import re
from pathlib import Path

from hepaboard.verify.report_model import Finding, ObligationResult, Verification


def write_cases(found: Verification, folder: Path) -> list[Path]:
    """The files written: one for each witness, named after its obligation or finding."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    results: list[ObligationResult | Finding] = [*found.obligations, *found.findings]
    for item in results:
        if item.witness is not None:
            path = folder / f"{re.sub(r'[^A-Za-z0-9_.-]+', '-', item.id)}.json"
            path.write_text(json.dumps(item.witness, indent=1) + "\n", encoding="utf-8")
            written.append(path)
    return written
