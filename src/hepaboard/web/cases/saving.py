"""Saves a case: a new version each time, never over somebody else's change."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.db import IntegrityError, transaction

from hepaboard.assess import Assessment
from hepaboard.errors import HepaboardError
from hepaboard.web.accounts.models import Board, User
from hepaboard.web.assessments.answering import at_once, whole
from hepaboard.web.audit.trail import record
from hepaboard.web.cases.data import CaseText, Data, case_text
from hepaboard.web.cases.edits import Edit, edits, merged
from hepaboard.web.cases.models import Case, Version
from hepaboard.web.cases.writing import yaml_text

#: How often a save starts anew because somebody else saved in between.
TRIES = 8


class Conflict(Exception):
    """Somebody else changed the same fields since ``base``; nothing was saved.

    ``pairs`` holds each of our edits with the value that stands there now.
    """

    def __init__(self, head: Version, data: Data, pairs: tuple[tuple[Edit, Any], ...]) -> None:
        super().__init__("the same fields were changed meanwhile")
        self.head = head
        self.data = data
        self.pairs = pairs


@dataclass(frozen=True, slots=True)
class Saved:
    """The new version; ``others`` are changes by others it was joined with.

    ``assessment`` is the whole answer of a new case; of a changed one it is the answer at once,
    and the whole one is made and kept when it is shown.
    """

    version: Version
    assessment: Assessment
    others: tuple[Edit, ...] = ()


Change = Callable[[Data], Data]


def save_new(board: Board, user: User, text: str, name: str = "case.yaml") -> Saved:
    """A new case on a board.

    Raises
    ------
    HepaboardError
        The text is no case, contradicts itself, or its pseudonym is taken.
    """
    from hepaboard.web.assessments.keeping import keep

    read = case_text(text, name)
    answer = whole(read.file)
    try:
        with transaction.atomic():
            case = Case.objects.create(board=board, pseudonym=read.file.case.id)
            saved = _written(case, user, read, text, answer, 0, "new")
            keep(saved.version, answer, user)
            return saved
    except IntegrityError:
        raise _taken(read) from None


def save_change(
    case: Case, user: User, base: int, change: Change, how: str = "form", note: str = ""
) -> Saved:
    """A change to the version that the person had before them, put onto the newest one.

    What changes nothing makes no version.

    Parameters
    ----------
    base
        The version that the change was made from.
    change
        Gives the changed data of that version.

    Raises
    ------
    Conflict
        The same field was changed since; nothing was saved.
    HepaboardError
        The changed case cannot be used; nothing was saved.
    """
    old = case_text(case.version(base).text).data
    mine = edits(old, change(copy.deepcopy(old)))
    for _ in range(TRIES):
        _there(case)
        head = case.version()
        here = old if head.number == base else case_text(head.text).data
        result = merged(here, mine)
        if result.conflicts:
            raise Conflict(head, result.data, result.conflicts)
        if how == "form" and not edits(here, result.data):
            # Nothing new, such as a value sent by leaving its field and by Enter, too.
            others = tuple(edits(old, here)) if head.number != base else ()
            return Saved(head, at_once(case_text(head.text).file), others)
        saved = _onto(case, user, head, result.data, None, base, how, note)
        if saved is not None:
            others = tuple(edits(old, here)) if head.number != base else ()
            return Saved(saved.version, saved.assessment, others)
    raise HepaboardError(
        "The case is being changed by others all the time.", todo="Save again in a moment."
    )


def save_text(
    case: Case, user: User, base: int, text: str, how: str = "text", note: str = ""
) -> Saved:
    """A whole new text; kept to the letter if nobody else saved meanwhile, else merged."""
    read = case_text(text)
    _there(case)
    if case.head == base:
        saved = _onto(case, user, case.version(), read.data, text, base, how, note)
        if saved is not None:
            return saved
    return save_change(case, user, base, lambda _: read.data, how, note)


def _there(case: Case) -> None:
    """The case as it is now; somebody may have removed it meanwhile."""
    case.refresh_from_db()
    if case.removed_at is not None:
        raise HepaboardError("The case was removed meanwhile. Nothing was saved.")


def _onto(
    case: Case,
    user: User,
    head: Version,
    data: Data,
    text: str | None,
    base: int,
    how: str,
    note: str,
) -> Saved | None:
    """The next version after ``head``; None if there is one already.

    The assessment is made before the lock is taken, so that nobody waits for it.
    """
    written = yaml_text(data) if text is None else text
    read = case_text(written)
    answer = at_once(read.file)
    try:
        with transaction.atomic():
            locked = Case.objects.select_for_update().get(pk=case.pk)
            if locked.head != head.number:
                return None
            how = "merged" if head.number != base and how != "restored" else how
            saved = _written(locked, user, read, written, answer, base, how, note)
    except IntegrityError:
        raise _taken(read) from None
    case.refresh_from_db()
    return saved


def _written(
    case: Case,
    user: User,
    read: CaseText,
    text: str,
    answer: Assessment,
    base: int,
    how: str,
    note: str = "",
) -> Saved:
    """Version and trail, all or nothing; inside a transaction."""
    version = Version.objects.create(
        case=case,
        number=case.head + 1,
        based_on=base,
        text=text,
        hash=read.file.hash,
        how=how,
        note=note[:200],
        by=user,
    )
    case.head = version.number
    case.pseudonym = read.file.case.id
    case.about = read.file.case.about or ""
    case.save()
    text_hash = sha256(text.encode()).hexdigest()
    record(
        user.username,
        "case_written",
        case.key,
        version=version.number,
        hash=version.hash,
        text=text_hash,
        how=how,
    )
    return Saved(version, answer)


def _taken(read: CaseText) -> HepaboardError:
    document = read.file.document
    return HepaboardError(
        f"There is another case {read.file.case.id} on this board.",
        file=document.file,
        line=document.line(("id",)),
        field="id",
        todo="Open that case, or choose another pseudonym.",
    )
