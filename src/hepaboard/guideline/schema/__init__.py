"""The shapes of the knowledge files."""

from hepaboard.guideline.schema.catalogue import (
    ChoiceEntry,
    ConceptsFile,
    TopicsFile,
    TreatmentEntry,
    TreatmentsFile,
)
from hepaboard.guideline.schema.flow import FlowFile, FlowNode
from hepaboard.guideline.schema.json_schema import knowledge_schemas
from hepaboard.guideline.schema.proofs import InvariantEntry, InvariantsFile, TypicalFile
from hepaboard.guideline.schema.safety import PolicyFile, SafetyFile, StopEntry
from hepaboard.guideline.schema.source import (
    DefinitionEntry,
    DefinitionsFile,
    ErrataFile,
    ErratumEntry,
    SourceFile,
)
from hepaboard.guideline.schema.statement import StatementEntry, StatementsFile, Timing
from hepaboard.guideline.schema.vocabulary import FactEntry, ImplicationEntry, VocabularyFile

__all__ = [
    "ChoiceEntry",
    "ConceptsFile",
    "DefinitionEntry",
    "DefinitionsFile",
    "ErrataFile",
    "ErratumEntry",
    "FactEntry",
    "FlowFile",
    "FlowNode",
    "ImplicationEntry",
    "InvariantEntry",
    "InvariantsFile",
    "PolicyFile",
    "SafetyFile",
    "SourceFile",
    "StatementEntry",
    "StatementsFile",
    "StopEntry",
    "Timing",
    "TopicsFile",
    "TreatmentEntry",
    "TreatmentsFile",
    "TypicalFile",
    "VocabularyFile",
    "knowledge_schemas",
]
