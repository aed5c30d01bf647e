"""Windows in real dates: months' ends, leap days, overlaps, plans outside a window."""

from datetime import date

import pytest

from hepaboard.assess import assess
from hepaboard.assess.dates import add
from hepaboard.guideline import load_guideline


@pytest.mark.parametrize(
    ("day", "duration", "expected"),
    [
        (date(2026, 1, 31), "1 month", date(2026, 2, 28)),
        (date(2028, 1, 31), "1 month", date(2028, 2, 29)),
        (date(2028, 2, 29), "1 year", date(2029, 2, 28)),
        (date(2026, 12, 31), "2 months", date(2027, 2, 28)),
        (date(2026, 1, 5), "8 weeks", date(2026, 3, 2)),
        (date(2026, 1, 5), "10 days", date(2026, 1, 15)),
    ],
)
def test_durations_on_the_calendar(day, duration, expected):
    assert add(day, duration) == expected


def on_folfox(**more):
    case = {
        "id": "x",
        "assessed_on": "2026-05-01",
        "primary": {
            "primary_site": "colon",
            "primary_histology": "adenocarcinoma",
            "primary_confirmed": True,
        },
        "liver": {"bilobar": True, "multifocal": True, "extrahepatic_disease": "none"},
        "treatments": {
            "complete": True,
            "records": [{"treatment": "folfox", "start": "2026-04-01", "ongoing": True, "line": 1}],
        },
    }
    return assess({**case, **more}, load_guideline(["S0"]))


def restaging(found):
    (entry,) = (item for item in found.schedule if item.action == "restaging_imaging")
    return entry


def test_window_counts_from_the_start_of_the_line():
    entry = restaging(on_folfox())
    dates = {w.statement: (w.earliest, w.latest) for w in entry.per_source}
    assert dates["S0-reimage-weeks"] == (date(2026, 5, 27), date(2026, 6, 24))
    assert dates["S0-reimage-months"] == (date(2026, 6, 1), date(2026, 7, 1))
    assert (entry.earliest, entry.latest) == (date(2026, 6, 1), date(2026, 6, 24))
    assert entry.overlap and not entry.overdue and entry.if_started_on is None


def test_a_repeating_window_counts_from_the_last_scan():
    scans = {"records": [{"modality": "ct_multiphase", "on": "2026-04-20"}]}
    entry = restaging(on_folfox(imaging=scans))
    dates = {w.statement: w.earliest for w in entry.per_source}
    assert dates["S0-reimage-weeks"] == date(2026, 6, 15)


def test_a_plan_outside_a_window_is_warned_of():
    plan = {"records": [{"modality": "restaging_imaging", "on": "2026-09-01", "planned": True}]}
    late = {alert.id: alert for alert in on_folfox(imaging=plan).alerts}
    assert late["S0-reimage-weeks-window"].do == "Not after 24 Jun 2026."
    fits = {"records": [{"modality": "restaging_imaging", "on": "2026-06-10", "planned": True}]}
    assert not [a for a in on_folfox(imaging=fits).alerts if a.id.endswith("-window")]


def bevacizumab(planned, **facts):
    return assess(
        {
            "id": "x",
            "assessed_on": "2026-05-01",
            "primary": {"primary_site": "colon"},
            "facts": facts,
            "treatments": {
                "complete": True,
                "records": [
                    {
                        "treatment": "doublet_bevacizumab",
                        "start": "2026-01-10",
                        "end": "2026-04-20",
                        "line": 1,
                    },
                    {"treatment": "liver_resection", "on": planned, "planned": True},
                ],
            },
        }
    )


def test_bevacizumab_moves_the_date_and_keeps_the_verdict():
    early, right = bevacizumab("2026-05-31"), bevacizumab("2026-06-01")
    (stop,) = (alert for alert in early.alerts if alert.id == "H07")
    assert stop.level == "stop" and "Not before 1 Jun 2026." in stop.do
    assert not [alert for alert in right.alerts if alert.id == "H07"]
    for found in (early, right):
        assert found.option("liver_resection").not_before == date(2026, 6, 1)
        assert found.option("liver_resection").verdict != "contraindicated"


def test_in_an_emergency_bevacizumab_only_warns():
    found = bevacizumab("2026-05-02", surgery_urgency="emergency")
    (alert,) = (alert for alert in found.alerts if alert.id == "H07")
    assert alert.level == "warn"
    assert found.option("liver_resection").not_before is None
