"""Timing of one engine; also the program that runs a driver in a peer's environment.

It needs the standard library alone, because hepaboard is not installed there. As a program it
takes the name of a driver, reads a task (JSON) from standard input and prints one JSON line.
A driver has ``version()`` and ``prepare(task)``; the latter returns a function from a list of
cases to the list of their answers. One that works on columns has ``table(task)`` too: a function
without arguments that answers ``task["rows"]`` rows at once, the cases again and again. With
``task["holes"]`` a case may raise: its error is its answer, and the others are timed.
"""

from __future__ import annotations

import gc
import importlib
import json
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

FAILED = "error ("
Evaluate = Callable[[Sequence[Any]], Sequence[Any]]


def rates(
    evaluate: Evaluate, cases: Sequence[Any], repetitions: int, seconds: float
) -> list[float]:
    """Return evaluations per second, one figure for each repetition.

    Parameters
    ----------
    evaluate
        From a list of cases to their answers.
    cases
        Evaluated again and again, all of them each time.
    repetitions
        How many figures.
    seconds
        A repetition ends with the first pass over all cases after this time.
    """
    found = []
    evaluate(cases)
    for _ in range(repetitions):
        gc.collect()
        count = 0
        start = time.perf_counter()
        spent = 0.0
        while spent < seconds:
            evaluate(cases)
            count += len(cases)
            spent = time.perf_counter() - start
        found.append(count / spent)
    return found


def unknown_answers(evaluate: Evaluate, case: dict[str, Any]) -> dict[str, Any]:
    """Return what is answered while a fact is unknown: given as null, and not given at all."""
    absent = {name: value for name, value in case.items() if value is not None}
    return {"null": _answer(evaluate, case), "absent": _answer(evaluate, absent)}


def _answer(evaluate: Evaluate, case: dict[str, Any]) -> Any:
    try:
        return evaluate([case])[0]
    except Exception as error:
        return f"{FAILED}{type(error).__name__})"


def failed(answer: Any) -> bool:
    """Whether an answer stands for an error that was raised instead."""
    return isinstance(answer, str) and answer.startswith(FAILED)


def main() -> None:
    """Run the driver named on the command line."""
    driver = importlib.import_module(sys.argv[1])
    task = json.load(sys.stdin)
    evaluate = driver.prepare(task)
    timed, cases = evaluate, task["cases"]
    if task.get("holes"):
        pairs = [(case, _answer(evaluate, case)) for case in cases]
        answers = [answer for _, answer in pairs]
        cases = [case for case, answer in pairs if not failed(answer)]
    else:
        answers = list(evaluate(cases))
    if task.get("rows"):
        whole = driver.table(task)
        timed, cases = lambda _: whole(), range(task["rows"])
    report = {
        "version": driver.version(),
        "answers": answers,
        "unknown": unknown_answers(evaluate, task["unknown"]),
        "rates": rates(timed, cases, task["repetitions"], task["seconds"]),
    }
    print(json.dumps(report))


if __name__ == "__main__":
    main()
