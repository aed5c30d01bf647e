"""The whole answer for one case: what the JSON of an assessment holds.

It carries no name, date of birth or hospital number: a case is known by its pseudonym alone.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from hepaboard.assess.because import Because, Plain
from hepaboard.assess.flow_model import FlowResult
from hepaboard.assess.response_model import ResponseLine
from hepaboard.assess.score_model import ScoreResult
from hepaboard.assess.topic_model import Disagreement
from hepaboard.guideline import Verdict

Agreement = Literal["agree", "different_strength", "one_silent", "open", "incompatible"]
Status = Literal["holds", "unknown"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class GuidelineRef(_Part):
    """Which guideline answered; ``hash`` covers packs in use, policy and settings."""

    version: str
    hash: str
    sources: list[str]
    policy: str


class CaseRef(_Part):
    """Which case was asked about."""

    id: str
    hash: str
    about: str | None = None
    assessed_on: date | None


class FactValue(_Part):
    """One known fact with its origin; ``words`` is the value as people say it."""

    fact: str
    value: Plain
    unit: str | None
    origin: str
    words: str
    label: str
    on: date | None = None
    by: str | None = None
    old: bool = False
    instead_of: Plain = None
    note: str | None = None


class ScenarioPlace(_Part):
    """Where the patient stands in a source's own classification.

    ``group`` is the first of the source's scenario groups that the scenario belongs to.
    """

    source: str
    scenario: str
    group: str | None
    label: str
    status: Literal["holds", "possible"]
    because: list[Because]
    rows: list[str]


class SourceScope(_Part):
    """Whether a source speaks of this patient at all."""

    source: str
    status: Literal["in_scope", "open", "out_of_scope"]
    because: list[Because]
    says: str


class StatementResult(_Part):
    """One statement on a treatment that holds, or cannot be judged yet.

    ``source`` is "safety" for a hard stop and "project" for a rule of the project, which no
    source states.
    """

    id: str
    rows: list[str]
    source: str
    direction: Literal["for", "consider", "against", "stop"]
    review: Literal["reviewed", "pending"]
    strength: str | None
    where: str
    says: str
    status: Status
    because: list[Because]
    option: str
    reading: str | None = None


class EvidenceResult(_Part):
    """A figure or reason that a source gives; it never makes a verdict."""

    id: str
    rows: list[str]
    source: str
    says: str
    figures: dict[str, Plain]
    status: Literal["confirmed", "unconfirmed"] | None
    applies: Status
    erratum: str | None = None


class OptionResult(_Part):
    """One treatment with its verdict for this case; ``kinds`` are the treatments it is one of.

    ``review`` tells who is in favour: a reviewed source, unreviewed ones only, or a rule of the
    project alone.
    ``possible_verdicts`` are those that some completion of the missing facts gives; ``settled``
    tells that there is one, which is then the verdict. ``decided_by`` says how: ``facts`` where
    what is known suffices, ``every_completion`` where facts are missing that would, but no answer
    to them could change the verdict. All three are null where what is recorded cannot all be right.
    """

    treatment: str
    name: str
    modality: str
    verdict: Verdict
    lead: Literal["for", "against"] | None
    agreement: Agreement | None
    needs: list[str]
    open_objections: list[str]
    settled: bool | None
    possible_verdicts: list[Verdict] | None
    decided_by: Literal["facts", "every_completion"] | None = None
    review: Literal["reviewed", "unreviewed_only", "project_rule"]
    declined: bool
    not_before: date | None
    not_stated: list[str]
    choices: list[str]
    kinds: list[str]
    evidence: list[EvidenceResult]
    statements: list[StatementResult]


class LesionResult(_Part):
    """What the sources say of one lesion."""

    lesion: str
    facts: list[FactValue]
    options: list[OptionResult]


class Answer(_Part):
    """One source's answer to a concept: true, false, or null for not known."""

    source: str
    value: bool | None
    because: list[Because]
    rows: list[str]


class ConceptResult(_Part):
    """A question that sources answer each in their own way."""

    concept: str
    label: str
    answers: list[Answer]
    agreement: Agreement | None


class AlertResult(_Part):
    """Something to act on; ``status`` unknown where it cannot be judged and says so."""

    id: str
    level: Literal["urgent", "stop", "warn", "note"]
    text: str
    do: str
    rows: list[str]
    source: str | None
    status: Status
    needs: list[str]


class OpenStop(_Part):
    """A stop that cannot be judged yet."""

    id: str
    treatment: str
    needs: list[str]
    rows: list[str]


class MissingFact(_Part):
    """An unknown fact that could change a verdict, or that an alert waits for.

    ``score`` is the expected number of (treatment, possible verdict) pairs that an answer would
    exclude, see ``hepaboard ask``; ``could_change`` names the treatments.
    """

    fact: str
    label: str
    question: str
    supplier: str
    asking: str
    score: float
    could_change: list[str]


class MissingOfLesions(MissingFact):
    """An unknown fact of listed lesions that could change their verdicts or the patient's.

    ``score`` is the sum over the lesions; ``lesions`` names them.
    """

    lesions: list[str]


class SourceWindow(_Part):
    """One source's window; dates are null while the anchor has no date.

    The foreseen dates are those for a start on the entry's ``if_started_on``.
    """

    source: str
    statement: str
    rows: list[str]
    window: str
    earliest: date | None
    latest: date | None
    foreseen_earliest: date | None = None
    foreseen_latest: date | None = None


class ScheduleEntry(_Part):
    """What is due when; ``if_started_on`` gives the dates for a start on the day of assessment."""

    action: str
    name: str
    anchor: str
    window: str
    earliest: date | None
    latest: date | None
    repeats: bool
    per_source: list[SourceWindow]
    overlap: bool
    overdue: bool = False
    if_started_on: date | None = None


class ErratumResult(_Part):
    """A misprint or contradiction inside a source that this answer touches."""

    id: str
    source: str
    text: str
    rows: list[str]


class TeamRole(_Part):
    """Someone who belongs at the table."""

    role: str
    sources: list[str]


class Citation(_Part):
    """One source with its standing."""

    source: str
    title: str
    citation: str
    date: str
    review_status: Literal["reviewed", "pending"]
    review_note: str


class Assessment(_Part):
    """The whole answer for one case under one version of the guideline.

    ``labels`` has words for every fact that is not known and named somewhere in the answer.
    """

    guideline: GuidelineRef
    case: CaseRef
    facts: list[FactValue]
    scopes: list[SourceScope]
    scenarios: list[ScenarioPlace]
    flows: list[FlowResult]
    options: list[OptionResult]
    lesions: list[LesionResult]
    concepts: list[ConceptResult]
    alerts: list[AlertResult]
    stops_open: list[OpenStop]
    not_considered: list[str]
    missing: list[MissingFact]
    missing_of_lesions: list[MissingOfLesions]
    labels: dict[str, str]
    schedule: list[ScheduleEntry]
    scores: list[ScoreResult]
    response: list[ResponseLine]
    disagreements: list[Disagreement]
    errata: list[ErratumResult]
    team: list[TeamRole]
    citations: list[Citation]
    warnings: list[str]

    def option(self, treatment: str) -> OptionResult:
        """The option of one treatment; KeyError if the guideline does not speak of it."""
        for option in self.options:
            if option.treatment == treatment:
                return option
        raise KeyError(treatment)
