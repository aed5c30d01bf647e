"""Accounts, boards and the trail, for administrators."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from hepaboard.web.accounts.invitations import invite
from hepaboard.web.accounts.models import Board, Membership, User
from hepaboard.web.accounts.rights import BOARD_ROLES
from hepaboard.web.audit.models import Record
from hepaboard.web.audit.trail import record, verify

ROLE_VALUES = frozenset(role.value for role in BOARD_ROLES)


@require_GET
def accounts(request: Any) -> HttpResponse:
    """All people and boards."""
    return _page(request)


@require_POST
def new(request: Any) -> HttpResponse:
    """Makes an account; its link is shown once."""
    user = User(
        username=request.POST.get("username", "").strip(), name=request.POST.get("name", "").strip()
    )
    try:
        user.clean_fields(exclude=["password"])
        user.validate_unique()
    except ValidationError as error:
        said = [f"{field}: {' '.join(words)}" for field, words in error.message_dict.items()]
        return _page(request, problems=said, status=422)
    with transaction.atomic():
        made = User.objects.make(user.username, name=user.name)
        _set_roles(made, request.POST)
        record(request.user.username, "account_made", account=made.username)
    return _invited(request, made)


@require_POST
def account(request: Any, user: int) -> HttpResponse:
    """Changes roles, opens or closes an account; the last administrator stays one."""
    person = get_object_or_404(User, pk=user)
    others = User.objects.filter(is_administrator=True, is_active=True).exclude(pk=person.pk)
    stays = "administrator" in request.POST and "active" in request.POST
    if person.is_administrator and not stays and not others.exists():
        return _page(request, problems=["Somebody must stay administrator."], status=422)
    with transaction.atomic():
        person.is_active = "active" in request.POST
        _set_roles(person, request.POST)
        record(
            request.user.username,
            "account_changed",
            account=person.username,
            active=int(person.is_active),
            administrator=int(person.is_administrator),
        )
    return redirect("accounts")


@require_POST
def invitation(request: Any, user: int) -> HttpResponse:
    """A new link for a person, such as after a lost password."""
    return _invited(request, get_object_or_404(User, pk=user, is_active=True))


@require_POST
def board(request: Any) -> HttpResponse:
    """Makes a board."""
    found = Board(name=request.POST.get("name", "").strip())
    try:
        found.full_clean()
    except ValidationError as error:
        return _page(request, problems=error.messages, status=422)
    with transaction.atomic():
        found.save()
        record(request.user.username, "board_made", board=found.pk)
    return redirect("accounts")


@require_GET
def trail(request: Any) -> HttpResponse:
    """The trail, newest first; with ``check`` its chain is verified."""
    pages = Paginator(Record.objects.order_by("-seq"), 100)
    said = {
        "page": pages.get_page(request.GET.get("page")),
        "checked": verify() if "check" in request.GET else None,
    }
    return render(request, "trail.html", said)


def _set_roles(person: User, posted: Any) -> None:
    """The roles that a form names, one a board."""
    person.is_administrator = "administrator" in posted
    person.save()
    for board in Board.objects.all():
        role = posted.get(f"board-{board.pk}", "")
        Membership.objects.filter(user=person, board=board).delete()
        if role in ROLE_VALUES:
            Membership.objects.create(user=person, board=board, role=role)


def _invited(request: Any, person: User) -> HttpResponse:
    secret = invite(person)
    record(request.user.username, "invitation_made", account=person.username)
    link = request.build_absolute_uri(reverse("invitation", args=[secret]))
    return _page(request, link=link, invited=person)


def _page(request: Any, status: int = 200, **said: Any) -> HttpResponse:
    boards = list(Board.objects.all())
    people = [
        (person, {item.board_id: item.role for item in person.memberships.all()})
        for person in User.objects.prefetch_related("memberships").order_by("username")
    ]
    said |= {
        "people": [
            (person, [(board, held.get(board.pk, "")) for board in boards])
            for person, held in people
        ],
        "boards": boards,
        "roles": [role.value for role in BOARD_ROLES],
    }
    return render(request, "accounts.html", said, status=status)
