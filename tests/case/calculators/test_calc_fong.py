import pytest
from calc_oracle import agrees, brute_force, refused
from hypothesis import given
from hypothesis import strategies as st

from hepaboard.case.calculators import Interval, fong_score

VECTORS = [
    (False, 24, 1, 3, 2.0, 0, "low"),
    (True, 6, 1, 12, 3.0, 2, "low"),
    (True, 0, 3, 250, 6.1, 5, "high"),
    (False, 12, 2, 200, 5.0, 1, "low"),
    (True, 11.9, 2, 201, 5.0, 4, "high"),
]
NAMES = (
    "node_positive_primary",
    "disease_free_interval_months",
    "n_liver_mets",
    "cea_ng_ml",
    "largest_lesion_cm",
)
GRIDS = {
    "node_positive_primary": (False, True),
    "disease_free_interval_months": (0, 11.9, 12, 600),
    "n_liver_mets": (1, 2, 200),
    "cea_ng_ml": (0, 200, 200.1, 100000),
    "largest_lesion_cm": (0.1, 5.0, 5.1, 40),
}


def plain(
    node_positive_primary, disease_free_interval_months, n_liver_mets, cea_ng_ml, largest_lesion_cm
):
    return (
        (1 if node_positive_primary else 0)
        + (1 if disease_free_interval_months < 12 else 0)
        + (1 if n_liver_mets > 1 else 0)
        + (1 if cea_ng_ml > 200 else 0)
        + (1 if largest_lesion_cm > 5 else 0)
    )


known = st.fixed_dictionaries(
    {name: st.one_of(st.none(), st.sampled_from(grid)) for name, grid in GRIDS.items()}
)


@pytest.mark.parametrize("vector", VECTORS)
def test_vectors(vector):
    *inputs, value, group = vector
    score = fong_score(**dict(zip(NAMES, inputs, strict=True)))
    assert (score.value, score.group, score.range) == (value, group, (value, value))
    assert score.missing == ()
    assert score.inputs == dict(zip(NAMES, inputs, strict=True))


@given(known)
def test_range_is_exact_over_all_completions(facts):
    score = fong_score(**facts)
    low, high, decisive = brute_force(plain, facts, GRIDS)
    agrees(score, low, high, decisive)
    groups = {"low" if points <= 2 else "high" for points in (low, high)}
    assert score.group == (groups.pop() if len(groups) == 1 else None)


@pytest.mark.parametrize(
    ("name", "on_cut", "over_cut", "points"),
    [
        ("disease_free_interval_months", 12, 11.999, 1),
        ("cea_ng_ml", 200, 200.001, 1),
        ("largest_lesion_cm", 5.0, 5.001, 1),
        ("n_liver_mets", 1, 2, 1),
    ],
)
def test_every_cut_is_strict(name, on_cut, over_cut, points):
    base = dict(zip(NAMES, VECTORS[0], strict=False))
    assert fong_score(**{**base, name: on_cut}).value == 0
    assert fong_score(**{**base, name: over_cut}).value == points


@given(known, st.sampled_from(["cea_ng_ml", "largest_lesion_cm", "n_liver_mets"]), st.data())
def test_more_disease_never_lowers_the_score(facts, name, data):
    lower, upper = sorted(data.draw(st.lists(st.sampled_from(GRIDS[name]), min_size=2, max_size=2)))
    less = fong_score(**{**facts, name: lower})
    more = fong_score(**{**facts, name: upper})
    assert less.range[0] <= more.range[0] and less.range[1] <= more.range[1]


@given(st.floats(0, 600), st.floats(0, 600))
def test_a_longer_interval_never_raises_the_score(one, other):
    short, long = sorted((one, other))
    assert (
        fong_score(disease_free_interval_months=long).range[1]
        <= fong_score(disease_free_interval_months=short).range[1]
    )


def test_nothing_known_gives_the_whole_range():
    score = fong_score()
    assert score.range == (0, 5) and score.value is None and score.group is None
    assert set(score.missing) == set(NAMES)
    assert score.inputs == {}


def test_group_can_be_settled_before_the_value():
    score = fong_score(node_positive_primary=True, disease_free_interval_months=6, n_liver_mets=3)
    assert score.value is None and score.range == (3, 5) and score.group == "high"


def test_a_count_known_only_from_below():
    score = fong_score(n_liver_mets=Interval(low=2))
    assert score.range == (1, 5) and "n_liver_mets" not in score.missing
    assert score.inputs == {"n_liver_mets": Interval(low=2)}
    assert fong_score(n_liver_mets=Interval(low=1, high=9)).range == (0, 5)


def test_synchronous_counts_as_no_interval_and_is_labelled():
    base = dict(zip(NAMES, VECTORS[0], strict=False), disease_free_interval_months=None)
    score = fong_score(**base, synchronous=True)
    assert score.value == 1 and score.status == "partly_confirmed"
    assert "unconfirmed convention" in score.notes[0]
    assert fong_score(**base, synchronous=False).missing == ("disease_free_interval_months",)
    assert fong_score(**{**base, "disease_free_interval_months": 0}).status == "partly_confirmed"


def test_a_recorded_interval_goes_before_the_label():
    base = dict(zip(NAMES, VECTORS[0], strict=False))
    score = fong_score(**base, synchronous=True)
    assert score.value == 0 and score.status == "confirmed"
    assert score.notes[0] == "Recorded as synchronous although the interval is 12 months or more."


def test_caveats_and_rows_are_always_shown():
    score = fong_score()
    assert any("Ayez 2011" in note for note in score.notes)
    assert any("Bolhuis 2022" in note for note in score.notes)
    assert any("5 ng/ml belongs to another list" in note for note in score.notes)
    assert score.rows == ("S2-048", "S2-054")


def test_millimetres_are_asked_about():
    assert str(refused(lambda: fong_score(largest_lesion_cm=45))) == (
        "largest_lesion_cm = 45 was refused: it lies outside the accepted range.\n"
        "  Where    largest_lesion_cm\n"
        "  Allowed  more than 0, at most 40 cm\n"
        "  Likely   Millimetres entered as centimetres: divide by ten if the size was read in mm.\n"
        "  Next     Correct the value, or leave it out if it is not known; nothing was computed."
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("disease_free_interval_months", -0.1),
        ("disease_free_interval_months", 600.1),
        ("n_liver_mets", 0),
        ("n_liver_mets", 201),
        ("cea_ng_ml", -1),
        ("cea_ng_ml", 100001),
        ("largest_lesion_cm", 0),
        ("largest_lesion_cm", float("nan")),
        ("node_positive_primary", 1),
        ("synchronous", "yes"),
    ],
)
def test_outside_the_range_is_an_error_and_never_a_score(name, value):
    assert refused(lambda: fong_score(**{name: value})).field == name


@pytest.mark.parametrize(
    ("months", "synchronous", "clash"),
    [(12, True, True), (11.9, True, False), (12, False, False), (None, True, False)],
)
def test_clash_of_label_and_interval(months, synchronous, clash):
    score = fong_score(disease_free_interval_months=months, synchronous=synchronous)
    assert any(note.startswith("Recorded as synchronous") for note in score.notes) == clash


def test_the_convention_is_visible_in_the_inputs():
    assert fong_score(synchronous=True).inputs == {
        "disease_free_interval_months": 0.0,
        "synchronous": True,
    }
    assert fong_score(disease_free_interval_months=0.01).status == "confirmed"
