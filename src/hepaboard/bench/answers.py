"""What an engine answered, in words that can be compared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hepaboard.bench.drivers import drive_python
from hepaboard.bench.forms import table_form
from hepaboard.bench.table import Case, RuleTable

Truth = bool | None
Answer = str | Sequence[Truth] | None


def reference_answers(table: RuleTable, cases: Iterable[Case]) -> list[str]:
    """Return the plain Python chain's answer to each complete case: the reference."""
    evaluate = drive_python.prepare({"form": table_form("python", table)})
    return evaluate(cases)


def first_hit(table: RuleTable, answer: Answer) -> str | None:
    """Return the action of the first rule that is TRUE.

    Parameters
    ----------
    table
        Names the actions.
    answer
        One truth value for each rule, None being UNKNOWN; or an action, returned as it is.
    """
    if answer is None or isinstance(answer, str):
        return answer
    for rule, truth in zip(table.rules, answer, strict=True):
        if truth is True:
            return rule.then
    return table.otherwise


def describe_answer(table: RuleTable, answer: Answer) -> str:
    """Return an answer in words; of truth values, all that are not FALSE.

    Examples
    --------
    >>> from hepaboard.bench.table import load_table
    >>> truths = [False] * 4 + [None, False, False, False, True, False]
    >>> describe_answer(load_table(), truths)
    'immunotherapy UNKNOWN, chemotherapy + bevacizumab TRUE'
    """
    if answer is None or isinstance(answer, str):
        return "null" if answer is None else answer
    said = [
        f"{rule.then} {'UNKNOWN' if truth is None else 'TRUE'}"
        for rule, truth in zip(table.rules, answer, strict=True)
        if truth is not False
    ]
    return ", ".join(said) or "all FALSE"


def agreement(table: RuleTable, answers: Sequence[Answer], expected: Sequence[str]) -> str:
    """Return in words on how many complete cases an engine gave the reference's answer."""
    pairs = zip(answers, expected, strict=True)
    same = sum(first_hit(table, answer) == right for answer, right in pairs)
    if same == len(expected):
        return f"agrees with the reference on all {same} complete cases"
    wrong = len(expected) - same
    return f"DISAGREES with the reference on {wrong} of {len(expected)} complete cases"
