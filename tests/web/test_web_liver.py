"""The liver map of a case: placing and moving lesions, and that picture and table agree."""

import re

import pytest

TWO = (
    "id: tb-1\nassessed_on: 2026-06-01\n"
    "lesions:\n  complete: true\n  listed:\n"
    '    - {id: L1, lesion_diameter_cm: 2.5, segment: "7"}\n'
    "    - {id: m-2}\n"
)


@pytest.fixture
def case(team):
    return team.case(TWO)


def post(team, case, htmx=None, role="member", **form):
    case.refresh_from_db()
    form = {"base": str(case.head), **form}
    return team.client(role).post(f"/cases/{case.key}/entry/lesions", form, headers=htmx or {})


def lesions(case):
    from hepaboard.web.cases.data import case_text

    case.refresh_from_db()
    return case_text(case.version().text).data["lesions"]["listed"]


def test_the_map_shows_what_has_a_segment_and_tells_what_has_none(team, case):
    page = team.client("reader").get(f"/cases/{case.key}/").content.decode()
    part = page.split('id="liver"')[1].split('id="answer"')[0]
    assert len(re.findall(r'data-segment="(I|II|III|IVa|IVb|V|VI|VII|VIII)"', part)) == 9
    assert re.findall(r'data-lesion="([^"]+)"', part) == ["L1"]
    assert "segment VII, 25 mm" in part
    row = part.split('id="liver-row-m-2"')[1].split("</tr>")[0]
    assert "not drawn: segment not known" in row
    assert "number of liver metastases" in part and "at least 2.5 cm" in part
    assert "style=" not in part and "<style" not in part and "liver-place" not in part


def test_a_click_on_a_segment_adds_a_lesion_there(team, case, htmx):
    answer = post(team, case, htmx, do="place", lesion="", segment="IVb")
    assert lesions(case)[2] == {"id": "L2", "segment": "4b"}
    page = answer.content.decode()
    assert 'id="liver" ' in page and 'hx-swap-oob="true"' in page
    assert re.findall(r'data-lesion="([^"]+)"', page) == ["L1", "L2"]


def test_a_lesion_moves_to_another_segment_and_keeps_the_rest(team, case):
    assert post(team, case, do="place", lesion="L1", segment="II").status_code == 302
    assert lesions(case)[0]["segment"] == "2"
    assert str(lesions(case)[0]["lesion_diameter_cm"]) == "2.5"


def test_without_a_segment_a_lesion_is_listed_and_nothing_is_guessed(team, case):
    post(team, case, do="place", lesion="", segment="")
    assert lesions(case)[2] == {"id": "L2"}


def follows(team, case):
    page = team.client("member").get(f"/cases/{case.key}/").content.decode()
    part = page.split('<dl class="follows">')[1].split("</dl>")[0]
    pairs = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", part)
    return {name: re.sub("<[^>]+>.*", "", words).strip() for name, words in pairs}, page


def test_lobes_count_and_size_follow_once_they_are_known(team, case):
    assert follows(team, case)[0]["lobes by the segments"] == ""
    post(team, case, do="place", lesion="m-2", segment="III")
    post(team, case, lesion="m-2", fact="lesion_diameter_cm", value="4")
    found, _ = follows(team, case)
    assert found["lobes by the segments"] == "both"
    assert found["number of liver metastases"] == "2"
    assert found["largest liver metastasis"] == "4 cm"
    post(team, case, do="place", lesion="m-2", segment="VIII")
    assert follows(team, case)[0]["lobes by the segments"] == "one"
    post(team, case, do="place", lesion="m-2", segment="I")
    assert follows(team, case)[0]["lobes by the segments"] == ""


def test_lobes_are_recorded_by_a_person_never_silently(team, case, htmx):
    post(team, case, do="place", lesion="m-2", segment="III")
    page = follows(team, case)[1]
    form = page.split('id="liver-lobes"')[1].split("</form>")[0]
    assert 'name="value" value="yes"' in form and "not recorded yet" in form
    case.refresh_from_db()
    path = f"/cases/{case.key}/fact/bilobar"
    said = {"value": "yes", "asked": "1", "liver": "1", "base": str(case.head)}
    answer = team.client("member").post(path, said, headers=htmx).content.decode()
    assert 'id="liver"' in answer and "liver-lobes" not in answer
    post(team, case, do="place", lesion="m-2", segment="VIII")
    form = follows(team, case)[1].split('id="liver-lobes"')[1].split("</form>")[0]
    assert 'name="value" value="no"' in form and "Recorded is: both lobes involved, yes" in form


@pytest.mark.parametrize(
    "form", [{"lesion": "L9", "segment": "II"}, {"lesion": "", "segment": "IX"}]
)
def test_what_is_not_there_is_refused(team, case, form):
    assert post(team, case, do="place", **form).status_code == 422
    assert len(lesions(case)) == 2 and case.versions.count() == 1


def test_a_segment_with_several_days_is_left_to_the_text(team, htmx):
    case = team.case(
        'id: tb-1\nlesions: [{id: L1, segment: [{value: "2", on: 2026-01-01},'
        ' {value: "3", on: 2026-02-01}]}]\n'
    )
    answer = post(team, case, htmx, do="place", lesion="L1", segment="VI")
    assert answer.status_code == 422 and "several days" in answer.content.decode()


def test_a_reader_cannot_place(team, case):
    assert post(team, case, role="reader", do="place", lesion="", segment="I").status_code == 403
    assert len(lesions(case)) == 2
