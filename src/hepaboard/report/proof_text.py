"""Proofs and findings as text for a terminal."""

from __future__ import annotations

from collections import Counter

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from hepaboard.verify.report_model import ObligationResult, Verification

KINDS = {
    "scenario": "scenarios exclude one another",
    "live": "nothing is dead",
    "stop": "hard stops hold, with their exceptions",
    "invariant": "invariants of every verdict",
    "verdict": "verdicts rest on their statements alone",
    "structure": "packs, policy and the verdict table",
}
SHOWN = 12


def print_verification(found: Verification, console: Console) -> None:
    """Prints the obligations by kind, those that failed in full, then the findings."""
    told = found.guideline
    console.print(Text(f"Guideline {told.version} {told.hash[:12]}, {', '.join(told.sources)}"))
    console.print(
        Text(f"Cases with up to {found.bounds.lesions} listed lesions; {found.seconds} s", "dim")
    )
    console.print(Text("\nOBLIGATIONS", style="bold"))
    for kind, words in KINDS.items():
        here = [result for result in found.obligations if result.kind == kind]
        if here:
            counts = Counter(result.status for result in here)
            told_counts = ", ".join(
                f"{counts[s]} {s}" for s in ("proved", "failed", "unknown") if counts[s]
            )
            seconds = sum(result.seconds for result in here)
            _line(console, Text(f"{words}: {told_counts} ({seconds:.1f} s)"), 2)
    for result in found.obligations:
        if result.status != "proved":
            _failed(console, result)


def _failed(console: Console, result: ObligationResult) -> None:
    _line(console, Text.assemble((f"{result.status.upper()} {result.id} ", "bold"), result.name), 2)
    if result.fault:
        _line(console, Text(result.fault), 5)
    if result.witness is not None:
        _line(console, Text(f"case: {case_words(result.witness, result.unlike)}"), 5)


def case_words(witness: dict[str, object], unlike: list[str] | None) -> str:
    """A case in words: where it differs from the typical patient."""
    told = [f"{name} = {witness.get(name, 'not known')}" for name in unlike or ()]
    lesions = witness.get("lesions")
    if isinstance(lesions, list):
        told += [f"lesion {k}: {lesion or 'nothing known'}" for k, lesion in enumerate(lesions, 1)]
    return "; ".join(told) or "the typical patient"


def _line(console: Console, text: Text, indent: int) -> None:
    console.print(Padding(text, (0, 0, 0, indent), expand=False))
