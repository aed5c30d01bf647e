"""Hepaboard's own engines on the workloads of the benchmark: the one module that calls them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from hepaboard.bench.answers import Truth
from hepaboard.bench.table import Case, RuleTable

Evaluator = Callable[[Case], Sequence[Truth]]


class NotWired(Exception):
    """An own engine is not there to be measured; the text is the note of its row."""


def ten_rules_evaluators(table: RuleTable) -> Mapping[str, Evaluator]:
    """Return the own engines for the ten rules, by name; the first one is the base of ratios.

    Parameters
    ----------
    table
        Each rule's condition in the language of the guideline is ``rule.when``; the vocabulary
        to check it against is ``table.facts``.

    Returns
    -------
    mapping of str to function
        Names begin with ``hepaboard``. A function takes one case (fact to value, None or absent
        being unknown) and returns the value of every rule in order: True, False, or None for
        UNKNOWN. Parsing, checking and compiling belong before the function, not inside it.

    Raises
    ------
    NotWired
        The engine is not part of this installation.
    """
    raise NotWired("not measured: the logic engine is not connected to the benchmark")


def guideline_runs() -> Mapping[str, Callable[[], object]]:
    """Return the runs of the workload ``guideline``, by engine name.

    Returns
    -------
    mapping of str to function
        Names begin with ``hepaboard``. Each function evaluates one bundled case against all
        statements of the guideline, loaded beforehand, and is timed in microseconds.

    Raises
    ------
    NotWired
        The engine is not part of this installation.
    """
    raise NotWired("not measured: the guideline is not connected to the benchmark")
