import math

import pytest
from calc_oracle import agrees, brute_force, refused
from hypothesis import given, settings
from hypothesis import strategies as st

from hepaboard.case.calculators import Interval, game_score

NAMES = (
    "kras",
    "cea_ng_ml",
    "node_positive_primary",
    "largest_lesion_cm",
    "n_liver_mets",
    "extrahepatic_disease",
)
VECTORS = [
    ("wild_type", 5, False, 2.0, 1, "none", 0, "low"),
    ("mutant", 19.9, False, 2.0, 2, "none", 1, "low"),
    ("mutant", 20, False, 3.0, 1, "none", 3, "medium"),
    ("mutant", 30, True, 4.0, 3, "none", 4, "high"),
    ("wild_type", 10, False, 8.0, 4, "none", 1, "low"),
    ("mutant", 150, True, 6.0, 7, "controlled", 7, "high"),
    ("wild_type", 8, False, 2.0, 1, "minimal", 2, "medium"),
]
GRIDS = {
    "kras": ("wild_type", "mutant"),
    "cea_ng_ml": (0, 19.9, 20, 100000),
    "node_positive_primary": (False, True),
    "largest_lesion_cm": (0.1, 2.0, 2.9, 8.0, 8.95, 40),
    "n_liver_mets": (1, 2, 3, 8, 9, 200),
    "extrahepatic_disease": ("none", "unresectable"),
}
BAND = "TBS between 8 and 9: band not defined in the GAME abstract; the 3 to < 9 zone was applied"


def plain(
    kras,
    cea_ng_ml,
    node_positive_primary,
    largest_lesion_cm,
    n_liver_mets,
    extrahepatic_disease,
):
    burden = math.sqrt(largest_lesion_cm**2 + n_liver_mets**2)
    return (
        (1 if kras == "mutant" else 0)
        + (1 if cea_ng_ml >= 20 else 0)
        + (1 if node_positive_primary else 0)
        + (0 if burden < 3 else 1 if burden < 9 else 2)
        + (0 if extrahepatic_disease == "none" else 2)
    )


@pytest.mark.parametrize("vector", VECTORS)
def test_vectors(vector):
    *inputs, value, group = vector
    score = game_score(**dict(zip(NAMES, inputs, strict=True)))
    assert (score.value, score.group, score.missing) == (value, group, ())


@settings(deadline=None)
@given(
    st.fixed_dictionaries(
        {name: st.one_of(st.none(), st.sampled_from(grid)) for name, grid in GRIDS.items()}
    )
)
def test_range_is_exact_over_all_completions(facts):
    score = game_score(**facts)
    low, high, decisive = brute_force(plain, facts, GRIDS)
    agrees(score, low, high, decisive)
    groups = {"low" if p <= 1 else "medium" if p <= 3 else "high" for p in (low, high)}
    assert score.group == (groups.pop() if len(groups) == 1 else None)


def test_band_note_between_8_and_9_only():
    def notes(size, count):
        return game_score(
            **dict(zip(NAMES, VECTORS[0], strict=False))
            | {"largest_lesion_cm": size, "n_liver_mets": count}
        ).notes

    assert any(note.startswith(BAND) and "unconfirmed" in note for note in notes(8.0, 4))
    assert not any(note.startswith(BAND) for note in notes(math.sqrt(63), 1))
    assert not any(note.startswith(BAND) for note in notes(math.sqrt(80), 1))
    assert not any(note.startswith(BAND) for note in notes(2.0, 1))
    assert game_score(largest_lesion_cm=8.0, n_liver_mets=4).status == "partly_confirmed"
    assert game_score(largest_lesion_cm=7.0, n_liver_mets=1).status == "confirmed"


