"""The form: every kind of fact set, changed and made unknown; what is refused; what changed."""

from decimal import Decimal

import pytest

from hepaboard.guideline import load_guideline

BARE = "id: tb-1\nassessed_on: 2026-06-01\n"


@pytest.fixture
def browser(team):
    return team.client("member")


@pytest.fixture
def case(team):
    return team.case(BARE)


def put(browser, case, fact, htmx=None, **form):
    case.refresh_from_db()
    form = {"base": str(case.head), **form}
    return browser.post(f"/cases/{case.key}/fact/{fact}", form, headers=htmx or {})


def data(case):
    from hepaboard.web.cases.data import case_text

    case.refresh_from_db()
    return case_text(case.version().text).data


@pytest.mark.parametrize(
    ("fact", "form", "place", "entry"),
    [
        ("bilobar", {"value": "yes"}, ("liver", "bilobar"), True),
        ("bilobar", {"value": "no"}, ("liver", "bilobar"), False),
        ("ras", {"value": "mutant"}, ("molecular", "ras"), "mutant"),
        ("n_liver_mets", {"value": "4"}, ("liver", "n_liver_mets"), 4),
        (
            "n_liver_mets",
            {"value": "6", "bound": "at_least"},
            ("liver", "n_liver_mets"),
            {"at_least": 6},
        ),
        (
            "bilirubin_mg_dl",
            {"value": "14.5", "unit": "umol/L", "on": "2026-05-28", "by": "laboratory"},
            ("laboratory", "bilirubin_mg_dl"),
            {"value": Decimal("14.5"), "unit": "umol/L", "on": "2026-05-28", "by": "laboratory"},
        ),
        (
            "bilirubin_mg_dl",
            {"value": "0.90", "unit": "mg/dl"},
            ("laboratory", "bilirubin_mg_dl"),
            Decimal("0.90"),
        ),
    ],
)
def test_a_fact_is_written_as_it_was_given(browser, case, fact, form, place, entry):
    assert put(browser, case, fact, **form).status_code == 302
    written = data(case)[place[0]][place[1]]
    assert written == entry and type(written) is type(entry)


def test_a_set_knows_none_apart_from_unknown(browser, case):
    vocabulary = load_guideline().vocabulary
    name, fact = next(
        (n, f)
        for n, f in vocabulary.items()
        if f.type.kind == "set" and f.type.scope == "patient" and not f.entry.setting
    )
    member = fact.type.values[0]
    for form, expected in (
        ({"state": "known", "members": [member]}, [member]),
        ({"state": "known"}, []),
        ({"state": ""}, None),
    ):
        assert put(browser, case, name, **form).status_code == 302
        assert data(case).get(fact.section, {}).get(name) == expected


def test_unknown_takes_the_fact_out_and_no_is_not_unknown(browser, case):
    put(browser, case, "bilobar", value="no")
    page = browser.get(f"/cases/{case.key}/").content.decode()
    row = page.split('id="fact-bilobar"')[1].split("</form>")[0]
    assert 'value="no" checked' in row and 'value="" checked' not in row
    put(browser, case, "bilobar", value="")
    assert "bilobar" not in str(data(case))
    row = browser.get(f"/cases/{case.key}/").content.decode().split('id="fact-bilobar"')[1]
    assert 'value="" checked' in row.split("</form>")[0]


def test_a_fact_keeps_its_place_and_name(team, browser):
    case = team.case(f"{BARE}judgements: {{cea: {{value: 5, by: laboratory}}}}\n")
    put(browser, case, "cea_ng_ml", value="7")
    assert data(case)["judgements"] == {"cea": 7} and "laboratory" not in data(case)


