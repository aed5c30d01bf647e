"""Invented patients: what is described is what comes out, and names where it is from."""

import polars as pl
import pytest

from hepaboard.cohort.synth import Synth
from hepaboard.cohort.synthetic import synthetic
from hepaboard.guideline import load_guideline

OUTCOMES = ["treatment_given", "followup_months", "died"]


@pytest.fixture(scope="module")
def guideline():
    return load_guideline()


@pytest.fixture(scope="module")
def invented(guideline):
    return next(Synth(guideline, seed=2, missing=0.0, with_outcomes=True).parts(30_000)).patients


def test_rows_that_shares_are_taken_from_exist(guideline):
    how = synthetic()
    named = {row for draw in how.draws.values() for row in draw.rows}
    named |= {row for course in how.outcomes.courses for row in course.rows}
    known = {row.id for rows in guideline.rows.values() for row in rows}
    assert named and named <= known
    given = {name for course in how.outcomes.courses for name in course.given} - {"none"}
    assert given <= set(guideline.treatments)


def test_every_patient_follows_one_course(invented):
    assert invented.select(pl.col(OUTCOMES).null_count()).row(0) == (0, 0, 0)
    converted = invented.filter(
        (pl.col("resectability") == "converted") & ~pl.col("post_resection")
    )
    shares = dict(converted["treatment_given"].value_counts(normalize=True).iter_rows())
    assert shares["resection_after_systemic_therapy"] == pytest.approx(0.75, abs=0.03)
    assert set(shares) == {
        "resection_after_systemic_therapy",
        "local_ablation",
        "systemic_therapy",
        "none",
    }


def test_survival_after_five_years_is_that_of_the_rows(invented):
    lifelines = pytest.importorskip("lifelines")
    resected = invented.filter(pl.col("post_resection"))
    fitter = lifelines.KaplanMeierFitter()
    fitter.fit(resected["followup_months"].to_numpy(), resected["died"].to_numpy())
    assert float(fitter.predict(60)) == pytest.approx(0.40, abs=0.03)


def test_outcomes_change_nothing_else(guideline):
    plain = next(Synth(guideline, seed=4).parts(100)).patients
    more = next(Synth(guideline, seed=4, with_outcomes=True).parts(100)).patients
    assert more.drop(OUTCOMES).equals(plain)
    holes = next(Synth(guideline, seed=4, missing=0.5, with_outcomes=True).parts(4000)).patients
    assert holes["treatment_given"].null_count() / 4000 == pytest.approx(0.5, abs=0.04)
    # time and end of observation are recorded together or not at all
    assert holes["died"].is_null().eq(holes["followup_months"].is_null()).all()
