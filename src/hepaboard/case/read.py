"""Reads a case from a file or a dict."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from hepaboard.case.model import Case
from hepaboard.document import Document, Place, read_document, read_text
from hepaboard.errors import HepaboardError
from hepaboard.model_problems import model_problems


class CaseError(HepaboardError):
    """A case cannot be used; ``problems`` holds one error per finding."""

    def __init__(self, problems: list[HepaboardError]) -> None:
        self.problems = tuple(problems)
        first = problems[0]
        super().__init__(
            first.what,
            file=first.file,
            line=first.line,
            field=first.field,
            value=first.value,
            allowed=first.allowed,
        )

    def __str__(self) -> str:
        if len(self.problems) == 1:
            return str(self.problems[0])
        head = f"The case has {len(self.problems)} problems. No assessment was made."
        return "\n\n".join([head, *(str(problem) for problem in self.problems[:10])])


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case with the document it was read from, so that later findings can name the line."""

    case: Case
    document: Document

    @property
    def hash(self) -> str:
        """SHA-256 of the case's content (not of its layout), keys in order."""
        content = self.case.model_dump_json(exclude_defaults=True)
        ordered = json.dumps(json.loads(content), sort_keys=True, ensure_ascii=False)
        return sha256(ordered.encode()).hexdigest()

    def problem(self, what: str, place: Place, **rest: Any) -> HepaboardError:
        """An error at a place of the case."""
        return HepaboardError(
            what,
            file=self.document.file,
            line=self.document.line(self._written(place)),
            field=".".join(str(part) for part in place),
            **rest,
        )

    def located(self, error: HepaboardError) -> HepaboardError:
        """The error with file and line of its field, as far as the field stands in the case."""
        place = self._written(tuple((error.field or "").split(".")))
        if place:
            error.file, error.line = self.document.file, self.document.line(place)
        return error

    def _written(self, place: Place) -> Place:
        """Where a place of the case stands in the document: lists may be written in short."""
        data: Any = self.document.data
        found: list[str | int] = []
        for key in place:
            if isinstance(data, list) and key in ("records", "listed"):
                continue
            if (
                isinstance(data, dict)
                and key not in data
                and isinstance(data.get("findings"), dict)
            ):
                data = data["findings"]
                found.append("findings")
            known = key in data if isinstance(data, dict) else isinstance(data, list)
            if not known or (isinstance(data, list) and not isinstance(key, int)):
                break
            data = data[key]
            found.append(key)
        return tuple(found)


def read_case(source: str | Path | dict[str, Any]) -> CaseFile:
    """The case in a YAML or JSON file, or in a dict of the same shape.

    Raises
    ------
    DocumentError
        The file cannot be read.
    CaseError
        Fields are unknown, missing or of the wrong kind; each is named with its line.
    """
    return case_in(document_of(source))


def document_of(source: str | Path | dict[str, Any]) -> Document:
    """The document in a file, or that of a dict; no digit of a number is lost."""
    if isinstance(source, dict):
        return read_text(json.dumps(source, default=_plain, ensure_ascii=False), "<dict>")
    return read_document(source)


def case_in(document: Document) -> CaseFile:
    """The case that a document holds; see ``read_case``."""
    if not isinstance(document.data, dict):
        raise HepaboardError(
            "A case is a mapping of sections.",
            file=document.file,
            line=1,
            allowed="id: ..., patient: ..., primary: ..., liver: ... (hepaboard schema case)",
        )
    try:
        return CaseFile(Case.model_validate(document.data), document)
    except ValidationError as error:
        raise CaseError(model_problems(error, document, Case)) from None


def _plain(value: Any) -> Any:
    """What JSON does not know: a Decimal as a number, anything else as its text."""
    if not isinstance(value, Decimal) or not value.is_finite():
        return str(value)
    number = float(value)
    if Decimal(repr(number)) != value:
        raise HepaboardError(f"{value} has more digits than a number can carry.", value=value)
    return number