@pytest.mark.parametrize(
    ("fact", "value", "words"),
    [
        ("bilirubin_mg_dl", "400", "outside the accepted range"),
        ("bilirubin_mg_dl", "1,5", "It is a number"),
        ("bilirubin_mg_dl", "abc", "It is a number"),
        ("n_liver_mets", "2.5", "steps of 1"),
        ("ras", "purple", "is not a value of ras"),
        ("bilobar", "perhaps", "yes/no"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_range(browser, case, htmx, fact, value, words):
    answer = put(browser, case, fact, htmx, value=value)
    page = answer.content.decode()
    assert answer.status_code == 422 and words in page and "Nothing was saved" in page
    assert answer["HX-Retarget"] == "#messages" and case.versions.count() == 1


def test_a_series_gets_a_value_at_its_day_and_asks_for_the_day(team, browser):
    case = team.case(f"{BARE}laboratory:\n  cea_ng_ml: [{{value: 84, on: 2026-01-02}}]\n")
    assert put(browser, case, "cea_ng_ml", value="12").status_code == 422
    put(browser, case, "cea_ng_ml", value="12", on="2026-05-01")
    put(browser, case, "cea_ng_ml", value="90", on="2026-01-02")
    assert data(case)["laboratory"]["cea_ng_ml"] == [
        {"value": 90, "on": "2026-01-02"},
        {"value": 12, "on": "2026-05-01"},
    ]


def test_what_a_form_cannot_show_is_left_to_the_text(team, browser):
    case = team.case(f"{BARE}liver: {{n_liver_mets: {{at_least: 3, at_most: 5}}}}\n")
    page = browser.get(f"/cases/{case.key}/").content.decode()
    row = page.split('id="fact-n_liver_mets"')[1].split("</form>")[0]
    assert "edit as text" in row and "<input name=" not in row


def test_a_name_in_by_is_asked_about_and_may_be_confirmed(browser, case, htmx):
    form = {"value": "fit", "by": "Dr. Anna Berger"}
    answer = put(browser, case, "fitness", htmx, **form)
    page = answer.content.decode()
    assert answer.status_code == 422 and "Anna Berger" in page and 'value="fit"' in page
    assert case.versions.count() == 1
    assert put(browser, case, "fitness", named_nobody="1", **form).status_code == 302
    # Changing something else on the same fact does not ask again.
    assert put(browser, case, "fitness", **{**form, "value": "unfit"}).status_code == 302


def test_a_change_is_assessed_at_once_and_marked(team, browser, htmx):
    case = team.case()
    answer = put(browser, case, "ras", htmx, value="mutant")
    page = answer.content.decode()
    assert answer.status_code == 200
    card = page.split('id="option-anti_egfr"')[0].rsplit("<details", 1)[1]
    assert "changed" in card and page.index("contraindicated") < page.index("recommended")
    assert 'id="base" name="base" value="2" hx-swap-oob="true"' in page
    assert 'id="case-head"' in page and "Version 2</a>" in page
    other = page.split('id="option-systemic_therapy"')[0].rsplit("<details", 1)[1]
    assert "changed" not in other
    # The row itself is left alone, so that the cursor stays.
    assert 'id="fact-ras"' not in page


def test_facts_that_follow_are_drawn_again(team, browser, htmx):
    case = team.case(BARE)
    page = put(browser, case, "primary_location", htmx, value="sigmoid").content.decode()
    assert 'id="fact-primary_site"' in page and "implied" in page


def test_the_marks_stay_on_the_page_until_the_next_change(team, browser):
    case = team.case()
    put(browser, case, "ras", value="mutant")
    page = browser.get(f"/cases/{case.key}/").content.decode()
    assert 'class="card changed" id="option-anti_egfr"' in page
    put(browser, case, "cea_ng_ml", value="3")
    page = browser.get(f"/cases/{case.key}/").content.decode()
    assert 'class="card" id="option-anti_egfr"' in page


def test_the_form_asks_everything_once(team, browser):
    case = team.case(BARE)
    page = browser.get(f"/cases/{case.key}/").content.decode()
    vocabulary = load_guideline().vocabulary
    for name, fact in vocabulary.items():
        times = page.count(f'id="fact-{name}"')
        wanted = fact.type.scope == "patient" and not fact.entry.setting
        assert times == (1 if wanted else 0), name
    assert page.index("Next question") < page.index('id="group-radiology"')
    assert page.count('id="asked-fact-') == 1


def test_settings_and_unknown_facts_cannot_be_set(browser, case):
    vocabulary = load_guideline().vocabulary
    setting = next(name for name, fact in vocabulary.items() if fact.entry.setting)
    lesion = next(name for name, fact in vocabulary.items() if fact.type.scope == "lesion")
    for name in (setting, lesion, "nothing"):
        assert put(browser, case, name, value="1").status_code == 404


def test_head_and_days(browser, case):
    path = f"/cases/{case.key}/entry/"
    browser.post(f"{path}head", {"about": "man of 62", "assessed_on": "2026-07-01", "base": "1"})
    browser.post(f"{path}dates", {"date-primary_surgery_date": "2025-02-11", "base": "2"})
    assert data(case)["about"] == "man of 62" and data(case)["assessed_on"] == "2026-07-01"
    assert data(case)["dates"] == {"primary_surgery_date": "2025-02-11"}
    case.refresh_from_db()
    assert case.about == "man of 62"
    assert browser.post(f"{path}none", {"base": "3"}).status_code == 422


def test_undo_changes_the_page_in_place(team, htmx):
    case = team.case()
    browser = team.client("member")
    put(browser, case, "ras", value="mutant")
    path = f"/cases/{case.key}/versions/1/restore"
    page = browser.post(path, {"base": "2"}, headers=htmx).content.decode()
    assert "Saved as version 3" in page and "joined" not in page
    row = page.split('id="fact-ras"')[1].split("</form>")[0]
    assert "selected" not in row and 'id="tables"' in page and 'id="liver"' in page
    assert 'data-version="3"' in page and "ranked?since=2" in page
    assert "ras" not in str(data(case))


def test_answering_the_next_question_redraws_the_same_fact_further_down(team, htmx):
    case = team.case()
    browser = team.client("member")
    typed = put(browser, case, "ecog", htmx, value="1").content.decode()
    assert 'id="fact-ecog"' not in typed  # the cursor is in it
    asked = put(browser, case, "ecog", htmx, value="2", asked="1").content.decode()
    assert 'value="2"' in asked.split('id="fact-ecog"')[1].split("</form>")[0]


def test_what_follows_a_change_of_somebody_else_still_asks(team, htmx):
    """One's own answer is completed even if another person saved meanwhile."""
    case = team.case()
    put(team.client("member"), case, "ecog", htmx, value="1")
    put(team.client("chair"), case, "ras", htmx, value="mutant")
    path = f"/cases/{case.key}/versions/2/ranked?since=1"
    page = team.client("member").get(path, headers=htmx).content.decode()
    assert 'id="asked-fact-' in page
    assert 'id="asked-fact-' not in team.client("reader").get(path).content.decode()


def test_the_same_value_sent_twice_makes_one_version(browser, case):
    first = case.head
    put(browser, case, "bilirubin_mg_dl", value="1.1")
    again = {"base": str(first), "value": "1.1"}
    answer = browser.post(f"/cases/{case.key}/fact/bilirubin_mg_dl", again)
    assert answer.status_code == 302
    case.refresh_from_db()
    assert case.head == first + 1
    put(browser, case, "bilirubin_mg_dl", value="1.2")
    case.refresh_from_db()
    assert case.head == first + 2
