"""Knowledge files that only proofs read."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from hepaboard.document import read_document
from hepaboard.guideline.knowledge import Read
from hepaboard.guideline.problems import KnowledgeError
from hepaboard.model_problems import model_problems

Model = TypeVar("Model", bound=BaseModel)


def knowledge_file(path: Path, model: type[Model]) -> Read[Model] | None:
    """A checked file with its document; None if there is none.

    Raises
    ------
    KnowledgeError
        Lists every field that was refused.
    """
    if not path.is_file():
        return None
    document = read_document(path)
    try:
        return Read(model.model_validate(document.data), document)
    except ValidationError as error:
        raise KnowledgeError(model_problems(error, document, model)) from None
