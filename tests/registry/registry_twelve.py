"""Twelve patients that a clinician can read, and two rows that do not count among them.

All but P12 have colon cancer with six metastases in both lobes (P11: one), unresectable, fit, no
treatment yet. What differs is RAS, and what was given. P13 has a primary liver cancer, for which
none of the documents is meant; P14 has a RAS that is no result.
"""

from __future__ import annotations

import io

import polars as pl

SAME = {
    "primary_histology": "adenocarcinoma",
    "primary_confirmed": "true",
    "extrahepatic_disease": "none",
    "decision_point": "initial",
    "systemic_therapy": "none",
    "new_symptoms": "none",
    "ecog": "0",
    "fitness": "fit",
    "resectability": "unresectable",
    "r0_achievable": "false",
    "r0_route": "none",
    "msi": "MSS/pMMR",
    "braf": "wild_type",
    "intent": "palliative",
    "bilirubin_mg_dl": "0.5",
    "liver_function_normal": "true",
    "numerous_liver_mets": "true",
}
DIFFERENT = """
patient_id,primary_site,primary_location,sex,n_liver_mets,bilobar,ras,treatment_given,followup_months,died
P1,colon,sigmoid,male,6,true,mutant,anti_egfr,6,true
P2,colon,sigmoid,male,6,true,mutant,systemic_therapy,12,true
P3,colon,sigmoid,male,6,true,mutant,local_ablation,18,false
P4,colon,sigmoid,male,6,true,mutant,upfront_liver_resection,9,true
P5,colon,sigmoid,male,6,true,wild_type,anti_egfr,24,false
P6,colon,sigmoid,male,6,true,wild_type,anti_egfr,30,true
P7,colon,sigmoid,female,6,true,wild_type,systemic_therapy;anti_egfr,36,false
P8,colon,sigmoid,female,6,true,wild_type,cryoablation,3,true
P9,colon,sigmoid,female,6,true,,anti_egfr,15,true
P10,colon,sigmoid,female,6,true,,,,
P11,colon,sigmoid,female,1,false,wild_type,systemic_therapy,20,false
P12,breast,,female,6,true,wild_type,none,21,false
P13,hcc,,male,6,true,wild_type,none,5,true
P14,colon,sigmoid,male,6,true,not a result,none,5,true
"""


def twelve() -> pl.DataFrame:
    """The table as it would be read from a CSV file: all text."""
    table = pl.read_csv(io.StringIO(DIFFERENT.strip()), infer_schema=False)
    return table.with_columns(pl.lit(value).alias(name) for name, value in SAME.items())
