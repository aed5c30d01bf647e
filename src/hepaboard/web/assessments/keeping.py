"""Keeps every assessment that is shown, and makes it again to compare."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.db import transaction

from hepaboard.assess import Assessment
from hepaboard.recent import Recent
from hepaboard.web.accounts.models import User
from hepaboard.web.assessments.answering import whole
from hepaboard.web.assessments.models import Shown
from hepaboard.web.audit.trail import record
from hepaboard.web.cases.data import case_text
from hepaboard.web.cases.models import Version
from hepaboard.web.knowledge_in_use import guideline

_recent: Recent[Assessment] = Recent(16)


def keep(version: Version, answer: Assessment, user: User) -> Shown:
    """The assessment as a record; the one that is there already if it was shown before."""
    text = answer.model_dump_json().encode()
    answer_hash = sha256(text).hexdigest()
    _recent.put(answer_hash, answer)
    content = {
        "guideline_version": answer.guideline.version,
        "case_hash": answer.case.hash,
        "answer_hash": answer_hash,
        "answer": zlib.compress(text, 4),
    }
    with transaction.atomic():
        made, new = Shown.objects.get_or_create(
            version=version, guideline_hash=answer.guideline.hash, defaults=content
        )
        if new:
            record(
                user.username,
                "assessment_kept",
                version.case.key,
                version=version.number,
                guideline=answer.guideline.hash,
                answer=made.answer_hash,
            )
    return made


def assessment_of(version: Version, user: User) -> Assessment:
    """The assessment of a version under the guideline in use: the kept one, else made and kept.

    Raises
    ------
    HepaboardError
        The guideline in use cannot take the case any more (a fact was renamed or narrowed).
    """
    kept = kept_of(version)
    if kept is not None:
        return kept
    answer = whole(case_text(version.text).file)
    keep(version, answer, user)
    return answer


def kept_of(version: Version) -> Assessment | None:
    """The kept assessment of a version under the guideline in use, if it was ever shown."""
    kept = version.shown.filter(guideline_hash=guideline().hash)
    answer_hash = kept.values_list("answer_hash", flat=True).first()
    if answer_hash is None:
        return None
    known = _recent.get(answer_hash)
    return known or _recent.put(answer_hash, kept.get().assessment())


@dataclass(frozen=True, slots=True)
class Comparison:
    """A kept assessment beside the same case assessed now.

    ``intact`` tells that the record still has its hash; ``same_guideline`` and ``same`` whether
    guideline and answer are the same; ``parts`` names the parts of the answer that differ.
    """

    intact: bool
    same_guideline: bool
    same: bool
    parts: tuple[str, ...]


def compare(kept: Shown) -> Comparison:
    """The kept assessment made again under the guideline in use."""
    now = whole(case_text(kept.version.text).file)
    text = now.model_dump_json()
    before: dict[str, Any] = json.loads(kept.json)
    after: dict[str, Any] = json.loads(text)
    return Comparison(
        intact=sha256(kept.json.encode()).hexdigest() == kept.answer_hash,
        same_guideline=now.guideline.hash == kept.guideline_hash,
        same=text == kept.json,
        parts=tuple(key for key in after if before.get(key) != after[key]),
    )
