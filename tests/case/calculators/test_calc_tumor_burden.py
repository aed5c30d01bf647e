import math

import pytest
from calc_oracle import refused
from hypothesis import given
from hypothesis import strategies as st

from hepaboard.case.calculators import Interval, tumor_burden_score

VECTORS = [
    (1.0, 1, 1.4142, 1),
    (2.0, 2, 2.8284, 1),
    (2.8, 1, 2.9732, 1),
    (2.9, 1, 3.0676, 2),
    (3, 4, 5.0000, 2),
    (5, 1, 5.0990, 2),
    (8.9, 1, 8.9560, 2),
    (8.95, 1, 9.0057, 3),
    (6, 7, 9.2195, 3),
    (12, 5, 13.0000, 3),
]
sizes = st.floats(0.001, 40)
counts = st.integers(1, 200)


@pytest.mark.parametrize(("size", "count", "value", "zone"), VECTORS)
def test_vectors(size, count, value, zone):
    score = tumor_burden_score(largest_lesion_cm=size, n_liver_mets=count)
    assert round(score.value, 4) == value
    assert score.group == f"zone {zone}"
    assert score.range == (score.value, score.value) and score.missing == ()


@given(sizes, counts)
def test_formula(size, count):
    score = tumor_burden_score(largest_lesion_cm=size, n_liver_mets=count)
    assert score.value == pytest.approx(math.sqrt(size * size + count * count), abs=1e-12)


@given(sizes, sizes, counts, counts)
def test_grows_with_size_and_number(size, more_size, count, more_count):
    less = tumor_burden_score(
        largest_lesion_cm=min(size, more_size), n_liver_mets=min(count, more_count)
    )
    more = tumor_burden_score(
        largest_lesion_cm=max(size, more_size), n_liver_mets=max(count, more_count)
    )
    assert less.value <= more.value
    assert less.group <= more.group


def test_zones_begin_at_their_cut():
    def group(size):
        return tumor_burden_score(largest_lesion_cm=size, n_liver_mets=1).group

    assert group(math.sqrt(8)) == "zone 2"
    assert group(math.sqrt(8) - 1e-6) == "zone 1"
    assert group(math.sqrt(80)) == "zone 3"
    assert group(math.sqrt(80) - 1e-6) == "zone 2"


@given(counts, sizes)
def test_a_missing_size_leaves_every_size_open(count, size):
    score = tumor_burden_score(n_liver_mets=count)
    whole = tumor_burden_score(n_liver_mets=count, largest_lesion_cm=size)
    assert score.value is None and score.missing == ("largest_lesion_cm",)
    assert score.range == (count, math.hypot(40, count))
    assert score.range[0] <= whole.value <= score.range[1]
    assert score.group in (None, whole.group)


@given(sizes, counts)
def test_a_missing_number_leaves_every_number_open(size, count):
    score = tumor_burden_score(largest_lesion_cm=size)
    whole = tumor_burden_score(largest_lesion_cm=size, n_liver_mets=count)
    assert score.missing == ("n_liver_mets",)
    assert score.range == (math.hypot(size, 1), math.hypot(size, 200))
    assert score.range[0] <= whole.value <= score.range[1]
    assert score.group in (None, whole.group)


def test_nothing_known():
    score = tumor_burden_score()
    assert score.missing == ("largest_lesion_cm", "n_liver_mets") and score.group is None


def test_nine_lesions_settle_the_zone():
    assert tumor_burden_score(n_liver_mets=9).group == "zone 3"
    assert tumor_burden_score(n_liver_mets=8).group is None
    assert tumor_burden_score(n_liver_mets=Interval(low=11)).group == "zone 3"


def test_status_and_origin_are_labelled():
    score = tumor_burden_score()
    assert score.status == "partly_confirmed"
    assert any("(unconfirmed)" in note for note in score.notes)


def test_millimetres_are_asked_about():
    error = refused(lambda: tumor_burden_score(largest_lesion_cm=62, n_liver_mets=2))
    assert str(error) == (
        "largest_lesion_cm = 62 was refused: it lies outside the accepted range.\n"
        "  Where    largest_lesion_cm\n"
        "  Allowed  more than 0, at most 40 cm\n"
        "  Likely   Millimetres entered as centimetres: divide by ten if the size was read in mm.\n"
        "  Next     Correct the value, or leave it out if it is not known; nothing was computed."
    )


@pytest.mark.parametrize("value", [0, 201, 1.5, float("nan"), True])
def test_number_outside_its_range(value):
    assert refused(lambda: tumor_burden_score(n_liver_mets=value)).field == "n_liver_mets"
