"""Signing in and out, invitations, changing the password."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from hepaboard.web.accounts import throttle
from hepaboard.web.accounts.invitations import accept, open_invitation
from hepaboard.web.accounts.models import User
from hepaboard.web.audit.trail import record

BACKEND = "hepaboard.web.accounts.sign_in.LocalAccounts"


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def sign_in(request: Any) -> HttpResponse:
    """The sign-in page."""
    back = request.POST.get("next") or request.GET.get("next") or "/"
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    said: dict[str, Any] = {"next": back}
    if request.method == "POST":
        username = request.POST.get("username", "").strip()[:150]
        password = request.POST.get("password", "")[:500]
        address = throttle.address_of(request)
        said["username"] = username
        if throttle.must_wait(username, address):
            said["problem"] = "Too many attempts. Wait a quarter of an hour, then try again."
            return render(request, "sign_in.html", said, status=429)
        user = authenticate(request, username=username, password=password)
        if isinstance(user, User):
            throttle.succeeded(username)
            login(request, user, backend=BACKEND)
            record(user.username, "signed_in")
            return HttpResponseRedirect(back)
        throttle.failed(username, address)
        known = User.objects.filter(username=username.lower()).exists()
        # What was typed may be a password: only a name that exists is written down.
        record(username.lower() if known else "-", "sign_in_failed")
        said["problem"] = "User name and password do not fit."
        return render(request, "sign_in.html", said, status=422)
    return render(request, "sign_in.html", said)


@require_POST
def sign_out(request: Any) -> HttpResponse:
    """Ends the session."""
    record(request.user.username, "signed_out")
    logout(request)
    return redirect("sign-in")


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """The page behind a link that works once: choose a password (the first one a name, too)."""
    found = open_invitation(secret)
    if found is None:
        return render(request, "invitation_over.html", status=410)
    said: dict[str, Any] = {"invited": found.user}
    if request.method == "POST":
        posted = {key: request.POST.get(key, "").strip() for key in ("username", "name")}
        said |= posted
        first = None if found.user else User(username=posted["username"], name=posted["name"])
        user = found.user or first
        assert user is not None
        problems = _problems(request, user, first)
        if not problems:
            made = accept(secret, request.POST["password"], posted["username"], posted["name"])
            if made is None:
                return render(request, "invitation_over.html", status=410)
            login(request, made, backend=BACKEND)
            record(made.username, "signed_in")
            return redirect("home")
        said["problems"] = problems
        return render(request, "invitation.html", said, status=422)
    return render(request, "invitation.html", said)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password(request: Any) -> HttpResponse:
    """Changes one's own password."""
    said: dict[str, Any] = {}
    if request.method == "POST":
        user = request.user
        problems = _problems(request, user, None)
        if not user.check_password(request.POST.get("old", "")):
            problems.insert(0, "The present password is another one.")
        if not problems:
            user.set_password(request.POST["password"])
            user.save(update_fields=["password"])
            update_session_auth_hash(request, user)
            record(user.username, "password_set")
            return redirect("home")
        return render(request, "password.html", {"problems": problems}, status=422)
    return render(request, "password.html", said)


def _problems(request: HttpRequest, user: User, first: User | None) -> list[str]:
    """What is wrong with what was typed, in words; ``first`` is an account still to be made."""
    found: list[str] = []
    if first is not None:
        try:
            first.clean_fields(exclude=["password"])
            first.validate_unique()
        except ValidationError as error:
            for field, words in error.message_dict.items():
                found += [f"{field}: {word}" for word in words]
    if request.POST.get("password") != request.POST.get("again"):
        found.append("The two passwords differ.")
    try:
        validate_password(request.POST.get("password", ""), user)
    except ValidationError as error:
        found += error.messages
    return found
