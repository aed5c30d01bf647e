"""The invariants of invariants.yaml: what must hold of verdicts whatever the packs say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hepaboard.guideline import VERDICTS
from hepaboard.guideline.knowledge import Read
from hepaboard.guideline.place import ROOT
from hepaboard.guideline.problems import KnowledgeError
from hepaboard.guideline.schema import InvariantEntry, InvariantsFile
from hepaboard.logic import ConditionError, check
from hepaboard.logic.parse import parse
from hepaboard.verify.claim import both, true, unknown, verdict_in
from hepaboard.verify.knowledge_file import knowledge_file
from hepaboard.verify.obligation import Obligation
from hepaboard.verify.subject import Subject


def invariant_obligations(subject: Subject, root: Path = ROOT) -> Iterator[Obligation]:
    """One obligation for each invariant and treatment; none without the file.

    Raises
    ------
    KnowledgeError
        A condition that cannot be used, or a treatment that does not exist.
    """
    file = knowledge_file(root / "invariants.yaml", InvariantsFile)
    if file is None:
        return
    for place, entry in enumerate(file.model.invariants):
        node = _condition(subject, file, place, entry)
        at = 0 if entry.scope == "lesion" else None
        wrong = entry.never or tuple(
            v for v in dict.fromkeys(VERDICTS.values()) if v not in entry.only
        )
        for name in entry.treatments:
            if name not in subject.guideline.treatments:
                where = ("invariants", place, "treatments")
                raise KnowledgeError([file.problem(f"There is no treatment {name}.", where)])
            yield from _obligations(subject, entry, node, at, wrong, name)


def _obligations(
    subject: Subject,
    entry: InvariantEntry,
    node: int,
    at: int | None,
    wrong: tuple[str, ...],
    name: str,
) -> Iterator[Obligation]:
    guideline = subject.guideline
    state = true(node, at) if entry.while_ == "holds" else unknown(node, at)
    for table, lesion, mark in (
        (guideline.options, None, ""),
        (guideline.lesion_options, 0, "-lesion"),
    ):
        if name not in table or (entry.scope == "lesion" and lesion is None):
            continue
        yield Obligation(
            id=f"{entry.id}.{name}{mark}",
            name=f"{entry.says} ({name}{mark.replace('-', ' of one ')})",
            kind="invariant",
            expect="never",
            claim=both(state, verdict_in(table[name].roots, wrong, lesion)),
            encodings=("kleene",) if entry.while_ == "open" else ("two_valued", "kleene"),
        )


def _condition(
    subject: Subject, file: Read[InvariantsFile], place: int, entry: InvariantEntry
) -> int:
    try:
        return check(
            parse(entry.when),
            subject.graph,
            subject.guideline.vocabulary.types,
            lambda name: None,
            scope=entry.scope,
            text=entry.when,
        )
    except ConditionError as error:
        error.file = file.document.file
        error.field = f"invariants.{place}.when"
        error.line, error.column = file.document.spot(
            ("invariants", place, "when"), error.offset or 0
        )
        raise KnowledgeError([error]) from None
