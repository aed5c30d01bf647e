import pytest
from calc_oracle import refused
from hypothesis import given
from hypothesis import strategies as st

from hepaboard.case.calculators import TargetReading, nadir_mm, sum_targets


def reading(size=None, nodal=False, state="measured", parts=()):
    return TargetReading(lesion_id="x", nodal=nodal, state=state, size_mm=size, parts_mm=parts)


sizes = st.floats(0, 400)
readings = st.lists(st.builds(reading, sizes, st.booleans()), max_size=5)


def test_longest_diameters_and_short_axes_are_added():
    assert sum_targets([reading(31), reading(18, nodal=True)]).total_mm == 49


@pytest.mark.parametrize(
    ("state", "size"), [("too_small", 5.0), ("gone", 0.0), ("merged", 0.0), ("not_assessed", None)]
)
def test_what_each_state_counts(state, size):
    found = sum_targets([reading(state=state)])
    assert found.total_mm == size


def test_a_split_lesion_is_the_sum_of_its_parts():
    found = sum_targets([reading(state="split", parts=(12.0, 7.5))])
    assert found.total_mm == 19.5 and found.status == "partly_confirmed"
    assert "unconfirmed" in found.notes[0]
    assert sum_targets([reading(30)]).status == "confirmed"


def test_merged_lesions_count_once():
    found = sum_targets([reading(44), reading(state="merged")])
    assert found.total_mm == 44 and "unconfirmed" in found.notes[0]


def test_real_size_of_a_small_lesion_is_kept():
    assert sum_targets([reading(3)]).total_mm == 3


def test_complete_response_condition():
    gone = reading(state="gone")
    assert sum_targets([gone, reading(9.9, nodal=True)]).targets_gone is True
    assert sum_targets([gone, reading(9.9, nodal=True)]).total_mm == 9.9
    assert sum_targets([gone, reading(10, nodal=True)]).targets_gone is False
    assert sum_targets([gone, reading(state="too_small")]).targets_gone is False
    assert sum_targets([gone, reading(state="not_assessed")]).targets_gone is None
    assert sum_targets([reading(20), reading(state="not_assessed")]).targets_gone is False
    assert sum_targets([reading(0)]).targets_gone is True


def test_a_target_not_assessed_leaves_a_lower_bound():
    found = sum_targets([reading(20), reading(state="not_assessed")])
    assert found.total_mm is None and found.measured_mm == 20
    assert not found.all_assessed and found.missing == ("x",)


@given(readings, sizes)
def test_sum_grows_with_every_lesion(lesions, more):
    found = sum_targets(lesions)
    assert found.total_mm == pytest.approx(sum(one.size_mm for one in lesions))
    assert 0 <= found.total_mm <= 2000
    if len(lesions) < 5:
        assert sum_targets([*lesions, reading(more)]).total_mm >= found.total_mm


def test_nadir_is_the_smallest_known_sum():
    assert nadir_mm([100]) == 100
    assert nadir_mm([60, 40, None, 45]) == 40
    assert nadir_mm([None]) is None
    assert nadir_mm([]) is None


@given(st.lists(st.floats(0, 2000), min_size=1))
def test_nadir_never_exceeds_the_baseline(sums):
    assert nadir_mm(sums) <= sums[0]
    assert nadir_mm(sums) in sums


def test_whole_text():
    assert str(refused(lambda: sum_targets([reading()]))) == (
        "size_mm = None was refused: state is 'measured'.\n"
        "  Where    size_mm\n"
        "  Allowed  a size if measured, else none\n"
        "  Next     Correct the value, or leave it out if it is not known; nothing was computed."
    )


@pytest.mark.parametrize(
    "bad",
    [
        reading(401),
        reading(-1),
        reading(10, state="gone"),
        reading(state="split"),
        reading(state="measured", parts=(1.0,)),
        reading(10, state="measured", parts=(1.0,)),
        reading(10, state="shrunk"),
        reading(10, nodal=None),
        reading(float("nan")),
    ],
)
def test_readings_that_contradict_themselves(bad):
    refused(lambda: sum_targets([bad]))


def test_more_than_five_and_bad_sums():
    refused(lambda: sum_targets([reading(10)] * 6))
    assert refused(lambda: nadir_mm([2001])).field == "sum_mm"
