from itertools import product

import pytest
from calc_oracle import refused
from hypothesis import given, settings
from hypothesis import strategies as st

from hepaboard.case.calculators import Interval, meld_3_score, meld_na_score, meld_score
from hepaboard.case.calculators.meld_3 import raw_meld_3
from hepaboard.case.calculators.meld_na import raw_meld_na

VECTORS = [
    ("male", 2.5, 131, 1.0, 1.2, 3.8, 12, 18, 17.54, 16, 15.81),
    ("female", 2.5, 131, 1.0, 1.2, 3.8, 12, 18, 17.54, 17, 17.14),
    ("male", 6.0, 131, 1.5, 1.5, 3.5, 22, 26, 25.56, 25, 24.71),
    ("male", 6.0, 131, 1.5, 1.5, 2.2, 22, 26, 25.56, 26, 26.15),
    ("female", 6.0, 131, 1.5, 1.5, 2.2, 22, 26, 25.56, 27, 27.48),
    ("male", 12, 128, 2.2, 1.8, 2.0, 30, 33, 32.97, 34, 34.22),
    ("male", 12, 128, 2.2, 2.8, 2.0, 35, 36, 36.48, 38, 37.93),
    ("female", 12, 128, 2.2, 2.8, 2.0, 35, 36, 36.48, 39, 39.26),
    ("male", 1, 140, 1, 1, 4.0, 6, 6, 6.00, 6, 6.00),
    ("male", 2.0, 130, 1.5, 1.5, 3.0, 17, 22, 22.31, 22, 22.49),
    ("female", 2.0, 130, 1.5, 1.5, 3.0, 17, 22, 22.31, 24, 23.82),
]
GRIDS = {
    "bilirubin_mg_dl": (0.1, 1.0, 1.5, 3.0, 12.0, 60.0),
    "inr": (0.5, 1.0, 1.3, 2.2, 15.0),
    "creatinine_mg_dl": (0.1, 1.0, 1.2, 2.0, 3.0, 4.0, 20.0),
    "sodium_mmol_l": (100.0, 125.0, 131.0, 137.0, 180.0),
    "albumin_g_dl": (0.5, 1.5, 2.5, 3.5, 7.0),
    "sex": ("male", "female"),
    "dialysis": (False, True),
}
OF_MELD = ("bilirubin_mg_dl", "inr", "creatinine_mg_dl", "dialysis")
SCORES = [
    (meld_score, OF_MELD),
    (meld_na_score, (*OF_MELD, "sodium_mmol_l")),
    (meld_3_score, (*OF_MELD, "sodium_mmol_l", "albumin_g_dl", "sex")),
]


def facts_of(vector):
    sex, bilirubin, sodium, inr, creatinine, albumin, *_ = vector
    return {
        "sex": sex,
        "bilirubin_mg_dl": bilirubin,
        "sodium_mmol_l": sodium,
        "inr": inr,
        "creatinine_mg_dl": creatinine,
        "albumin_g_dl": albumin,
        "dialysis": False,
    }


def only(facts, names):
    return {name: facts[name] for name in names}


@pytest.mark.parametrize("vector", VECTORS)
def test_vectors(vector):
    *_, meld, meld_na, raw_na, meld_3, raw_3 = vector
    facts = facts_of(vector)
    assert meld_score(**only(facts, SCORES[0][1])).value == meld
    assert meld_na_score(**only(facts, SCORES[1][1])).value == meld_na
    assert meld_3_score(**only(facts, SCORES[2][1])).value == meld_3
    assert round(raw_meld_na(**only(facts, SCORES[1][1])), 2) == raw_na
    assert round(raw_meld_3(**only(facts, SCORES[2][1])), 2) == raw_3


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from(SCORES),
    st.fixed_dictionaries({name: st.sampled_from(grid) for name, grid in GRIDS.items()}),
    st.sets(st.sampled_from(sorted(GRIDS)), max_size=3),
)
def test_range_is_exact_over_all_completions(score_and_names, facts, hidden):
    score_of, names = score_and_names
    known = {name: None if name in hidden else facts[name] for name in names}
    choices = [GRIDS[name] if known[name] is None else (known[name],) for name in names]
    whole = {
        values: score_of(**dict(zip(names, values, strict=True))).value
        for values in product(*choices)
    }
    score = score_of(**known)
    assert score.range == (min(whole.values()), max(whole.values()))
    assert score.value == (score.range[0] if len(set(whole.values())) == 1 else None)
    for place, name in enumerate(names):
        groups = {}
        for values, value in whole.items():
            groups.setdefault(values[:place] + values[place + 1 :], set()).add(value)
        if any(len(group) > 1 for group in groups.values()):
            assert name in score.missing
    assert set(score.missing) <= {name for name in names if known[name] is None}


