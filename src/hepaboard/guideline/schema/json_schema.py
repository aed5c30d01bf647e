"""JSON Schemas of the knowledge files, so that editors complete and check them."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from hepaboard.guideline.schema.catalogue import ConceptsFile, TopicsFile, TreatmentsFile
from hepaboard.guideline.schema.flow import FlowFile
from hepaboard.guideline.schema.proofs import InvariantsFile, TypicalFile
from hepaboard.guideline.schema.safety import PolicyFile, SafetyFile
from hepaboard.guideline.schema.source import DefinitionsFile, ErrataFile, SourceFile
from hepaboard.guideline.schema.statement import StatementsFile
from hepaboard.guideline.schema.vocabulary import VocabularyFile

FILES: dict[str, type[BaseModel]] = {
    "concepts": ConceptsFile,
    "definitions": DefinitionsFile,
    "errata": ErrataFile,
    "flow": FlowFile,
    "invariants": InvariantsFile,
    "policy": PolicyFile,
    "safety": SafetyFile,
    "source": SourceFile,
    "statements": StatementsFile,
    "topics": TopicsFile,
    "treatments": TreatmentsFile,
    "typical": TypicalFile,
    "vocabulary": VocabularyFile,
}


def knowledge_schemas() -> dict[str, dict[str, Any]]:
    """One JSON Schema per kind of knowledge file."""
    return {
        name: {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            **model.model_json_schema(by_alias=True),
        }
        for name, model in FILES.items()
    }
