"""What changed facts do to an answer, and which changes would, as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from hepaboard.assess import Difference, WhatWould
from hepaboard.assess.difference import OptionChange
from hepaboard.assess.what_would import ChangedFact
from hepaboard.report.option_lines import few
from hepaboard.report.verdict_words import verdict_words

NAMES = 6


def print_difference(found: Difference, console: Console) -> None:
    """Prints what is otherwise: verdicts, then what is settled, places, alerts and facts."""
    _block(
        console,
        "FACTS",
        (_fact_line(change.label, change.before, change.after) for change in found.facts),
    )
    moved = [option for option in found.options if option.before != option.after]
    _block(console, "VERDICTS", _moves(moved))
    same = [option for option in found.options if option.before == option.after]
    _block(console, "CAN CHANGE OTHERWISE", _outlooks(same))
    _block(
        console,
        "WHERE THE PATIENT STANDS",
        (
            f"{p.source} {p.label}: {p.before or 'ruled out'} > {p.after or 'ruled out'}"
            for p in found.scenarios
        ),
    )
    _block(
        console,
        "ALERTS",
        (f"{_stand(a.before)} > {_stand(a.after)}: {a.text}" for a in found.alerts),
    )
    _block(console, "WARNINGS", found.warnings)
    if not (found.facts or found.options or found.scenarios or found.alerts):
        console.print("Nothing changes.")


def print_what_would(found: WhatWould, console: Console) -> None:
    """Prints the sets of changes, one a line."""
    wanted = " or ".join(verdict_words(word) for word in found.wanted)
    if found.sets == [[]]:
        console.print(Text(f"{found.name} is {wanted}, whatever the missing facts turn out to be."))
        return
    now = ", ".join(verdict_words(word) for word in found.possible_verdicts)
    console.print(Text(f"{found.name}: {now} possible now.", style="bold"))
    if not found.sets:
        what = f"No set of up to {found.most} changes makes it {wanted} for certain."
        console.print(Text(what))
        return
    console.print(Text(f"It would be {wanted} for certain with any one line of:"))
    for changes in found.sets:
        said = "; ".join(_said(change) for change in changes)
        console.print(Padding(Text(f"- {said}"), (0, 0, 0, 2), expand=False))


def _said(change: ChangedFact) -> str:
    if change.measured:
        return f"{change.label}: {change.to}"
    return f"{change.label}: {change.to}, not {change.now}"


def _fact_line(label: str, before: str | None, after: str | None) -> str:
    return f"{label}: {before or 'not known'} > {after or 'not known'}"


def _stand(status: str | None) -> str:
    return {None: "silent", "unknown": "open"}.get(status, status or "")


def _moves(options: Iterable[OptionChange]) -> Iterable[str]:
    """The verdicts that differ, those that move alike on one line."""
    alike: dict[tuple[str, str, str], list[str]] = {}
    for option in options:
        settled = "" if option.settled_after else ", can still change"
        key = (verdict_words(option.before), verdict_words(option.after), settled)
        alike.setdefault(key, []).append(_name(option))
    for (before, after, settled), names in alike.items():
        yield f"{before} > {after}{settled}: {few(names, NAMES)}"


def _outlooks(options: Iterable[OptionChange]) -> Iterable[str]:
    """The verdicts that stay, where what they can still become differs."""
    alike: dict[tuple[str, str, str], list[str]] = {}
    for option in options:
        before, after = option.possible_before or [], option.possible_after or []
        gone = ", ".join(verdict_words(word) for word in before if word not in after)
        new = ", ".join(verdict_words(word) for word in after if word not in before)
        alike.setdefault((verdict_words(option.after), gone, new), []).append(_name(option))
    for (verdict, gone, new), names in alike.items():
        said = [f"no longer {gone}"] if gone else []
        said += [f"now possibly {new}"] if new else []
        yield f"{verdict}, {' and '.join(said)}: {few(names, NAMES)}"


def _name(option: OptionChange) -> str:
    return f"{option.lesion}: {option.name}" if option.lesion else option.name


def _block(console: Console, title: str, lines: Iterable[str]) -> None:
    lines = list(lines)
    if lines:
        console.print(Text(title, style="bold"))
    for line in lines:
        console.print(Padding(Text(line), (0, 0, 0, 2), expand=False))
