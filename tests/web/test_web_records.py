"""The tables of a case: lesions, treatments, examinations, what is declined."""

import pytest

BARE = "id: tb-1\nassessed_on: 2026-06-01\n"


@pytest.fixture
def case(team):
    return team.case(BARE)


@pytest.fixture
def put(team, case):
    browser = team.client("member")

    def post(part, status=302, **form):
        case.refresh_from_db()
        form = {"base": str(case.head), **form}
        answer = browser.post(f"/cases/{case.key}/entry/{part}", form)
        assert answer.status_code == status, answer.content.decode()
        return answer

    return post


def data(case):
    from hepaboard.web.cases.data import case_text

    case.refresh_from_db()
    return case_text(case.version().text).data


def test_lesions_are_added_described_and_removed(case, put):
    for _ in range(2):
        put("lesions", do="add")
    put("lesions", lesion="L1", fact="segment", value="4a")
    put("lesions", lesion="L1", fact="lesion_diameter_cm", value="24", unit="mm")
    put("lesions", lesion="L2", fact="perivascular", value="no")
    assert data(case)["lesions"] == {
        "complete": False,
        "listed": [
            {"id": "L1", "segment": "4a", "lesion_diameter_cm": {"value": 24, "unit": "mm"}},
            {"id": "L2", "perivascular": False},
        ],
    }
    put("lesions", lesion="L1", do="remove")
    put("lesions", do="complete", complete="1")
    put("lesions", do="add")
    put("lesions", lesion="L1", do="remove")
    assert data(case)["lesions"] == {
        "complete": True,
        "listed": [{"id": "L2", "perivascular": False}],
    }


def test_lesions_that_do_not_fit_are_refused(case, put):
    put("lesions", do="add")
    put("lesions", 422, lesion="L9", fact="segment", value="4a")
    put("lesions", 422, lesion="L1", fact="ras", value="mutant")
    answer = put("lesions", 422, lesion="L1", fact="lesion_diameter_cm", value="45")
    assert "outside the accepted range" in answer.content.decode()
    assert case.versions.count() == 2


def test_more_lesions_than_counted_are_refused_with_both_fields(case, put, team):
    put("lesions", do="add")
    put("lesions", do="add")
    answer = team.client("member").post(
        f"/cases/{case.key}/fact/n_liver_mets", {"value": "1", "base": "3"}
    )
    assert answer.status_code == 422
    assert "lesions" in answer.content.decode() and "n_liver_mets" in answer.content.decode()


def test_treatments_are_added_changed_and_removed_in_their_order(case, put):
    put("treatments", do="add", treatment="hemicolectomy", on="2025-02-11")
    put("treatments", do="add", treatment="folfox", start="2025-03-01", ongoing="1", line="1")
    put("treatments", do="complete", complete="1")
    put(
        "treatments",
        do="change",
        row="1",
        treatment="folfox",
        start="2025-03-01",
        end="2025-06-01",
        line="1",
        stopped_for="progression",
        note="given elsewhere",
    )
    assert data(case)["treatments"] == {
        "complete": True,
        "records": [
            {"treatment": "hemicolectomy", "on": "2025-02-11"},
            {
                "treatment": "folfox",
                "start": "2025-03-01",
                "end": "2025-06-01",
                "line": 1,
                "stopped_for": "progression",
                "note": "given elsewhere",
            },
        ],
    }
    put("treatments", do="remove", row="0")
    assert [r["treatment"] for r in data(case)["treatments"]["records"]] == ["folfox"]
    put("treatments", do="remove", row="0")
    assert data(case)["treatments"] == {"complete": True, "records": []}
    put("treatments", do="complete")
    assert "treatments" not in data(case)


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"treatment": "folfox", "on": "2025-01-01", "end": "2025-02-01"}, "Either on"),
        ({"treatment": "nothing"}, "no treatment"),
        ({"treatment": "folfox", "start": "1.2.2025"}, "not a date"),
        ({"treatment": "folfox", "line": "x"}, "line"),
        ({}, "treatment"),
    ],
)
def test_treatments_that_make_no_sense_are_refused(case, put, form, words):
    answer = put("treatments", 422, do="add", **form)
    assert words in answer.content.decode() and case.versions.count() == 1


def test_a_row_that_is_not_there_is_refused(case, put):
    for row in ("0", "-1", "x", ""):
        put("treatments", 422, do="change", row=row, treatment="folfox")


def test_two_people_may_change_the_list_of_treatments(case, team, put):
    put("treatments", do="add", treatment="hemicolectomy", on="2025-02-11")
    path = f"/cases/{case.key}/entry/treatments"
    for role, name in (("member", "folfox"), ("chair", "stent")):
        form = {"do": "add", "treatment": name, "on": "2025-05-01", "base": "2"}
        assert team.client(role).post(path, form).status_code == 302
    names = [record["treatment"] for record in data(case)["treatments"]["records"]]
    assert names == ["hemicolectomy", "folfox", "stent"]


def test_examinations_and_declined(case, put, team):
    put("imaging", do="add", modality="ct_multiphase", on="2026-05-30", note="portal phase")
    put("declined", declined=["", "radioembolization"])
    found = data(case)
    assert found["imaging"]["records"] == [
        {"modality": "ct_multiphase", "on": "2026-05-30", "note": "portal phase"}
    ]
    assert found["declined"] == ["radioembolization"]
    put("declined", declined="")
    assert "declined" not in data(case)


def test_what_is_declined_is_marked_and_keeps_its_verdict(team):
    from hepaboard.web.assessments.models import Shown

    case = team.case()
    path = f"/cases/{case.key}/entry/declined"
    browser = team.client("member")
    browser.post(path, {"declined": "systemic_therapy_first", "base": "1"})
    page = browser.get(f"/cases/{case.key}/").content.decode()
    card = page.split('id="option-systemic_therapy_first"')[1].split("</summary>")[0]
    assert "declined" in card
    option = Shown.objects.last().assessment().option("systemic_therapy_first")
    assert option.verdict == "recommended" and option.declined


def test_what_is_barred_for_one_lesion_stands_under_stop(team):
    browser = team.client("member")
    page = browser.post("/cases/example/safety-lesion-just-outside", follow=True).content.decode()
    assert "none holds on the patient as a whole" in page
    assert "contraindicated in L2:" in page
    assert "no stop ·" not in page


def test_a_lesion_that_the_projector_cannot_draw_is_told(team):
    from django.urls import reverse

    from hepaboard.web.cases.models import Case

    browser = team.client("coordinator")
    browser.post("/cases/example/safety-lesion-just-outside")
    case = Case.objects.get(pseudonym="safety-lesion-just-outside")
    browser.post(f"/cases/{case.key}/plan", {"state": "ready", "meeting_on": "2026-06-02"})
    address = reverse("meeting-screen", args=[team.board.pk, "2026-06-02", 1])
    page = browser.get(address).content.decode()
    for lesion in ("L1", "L2", "L3"):
        assert f"{lesion}: not on the map, its segment is not known" in page
