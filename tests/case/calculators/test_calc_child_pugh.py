import pytest
from calc_oracle import agrees, brute_force, refused
from hypothesis import given, settings
from hypothesis import strategies as st

from hepaboard.case.calculators import child_pugh_score

NAMES = ("bilirubin_mg_dl", "albumin_g_dl", "inr", "ascites", "encephalopathy_grade")
VECTORS = [
    (1.0, 4.0, 1.0, "none", 0, 5, "A"),
    (2.5, 3.0, 1.5, "mild", 0, 8, "B"),
    (4.0, 2.5, 2.5, "moderate", 3, 15, "C"),
]
BEST = dict(zip(NAMES, VECTORS[0], strict=False))
GRIDS = {
    "bilirubin_mg_dl": (0.1, 2.0, 3.0, 3.1, 60),
    "albumin_g_dl": (0.5, 2.8, 3.5, 3.6, 7),
    "inr": (0.5, 1.7, 2.3, 2.4, 15),
    "ascites": ("none", "mild", "moderate", "severe"),
    "encephalopathy_grade": (0, 1, 2, 3, 4),
}


def plain(bilirubin_mg_dl, albumin_g_dl, inr, ascites, encephalopathy_grade):
    return (
        (1 if bilirubin_mg_dl < 2 else 2 if bilirubin_mg_dl <= 3 else 3)
        + (1 if albumin_g_dl > 3.5 else 2 if albumin_g_dl >= 2.8 else 3)
        + (1 if inr < 1.7 else 2 if inr <= 2.3 else 3)
        + {"none": 1, "mild": 2, "moderate": 3, "severe": 3}[ascites]
        + (1, 2, 2, 3, 3)[encephalopathy_grade]
    )


@pytest.mark.parametrize("vector", VECTORS)
def test_vectors(vector):
    *inputs, value, group = vector
    score = child_pugh_score(**dict(zip(NAMES, inputs, strict=True)))
    assert (score.value, score.group, score.missing) == (value, group, ())


@pytest.mark.parametrize(
    ("name", "value", "points"),
    [
        ("bilirubin_mg_dl", 1.99, 1), ("bilirubin_mg_dl", 2.0, 2), ("bilirubin_mg_dl", 3.0, 2),
        ("bilirubin_mg_dl", 3.01, 3), ("albumin_g_dl", 3.51, 1), ("albumin_g_dl", 3.5, 2),
        ("albumin_g_dl", 2.8, 2), ("albumin_g_dl", 2.79, 3), ("inr", 1.69, 1), ("inr", 1.7, 2),
        ("inr", 2.3, 2), ("inr", 2.31, 3), ("encephalopathy_grade", 2, 2),
        ("encephalopathy_grade", 4, 3), ("ascites", "severe", 3), ("ascites", "mild", 2),
    ],
)  # fmt: skip
def test_single_items(name, value, points):
    assert child_pugh_score(**{**BEST, name: value}).value == 4 + points


@settings(deadline=None)
@given(
    st.fixed_dictionaries(
        {name: st.one_of(st.none(), st.sampled_from(grid)) for name, grid in GRIDS.items()}
    )
)
def test_range_is_exact_over_all_completions(facts):
    score = child_pugh_score(**facts)
    low, high, decisive = brute_force(plain, facts, GRIDS)
    agrees(score, low, high, decisive)
    classes = {"A" if p <= 6 else "B" if p <= 9 else "C" for p in (low, high)}
    assert score.group == (classes.pop() if len(classes) == 1 else None)


def test_ascites_as_yes_or_no():
    assert child_pugh_score(**{**BEST, "ascites": False}).value == 5
    score = child_pugh_score(**{**BEST, "ascites": True})
    assert score.range == (6, 7) and score.missing == ("ascites",)


@given(st.floats(0.1, 60), st.floats(0.1, 60), st.floats(0.5, 7), st.floats(0.5, 7))
def test_worse_values_never_lower_the_score(one, other, albumin, more):
    low, high = sorted((one, other))
    worse, better = sorted((albumin, more))
    assert (
        child_pugh_score(bilirubin_mg_dl=low, albumin_g_dl=better).range
        <= child_pugh_score(bilirubin_mg_dl=high, albumin_g_dl=worse).range
    )


def test_notes():
    notes = child_pugh_score().notes
    assert any("Not validated" in note for note in notes)
    assert any("2.8 is used here" in note for note in notes)
    assert any("(unconfirmed)" in note for note in notes)


def test_whole_text():
    assert str(refused(lambda: child_pugh_score(bilirubin_mg_dl=61))) == (
        "bilirubin_mg_dl = 61 was refused: it lies outside the accepted range.\n"
        "  Where    bilirubin_mg_dl\n"
        "  Allowed  0.1 to 60 mg/dl\n"
        "  Next     Correct the value, or leave it out if it is not known; nothing was computed."
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [("albumin_g_dl", 35), ("inr", 0.4), ("ascites", "tense"), ("encephalopathy_grade", 5),
     ("encephalopathy_grade", 1.5), ("inr", float("nan"))],
)  # fmt: skip
def test_outside_the_range(name, value):
    assert refused(lambda: child_pugh_score(**{name: value})).field == name


@pytest.mark.parametrize(
    ("changes", "value", "group"),
    [
        ({"inr": 2.0}, 6, "A"),
        ({"inr": 2.0, "ascites": "mild"}, 7, "B"),
        ({"inr": 2.4, "ascites": "severe"}, 9, "B"),
        ({"inr": 2.4, "ascites": "severe", "albumin_g_dl": 3.0}, 10, "C"),
    ],
)
def test_classes_begin_at_7_and_10(changes, value, group):
    score = child_pugh_score(**{**BEST, **changes})
    assert (score.value, score.group) == (value, group)