@given(
    st.floats(0.1, 60), st.floats(0.1, 60), st.floats(0.5, 15), st.floats(0.5, 15),
    st.floats(0.1, 20), st.floats(0.1, 20), st.floats(100, 180), st.floats(0.5, 7),
    st.sampled_from(["male", "female"]),
)  # fmt: skip
def test_worse_liver_and_kidney_never_lower_a_score(b1, b2, i1, i2, c1, c2, sodium, albumin, sex):
    better = {
        "bilirubin_mg_dl": min(b1, b2),
        "inr": min(i1, i2),
        "creatinine_mg_dl": min(c1, c2),
        "sodium_mmol_l": sodium,
        "albumin_g_dl": albumin,
        "sex": sex,
        "dialysis": False,
    }
    worse = better | {
        "bilirubin_mg_dl": max(b1, b2),
        "inr": max(i1, i2),
        "creatinine_mg_dl": max(c1, c2),
    }
    for score_of, names in SCORES:
        assert score_of(**only(better, names)).value <= score_of(**only(worse, names)).value


@given(st.floats(100, 180), st.floats(100, 180), st.floats(0.1, 30))
def test_lower_sodium_never_lowers_meld_na_nor_meld_3_up_to_30_mg_dl(one, other, bilirubin):
    low, high = sorted((one, other))
    facts = facts_of(VECTORS[3]) | {"bilirubin_mg_dl": bilirubin}
    for score_of, names in SCORES[1:]:
        worse = score_of(**only(facts | {"sodium_mmol_l": low}, names)).value
        assert worse >= score_of(**only(facts | {"sodium_mmol_l": high}, names)).value


@given(st.fixed_dictionaries({name: st.sampled_from(grid) for name, grid in GRIDS.items()}))
def test_limits(facts):
    assert meld_score(**only(facts, OF_MELD)).value >= 6
    assert 6 <= meld_na_score(**only(facts, SCORES[1][1])).value <= 40
    assert 6 <= meld_3_score(**facts).value <= 40


def test_floors_and_caps():
    facts = facts_of(VECTORS[8])
    for name in ("bilirubin_mg_dl", "inr", "creatinine_mg_dl"):
        low = facts | {name: 0.5}
        for score_of, names in SCORES:
            assert score_of(**only(low, names)).value == score_of(**only(facts, names)).value
    sick = facts_of(VECTORS[3])

    def with_creatinine(score_of, names, value, dialysis=False):
        return score_of(
            **only(sick | {"creatinine_mg_dl": value, "dialysis": dialysis}, names)
        ).value

    for score_of, names in SCORES:
        cap = 3.0 if score_of is meld_3_score else 4.0
        at_cap = with_creatinine(score_of, names, cap)
        assert with_creatinine(score_of, names, 20) == at_cap
        assert with_creatinine(score_of, names, 0.5, dialysis=True) == at_cap
        assert with_creatinine(score_of, names, cap - 1) < at_cap


def test_sodium_counts_only_above_11():
    mild = only(facts_of(VECTORS[8]) | {"bilirubin_mg_dl": 3.3}, SCORES[1][1])
    assert meld_score(**only(mild, OF_MELD)).value == 11
    assert meld_na_score(**mild | {"sodium_mmol_l": 125}).value == 11
    more = mild | {"bilirubin_mg_dl": 3.7, "sodium_mmol_l": 125}
    assert meld_score(**only(more, OF_MELD)).value == 11
    assert meld_na_score(**more | {"bilirubin_mg_dl": 3.9}).value > 12


def test_albumin_only_within_its_limits():
    facts = facts_of(VECTORS[3])

    def at(albumin):
        return meld_3_score(**facts | {"albumin_g_dl": albumin}).value

    assert at(7) == at(3.5) and at(0.5) == at(1.5) and at(1.5) > at(3.5)


def test_dialysis_makes_creatinine_irrelevant():
    for score_of, names in SCORES:
        facts = only(facts_of(VECTORS[3]), names) | {"creatinine_mg_dl": None, "dialysis": True}
        score = score_of(**facts)
        assert score.value is not None and score.missing == ()


def test_nothing_known():
    assert meld_na_score().range == (6, 40)
    assert meld_3_score().range == (6, 40)
    assert meld_score().range == (6, 66)
    assert set(meld_3_score().missing) == set(GRIDS)


def test_bounds_settle_what_they_can():
    facts = only(facts_of(VECTORS[8]), OF_MELD) | {"bilirubin_mg_dl": Interval(high=1.0)}
    score = meld_score(**facts)
    assert score.value == 6 and score.missing == ()


def test_notes_are_labelled():
    for score_of, _ in SCORES:
        assert any("(unconfirmed)" in note for note in score_of().notes)
        assert score_of().group is None


def test_whole_text():
    assert str(refused(lambda: meld_na_score(sodium_mmol_l=14))) == (
        "sodium_mmol_l = 14 was refused: it lies outside the accepted range.\n"
        "  Where    sodium_mmol_l\n"
        "  Allowed  100 to 180 mmol/l\n"
        "  Next     Correct the value, or leave it out if it is not known; nothing was computed."
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [("creatinine_mg_dl", 20.1), ("bilirubin_mg_dl", 0.05), ("inr", 16), ("dialysis", 2),
     ("creatinine_mg_dl", float("nan"))],
)  # fmt: skip
def test_outside_the_range(name, value):
    for score_of, _ in SCORES:
        assert refused(lambda score_of=score_of: score_of(**{name: value})).field == name
    assert refused(lambda: meld_3_score(sex="f")).field == "sex"
    assert refused(lambda: meld_3_score(albumin_g_dl=40)).field == "albumin_g_dl"
