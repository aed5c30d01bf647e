"""The scores of an assessment: which calculator each one is, and which facts it reads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hepaboard.case.calculators import (
    Score,
    albi_score,
    child_pugh_score,
    fong_score,
    game_score,
    meld_3_score,
    meld_na_score,
    meld_score,
    tumor_burden_score,
    zhu_score,
)


@dataclass(frozen=True, slots=True)
class ScoreRule:
    """One score.

    ``inputs`` are the facts that its calculator takes under the same names; ``aside`` are those
    of them that alone are no reason to show it (the sex is known of nearly everybody).
    """

    name: str
    calculate: Callable[..., Score]
    inputs: tuple[str, ...]
    aside: tuple[str, ...] = ()


_MELD = ("creatinine_mg_dl", "bilirubin_mg_dl", "inr")

SCORES: tuple[ScoreRule, ...] = (
    ScoreRule(
        "Fong clinical risk score",
        fong_score,
        (
            "node_positive_primary",
            "disease_free_interval_months",
            "n_liver_mets",
            "cea_ng_ml",
            "largest_lesion_cm",
            "synchronous",
        ),
    ),
    ScoreRule(
        "GAME score",
        game_score,
        (
            "kras",
            "cea_ng_ml",
            "node_positive_primary",
            "largest_lesion_cm",
            "n_liver_mets",
            "extrahepatic_disease",
        ),
    ),
    ScoreRule("Tumour burden score", tumor_burden_score, ("largest_lesion_cm", "n_liver_mets")),
    ScoreRule(
        "Zhu risk groups, as published",
        zhu_score,
        ("primary_t_stage", "n_liver_mets", "largest_lesion_cm", "cea_ng_ml"),
    ),
    ScoreRule("ALBI", albi_score, ("bilirubin_mg_dl", "albumin_g_dl")),
    ScoreRule(
        "Child-Pugh",
        child_pugh_score,
        ("bilirubin_mg_dl", "albumin_g_dl", "inr", "ascites", "encephalopathy_grade"),
    ),
    ScoreRule("MELD", meld_score, (*_MELD, "dialysis"), ("dialysis",)),
    ScoreRule("MELD-Na", meld_na_score, (*_MELD, "sodium_mmol_l", "dialysis"), ("dialysis",)),
    ScoreRule(
        "MELD 3.0",
        meld_3_score,
        (*_MELD, "sodium_mmol_l", "albumin_g_dl", "sex", "dialysis"),
        ("sex", "dialysis"),
    ),
)
