"""Survival against figures that are known: the trial of 6-mercaptopurine of 1963."""

import random

import polars as pl
import pytest

from hepaboard.registry.coarse import Interval, coarse
from hepaboard.registry.privacy import Privacy
from hepaboard.registry.schoenfeld import schoenfeld
from hepaboard.registry.survival import compare

#: Weeks in remission; a minus sign where observation ended in remission.
TREATED = (6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35)
PLACEBO = (1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23)
#: As Kaplan and Meier's method gives them by hand: 18/21, then 16/17 of it, then 14/15 of it, ...
BY_HAND = {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}


@pytest.fixture(scope="module")
def trial():
    rows = [("treated", w) for w in TREATED] + [("placebo", w) for w in PLACEBO]
    return pl.DataFrame(
        {
            "label": [label for label, _ in rows],
            "months": [float(abs(weeks)) for _, weeks in rows],
            "died": [weeks > 0 for _, weeks in rows],
        }
    )


def test_curves_medians_and_numbers_at_risk(trial):
    found = compare(trial, ["treated", "placebo"], Privacy())
    treated, placebo = found.estimates
    steps = dict(treated.steps)
    assert {week: round(steps[week], 3) for week in BY_HAND} == BY_HAND
    assert steps[0] == 1
    assert (treated.patients, treated.deaths, placebo.deaths) == (21, 9, 21)
    assert treated.median.startswith("23.0 ") and placebo.median.startswith("8.0 ")
    assert found.ticks == (0, 6, 12, 18, 24, 30, 36)
    assert treated.at_risk == (21, 21, 12, 9, 5, 4, 0)
    assert placebo.at_risk == (21, 12, 6, 2, 0, 0, 0)
    # at 24 weeks the last step was that at 23; nobody is followed for 36
    assert round(treated.alive[4][0], 3) == 0.448 and treated.alive[6] is None


def test_tests_and_hazards(trial):
    found = compare(trial, ["treated", "placebo"], Privacy(), vague=("treated",))
    assert found.logrank_p == pytest.approx(4.17e-5, rel=0.01)  # chi-square 16.79
    assert found.reference == "placebo" and found.events_per_variable == 30
    (hazard,) = found.hazards
    # Efron's way with ties: coefficient -1.572, standard error 0.412
    assert hazard.ratio == pytest.approx(0.2076, rel=0.005)
    assert (hazard.low, hazard.high) == pytest.approx((0.0925, 0.466), rel=0.01)
    assert hazard.proportional_p > 0.05


def test_groups_without_deaths_do_not_break_the_model(trial):
    alive = trial.with_columns(
        pl.when(pl.col("label") == "placebo").then("died").otherwise(False).alias("died")
    )
    found = compare(alive, ["treated", "placebo"], Privacy())
    assert found.reference is None and found.hazards is None
    assert found.estimates[0].median == "not reached"


def test_a_curve_with_small_counts_shows_only_points_between_which_enough_happened(trial):
    treated, placebo = compare(trial, ["treated", "placebo"], Privacy(5)).estimates
    assert not placebo.stepped and placebo.median.startswith("between")
    for group, rows in ((treated, TREATED), (placebo, PLACEBO)):
        shown = [int(month) for month, _ in group.steps]
        for start, end in zip(shown, [*shown[1:], 1000], strict=True):
            here = [week for week in rows if start <= abs(week) < end]
            died = sum(week > 0 for week in here)
            assert died == 0 or died >= 5
            assert len(here) == died or len(here) - died >= 5
    # nine relapses and twelve ends of observation do not part into groups of five
    assert treated.steps == ((0, 1), (6, 1))


def test_points_are_kept_only_where_enough_happens_between_them():
    rng = random.Random(3)
    for _ in range(300):
        items = [Interval(12 * i, rng.randint(0, 9), rng.randint(0, 9)) for i in range(8)]
        kept = coarse(items, 5)
        assert kept[0] == 0
        for start, end in zip(kept, [*kept[1:], 1000], strict=True):
            part = [item for item in items if start <= item.start < end]
            for total in (sum(i.deaths for i in part), sum(i.censored for i in part)):
                assert len(kept) == 1 or total == 0 or total >= 5


def test_residuals_are_those_of_the_library():
    import pandas as pd
    from lifelines import CoxPHFitter

    rng = random.Random(9)
    rows = [(rng.choice("abc"), rng.randint(0, 12), rng.random() < 0.7) for _ in range(120)]
    table = pd.DataFrame(
        {
            "months": [float(month) for _, month, _ in rows],
            "died": [int(died) for *_, died in rows],
            "x0": [int(group == "a") for group, *_ in rows],
            "x1": [int(group == "b") for group, *_ in rows],
        }
    )
    model = CoxPHFitter().fit(table, "months", "died")
    expected = model.compute_residuals(table, kind="schoenfeld")
    ordered = table.loc[model.durations.index]
    found = schoenfeld(
        ordered["months"].to_numpy(),
        ordered["died"].to_numpy().astype(bool),
        ordered[["x0", "x1"]].to_numpy(float),
        model.params_.to_numpy(),
    )
    assert found == pytest.approx(expected.to_numpy(), abs=1e-9)
