"""What every page knows: who is signed in and what they may open."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from hepaboard.report.sheet import INTENDED_USE
from hepaboard.web.accounts.models import User
from hepaboard.web.accounts.rights import Right

NAVIGATION = (
    ("cases", "Cases", Right.see_cases),
    ("meetings", "Meetings", Right.see_cases),
    ("guideline", "Guideline", Right.signed_in),
    ("accounts", "Accounts", Right.manage_accounts),
    ("trail", "Trail", Right.see_trail),
)


SHEETS = (
    "web/base.css",
    "web/forms.css",
    "web/case.css",
    "web/liver.css",
    "web/screen.css",
    "web/print.css",
)
SCRIPTS = ("web/workbench.js", "web/liver.js", "web/screen.js")


def shared(request: HttpRequest) -> dict[str, Any]:
    """The navigation, and the line on intended use."""
    user = getattr(request, "user", None)
    person = user if isinstance(user, User) else None
    return {
        "person": person,
        "navigation": [
            (name, words) for name, words, right in NAVIGATION if person and person.may(right)
        ],
        "intended_use": INTENDED_USE,
        "sheets": SHEETS,
        "scripts": SCRIPTS,
    }
