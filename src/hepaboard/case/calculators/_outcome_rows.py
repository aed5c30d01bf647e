"""The published outcome figures, by publication."""

from __future__ import annotations

from collections.abc import Iterable

from hepaboard.case.calculators.outcome import Outcome
from hepaboard.case.calculators.score import Status

_Line = tuple[str | int | None, str, str]


def _from(
    score: str, population: str, source: str, status: Status, lines: Iterable[_Line]
) -> tuple[Outcome, ...]:
    return tuple(
        Outcome(
            score=score,
            applies_to=applies_to,
            measure=measure,
            figure=figure,
            population=population,
            source=source,
            status=status,
        )
        for applies_to, measure, figure in lines
    )


_OS5 = "5-year overall survival"
_MEDIAN = "median overall survival"
_FONG = ("n = 1001, 1985-1998", "Fong 1999")
_CHUN = "Chun 2009"
_ZHU = ("n = 466, 121 of them with neoadjuvant chemotherapy, 2000-2010", "Zhu 2014")

OUTCOMES: tuple[Outcome, ...] = (
    *_from(
        "fong",
        *_FONG,
        "confirmed",
        (
            (None, _OS5, "37 %"),
            (None, "10-year overall survival", "22 %"),
            (5, "long-term survivors", "none"),
        ),
    ),
    *_from(
        "fong",
        *_FONG,
        "unconfirmed",
        (
            line
            for points, five_year, months in (
                (0, 60, 74),
                (1, 44, 51),
                (2, 40, 47),
                (3, 20, 33),
                (4, 25, 20),
                (5, 14, 22),
            )
            for line in (
                (points, _OS5, f"{five_year} %" + (" (actuarial)" if points == 5 else "")),
                (points, _MEDIAN, f"{months} months"),
            )
        ),
    ),
    *_from(
        "game",
        "external cohort, n = 1105",
        "Bolhuis 2022",
        "confirmed",
        (
            ("low", _MEDIAN, "68.1 months"),
            ("medium", _MEDIAN, "46.7 months"),
            ("high", _MEDIAN, "32.4 months"),
        ),
    ),
    *_from(
        "game",
        "comparison of scores",
        "Sasaki 2021",
        "confirmed",
        ((None, "C-index", "0.61 (Fong 0.57, modified clinical risk score 0.54)"),),
    ),
    *_from(
        "game",
        "derivation cohort, n = 502",
        "Margonis 2018",
        "unconfirmed",
        (("low", _OS5, "73.4 %"), ("high", _OS5, "11 %")),
    ),
    *_from(
        "tbs",
        "original series",
        "Sasaki 2018",
        "unconfirmed",
        (("zone 1", _OS5, "68.9 %"), ("zone 2", _OS5, "49.4 %"), ("zone 3", _OS5, "25.5 %")),
    ),
    *_from(
        "zhu",
        *_ZHU,
        "confirmed",
        (
            (None, _OS5, "52 % with, 48 % without chemotherapy before surgery (not significant)"),
            ("high", _OS5, "39 % with, 33 % without (p = 0.028)"),
            ("low", _OS5, "no gain"),
            (None, "30-day mortality", "1.7 % with, 1.2 % without (not significant)"),
            (None, "morbidity", "33.9 % with, 25.8 % without (not significant)"),
        ),
    ),
    *_from(
        "morphologic_response",
        "resected, 50 patients with 234 lesions",
        _CHUN,
        "confirmed",
        (
            ("optimal", "median residual tumour cells", "20 %"),
            ("incomplete", "median residual tumour cells", "50 %"),
            ("none", "median residual tumour cells", "70 %"),
            (None, _MEDIAN, "not reached (optimal) v 25 months"),
        ),
    ),
    *_from(
        "morphologic_response",
        "unresected, 82 patients",
        _CHUN,
        "confirmed",
        ((None, _MEDIAN, "31 months (optimal) v 19 months"),),
    ),
    *_from(
        "morphologic_response",
        "resected after chemotherapy",
        "Shindoh 2012",
        "confirmed",
        (
            ("optimal", "frequency", "47 % with, 12 % without bevacizumab"),
            (None, _OS5, "75 % optimal, 45 % suboptimal (hazard ratio 2.09)"),
        ),
    ),
    *_from(
        "early_shrinkage",
        "pooled studies",
        "Petrelli 2015",
        "confirmed",
        (
            ("yes", "hazard ratio of death", "0.58 (0.53-0.64)"),
            ("yes", "hazard ratio of progression or death", "0.57"),
            (None, "strength as a surrogate", "weak (R = 0.37)"),
        ),
    ),
    *_from(
        "response_depth",
        "n = 3219, RAS wild type, 8 trials",
        "ARCAD, PMC12159729",
        "confirmed",
        ((None, "depth that goes with 32 months", "55 % (anti-EGFR), 47 % (bevacizumab)"),),
    ),
    *_from(
        "kinetic_growth",
        "107 patients",
        "Shindoh 2013",
        "confirmed",
        (
            ("below 2.0", "hepatic insufficiency", "21.6 %"),
            ("2.0 or more", "hepatic insufficiency", "0 %"),
            (None, "area under the curve", "0.830"),
        ),
    ),
    *_from(
        "ablation_margin",
        "94 patients, radiofrequency",
        "Wang 2013",
        "confirmed",
        (
            ("0 mm", "2-year local-progression-free survival", "26 %"),
            ("1-5 mm", "2-year local-progression-free survival", "46 %"),
            ("6-10 mm", "2-year local-progression-free survival", "74 %"),
            ("11-15 mm", "2-year local-progression-free survival", "80 %"),
            (None, "risk of local progression per 5 mm more", "46 % lower"),
        ),
    ),
)
