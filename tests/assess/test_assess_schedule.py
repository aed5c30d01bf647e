"""Windows in real dates: months' ends, leap days, overlaps, plans outside a window."""

from datetime import date

import pytest

from hepaboard.assess import assess, assess_facts
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


def bevacizumab(planned, *records, complete=True, **facts):
    records = records or (
        {
            "treatment": "doublet_bevacizumab",
            "start": "2026-01-10",
            "end": "2026-04-20",
            "line": 1,
        },
    )
    return assess(
        {
            "id": "x",
            "assessed_on": "2026-05-01",
            "primary": {"primary_site": "colon"},
            "facts": facts,
            "treatments": {
                "complete": complete,
                "records": [
                    *records,
                    {"treatment": "liver_resection", "on": planned, "planned": True},
                ],
            },
        }
    )


def timing(found):
    return [alert for alert in found.alerts if alert.id == "H07"]


GOING_ON = {"treatment": "doublet_bevacizumab", "start": "2026-01-10", "ongoing": True, "line": 1}
END_NOT_TOLD = {"treatment": "doublet_bevacizumab", "start": "2026-01-10", "line": 1}


@pytest.mark.parametrize("course", [GOING_ON, END_NOT_TOLD], ids=["goes on", "end not told"])
def test_bevacizumab_that_may_still_be_given_counts_to_today(course):
    (stop,) = timing(bevacizumab("2026-06-11", course))
    assert stop.level == "stop" and "Not before 12 Jun 2026." in stop.do
    found = bevacizumab("2026-06-30", course)
    (note,) = timing(found)
    assert note.level == "note" and note.do == "Give the last dose no later than 19 May 2026."
    assert found.option("liver_resection").not_before == date(2026, 6, 12)


def test_a_planned_dose_too_close_before_the_operation_is_stopped():
    ended = {"treatment": "bevacizumab", "on": "2026-03-01"}
    dose = {"treatment": "bevacizumab", "on": "2026-05-10", "planned": True}
    (stop,) = timing(bevacizumab("2026-06-20", ended, dose))
    assert stop.level == "stop" and "Not before 21 Jun 2026." in stop.do
    assert not timing(bevacizumab("2026-06-21", ended, dose))
    after = {"treatment": "bevacizumab", "on": "2026-08-10", "planned": True}
    assert not timing(bevacizumab("2026-06-20", ended, after))


def test_a_planned_operation_asks_for_the_last_dose_unless_none_was_given():
    other = {"treatment": "folfox", "start": "2026-01-10", "end": "2026-04-20", "line": 1}
    assert not timing(bevacizumab("2026-06-01", other))
    (open_,) = timing(bevacizumab("2026-06-01", other, complete=False))
    assert (open_.level, open_.status, open_.needs) == ("warn", "unknown", ["bevacizumab_given"])
    (undated,) = timing(bevacizumab("2026-06-01", other, complete=False, bevacizumab_given=True))
    assert undated.status == "unknown"
    assert not timing(bevacizumab("2026-06-01", other, complete=False, bevacizumab_given=False))


def test_bevacizumab_without_a_day_is_asked_for_where_an_operation_is_favoured():
    given = {
        "primary_site": "colon",
        "resectability": "resectable",
        "fitness": "fit",
        "decision_point": "reassessment",
        "bevacizumab_given": True,
    }
    (open_,) = timing(assess_facts(given))
    assert open_.status == "unknown"
    assert not timing(assess_facts({**given, "bevacizumab_given": False}))
    assert not timing(assess_facts({"primary_site": "colon", "bevacizumab_given": True}))


def test_the_later_plan_to_resect_waits_as_well():
    found = bevacizumab("2026-06-01")
    assert found.option("resection_after_systemic_therapy").not_before == date(2026, 6, 1)
    assert found.option("systemic_therapy").not_before is None


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
