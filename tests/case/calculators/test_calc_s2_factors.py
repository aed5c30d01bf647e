import pytest
from calc_oracle import brute_force, refused
from hypothesis import given
from hypothesis import strategies as st

from hepaboard.case.calculators import Interval, s2_risk_factors

GRIDS = {
    "primary_t_stage": ("T1", "T2", "T3", "T4"),
    "n_liver_mets": (1, 2, 3, 200),
    "largest_lesion_cm": (0.1, 4.9, 5.0, 40),
    "synchronous": (False, True),
    "cea_ng_ml": (0, 4.9, 5.0, 100000),
}
PLAIN = {
    "primary_t": lambda primary_t_stage, **_: primary_t_stage in ("T3", "T4"),
    "burden": lambda n_liver_mets, largest_lesion_cm, **_: (
        n_liver_mets >= 3 or largest_lesion_cm >= 5
    ),
    "synchronous": lambda synchronous, **_: synchronous,
    "cea": lambda cea_ng_ml, **_: cea_ng_ml >= 5,
}


@given(
    st.fixed_dictionaries(
        {name: st.one_of(st.none(), st.sampled_from(grid)) for name, grid in GRIDS.items()}
    )
)
def test_every_factor_is_exact_over_all_completions(facts):
    found = {factor.name: factor for factor in s2_risk_factors(**facts).factors}
    assert set(found) == set(PLAIN)
    for name, plain in PLAIN.items():
        low, high, decisive = brute_force(plain, facts, GRIDS)
        assert found[name].present == (bool(low) if low == high else None)
        assert set(found[name].missing) == decisive


@pytest.mark.parametrize(
    ("count", "size", "present"),
    [(3, 1.0, True), (2, 5.0, True), (2, 4.9, False), (None, 5.0, True), (3, None, True),
     (2, None, None), (None, 4.9, None)],
)  # fmt: skip
def test_number_or_size_is_one_factor(count, size, present):
    found = s2_risk_factors(n_liver_mets=count, largest_lesion_cm=size)
    assert found.factors[1].present is present


def test_t3_counts_here_though_not_in_the_publication():
    assert s2_risk_factors(primary_t_stage="T3").factors[0].present is True
    assert s2_risk_factors(primary_t_stage="T2").factors[0].present is False


def test_no_count_and_no_group_is_given():
    found = s2_risk_factors(
        primary_t_stage="T4", n_liver_mets=9, largest_lesion_cm=8, synchronous=True, cea_ng_ml=99
    )
    assert all(factor.present for factor in found.factors)
    assert not hasattr(found, "group") and not hasattr(found, "value")
    assert "no count and no group" in found.notes[0]
    assert found.name == "s2_factors" and "S2-043" in found.rows


def test_missing_inputs_are_collected():
    assert s2_risk_factors(n_liver_mets=Interval(low=3), synchronous=False).missing == (
        "primary_t_stage",
        "cea_ng_ml",
    )


def test_each_factor_cites_its_row():
    assert [factor.rows for factor in s2_risk_factors().factors] == [
        ("S2-039",),
        ("S2-040",),
        ("S2-041",),
        ("S2-042",),
    ]


def test_whole_text():
    assert str(refused(lambda: s2_risk_factors(synchronous="yes"))) == (
        "synchronous = 'yes' was refused: it is neither true nor false.\n"
        "  Where    synchronous\n"
        "  Allowed  true, false\n"
        "  Next     Correct the value, or leave it out if it is not known; nothing was computed."
    )


def test_rows():
    rows = s2_risk_factors().rows
    assert rows[0] == "S2-038" and rows[-1] == "S2-047" and len(rows) == 10
