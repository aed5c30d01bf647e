"""Writes the trail, and checks it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connection, transaction

from hepaboard.web.audit.models import Record

BEGINNING = "0" * 64
#: Any number that nothing else in the database locks.
_LOCK = 4_110_202_611


def record(actor: str, action: str, subject: str = "", **detail: str | int | None) -> Record:
    """Appends a record; inside a transaction it stands or falls with the rest of it.

    Parameters
    ----------
    actor
        A user name, or ``-`` where nobody is signed in.
    subject
        The key of a case, or empty.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        last = Record.objects.order_by("-seq").first()
        made = Record(
            seq=last.seq + 1 if last else 1,
            at=datetime.now(UTC).isoformat(timespec="microseconds"),
            actor=actor,
            action=action,
            subject=subject,
            detail=json.dumps(detail, sort_keys=True, separators=(",", ":")),
            previous=last.hash if last else BEGINNING,
        )
        made.hash = made.computed_hash()
        made.save(force_insert=True)
        return made


@dataclass(frozen=True, slots=True)
class Finding:
    """The first place where the trail is broken, in words."""

    seq: int
    words: str


@dataclass(frozen=True, slots=True)
class Checked:
    """How many records were checked, the last hash, and what is wrong (None: nothing)."""

    records: int
    head: str
    broken: Finding | None


def verify(expect: str | None = None) -> Checked:
    """The trail checked from its beginning.

    Parameters
    ----------
    expect
        A hash noted earlier (the head of an earlier check): it must still be in the trail. A
        chain alone cannot show that its last records were cut off.
    """
    count, head, met = 0, BEGINNING, expect is None or expect == BEGINNING
    for item in _records():
        count += 1
        if item.seq != count:
            return Checked(count, head, Finding(count, f"record {count} is missing"))
        if item.previous != head:
            words = f"record {count} does not follow the one before it"
            return Checked(count, head, Finding(count, words))
        if item.hash != item.computed_hash():
            return Checked(count, head, Finding(count, f"record {count} was changed"))
        head = item.hash
        met = met or head == expect
    if not met:
        words = "the trail no longer holds the record whose hash was expected"
        return Checked(count, head, Finding(count, words))
    return Checked(count, head, _unrecorded(count))


def _unrecorded(count: int) -> Finding | None:
    """A version or decision whose writing the trail does not hold: its end was cut off."""
    from hepaboard.web.cases.models import Version
    from hepaboard.web.meetings.models import Decision

    for model, action, name in (
        (Version, "case_written", "version"),
        (Decision, "case_decided", "decision"),
    ):
        written = {
            (item.subject, json.loads(item.detail).get(name))
            for item in Record.objects.filter(action=action).iterator()
        }
        rows = model._base_manager.order_by("pk").values_list("case__key", "number")
        for key, number in rows:
            if (key, number) not in written:
                words = f"{name} {number} of case {key} was written without a record"
                return Finding(count + 1, words)
    return None


def _records() -> Iterator[Record]:
    return Record.objects.order_by("seq").iterator(chunk_size=2000)
