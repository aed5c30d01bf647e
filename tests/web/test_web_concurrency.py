"""Two people at one case: nothing is lost, and the second sees what changed."""

import threading

import pytest


@pytest.fixture
def case(team):
    return team.case()


def fact(client, case, name, value, base, **headers):
    return client.post(
        f"/cases/{case.key}/fact/{name}", {"value": value, "base": str(base)}, headers=headers
    )


def recorded(case):
    from hepaboard.web.cases.data import case_text
    from hepaboard.web.cases.edits import fields

    case.refresh_from_db()
    return fields(case_text(case.version().text).data)


def test_different_facts_are_joined_and_told(team, case, htmx):
    one, other = team.client("member"), team.client("chair")
    fact(one, case, "ras", "mutant", 1)
    answer = fact(other, case, "msi", "MSS/pMMR", 1, **htmx)
    page = answer.content.decode()
    assert answer.status_code == 200 and "joined with what others changed" in page
    assert 'id="fact-ras"' in page  # the row that the other person changed is drawn again
    found = recorded(case)
    assert found["molecular", "ras"] == "mutant" and found["molecular", "msi"] == "MSS/pMMR"
    version = case.version()
    assert (version.number, version.based_on, version.how) == (3, 1, "merged")


def test_the_same_fact_asks_and_both_answers_can_be_kept(team, case, htmx):
    one, other = team.client("member"), team.client("chair")
    fact(one, case, "ras", "mutant", 1)
    answer = fact(other, case, "ras", "wild_type", 1, **htmx)
    page = answer.content.decode()
    assert answer.status_code == 409 and answer["HX-Retarget"] == "#messages"
    assert "The member changed the same meanwhile (version 2)" in page
    assert "mutant" in page and "wild type" in page and case.versions.count() == 2
    choice = {"text": text_of(page), "base": "1", "against": "2", "named_nobody": "1"}
    for take, expected in (("theirs", "mutant"), ("mine", "wild_type")):
        saved = other.post(f"/cases/{case.key}/text/save", {**choice, "take-molecular.ras": take})
        assert saved.status_code == 302
        assert recorded(case)["molecular", "ras"] == expected


def text_of(page):
    from html import unescape

    return unescape(page.split("<textarea")[1].split(">", 1)[1].split("</textarea>")[0])


def test_a_choice_made_before_a_third_change_is_asked_again(team, case):
    one, other = team.client("member"), team.client("chair")
    fact(one, case, "ras", "mutant", 1)
    page = fact(other, case, "ras", "wild_type", 1).content.decode()
    fact(one, case, "ras", "", 2)
    choice = {"text": text_of(page), "base": "1", "against": "2", "named_nobody": "1"}
    answer = other.post(f"/cases/{case.key}/text/save", {**choice, "take-molecular.ras": "mine"})
    assert answer.status_code == 409 and "version 3" in answer.content.decode()
    assert ("molecular", "ras") not in recorded(case)


def test_whole_texts_are_joined_field_by_field(team, case):
    text = case.version().text
    one, other = team.client("member"), team.client("chair")
    path = f"/cases/{case.key}/text/save"
    one.post(path, {"text": text.replace("age: 62", "age: 63"), "base": "1"})
    answer = other.post(path, {"text": text + "molecular: {ras: mutant}\n", "base": "1"})
    assert answer.status_code == 302
    found = recorded(case)
    assert found["patient", "age"] == 63 and found["molecular", "ras"] == "mutant"
    answer = other.post(path, {"text": text.replace("age: 62", "age: 64"), "base": "1"})
    page = answer.content.decode()
    assert answer.status_code == 409 and "<td>62</td>" in page and "63" in page and "64" in page


def test_going_back_keeps_what_others_change_meanwhile(team, case):
    one, other = team.client("member"), team.client("chair")
    fact(one, case, "ras", "mutant", 1)
    fact(other, case, "msi", "MSS/pMMR", 2)
    one.post(f"/cases/{case.key}/versions/1/restore", {"base": "2"})
    found = recorded(case)
    assert ("molecular", "ras") not in found and found["molecular", "msi"] == "MSS/pMMR"


def test_many_people_at_once_lose_nothing(team, case):
    """Each thread sets its own facts from the version it saw first; every one must be there."""
    from django.db import connections

    from hepaboard.web.audit.trail import verify
    from hepaboard.web.cases.edits import put
    from hepaboard.web.cases.saving import save_change

    people = [team.people[role] for role in ("coordinator", "member", "chair")]
    numbers = {"bilirubin_mg_dl": 1, "cea_ng_ml": 2, "albumin_g_dl": 3, "inr": 1}
    problems = []

    def write(name, user):
        from hepaboard.web.cases.models import Case

        def change(data):
            put(data, ("laboratory", name), numbers[name])
            return data

        try:
            save_change(Case.objects.get(pk=case.pk), user, 1, change)
        except Exception as error:
            problems.append(error)
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=write, args=(name, people[i % 3])) for i, name in enumerate(numbers)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not problems
    found = recorded(case)
    assert {name: found["laboratory", name] for name in numbers} == numbers
    assert [v.number for v in case.versions.all()] == [1, 2, 3, 4, 5]
    assert verify().broken is None


def test_a_form_without_a_version_is_refused(team, case):
    for base in ("", "0", "99", "x"):
        answer = fact(team.client("member"), case, "ras", "mutant", base)
        assert answer.status_code == 422 and b"which version" in answer.content
    assert case.versions.count() == 1
