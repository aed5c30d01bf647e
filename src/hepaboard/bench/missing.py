"""``hepaboard bench missing``: how long the exact analysis of missing facts takes for one case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import metadata
from random import Random
from time import process_time

from hepaboard.bench.partial import MOST, complete_cases, example_cases, partial_cases
from hepaboard.bench.result import BenchResult, BenchRow, bench_result, figure_row
from hepaboard.guideline import Guideline, load_guideline
from hepaboard.logic import Valuation
from hepaboard.missing import OpenCase, questions

SEED = 7
NOTES = ("processor time", "every case once, in one process")
#: What is timed, in the order of the table.
POSSIBLE, NEXT, BOTH = "possible verdicts", "next questions", "both"


def missing_bench(
    *, count: int = 600, complete: int = 60, examples: int | None = None
) -> BenchResult:
    """Measure the possible verdicts of all treatments, and the ranked questions with their effects.

    Parameters
    ----------
    count
        Partial cases of each kind: 1 to 15 facts left out of completed examples, and of cases
        drawn at random.
    complete
        Complete cases of each kind that they are made of.
    examples
        So many shipped examples; all if None.

    Returns
    -------
    BenchResult
        Milliseconds of processor time for one case: the median and the 95th percentile. The first
        case of a process makes the diagrams of all conditions and stands apart.
    """
    guideline = load_guideline()
    first = _timed(guideline, Valuation({}))[BOTH]
    draw = Random(SEED)
    known = list(example_cases(guideline).values())[:examples]
    nothing = Valuation(
        {
            name: v
            for name, v in known[0].patient.items()
            if guideline.vocabulary[name].entry.setting
        }
    )
    workloads = {
        f"completed examples, 1 to {MOST} missing": known[:: max(1, len(known) // complete)],
        f"random cases, 1 to {MOST} missing": [nothing],
    }
    rows = [_row("first case, nothing known", BOTH, "once", first)]
    for name, starts in workloads.items():
        whole = complete_cases(guideline, starts, complete, draw)
        rows += _rows(name, guideline, partial_cases(guideline, whole, count, draw))
    rows += _rows("examples as shipped", guideline, known)
    return bench_result("missing", rows)


def _rows(workload: str, guideline: Guideline, cases: Iterable[Valuation]) -> list[BenchRow]:
    """Median and 95th percentile of each part of the work."""
    runs = [_timed(guideline, case) for case in cases]
    rows = []
    for part in (POSSIBLE, NEXT, BOTH):
        figures = sorted(run[part] for run in runs)
        for which, at in (("median", 50), ("95 %", 95)):
            figure = figures[min(len(figures) - 1, len(figures) * at // 100)]
            note = f"{len(figures)} cases, longest {figures[-1]:.3g} ms"
            rows.append(_row(workload, part, which, figure, note))
    return rows


def _row(workload: str, part: str, which: str, figure: float, *notes: str) -> BenchRow:
    return figure_row(
        workload=workload,
        engine=f"hepaboard {workload}: {part}, {which}",
        version=metadata.version("hepaboard"),
        figure=figure,
        unit="ms",
        notes=[*NOTES, *notes],
    )


def _timed(guideline: Guideline, case: Valuation) -> Mapping[str, float]:
    """The milliseconds of one case, from its known facts on."""
    values = guideline.program(case)
    begun = process_time()
    opened = OpenCase(guideline, case, values)
    for option in guideline.options.values():
        opened.patient.possible(option)
    possible = process_time()
    questions(opened)
    asked = process_time()
    parts = {POSSIBLE: possible - begun, NEXT: asked - possible, BOTH: asked - begun}
    return {part: 1000 * seconds for part, seconds in parts.items()}
