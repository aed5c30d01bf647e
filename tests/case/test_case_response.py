"""Response by RECIST 1.1 from dated diameters: baselines, lines, new and missing lesions."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hepaboard.case import CaseError, read_case
from hepaboard.case.calculators import target_response
from hepaboard.case.history import history_of
from hepaboard.case.measurements import measurements_of
from hepaboard.case.response import MeasuredResponse, measured_response
from hepaboard.case.response_contradiction import EXCLUDED, response_contradiction
from hepaboard.case.response_limits import partial_limit_mm, progression_limit_mm

START = date(2026, 1, 5)


class Catalogue(dict[str, str]):
    """Invented treatments, each of one kind."""

    def is_a(self, name: str, kind: str) -> bool:
        return name == kind or self.get(name) == kind


CATALOGUE = Catalogue(
    drug_a="systemic", drug_b="systemic", drug_c="systemic", knife="local", other="other"
)


def series(*pairs):
    return [{"value": value, "on": str(on)} for on, value in pairs]


def lesion(name, *pairs):
    return {"id": name, "lesion_diameter_cm": series(*pairs)}


def response(lesions, treatments=(), complete=True, until=date(2030, 1, 1), **more):
    file = read_case(
        {
            "id": "t",
            "lesions": {"complete": complete, "listed": lesions},
            "treatments": {"complete": True, "records": list(treatments)},
        }
    )
    history = history_of(file.case, CATALOGUE, until)
    return measured_response(file, history, systemic="systemic", local="local", **more)


def course(name, start, end=None, line=None, **more):
    record = {"treatment": name, "start": str(start), **more}
    if end:
        record["end"] = str(end)
    if line:
        record["line"] = line
    return record


def weeks(number):
    return START + timedelta(weeks=number)


def sums(*mm):
    """One lesion per half of each sum, so that both are targets."""
    scans = [weeks(8 * place) for place in range(len(mm))]
    return [
        lesion("L1", *((day, one / 20) for day, one in zip(scans, mm, strict=True))),
        lesion("L2", *((day, one / 20) for day, one in zip(scans, mm, strict=True))),
    ]


def one_line(found: MeasuredResponse):
    (line,) = found.lines
    return line


# The vectors of RECIST 1.1: baseline, sums before, sum now, response.
@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ((100,), 70, "PR"),
        ((100,), 71, "SD"),
        ((60, 40), 48, "PD"),
        ((40, 30), 38, "PD"),
        ((50, 40), 47.9, "SD"),
        ((100, 60), 72, "PD"),
        ((24, 24), 28.8, "SD"),
    ],
)
def test_vectors_of_recist(before, now, expected):
    found = one_line(response(sums(*before, now), [course("drug_a", START)]))
    assert found.points[-1].response == expected
    assert found.points[-1].sum_mm == pytest.approx(now)


@pytest.mark.parametrize(
    ("baseline", "nadir", "now", "expected"), [(20, 15, 19, "SD"), (20, 15, 20, "PD")]
)
def test_progression_needs_five_millimetres(baseline, nadir, now, expected):
    days = [weeks(0), weeks(8), weeks(16)]
    values = zip(days, (baseline / 10, nadir / 10, now / 10), strict=True)
    found = one_line(response([lesion("L1", *values)], [course("drug_a", START)]))
    assert found.points[-1].response == expected


def test_without_systemic_therapy_the_first_scan_is_the_baseline():
    found = one_line(response(sums(80, 100)))
    assert (found.line.start, found.baseline.on) == (None, weeks(0))
    assert [p.response for p in found.points] == ["PD"]
    assert found.points[0].week is None


def test_the_last_scan_not_after_the_start_is_the_baseline():
    lesions = [lesion("L1", (weeks(-6), 6), (weeks(0), 5), (weeks(8), 3))]
    found = one_line(response(lesions, [course("drug_a", weeks(0))]))
    assert (found.baseline.on, found.baseline.sum_mm) == (weeks(0), 50)
    assert [(p.on, p.week, p.response) for p in found.points] == [(weeks(8), 8.0, "PR")]


def test_an_old_baseline_counts_and_says_how_old_it_is():
    found = one_line(response([lesion("L1", (weeks(-6), 5))], [course("drug_a", weeks(0))]))
    assert found.baseline.on == weeks(-6)
    assert any("42 days" in note for note in found.baseline.notes)


def test_no_scan_before_the_start_is_not_evaluable():
    found = one_line(response([lesion("L1", (weeks(8), 5))], [course("drug_a", weeks(0))]))
    assert found.baseline is None
    assert [p.response for p in found.points] == ["NE"]
    assert found.best.response == "NE"
    assert "No scan on or before 2026-01-05" in found.notes[0]


def test_each_line_has_a_baseline_of_its_own():
    lesions = [lesion("L1", (weeks(0), 5), (weeks(8), 7), (weeks(18), 4.9))]
    given = [course("drug_a", weeks(1), weeks(8), 1), course("drug_b", weeks(9), line=2)]
    first, second = response(lesions, given).lines
    assert [(p.on, p.response) for p in first.points] == [(weeks(8), "PD")]
    assert (second.baseline.on, second.baseline.sum_mm) == (weeks(8), 70)
    assert [(p.on, p.response) for p in second.points] == [(weeks(18), "PR")]
    assert response(lesions, given).latest == (second, second.points[-1])


def test_overlapping_courses_without_a_number_are_one_line():
    lesions = [lesion("L1", (weeks(0), 5), (weeks(8), 4))]
    given = [course("drug_a", weeks(1), weeks(6)), course("drug_b", weeks(3), weeks(7))]
    found = one_line(response(lesions, given))
    assert (found.line.start, found.line.treatments) == (weeks(1), ("drug_a", "drug_b"))


def test_overlapping_courses_with_numbers_stay_two_lines():
    lesions = [lesion("L1", (weeks(0), 5), (weeks(4), 4), (weeks(8), 3))]
    given = [course("drug_a", weeks(1), weeks(6), 1), course("drug_b", weeks(5), weeks(9), 2)]
    first, second = response(lesions, given).lines
    assert (first.line.number, second.line.number) == (1, 2)
    assert [p.on for p in first.points] == [weeks(4)]
    assert (second.baseline.on, [p.on for p in second.points]) == (weeks(4), [weeks(8)])


def test_courses_of_one_number_are_one_line_even_apart():
    lesions = [lesion("L1", (weeks(0), 5), (weeks(12), 4))]
    given = [course("drug_a", weeks(1), weeks(4), 1), course("drug_a", weeks(8), line=1)]
    assert one_line(response(lesions, given)).line.start == weeks(1)


def test_an_unnumbered_course_apart_is_a_line_of_its_own_and_says_so():
    lesions = [lesion("L1", (weeks(0), 5), (weeks(6), 5), (weeks(12), 4))]
    given = [course("drug_a", weeks(1), weeks(4)), course("drug_b", weeks(6))]
    first, second = response(lesions, given).lines
    assert "assumed" in first.notes[0] and "assumed" in second.notes[0]


def test_courses_that_begin_together_are_one_line():
    given = [course("drug_a", weeks(1), line=1), course("drug_b", weeks(1))]
    assert one_line(response(sums(50, 40), given)).line.treatments == ("drug_a", "drug_b")


def test_a_therapy_without_a_first_day_makes_no_line():
    found = response(sums(50, 40), [{"treatment": "drug_a", "end": str(weeks(4))}])
    assert found.lines == ()
    assert "No start is recorded for drug_a" in found.notes[0]
    assert found.latest is None


def test_a_new_lesion_is_progression_though_the_targets_shrink():
    lesions = [*sums(100, 60, 50), lesion("N", (weeks(16), 1.2))]
    found = one_line(response(lesions, [course("drug_a", START)]))
    assert [p.response for p in found.points] == ["PR", "PD"]
    assert found.points[1].new_lesions == ("N",)
    assert found.points[1].target == "PR"
    assert (found.best.response, found.best_on) == ("PR", weeks(8))


def test_a_new_lesion_of_one_line_is_known_in_the_next():
    lesions = [lesion("L1", (weeks(0), 5), (weeks(8), 5), (weeks(16), 3)), lesion("N")]
    lesions[1]["lesion_diameter_cm"] = series((weeks(8), 2), (weeks(16), 1.5))
    given = [course("drug_a", weeks(0), weeks(8), 1), course("drug_b", weeks(8), line=2)]
    first, second = response(lesions, given).lines
    assert first.points[0].response == "PD"
    assert second.baseline.targets == ("L1", "N")
    assert (second.points[0].new_lesions, second.points[0].response) == ((), "PR")


def test_a_lesion_that_was_gone_at_the_baseline_and_returns_is_new():
    lesions = [
        lesion("L1", (weeks(0), 5), (weeks(8), 5), (weeks(16), 5)),
        lesion("L2", (weeks(0), 2), (weeks(8), 0), (weeks(16), 1)),
    ]
    given = [course("drug_a", weeks(0), weeks(8), 1), course("drug_b", weeks(8), line=2)]
    _, second = response(lesions, given).lines
    assert second.points[0].new_lesions == ("L2",)


def test_a_missing_target_makes_the_scan_not_evaluable():
    lesions = [lesion("L1", (weeks(0), 5), (weeks(8), 2)), lesion("L2", (weeks(0), 4))]
    point = one_line(response(lesions, [course("drug_a", START)])).points[0]
    assert (point.target, point.response, point.sum_mm) == ("NE", "NE", None)
    assert (point.measured_mm, point.missing) == (20, ("L2",))
    assert point.change_from_baseline_pct is None


def test_growth_that_the_measured_targets_prove_is_said_but_not_counted():
    lesions = [lesion("L1", (weeks(0), 5), (weeks(8), 12)), lesion("L2", (weeks(0), 4))]
    point = one_line(response(lesions, [course("drug_a", START)])).points[0]
    assert point.response == "NE"
    assert any("30 mm over" in note and "unconfirmed" in note for note in point.notes)


def test_a_missing_target_does_not_hide_a_new_lesion():
    lesions = [
        lesion("L1", (weeks(0), 5)),
        lesion("N", (weeks(8), 2)),
    ]
    point = one_line(response(lesions, [course("drug_a", START)])).points[0]
    assert (point.target, point.response) == ("NE", "PD")


def test_a_missing_scan_does_not_set_the_nadir():
    lesions = [
        lesion("L1", (weeks(0), 5), (weeks(8), 1), (weeks(16), 5)),
        lesion("L2", (weeks(0), 5), (weeks(16), 5)),
    ]
    found = one_line(response(lesions, [course("drug_a", START)]))
    assert [p.response for p in found.points] == ["NE", "SD"]
    assert (found.nadir_mm, found.nadir_on) == (100, weeks(0))
    assert found.depth.depth_pct is None


def test_the_nadir_may_lie_below_the_baseline():
    found = one_line(response(sums(100, 60, 74), [course("drug_a", START)]))
    assert (found.nadir_mm, found.nadir_on) == (60, weeks(8))
    point = found.points[1]
    assert (point.nadir_mm, point.progression_limit_mm) == (60, 72)
    assert point.response == "PD"
    assert point.change_from_baseline_pct == pytest.approx(-26)
    assert found.depth.depth_pct == 40
    assert found.early_shrinkage.answer == "yes"


def test_two_lesions_in_the_liver_are_targets_at_most():
    lesions = [lesion(f"L{n}", (weeks(0), n), (weeks(8), n)) for n in (2, 3, 4)]
    found = one_line(response(lesions, [course("drug_a", START)]))
    assert found.baseline.targets == ("L4", "L3")
    assert found.baseline.others == ("L2",)


def test_a_small_lesion_is_no_target():
    found = one_line(response([lesion("L1", (weeks(0), 0.9), (weeks(8), 2))]))
    assert found.baseline.targets == ()
    assert (found.points[0].target, found.points[0].response) == (
        "not_applicable",
        "non_CR_non_PD",
    )
    assert found.points[0].sum_mm is None
    assert found.depth.depth_pct is None


def test_complete_response_of_all_lesions():
    found = one_line(response([lesion("L1", (weeks(0), 3), (weeks(8), 0))]))
    assert (found.points[0].response, found.points[0].sum_mm) == ("CR", 0)


def test_markers_decide_where_the_other_lesions_are_gone_too():
    lesions = [lesion(f"L{n}", (weeks(0), n), (weeks(8), 0)) for n in (2, 3, 4)]
    point = one_line(response(lesions)).points[0]
    assert (point.response, point.possible) == (None, ("CR", "PR"))
    assert point.missing == ("tumour markers",)


def test_an_open_list_leaves_the_other_lesions_not_evaluated():
    found = one_line(response([lesion("L1", (weeks(0), 3), (weeks(8), 0))], complete=False))
    assert (found.points[0].response, found.points[0].status) == ("PR", "unconfirmed")
    notes = response([lesion("L1", (weeks(0), 3))], complete=False).notes
    assert any("not complete" in note for note in notes)


def test_of_two_scans_on_one_day_the_one_listed_last_counts():
    lesions = [lesion("L1", (weeks(0), 5), (weeks(8), 5), (weeks(8), 3))]
    found = one_line(response(lesions))
    assert [(p.on, p.sum_mm) for p in found.points] == [(weeks(8), 30)]


def test_two_scans_on_one_day_may_hold_a_lesion_each():
    lesions = [
        lesion("L1", (weeks(0), 5), (weeks(8), 3)),
        lesion("L2", (weeks(8), 2), (weeks(0), 4)),
    ]
    found = one_line(response(lesions))
    assert [(p.on, p.sum_mm) for p in found.points] == [(weeks(8), 50)]


def test_leap_day():
    start, leap = date(2028, 1, 3), date(2028, 2, 29)
    lesions = [lesion("L1", (start, 5), (leap, 3), (date(2028, 3, 1), 3))]
    found = one_line(response(lesions, [course("drug_a", start)]))
    assert [p.week for p in found.points] == pytest.approx([57 / 7, 58 / 7])
    assert found.early_shrinkage.answer == "yes"


def test_diameters_without_a_day_belong_to_no_scan():
    lesions = [
        lesion("L1", (weeks(0), 5), (weeks(8), 3)),
        {"id": "L2", "lesion_diameter_cm": 9},
        {"id": "L3", "lesion_diameter_cm": [{"value": 2}]},
    ]
    found = response(lesions)
    assert one_line(found).baseline.targets == ("L1",)
    assert one_line(found).baseline.others == ("L2", "L3")
    assert one_line(found).points[0].new_lesions == ()
    assert "Diameters without a day were left out: L2, L3." in found.notes


def test_bounds_are_no_measurement():
    lesions = [
        lesion("L1", (weeks(0), 5), (weeks(8), 3)),
        {"id": "L2", "lesion_diameter_cm": [{"at_most": 0.5, "on": str(weeks(8))}]},
    ]
    found = response(lesions)
    assert one_line(found).points[0].new_lesions == ()
    assert any("only as bounds" in note for note in found.notes)


def test_later_scans_are_left_out():
    found = response(sums(100, 60, 130), until=weeks(10))
    assert [p.on for p in one_line(found).points] == [weeks(8)]


def test_millimetres_and_synonyms():
    lesions = [
        {"id": "L1", "lesion_cm": [{"value": 45, "unit": "mm", "on": str(weeks(0))}]},
    ]
    found = response(lesions, synonyms={"lesion_cm": "lesion_diameter_cm"})
    assert one_line(found).baseline.sum_mm == 45


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ({"value": 45, "on": "2026-01-05"}, "millimetres entered as centimetres"),
        ({"value": "large", "on": "2026-01-05"}, "cannot take 'large'"),
        ({"value": True, "on": "2026-01-05"}, "cannot take"),
        ({"value": 4, "unit": "kg", "on": "2026-01-05"}, "cm, mm"),
    ],
)
def test_an_older_diameter_that_cannot_be_is_refused_with_its_place(entry, words):
    listed = [{"id": "L1", "lesion_diameter_cm": [entry, {"value": 4, "on": "2026-03-01"}]}]
    file = read_case({"id": "t", "lesions": {"listed": listed}})
    with pytest.raises(CaseError) as caught:
        measurements_of(file, date(2030, 1, 1))
    assert words in str(caught.value)
    assert caught.value.field.startswith("lesions.listed.0.lesion_diameter_cm.0")


def test_local_treatment_between_the_scans_is_said():
    given = [course("drug_a", START), {"treatment": "knife", "on": str(weeks(4))}]
    found = one_line(response(sums(100, 60), given))
    assert any(f"knife of {weeks(4)}" in note for note in found.points[0].notes)
    before = [course("drug_a", START), {"treatment": "knife", "on": str(weeks(-4))}]
    assert any("assumed" in note for note in one_line(response(sums(100, 60), before)).notes)


def test_no_measurement_no_response():
    found = response([{"id": "L1"}], [course("drug_a", START)])
    assert (found.lines, found.latest, found.notes) == ((), None, ())
    assert response_contradiction(found, "stable") is None


def test_a_contradiction_names_both():
    found = response(sums(100, 60, 74), [course("drug_a", START)])
    text = response_contradiction(found, "partial_response")
    assert text == (
        "The response is recorded as partial response, but the diameters of 2026-04-27 give"
        " progression by RECIST 1.1 (sum 74 mm; 100 mm on 2026-01-05, smallest before 60 mm)."
        " The recorded one counts; check both."
    )


def test_a_dated_response_is_held_against_its_own_scan():
    found = response(sums(100, 60, 74), [course("drug_a", START)])
    assert response_contradiction(found, "partial_response", on=weeks(9)) is None
    assert "partial response by RECIST" in str(response_contradiction(found, "stable", on=weeks(9)))
    assert response_contradiction(found, "stable", on=weeks(1)) is None


@pytest.mark.parametrize("entered", ["suboptimal", "mixed", "progression", "not_applicable", None])
def test_words_that_do_not_exclude_progression(entered):
    found = response(sums(100, 60, 74), [course("drug_a", START)])
    assert response_contradiction(found, entered) is None


@pytest.mark.parametrize("method", ["morphological", "irecist", "other"])
def test_a_response_judged_otherwise_is_not_contradicted(method):
    found = response(sums(100, 60, 74), [course("drug_a", START)])
    assert response_contradiction(found, "stable", method=method) is None
    assert response_contradiction(found, "stable", method="recist_1_1")


def test_what_is_not_evaluable_contradicts_nothing():
    found = response([lesion("L1", (weeks(8), 5))], [course("drug_a", weeks(0))])
    assert all(response_contradiction(found, word) is None for word in EXCLUDED["PD"])


mm = st.decimals(min_value=0, max_value=400, places=1).map(float)


@given(st.lists(mm, min_size=2, max_size=6), st.lists(mm, min_size=2, max_size=6))
def test_the_point_agrees_with_the_target_rule(first, second):
    count = min(len(first), len(second))
    scans = [weeks(8 * n) for n in range(count)]
    lesions = [
        lesion("L1", *((day, one / 10) for day, one in zip(scans, first[:count], strict=True))),
        lesion("L2", *((day, one / 10) for day, one in zip(scans, second[:count], strict=True))),
    ]
    found = one_line(response(lesions))
    targets = found.baseline.targets
    assert set(targets) == {n for n, s in (("L1", first[0]), ("L2", second[0])) if s >= 10}
    if not targets:
        return
    values = {"L1": first, "L2": second}
    whole = [sum(values[name][n] for name in targets) for n in range(count)]
    for place, point in enumerate(found.points, 1):
        expected = target_response(
            baseline_mm=whole[0],
            nadir_mm=min(whole[:place]),
            now_mm=whole[place],
            targets_gone=all(values[name][place] == 0 for name in targets),
            all_assessed=True,
        )
        assert point.target == expected.response
        assert point.nadir_mm == pytest.approx(min(whole[:place]))
    assert found.nadir_mm == pytest.approx(min(whole))


@given(st.floats(1, 800), st.floats(0, 800))
def test_the_limits_are_those_of_the_target_rule(baseline, now):
    def judged(value: float) -> str | None:
        return target_response(
            baseline_mm=baseline,
            nadir_mm=baseline,
            now_mm=value,
            targets_gone=value == 0,
            all_assessed=True,
        ).response

    if abs(now - partial_limit_mm(baseline)) > 1e-6 and now > 0:
        assert (judged(now) == "PR") == (now < partial_limit_mm(baseline))
    if abs(now - progression_limit_mm(baseline)) > 1e-6:
        assert (judged(now) == "PD") == (now > progression_limit_mm(baseline))
    assert judged(partial_limit_mm(baseline)) == "PR"
    assert judged(progression_limit_mm(baseline)) == "PD"
