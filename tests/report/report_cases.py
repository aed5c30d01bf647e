"""Assessments to print: the shipped examples, and cases at the edges."""

from __future__ import annotations

from functools import lru_cache

from hepaboard import assess, assess_facts, load_guideline
from hepaboard.assess import Assessment
from hepaboard.examples import Example, shipped

FACTS = {
    "nothing known": {},
    "only the primary": {"primary_site": "colon"},
    "primary liver cancer": {"primary_site": "hcc"},
    "another primary": {"primary_site": "breast"},
    "a stop holds": {"primary_site": "colon", "ras": "mutant", "bilirubin_mg_dl": 8},
    "an urgent alert": {"primary_site": "colon", "new_symptoms": ["biliary_obstruction"]},
    "lesions": {
        "primary_site": "colon",
        "n_liver_mets": 2,
        "lesions": [{"lesion_diameter_cm": 2}, {"lesion_diameter_cm": 6}],
    },
    "declined": {"primary_site": "colon", "declined": ["systemic_therapy"]},
}


def chosen() -> list[Example]:
    """The worked cases, and a few of the shipped ones that print long sheets."""
    wanted = ("s0-index", "four-scans", "s1-many-bilobar-left", "s3-asymptomatic-primary")
    return [example for example in shipped() if example.name in wanted]


@lru_cache(maxsize=1)
def assessments() -> dict[str, Assessment]:
    """All of them by name."""
    guideline = load_guideline()
    found = {f"example {e.name}": assess(e.case, guideline) for e in chosen()}
    found["index with one source"] = assess(
        next(e.case for e in shipped() if e.name == "s0-index"), load_guideline(["S0"])
    )
    found |= {name: assess_facts(facts, guideline) for name, facts in FACTS.items()}
    return found


def names() -> list[str]:
    """Their names, for parametrised tests."""
    return ["index with one source", *(f"example {e.name}" for e in chosen()), *FACTS]


def contested() -> Assessment:
    """The index case with one option that two sources are divided on."""
    index = assessments()["index with one source"]
    options = [
        option.model_copy(update={"verdict": "contested", "lead": "against"})
        if option.treatment == "systemic_therapy"
        else option
        for option in index.options
    ]
    return index.model_copy(update={"options": options})


def pending() -> Assessment:
    """The index case as a source would tell it whose text is pending human review."""
    index = assessments()["index with one source"]
    citations = [c.model_copy(update={"review_status": "pending"}) for c in index.citations]
    options = [option.model_copy(update={"review": "unreviewed_only"}) for option in index.options]
    return index.model_copy(update={"citations": citations, "options": options})


def told_by_a_joint_alert(assessment, alert):
    """Whether an alert that joins sources says it, so that the sheet says it once."""
    joint = [a for a in assessment.alerts if a.source is None and a.status == alert.status]
    return alert.source is not None and any(set(alert.rows) <= set(a.rows) for a in joint)
