import pytest
from calc_oracle import refused
from hypothesis import given
from hypothesis import strategies as st

from hepaboard.case.calculators import name_resection, read_segments, resected_segments

TABLE = [
    ("right hepatectomy", (5, 6, 7, 8), "confirmed"),
    ("right hemihepatectomy", (5, 6, 7, 8), "confirmed"),
    ("left hepatectomy", (2, 3, 4), "confirmed"),
    ("left hemihepatectomy", (2, 3, 4), "confirmed"),
    ("right anterior sectionectomy", (5, 8), "confirmed"),
    ("right posterior sectionectomy", (6, 7), "confirmed"),
    ("left medial sectionectomy", (4,), "confirmed"),
    ("segmentectomy 4", (4,), "confirmed"),
    ("left lateral sectionectomy", (2, 3), "confirmed"),
    ("bisegmentectomy 2,3", (2, 3), "confirmed"),
    ("right trisectionectomy", (4, 5, 6, 7, 8), "partly_confirmed"),
    ("extended right hepatectomy", (4, 5, 6, 7, 8), "partly_confirmed"),
    ("left trisectionectomy", (2, 3, 4, 5, 8), "partly_confirmed"),
    ("extended left hepatectomy", (2, 3, 4, 5, 8), "partly_confirmed"),
    ("central hepatectomy", (4, 5, 8), "unconfirmed"),
    ("mesohepatectomy", (4, 5, 8), "unconfirmed"),
    ("segmentectomy 7", (7,), "confirmed"),
    ("bisegmentectomy 5,6", (5, 6), "confirmed"),
    ("caudate lobectomy", (1,), "unconfirmed"),
    ("wedge", (), "confirmed"),
]


@pytest.mark.parametrize(("name", "segments", "status"), TABLE)
def test_table_both_ways(name, segments, status):
    found = resected_segments(name)
    assert found.segments.whole == segments and found.status == status
    assert found.n_segments_resected == len(segments)
    back = name_resection(segments)
    assert name in back.names and back.status == status


@pytest.mark.parametrize("name", [row[0] for row in TABLE[:4]] + [row[0] for row in TABLE[10:16]])
def test_segment_1_only_where_it_is_stated(name):
    plain, with_1 = resected_segments(name), resected_segments(f"{name} + 1")
    assert 1 not in plain.segments.whole and 1 in with_1.segments.whole
    assert with_1.n_segments_resected == plain.n_segments_resected + 1
    assert f"{name} + 1" in name_resection(with_1.segments.whole).names


def test_no_core_term_is_noted():
    assert "Not a core term" in resected_segments("central hepatectomy").notes[0]


@pytest.mark.parametrize("name", ["right lobectomy", "left lobectomy", "lobectomy"])
def test_lobectomy_without_segments_is_refused(name):
    error = refused(lambda: resected_segments(name))
    assert "lobectomy" in error.what and "different segments" in error.what


def test_letters_and_spaces_do_not_matter():
    assert resected_segments("  Right   Hepatectomy ").segments.whole == (5, 6, 7, 8)
    assert resected_segments("Bisegmentectomy 5, 6").segments.whole == (5, 6)


def test_segments_that_do_not_adjoin_are_no_bisegmentectomy():
    refused(lambda: resected_segments("bisegmentectomy 2,7"))
    assert name_resection([2, 7]).names == ("resection of segments 2, 7",)


def test_neighbours():
    neighbours = {(2, 3), (2, 4), (3, 4), (4, 5), (4, 8), (5, 6), (5, 8), (6, 7), (7, 8)}
    for first in range(1, 9):
        for second in range(first + 1, 9):
            names = name_resection([second, first]).names
            adjoin = f"bisegmentectomy {first},{second}" in names
            assert adjoin == ((first, second) in neighbours)


def test_wedge_and_half_of_segment_4():
    assert name_resection([]).names == ("wedge",)
    half = name_resection(["4a"])
    assert half.names == ("segment 4 in part",) and half.n_segments_resected == 0
    assert "not counted" in half.notes[1]


@given(st.sets(st.integers(1, 8)))
def test_a_name_stands_for_exactly_its_segments(segments):
    found = name_resection(segments)
    assert found.segments.whole == tuple(sorted(segments))
    assert found.n_segments_resected == len(segments)
    for name in found.names:
        if not name.startswith("resection of"):
            assert resected_segments(name).segments == found.segments


@given(st.lists(st.sampled_from([1, 2, 3, 4, 5, 6, 7, 8, "4a", "4b", "5"])))
def test_halves_count_as_one_segment_together(entries):
    found = read_segments(entries)
    whole = {int(one) for one in entries if str(one).isdigit()}
    if {"4a", "4b"} <= set(entries):
        whole.add(4)
    assert set(found.whole) == whole and found.count == len(whole)
    assert ("4a" in found.halves) == ("4a" in entries and 4 not in whole)


def test_whole_text():
    assert str(refused(lambda: read_segments([9]))) == (
        "segments = 9 was refused: it is not a Couinaud segment.\n"
        "  Where    segments\n"
        "  Allowed  1 to 8, 4a, 4b\n"
        "  Next     Correct the value, or leave it out if it is not known; nothing was computed."
    )


@pytest.mark.parametrize("bad", [0, "4c", "", True, 2.5, None])
def test_what_is_no_segment(bad):
    refused(lambda: read_segments([bad]))


@pytest.mark.parametrize(
    "bad", ["hepatectomy", "segmentectomy 9", "right posterior sectionectomy + 1", "", None]
)
def test_what_is_no_name(bad):
    assert refused(lambda: resected_segments(bad)).field == "operation"


@given(st.sets(st.integers(1, 8)))
def test_no_name_is_given_twice(segments):
    names = name_resection(segments).names
    assert len(set(names)) == len(names)
    for name in names:
        if not name.startswith("resection of"):
            again = resected_segments(name).names
            assert len(set(again)) == len(again) and set(again) == set(names)