@pytest.mark.parametrize(("cea", "points"), [(30, 4), (10, 3)])
def test_high_by_the_publication_is_shown_beside_what_s2_prints(cea, points):
    score = game_score(
        kras="mutant",
        cea_ng_ml=cea,
        node_positive_primary=True,
        largest_lesion_cm=4.0,
        n_liver_mets=3,
        extrahepatic_disease="none",
    )
    assert score.value == points
    shown = "high (publication: 4 or more); S2 prints 6-7 as high (S2-052)." in score.notes
    assert shown == (points == 4)


def test_an_open_range_over_4_or_5_says_so_too():
    assert game_score().notes[0].startswith("4 or 5 points would be high")
    settled = game_score(**dict(zip(NAMES, VECTORS[5], strict=False)))
    assert not any("4 or 5 points" in note for note in settled.notes)
    assert not any("publication: 4 or more" in note for note in settled.notes)


def test_g12c_is_a_mutation_and_unknown_is_missing():
    assert game_score(kras="G12C").range[0] == 1
    assert game_score(kras="unknown") == game_score()


@pytest.mark.parametrize(
    "extent", ["minimal", "controlled", "significant", "uncontrolled", "unresectable"]
)
def test_every_extent_outside_the_liver_counts(extent):
    assert game_score(extrahepatic_disease=extent).range == (2, 7)
    assert game_score(extrahepatic_disease="none").range == (0, 5)


def test_many_lesions_settle_the_burden_item_without_a_size():
    score = game_score(n_liver_mets=Interval(low=11))
    assert score.range == (2, 7) and "largest_lesion_cm" not in score.missing


@given(st.floats(0.01, 40), st.floats(0.01, 40), st.integers(1, 200))
def test_a_larger_lesion_never_lowers_the_score(one, other, count):
    small, large = sorted((one, other))
    assert (
        game_score(largest_lesion_cm=small, n_liver_mets=count).range
        <= game_score(largest_lesion_cm=large, n_liver_mets=count).range
    )


def test_unknown_word_whole_text():
    assert str(refused(lambda: game_score(kras="wt"))) == (
        "kras = 'wt' was refused: it is not in the list.\n"
        "  Where    kras\n"
        "  Allowed  wild_type, mutant, G12C, unknown\n"
        "  Next     Correct the value, or leave it out if it is not known; nothing was computed."
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("cea_ng_ml", -1),
        ("largest_lesion_cm", 41),
        ("n_liver_mets", 0),
        ("extrahepatic_disease", "yes"),
        ("node_positive_primary", "unknown"),
        ("cea_ng_ml", float("nan")),
    ],
)
def test_outside_the_range(name, value):
    assert refused(lambda: game_score(**{name: value})).field == name


@pytest.mark.parametrize(
    ("facts", "open_note"),
    [
        ({"kras": "wild_type", "extrahepatic_disease": "none", "node_positive_primary": False,
          "cea_ng_ml": 1}, False),
        ({"kras": "mutant", "extrahepatic_disease": "none", "node_positive_primary": True,
          "cea_ng_ml": 1}, True),
        ({"kras": "mutant", "extrahepatic_disease": "minimal", "node_positive_primary": True,
          "cea_ng_ml": 20}, True),
        ({"kras": "mutant", "extrahepatic_disease": "minimal", "node_positive_primary": True,
          "n_liver_mets": 9}, False),
    ],
)  # fmt: skip
def test_open_ranges_that_touch_4_or_5(facts, open_note):
    score = game_score(**facts)
    assert score.value is None
    touches = score.range[0] <= 5 and score.range[1] >= 4
    assert touches == open_note
    assert any(note.startswith("4 or 5 points") for note in score.notes) == open_note


def test_5_points_are_high_too_and_6_are_not_annotated():
    facts = dict(zip(NAMES, VECTORS[5], strict=False))
    five = game_score(**facts | {"kras": "wild_type", "cea_ng_ml": 1})
    six = game_score(**facts | {"kras": "wild_type"})
    assert (five.value, five.group, six.value) == (5, "high", 6)
    assert five.notes[0].startswith("high (publication") and "6-7" in five.notes[0]
    assert not six.notes[0].startswith("high (publication")
