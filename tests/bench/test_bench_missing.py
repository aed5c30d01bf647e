"""The partial cases of the benchmark: as many gaps as told, and the rest as it was."""

from random import Random

import pytest

from hepaboard.bench.missing import missing_bench
from hepaboard.bench.partial import complete_cases, example_cases, with_gaps
from hepaboard.guideline import load_guideline


@pytest.fixture(scope="module")
def guideline():
    return load_guideline()


@pytest.fixture(scope="module")
def whole(guideline):
    (case,) = complete_cases(guideline, [example_cases(guideline)["s0-index"]], 1, Random(3))
    return case


def test_a_complete_case_leaves_no_condition_open(guideline, whole):
    values = guideline.program(whole)
    truths = [v for v, node in zip(values, guideline.graph, strict=True) if node.sort == "truth"]
    assert not any(1 in (v[:-1] if isinstance(v, list) else (v,)) for v in truths)


@pytest.mark.parametrize("gaps", [1, 15])
def test_so_many_facts_are_left_out_and_no_setting(guideline, whole, gaps):
    found = with_gaps(guideline, whole, gaps, Random(gaps))
    left = whole.patient.items() - found.patient.items()
    inside = sum(
        len(one) - len(other) for one, other in zip(whole.lesions, found.lesions, strict=True)
    )
    assert len(left) + inside == gaps
    assert not any(guideline.vocabulary[name].entry.setting for name, _ in left)
    assert {name for name, _ in left} <= set(guideline.graph.facts)


def test_median_and_95th_percentile_of_each_part_stand_side_by_side():
    result = missing_bench(count=2, complete=1, examples=2)
    by_workload = {}
    for row in result.rows:
        by_workload.setdefault(row.workload, []).append(row)
    first, *others = by_workload.values()
    assert len(first) == 1 and len(others) == 3
    for rows in others:
        names = [row.engine.rpartition(": ")[2] for row in rows]
        assert names == [
            f"{part}, {which}"
            for part in ("possible verdicts", "next questions", "both")
            for which in ("median", "95 %")
        ]
        assert all(row.unit == "ms" and row.figure > 0 for row in rows)
