"""Proofs and findings as text for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import get_args

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from hepaboard.report.proof_words import case_words, seen_words
from hepaboard.verify.report_model import Check, Finding, ObligationResult, Status, Verification

KINDS = {
    "scenario": "scenarios exclude one another",
    "live": "nothing is dead",
    "stop": "hard stops hold, with their exceptions",
    "invariant": "invariants of every verdict",
    "verdict": "verdicts rest on their statements and stay decided",
    "structure": "packs, policy and the verdict table",
}
STATUSES: tuple[Status, ...] = ("proved", "failed", "unknown")
SHOWN = 6


def print_verification(found: Verification, console: Console) -> None:
    """Prints the obligations by kind, those that are not proved in full, then the findings."""
    told = found.guideline
    console.print(Text(f"Guideline {told.version} {told.hash[:12]}, {', '.join(told.sources)}"))
    looked = f"Cases with up to {found.bounds.lesions} listed lesions; {found.seconds} s"
    console.print(Text(looked, style="dim"))
    _heading(console, "OBLIGATIONS")
    for kind, words in KINDS.items():
        here = [result for result in found.obligations if result.kind == kind]
        if here:
            counts = Counter(result.status for result in here)
            told_counts = ", ".join(f"{counts[s]} {s}" for s in STATUSES if counts[s])
            seconds = sum(result.seconds for result in here)
            _line(console, Text(f"{words}: {told_counts} ({seconds:.1f} s)"), 2)
    for result in found.obligations:
        if result.status != "proved":
            _failed(console, result)
    if found.topics:
        _findings(console, found)
        _topics(console, found)


def _failed(console: Console, result: ObligationResult) -> None:
    name = (f"{result.status.upper()} {result.id} ", "bold")
    seen = seen_words(result.two_valued, result.kleene)
    _line(console, Text.assemble(name, f"{result.name}{seen}"), 2)
    if result.fault:
        _line(console, Text(result.fault), 5)
    if result.witness is not None:
        _line(console, Text(f"case: {case_words(result.witness, result.unlike)}"), 5)


def _findings(console: Console, found: Verification) -> None:
    """One section a check, in the fixed order; conflicts on no list are never cut short."""
    for check in get_args(Check):
        here = [finding for finding in found.findings if finding.check == check]
        _heading(console, check)
        if not here:
            _line(console, Text("none found"), 2)
        elif check == "9. Across sources":
            _across(console, here)
        else:
            _some(console, here)


def _across(console: Console, findings: Sequence[Finding]) -> None:
    conflicts = [f for f in findings if f.type == "incompatible"]
    unlisted = [f for f in conflicts if f.listed_as is None]
    _line(console, Text(f"incompatible and on no list: {len(unlisted) or 'none found'}"), 2)
    for finding in unlisted:
        _finding(console, finding)
    listed = [f for f in conflicts if f.listed_as is not None]
    _line(console, Text(f"incompatible and listed: {len(listed)}"), 2)
    _some(console, listed)
    for type_ in ("different_strength", "agree", "one_silent"):
        here = [finding for finding in findings if finding.type == type_]
        _line(console, Text(f"{type_.replace('_', ' ')}: {len(here) or 'none found'}"), 2)
        _some(console, here, 2)


def _some(console: Console, findings: Sequence[Finding], most: int = SHOWN) -> None:
    for finding in findings[:most]:
        _finding(console, finding)
    if len(findings) > most:
        _line(console, Text(f"and {len(findings) - most} more: see --format json", "dim"), 5)


def _finding(console: Console, finding: Finding) -> None:
    tags = [finding.listed_as, "one voice" if finding.same_voice else None]
    told = ", ".join(tag for tag in tags if tag)
    seen = seen_words(finding.two_valued, finding.kleene)
    _line(console, Text(f"{finding.name}{f' [{told}]' if told else ''}{seen}"), 5)
    if finding.witness is not None:
        case = Text(f"case: {case_words(finding.witness, finding.unlike)}", style="dim")
        _line(console, case, 8)


def _topics(console: Console, found: Verification) -> None:
    """The list of known disagreements, as the solver finds it."""
    _heading(console, "LISTED DISAGREEMENTS")
    shown = [topic for topic in found.topics if topic.reason is None]
    _line(console, Text(f"shown by a case: {', '.join(t.id for t in shown) or 'none'}"), 2)
    _line(console, Text("shown by no case, and why:"), 2)
    for topic in found.topics:
        if topic.reason is not None:
            _line(console, Text.assemble((f"{topic.id} ", "bold"), topic.reason), 5)


def _heading(console: Console, words: str) -> None:
    console.print(Text(f"\n{words}", style="bold"))


def _line(console: Console, text: Text, indent: int) -> None:
    """A paragraph with an indent, wrapped at the console's width."""
    console.print(Padding(text, (0, 0, 0, indent), expand=False))
