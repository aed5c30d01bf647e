"""Where a patient stands: scope and scenario of each source, and its answers to concepts."""

from __future__ import annotations

from hepaboard.assess.agreement import concept_agreement
from hepaboard.assess.model import Answer, ConceptResult, ScenarioPlace, SourceScope
from hepaboard.assess.reading import Reading


def scopes(reading: Reading) -> list[SourceScope]:
    """Whether each source speaks of this patient."""
    words = {3: "in_scope", 1: "open", 0: "out_of_scope"}
    return [
        SourceScope.model_validate(
            {
                "source": source,
                "status": words[reading.truth(node)],
                "because": reading.because(node),
                "says": reading.guideline.sources[source].scope.says,
            }
        )
        for source, node in reading.guideline.scopes.items()
    ]


def scenarios(reading: Reading) -> list[ScenarioPlace]:
    """The scenarios that hold or are still possible, in each source that speaks of the patient."""
    found = []
    for term in reading.guideline.definitions:
        if term.entry.scenario is None:
            continue
        scope = reading.guideline.scopes[term.source]
        value = reading.truth(term.node) & reading.truth(scope)
        if value == 0:
            continue
        found.append(
            ScenarioPlace(
                source=term.source,
                scenario=term.entry.scenario,
                group=_group(reading, term.source, term.entry.scenario),
                label=term.entry.label,
                status="holds" if value == 3 else "possible",
                because=reading.because(
                    term.node if reading.truth(term.node) != 3 or value == 3 else scope
                ),
                rows=list(term.entry.rows),
            )
        )
    return found


def _group(reading: Reading, source: str, scenario: str) -> str | None:
    groups = reading.guideline.sources[source].scenario_groups
    return next((name for name, group in groups.items() if scenario in group.members), None)


def concepts(reading: Reading) -> list[ConceptResult]:
    """Each concept with the answers of the sources in scope."""
    guideline = reading.guideline
    in_scope = [source for source, node in guideline.scopes.items() if reading.truth(node)]
    voices = {guideline.voice(source) for source in in_scope}
    found = []
    for name, concept in guideline.concepts.items():
        answers = []
        for term in guideline.definitions:
            if term.entry.concept == name and term.source in in_scope:
                value = {3: True, 0: False}.get(reading.truth(term.node))
                answers.append(
                    Answer(
                        source=term.source,
                        value=value,
                        because=reading.because(term.node),
                        rows=list(term.entry.rows),
                    )
                )
        if answers:
            said = {answer.source: answer.value for answer in answers}
            found.append(
                ConceptResult(
                    concept=name,
                    label=concept.label,
                    answers=answers,
                    agreement=concept_agreement(said, voices, guideline.voice),
                )
            )
    return found
