"""Signing in, one-time links, throttling, cookies."""

from datetime import timedelta

import pytest
from pages import PASSWORD

WRONG = "not the password at all"


def person(team, role="member"):
    user = team.people[role]
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client, username="member", password=PASSWORD, **more):
    return client.post("/sign-in", {"username": username, "password": password, **more})


def test_first_start_makes_one_administrator_with_a_link_that_works_once(records):
    from django.test import Client

    from hepaboard.web.accounts.models import Board, User
    from hepaboard.web.serve import Address, first_link

    address = Address("127.0.0.1", 8123)
    link = first_link(address)
    path = link.removeprefix(address.url)
    assert path.startswith("/invitation/")
    client = Client(headers={"Host": "127.0.0.1:8123"})
    form = {"username": "Ada", "name": "Ada", "password": PASSWORD, "again": PASSWORD}
    assert client.post(path, form).status_code == 422  # capitals are refused
    assert client.post(path, {**form, "username": "ada"}).status_code == 302
    ada = User.objects.get()
    assert ada.is_administrator and ada.memberships.get().role == "coordinator"
    assert Board.objects.count() == 1
    assert client.get("/accounts/").status_code == 200
    assert Client(headers={"Host": "localhost"}).get(path).status_code == 410
    assert client.post(path, {**form, "username": "eve"}).status_code == 410
    assert first_link(address) is None and User.objects.count() == 1


def test_a_second_start_makes_the_first_link_useless(records):
    from django.test import Client

    from hepaboard.web.serve import Address, first_link

    client = Client(headers={"Host": "localhost"})
    address = Address("127.0.0.1", 8123)
    old, new = (first_link(address).removeprefix(address.url) for _ in range(2))
    assert client.get(old).status_code == 410 and client.get(new).status_code == 200


def test_a_link_is_over_after_two_days_and_is_not_kept_readable(team):
    from django.utils import timezone

    from hepaboard.web.accounts.invitations import invite, open_invitation
    from hepaboard.web.accounts.models import Invitation

    secret = invite(team.people["member"])
    assert open_invitation(secret) is not None
    assert secret not in str(list(Invitation.objects.values()))
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert open_invitation(secret) is None


def test_an_invited_person_chooses_a_password_and_is_signed_in(team):
    from django.test import Client

    admin = team.client("administrator")
    made = admin.post(
        "/accounts/new",
        {"username": "new", "name": "New", f"board-{team.board.pk}": "member"},
    )
    path = made.context["link"].split("localhost", 1)[1]
    client = Client(headers={"Host": "localhost"})
    assert client.post(path, {"password": "short", "again": "short"}).status_code == 422
    assert client.post(path, {"password": PASSWORD, "again": WRONG}).status_code == 422
    assert client.post(path, {"password": PASSWORD, "again": PASSWORD}).status_code == 302
    assert client.get("/cases/").status_code == 200


def test_sign_in_and_out(team):
    from django.test import Client

    person(team)
    client = Client(headers={"Host": "localhost"})
    assert sign_in(client, password=WRONG).status_code == 422
    assert client.get("/cases/").status_code == 302
    assert sign_in(client, next="/guideline/")["Location"] == "/guideline/"
    assert client.get("/cases/").status_code == 200
    client.post("/sign-out")
    assert client.get("/cases/").status_code == 302


@pytest.mark.parametrize("away", ["https://example.org/", "//example.org", "javascript:alert(1)"])
def test_sign_in_leads_nowhere_else(team, away):
    from django.test import Client

    person(team)
    assert sign_in(Client(headers={"Host": "localhost"}), next=away)["Location"] == "/"


def test_guessing_is_slowed_down_for_a_name_and_ends_with_time(team):
    from django.test import Client

    from hepaboard.web.accounts.models import Attempt
    from hepaboard.web.accounts.throttle import FAILURES_OF_A_NAME, WINDOW

    person(team)
    client = Client(headers={"Host": "localhost"})
    for _ in range(FAILURES_OF_A_NAME):
        assert sign_in(client, password=WRONG).status_code == 422
    assert sign_in(client).status_code == 429
    assert sign_in(client, username="MEMBER").status_code == 429
    for attempt in Attempt.objects.all():
        Attempt.objects.filter(pk=attempt.pk).update(at=attempt.at - WINDOW)
    assert sign_in(client).status_code == 302


def test_guessing_many_names_from_one_address_is_slowed_down(team):
    from django.test import Client

    from hepaboard.web.accounts.throttle import FAILURES_OF_AN_ADDRESS

    client = Client(headers={"Host": "localhost"})
    for i in range(FAILURES_OF_AN_ADDRESS):
        assert sign_in(client, username=f"guess{i}").status_code == 422
    assert sign_in(client, username="another").status_code == 429


def test_behind_a_proxy_the_address_is_the_one_the_proxy_saw(team, settings_behind_tls):
    from django.test import RequestFactory

    from hepaboard.web.accounts.throttle import address_of

    request = RequestFactory().get("/", headers={"X-Forwarded-For": "1.1.1.1, 10.0.0.7"})
    assert address_of(request) == "127.0.0.1"
    settings_behind_tls(True)
    assert address_of(request) == "10.0.0.7"


@pytest.fixture
def settings_behind_tls(monkeypatch):
    from django.conf import settings

    return lambda value: monkeypatch.setattr(settings, "BEHIND_TLS", value)


def test_a_mistyped_name_is_not_written_down(team):
    from django.test import Client

    from hepaboard.web.accounts.models import Attempt
    from hepaboard.web.audit.models import Record

    sign_in(Client(headers={"Host": "localhost"}), username="my-secret-password")
    written = str(list(Record.objects.values())) + str(list(Attempt.objects.values()))
    assert "my-secret-password" not in written and "sign_in_failed" in written


def test_cookies_are_closed_to_scripts_and_other_sites(team):
    from django.test import Client

    person(team)
    client = Client(headers={"Host": "localhost"})
    client.get("/sign-in")
    sign_in(client)
    for name in ("hepaboard", "csrftoken"):
        cookie = client.cookies[name]
        assert cookie["httponly"] and cookie["samesite"] == "Strict", name


def test_an_unknown_host_name_is_refused(team):
    from django.test import Client

    assert Client(headers={"Host": "evil.example"}).get("/sign-in").status_code == 400


def test_changing_the_password_asks_for_the_old_one_and_ends_other_sessions(team):
    from django.test import Client

    person(team)
    one, other = (Client(headers={"Host": "localhost"}) for _ in range(2))
    sign_in(one)
    sign_in(other)
    new = {"password": "another long password", "again": "another long password"}
    assert one.post("/password", {**new, "old": WRONG}).status_code == 422
    assert one.post("/password", {**new, "old": PASSWORD}).status_code == 302
    assert one.get("/cases/").status_code == 200
    assert other.get("/cases/").status_code == 302


def test_the_last_administrator_stays(team):
    from hepaboard.web.accounts.models import User

    admin = team.people["administrator"]
    client = team.client("administrator")
    assert client.post(f"/accounts/{admin.pk}", {"active": "on"}).status_code == 422
    assert client.post(f"/accounts/{admin.pk}", {"administrator": "on"}).status_code == 422
    assert User.objects.get(pk=admin.pk).is_administrator
