"""Every page for every role: the table of rights is what happens."""

import pytest
from pages import ALSO_GET, POSTS, arguments, ask, takes_case

ROLES = ("anyone", "reader", "member", "chair", "coordinator", "administrator", "stranger")


def names():
    from hepaboard.web.accounts.rights import PAGES

    return sorted(PAGES)


def test_every_address_stands_in_the_table_and_every_entry_is_an_address(team):
    from hepaboard.web.accounts.rights import PAGES
    from hepaboard.web.urls import urlpatterns

    assert {pattern.name for pattern in urlpatterns} == set(PAGES)


def test_every_right_is_held_by_somebody_and_only_by_known_roles(team):
    from hepaboard.web.accounts.rights import HELD_BY, Right, Role

    assert set(HELD_BY) == set(Right)
    assert all(held and held <= set(Role) for held in HELD_BY.values())


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", names())
def test_page_by_role(filled, name, role):
    from hepaboard.web.accounts.rights import HELD_BY, PAGES, Right, Role
    from hepaboard.web.assessments.models import Shown
    from hepaboard.web.cases.models import Case, Version

    team, case = filled, Case.objects.get()
    kept = Shown.objects.get().pk
    right = PAGES[name]
    versions = Version.objects.count()
    response = ask(team.client(role), name, case.key, kept, team.people["reader"].pk)
    as_role = "coordinator" if role == "stranger" else role
    holds = role != "anyone" and Role(as_role) in HELD_BY[right]
    if right is Right.anyone:
        assert response.status_code in (200, 410)
    elif role == "anyone":
        assert response.status_code == 302
        assert response["Location"].startswith("/sign-in?next=")
    elif takes_case(name) and role in ("stranger", "administrator"):
        assert response.status_code == 404
    elif holds:
        assert response.status_code in (200, 302, 422), response.content
        assert "/sign-in" not in response.get("Location", "") or name == "sign-out"
    else:
        assert response.status_code == 403
    if not holds or (takes_case(name) and role in ("stranger", "administrator")):
        assert Version.objects.count() == versions


@pytest.mark.parametrize("name", sorted(POSTS))
def test_what_changes_something_is_never_done_by_looking(team, name):
    from django.urls import reverse

    case = team.case()
    team.people["coordinator"].is_administrator = True
    team.people["coordinator"].save()
    address = reverse(name, kwargs=arguments(name, case.key, 1, team.people["reader"].pk))
    answer = team.client("coordinator").get(address)
    assert answer.status_code == (200 if name in ALSO_GET else 405)


def test_a_closed_account_is_out_at_once(team):
    client = team.client("member")
    assert client.get("/cases/").status_code == 200
    team.people["member"].is_active = False
    team.people["member"].save()
    assert client.get("/cases/").status_code == 302


def test_a_role_taken_away_counts_at_once(team):
    from hepaboard.web.accounts.models import Membership

    case = team.case()
    client = team.client("member")
    Membership.objects.filter(user=team.people["member"]).update(role="reader")
    answer = client.post(f"/cases/{case.key}/fact/ras", {"value": "mutant", "base": 1})
    assert answer.status_code == 403
    Membership.objects.filter(user=team.people["member"]).delete()
    assert client.get(f"/cases/{case.key}/").status_code == 404


def test_a_refusal_is_noted_in_the_trail(team):
    from hepaboard.web.audit.models import Record

    case = team.case()
    team.client("reader").post(f"/cases/{case.key}/fact/ras", {"value": "mutant", "base": 1})
    last = Record.objects.latest("seq")
    assert (last.actor, last.action, last.subject) == ("reader", "refused", case.key)


def test_nobody_makes_a_case_on_a_board_of_others(team):
    from hepaboard.web.cases.models import Case

    answer = team.client("coordinator").post(
        "/cases/new", {"pseudonym": "tb-9", "board": team.other_board.pk}
    )
    assert answer.status_code == 422 and not Case.objects.exists()


def test_a_kept_answer_of_another_case_cannot_be_reached_through_ones_own(team):
    from hepaboard.web.assessments.models import Shown

    own = team.case()
    foreign = team.case(board=team.other_board, role="stranger")
    kept = Shown.objects.get(version__case=foreign)
    answer = team.client("coordinator").post(f"/cases/{own.key}/shown/{kept.pk}/reproduce")
    assert answer.status_code == 404


def test_the_list_and_its_search_show_ones_own_boards_alone(team):
    team.case()
    team.case("id: secret-case\nabout: a rare finding\n", team.other_board, "stranger")
    for query in ("", "?q=secret", "?q=rare"):
        page = team.client("coordinator").get(f"/cases/{query}").content.decode()
        assert "secret-case" not in page and "a rare finding" not in page
    assert "secret-case" in team.client("stranger").get("/cases/").content.decode()
