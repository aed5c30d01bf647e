import pytest
from calc_oracle import refused
from hypothesis import given
from hypothesis import strategies as st

from hepaboard.case.calculators import find_outcomes, fong_score, game_score, tumor_burden_score
from hepaboard.case.calculators._outcome_rows import OUTCOMES
from hepaboard.case.calculators._outcome_rows_dose import DOSE_OUTCOMES

ALL = (*OUTCOMES, *DOSE_OUTCOMES)
SCORES = sorted({one.score for one in ALL})
FONG = {0: (60, 74), 1: (44, 51), 2: (40, 47), 3: (20, 33), 4: (25, 20), 5: (14, 22)}


def figures(*arguments, **more):
    return {(one.measure, one.figure) for one in find_outcomes(*arguments, **more)}


@given(st.sampled_from(SCORES), st.sampled_from([one.applies_to for one in ALL]))
def test_unconfirmed_figures_are_off_unless_asked_for_and_labelled_then(score, applies_to):
    chosen = {"points" if isinstance(applies_to, int) else "group": applies_to}
    shown = find_outcomes(score, **chosen)
    assert all(one.status != "unconfirmed" for one in shown)
    everything = find_outcomes(score, **chosen, include_unconfirmed=True)
    assert set(shown) <= set(everything)
    for one in everything:
        assert ("[unconfirmed]" in one.text) == (one.status == "unconfirmed")
        assert one.applies_to in (None, applies_to)


@pytest.mark.parametrize(("points", "five_year", "months"), [(n, *v) for n, v in FONG.items()])
def test_fong_table_is_unconfirmed(points, five_year, months):
    shown = figures("fong", points=points)
    assert ("median overall survival", f"{months} months") not in shown
    found = find_outcomes("fong", points=points, include_unconfirmed=True)
    table = [one for one in found if one.status == "unconfirmed"]
    assert [one.figure.split(" (")[0] for one in table] == [f"{five_year} %", f"{months} months"]


def test_score_5_shows_both_figures_that_sit_awkwardly_together():
    found = find_outcomes("fong", points=5, include_unconfirmed=True)
    texts = [one.figure for one in found]
    assert "none" in texts and "14 % (actuarial)" in texts


def test_whole_cohort_of_fong():
    assert figures("fong") == {
        ("5-year overall survival", "37 %"),
        ("10-year overall survival", "22 %"),
    }


@pytest.mark.parametrize(("group", "months"), [("low", 68.1), ("medium", 46.7), ("high", 32.4)])
def test_game_groups(group, months):
    assert ("median overall survival", f"{months} months") in figures("game", group=group)


@pytest.mark.parametrize(("zone", "share"), [(1, 68.9), (2, 49.4), (3, 25.5)])
def test_tbs_zones_are_unconfirmed(zone, share):
    assert figures("tbs", group=f"zone {zone}") == set()
    assert figures("tbs", group=f"zone {zone}", include_unconfirmed=True) == {
        ("5-year overall survival", f"{share} %")
    }


def test_zhu_groups():
    high = figures("zhu", group="high")
    assert ("5-year overall survival", "39 % with, 33 % without (p = 0.028)") in high
    assert ("5-year overall survival", "no gain") in figures("zhu", group="low")


@pytest.mark.parametrize(
    ("margin", "share"), [("0 mm", 26), ("1-5 mm", 46), ("6-10 mm", 74), ("11-15 mm", 80)]
)
def test_margins(margin, share):
    found = figures("ablation_margin", group=margin)
    assert ("2-year local-progression-free survival", f"{share} %") in found


def test_names_of_the_calculators_are_found():
    for score in (fong_score(), game_score(), tumor_burden_score()):
        find_outcomes(score.name)


def test_every_figure_names_its_source():
    assert all(one.source and one.population and one.figure for one in ALL)


def test_confirmed_figures_come_first():
    found = [one.status for one in find_outcomes("fong", points=2, include_unconfirmed=True)]
    assert found == sorted(found, key=lambda status: status != "confirmed")


def test_whole_text():
    assert str(refused(lambda: find_outcomes("crs"))) == (
        "score = 'crs' was refused: no published outcomes are held for it.\n"
        "  Where    score\n"
        "  Allowed  ablation_margin, biological_dose, early_shrinkage, fong, game, kinetic_growth,"
        " morphologic_response, response_depth, tbs, zhu\n"
        "  Next     Correct the value, or leave it out if it is not known; nothing was computed."
    )


def test_line_of_text():
    assert find_outcomes("fong")[0].text == (
        "whole cohort: 5-year overall survival 37 % (n = 1001, 1985-1998; Fong 1999)"
    )
    assert find_outcomes("zhu", group="low")[1].text.startswith("low: ")
