"""What rules of the project do to the options, said once and not at every option."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hepaboard.assess import OptionResult
from hepaboard.assess.model import StatementResult
from hepaboard.assess.project_rules import PROJECT
from hepaboard.report.line import Line

IN_FAVOUR = frozenset({"recommended", "acceptable"})


def open_rule_lines(options: Sequence[OptionResult], labels: dict[str, str]) -> Iterator[Line]:
    """One line for each project rule that may still hold back what is in favour."""
    waiting: dict[str, StatementResult] = {}
    for option in options:
        if option.verdict in IN_FAVOUR:
            for item in option.statements:
                if _holds_back(item) and item.status == "unknown":
                    waiting.setdefault(item.id, item)
    for item in waiting.values():
        facts = ", ".join(labels.get(b.fact, b.fact) for b in item.because)
        yield Line(
            f"unless the answer speaks against it, for every treatment in favour: {facts} "
            f"({item.id}, project rule, no source)"
        )


def own_needs(option: OptionResult) -> list[str]:
    """The facts to name at the option itself: without those that only a project rule waits for."""
    if option.verdict not in IN_FAVOUR:
        return option.needs
    asked = {
        b.fact
        for item in option.statements
        if item.status == "unknown" and not _holds_back(item)
        for b in item.because
    }
    return [fact for fact in option.needs if fact in asked]


def who_leads(option: OptionResult) -> str:
    """Which side leads where a treatment is contested, or that a project rule alone objects."""
    against = [s for s in option.statements if s.direction == "against" and s.status == "holds"]
    if against and all(_holds_back(item) for item in against):
        return "held back by a project rule, by no source"
    return f"the policy lets {option.lead or 'neither side'} lead"


def _holds_back(item: StatementResult) -> bool:
    return item.source == PROJECT and item.direction == "against"
