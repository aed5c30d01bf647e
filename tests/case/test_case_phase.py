"""The phase of care that records show, step by step through one patient's years."""

import pytest

from hepaboard.case import facts_of, read_case
from hepaboard.guideline import load_guideline

PVE = {"treatment": "portal_vein_embolization", "on": "2026-05-04"}
FOLFOX = {"treatment": "folfox", "start": "2026-01-05", "end": "2026-04-06", "line": 1}
FIRST = {"treatment": "two_stage_hepatectomy", "on": "2026-04-27", "stage": 1}
SECOND = {"treatment": "two_stage_hepatectomy", "on": "2026-06-15", "stage": 2}


def phase(records, *, on="2026-12-01", complete=True, imaging=(), facts=None):
    guideline = load_guideline(["S0", "S2"])
    file = read_case(
        {
            "id": "x",
            "assessed_on": on,
            "facts": facts or {},
            "treatments": {"complete": complete, "records": records},
            "imaging": {"records": [{"modality": "ct_multiphase", "on": day} for day in imaging]},
        }
    )
    known = facts_of(file, guideline.vocabulary, guideline.treatments).patient
    found = known.get("decision_point")
    return None if found is None else found.value


ONGOING = {"treatment": "folfox", "start": "2026-11-01", "ongoing": True, "line": 1}


@pytest.mark.parametrize(
    ("records", "more", "expected"),
    [
        ([], {}, "initial"),
        ([{"treatment": "hemicolectomy"}], {}, "initial"),
        ([{"treatment": "primary_adjuvant_chemotherapy"}], {}, "initial"),
        ([ONGOING], {}, "on_treatment"),
        ([ONGOING], {"facts": {"response": "stable"}}, "reassessment"),
        ([ONGOING], {"facts": {"response": "progression"}}, "progression"),
        ([FOLFOX], {"facts": {"resectability": "converted"}}, "after_conversion"),
        ([FOLFOX, FIRST], {}, "between_stages"),
        ([FOLFOX, FIRST, PVE], {}, "between_stages"),
        ([FOLFOX, PVE], {}, "between_stages"),
        ([FOLFOX, FIRST, PVE, SECOND], {}, "after_resection"),
        ([FOLFOX, FIRST, PVE, SECOND], {"imaging": ["2026-09-01"]}, "surveillance"),
        ([FOLFOX, SECOND], {"facts": {"recurrence": True}}, "recurrence"),
        ([{"treatment": "two_stage_hepatectomy", "on": "2026-04-27"}], {}, None),
    ],
)
def test_phase_from_the_records(records, more, expected):
    assert phase(records, **more) == expected


def test_an_open_history_tells_no_phase():
    assert phase([], complete=False) is None
    assert phase([ONGOING], complete=False) is None


def test_the_same_records_seen_on_earlier_days():
    records = [FOLFOX, FIRST, PVE, SECOND]
    seen = [
        phase(records, on=day) for day in ("2026-01-01", "2026-04-28", "2026-05-10", "2026-06-20")
    ]
    assert seen == ["initial", "between_stages", "between_stages", "after_resection"]


def test_a_phase_entered_by_hand_counts_and_the_other_stays_visible():
    guideline = load_guideline(["S0", "S2"])
    file = read_case(
        {
            "id": "x",
            "assessed_on": "2026-12-01",
            "systemic": {"decision_point": "progression"},
            "treatments": {"complete": True, "records": [ONGOING]},
        }
    )
    found = facts_of(file, guideline.vocabulary, guideline.treatments)
    known = found.patient["decision_point"]
    assert (known.value, known.instead_of) == ("progression", "on_treatment")
    assert any("decision_point" in warning for warning in found.warnings)
