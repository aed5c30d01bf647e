import pytest
from calc_oracle import agrees, brute_force, refused
from hypothesis import given
from hypothesis import strategies as st

from hepaboard.case.calculators import Interval, zhu_score

NAMES = ("primary_t_stage", "n_liver_mets", "largest_lesion_cm", "cea_ng_ml")
VECTORS = [
    ("T4", 4, 3.0, 6.0, 3, "high"),
    ("T3", 4, 5.0, 4.9, 2, "low"),
    ("T4", 3, 4.9, 5.0, 2, "low"),
    ("T4", 4, 5.0, 5.0, 4, "high"),
    ("T2", 1, 2.0, 2.0, 0, "low"),
]
GRIDS = {
    "primary_t_stage": ("T1", "T2", "T3", "T4"),
    "n_liver_mets": (1, 3, 4, 200),
    "largest_lesion_cm": (0.1, 4.9, 5.0, 40),
    "cea_ng_ml": (0, 4.9, 5.0, 100000),
}


def plain(primary_t_stage, n_liver_mets, largest_lesion_cm, cea_ng_ml):
    return (
        (1 if primary_t_stage == "T4" else 0)
        + (1 if n_liver_mets >= 4 else 0)
        + (1 if largest_lesion_cm >= 5 else 0)
        + (1 if cea_ng_ml >= 5 else 0)
    )


@pytest.mark.parametrize("vector", VECTORS)
def test_vectors(vector):
    *inputs, value, group = vector
    score = zhu_score(**dict(zip(NAMES, inputs, strict=True)))
    assert (score.value, score.group, score.missing) == (value, group, ())


@given(
    st.fixed_dictionaries(
        {name: st.one_of(st.none(), st.sampled_from(grid)) for name, grid in GRIDS.items()}
    )
)
def test_range_is_exact_over_all_completions(facts):
    score = zhu_score(**facts)
    low, high, decisive = brute_force(plain, facts, GRIDS)
    agrees(score, low, high, decisive)
    groups = {"low" if points <= 2 else "high" for points in (low, high)}
    assert score.group == (groups.pop() if len(groups) == 1 else None)


def test_number_and_size_are_two_points():
    assert zhu_score(n_liver_mets=4, largest_lesion_cm=5.0).range == (2, 4)


def test_three_lesions_do_not_score_here():
    assert zhu_score(n_liver_mets=3).range == (0, 3)
    assert zhu_score(n_liver_mets=Interval(low=4)).range == (1, 4)


def test_low_can_be_settled_early():
    assert zhu_score(primary_t_stage="T3", n_liver_mets=2).group == "low"
    assert zhu_score(primary_t_stage="unknown").missing == zhu_score().missing


@given(st.floats(0, 100000), st.floats(0, 100000))
def test_more_cea_never_lowers_the_count(one, other):
    low, high = sorted((one, other))
    assert zhu_score(cea_ng_ml=low).range <= zhu_score(cea_ng_ml=high).range


def test_the_difference_from_s2_is_shown():
    assert "S2 prints another list" in zhu_score().notes[0]
    assert "unconfirmed" in zhu_score().notes[1]
    assert zhu_score().rows[0] == "S2-039" and zhu_score().rows[-1] == "S2-047"


def test_stage_whole_text():
    assert str(refused(lambda: zhu_score(primary_t_stage="pT4"))) == (
        "primary_t_stage = 'pT4' was refused: it is not in the list.\n"
        "  Where    primary_t_stage\n"
        "  Allowed  T1, T2, T3, T4, unknown\n"
        "  Next     Correct the value, or leave it out if it is not known; nothing was computed."
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [("n_liver_mets", 0), ("largest_lesion_cm", 40.1), ("cea_ng_ml", float("nan"))],
)
def test_outside_the_range(name, value):
    assert refused(lambda: zhu_score(**{name: value})).field == name
