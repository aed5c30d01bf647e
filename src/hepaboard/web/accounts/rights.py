"""Who may do what: the one table that the gate enforces and the tests read.

Every page of ``urls.py`` stands in ``PAGES``; the gate refuses one that does not.
"""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a person is on one board; an administrator is one for the whole installation."""

    coordinator = "coordinator"
    member = "member"
    chair = "chair"
    reader = "reader"
    administrator = "administrator"


class Right(StrEnum):
    """What a page asks of a person."""

    anyone = "anyone"
    signed_in = "signed_in"
    see_cases = "see_cases"
    edit_cases = "edit_cases"
    plan_cases = "plan_cases"
    decide = "decide"
    remove_cases = "remove_cases"
    manage_accounts = "manage_accounts"
    see_trail = "see_trail"


_BOARD = frozenset({Role.coordinator, Role.member, Role.chair, Role.reader})
HELD_BY: dict[Right, frozenset[Role]] = {
    Right.anyone: frozenset(Role),
    Right.signed_in: frozenset(Role),
    Right.see_cases: _BOARD,
    Right.edit_cases: _BOARD - {Role.reader},
    # State and meeting day.
    Right.plan_cases: frozenset({Role.coordinator, Role.chair}),
    # What the board decided is written down by whoever leads it or keeps its records.
    Right.decide: frozenset({Role.coordinator, Role.chair}),
    # On a board where the administrator does not sit there is nothing to be removed by them.
    Right.remove_cases: frozenset({Role.coordinator, Role.administrator}),
    # An administrator sees no case unless a board makes them a member too.
    Right.manage_accounts: frozenset({Role.administrator}),
    Right.see_trail: frozenset({Role.administrator}),
}
#: Roles that a person has on a board.
BOARD_ROLES = (Role.coordinator, Role.member, Role.chair, Role.reader)

PAGES: dict[str, Right] = {
    "health": Right.anyone,
    "sign-in": Right.anyone,
    "invitation": Right.anyone,
    "sign-out": Right.signed_in,
    "home": Right.signed_in,
    "password": Right.signed_in,
    # Cases
    "cases": Right.see_cases,
    "case-new": Right.edit_cases,
    "case-paste": Right.edit_cases,
    "case-example": Right.edit_cases,
    "case": Right.see_cases,
    "case-fact": Right.edit_cases,
    "case-entry": Right.edit_cases,
    "case-text": Right.see_cases,
    "case-text-save": Right.edit_cases,
    "case-download": Right.see_cases,
    "case-plan": Right.plan_cases,
    "case-versions": Right.see_cases,
    "case-version": Right.see_cases,
    "case-ranked": Right.see_cases,
    "case-restore": Right.edit_cases,
    # Answers
    "option": Right.see_cases,
    "why": Right.see_cases,
    "flow": Right.see_cases,
    "figures": Right.see_cases,
    "figure": Right.see_cases,
    "question": Right.see_cases,
    "what-if": Right.see_cases,
    "compare": Right.see_cases,
    "shown": Right.see_cases,
    "reproduce": Right.see_cases,
    # Meetings and decisions
    "meetings": Right.see_cases,
    "meeting": Right.see_cases,
    "meeting-letters": Right.see_cases,
    "meeting-screen": Right.see_cases,
    "decision": Right.see_cases,
    "decision-new": Right.decide,
    "letter": Right.see_cases,
    "case-removal": Right.remove_cases,
    "case-remove": Right.remove_cases,
    # Guideline
    "guideline": Right.signed_in,
    "source": Right.signed_in,
    "statement": Right.signed_in,
    "guideline-search": Right.signed_in,
    "disagreements": Right.signed_in,
    "errata": Right.signed_in,
    "readings": Right.signed_in,
    "coverage": Right.signed_in,
    "proofs": Right.signed_in,
    "safety": Right.signed_in,
    # Administration
    "accounts": Right.manage_accounts,
    "account-new": Right.manage_accounts,
    "account": Right.manage_accounts,
    "account-invite": Right.manage_accounts,
    "board-new": Right.manage_accounts,
    "trail": Right.see_trail,
}


def holds(roles: frozenset[Role], right: Right) -> bool:
    """Whether any of these roles has the right."""
    return bool(roles & HELD_BY[right])
