import dataclasses

import pytest

from hepaboard.case.calculators import Measure, Score


def test_settled_and_open():
    assert Score(name="x", value=2, range=(2, 2), group="low").settled
    assert not Score(name="x", value=None, range=(1, 2), group=None, missing=("a",)).settled


@pytest.mark.parametrize(
    "parts",
    [
        {"value": None, "range": (3, 2), "missing": ("a",)},
        {"value": None, "range": (2, 2), "missing": ("a",)},
        {"value": 2, "range": (2, 3), "missing": ("a",)},
        {"value": 1, "range": (2, 2)},
        {"value": 2, "range": (2, 2), "missing": ("a",)},
        {"value": None, "range": (1, 2)},
    ],
)
def test_contradicting_parts_are_refused(parts):
    with pytest.raises(ValueError, match="x: "):
        Score(name="x", group=None, **parts)


def test_results_are_frozen():
    score = Score(name="x", value=2, range=(2, 2), group=None)
    with pytest.raises(dataclasses.FrozenInstanceError):
        score.value = 3


def test_measure_needs_a_value_or_a_reason():
    with pytest.raises(ValueError, match="either a value or what is missing"):
        Measure(name="x", value=None, unit="m2", method="m")
    with pytest.raises(ValueError, match="either a value or what is missing"):
        Measure(name="x", value=1.0, unit="m2", method="m", missing=("a",))
