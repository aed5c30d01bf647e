"""Published outcomes by biologically effective dose."""

from __future__ import annotations

from hepaboard.case.calculators.outcome import Outcome

DOSE_OUTCOMES: tuple[Outcome, ...] = (
    Outcome(
        score="biological_dose",
        applies_to=None,
        measure="local failure from 120 Gy (lowest BED in the tumour)",
        figure="none",
        population="12 lesions",
        source="Radiat Oncol 2015;10:69",
        status="confirmed",
    ),
    Outcome(
        score="biological_dose",
        applies_to=None,
        measure="1- and 2-year local control from BED10 100 Gy in up to 5 fractions",
        figure="83.3 and 62.5 %",
        population="one series",
        source="PMC5494798",
        status="confirmed",
    ),
    Outcome(
        score="biological_dose",
        applies_to=None,
        measure="local control with 45 Gy in 3 fractions",
        figure="better than with less",
        population="153 treatments",
        source="Radiat Oncol 2012;7:166",
        status="confirmed",
    ),
    Outcome(
        score="biological_dose",
        applies_to=None,
        measure="2-year local control",
        figure="77.2 % from BED10 100 Gy, 59.6 % below",
        population="review",
        source="review figure",
        status="partly_confirmed",
    ),
    Outcome(
        score="biological_dose",
        applies_to=None,
        measure="1-year local control over 90 %",
        figure="with BED10 from 117 Gy (46-52 Gy in 3 fractions)",
        population="pooled series",
        source="Chang DT et al., Cancer 2011;117:4060-4069",
        status="unconfirmed",
    ),
    Outcome(
        score="biological_dose",
        applies_to=None,
        measure="liver to be kept below 15 Gy in 3 fractions",
        figure="at least 700 cm3",
        population="constraint",
        source="publication not checked",
        status="unconfirmed",
    ),
)
