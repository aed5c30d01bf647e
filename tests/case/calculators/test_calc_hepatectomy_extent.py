import pytest
from calc_oracle import refused
from hypothesis import given
from hypothesis import strategies as st

from hepaboard.case.calculators import classify_hepatectomy, resected_segments

VECTORS = [
    ("left lateral sectionectomy", 2, "minor", "minor"),
    ("left hepatectomy", 3, "major", "minor"),
    ("central hepatectomy", 3, "major", "minor"),
    ("right hepatectomy", 4, "major", "major"),
    ("right trisectionectomy", 5, "major", "major"),
    ("wedge", 0, "minor", "minor"),
]


@pytest.mark.parametrize(("operation", "count", "usual", "s2"), VECTORS)
def test_vectors(operation, count, usual, s2):
    assert resected_segments(operation).n_segments_resected == count
    found = classify_hepatectomy(n_segments_resected=count)
    assert (found.extent, found.usual, found.s2) == (usual, usual, s2)
    assert found.threshold == 3
    other = classify_hepatectomy(n_segments_resected=count, threshold=4)
    assert (other.extent, other.threshold, other.usual) == (s2, 4, usual)


@given(st.integers(0, 7), st.sampled_from([3, 4]))
def test_more_segments_never_make_it_minor(count, threshold):
    found = classify_hepatectomy(n_segments_resected=count, threshold=threshold)
    assert (found.extent == "major") == (count >= threshold)
    assert (found.s2 == "major") <= (found.usual == "major")


def test_missing_number():
    found = classify_hepatectomy(n_segments_resected=None)
    assert found.extent is found.usual is found.s2 is None
    assert found.missing == ("n_segments_resected",) and found.threshold == 3


def test_both_rules_are_always_named():
    assert "S2-075, S2-088" in classify_hepatectomy(n_segments_resected=2).notes[0]
    notes = classify_hepatectomy(n_segments_resected=2, threshold=4).notes
    assert "unconfirmed" in notes[1]


def test_whole_text():
    error = refused(lambda: classify_hepatectomy(n_segments_resected=3, threshold=5))
    assert str(error) == (
        "threshold = 5 was refused: it is not in the list.\n"
        "  Where    threshold\n"
        "  Allowed  3, 4\n"
        "  Next     Correct the value, or leave it out if it is not known; nothing was computed."
    )


@pytest.mark.parametrize("count", [-1, 8, 2.5, True, float("nan")])
def test_outside_the_range(count):
    refused(lambda: classify_hepatectomy(n_segments_resected=count))
