"""Words for the facts that are not known and named in an answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hepaboard.assess.model import (
    AlertResult,
    MissingFact,
    OpenStop,
    OptionResult,
    ScenarioPlace,
)
from hepaboard.guideline import Vocabulary


def labels(
    vocabulary: Vocabulary,
    options: Iterable[OptionResult],
    scenarios: Iterable[ScenarioPlace],
    waiting: Iterable[OpenStop | AlertResult],
    missing: Iterable[MissingFact],
) -> dict[str, str]:
    """The label of each fact that one of these names as not known, by name."""
    names = {*_named(options, scenarios), *(item.fact for item in missing)}
    names.update(name for item in waiting for name in item.needs)
    return {name: vocabulary[name].entry.label for name in vocabulary if name in names}


def _named(options: Iterable[OptionResult], scenarios: Iterable[ScenarioPlace]) -> Iterator[str]:
    """The facts that keep options and scenarios open."""
    for option in options:
        yield from option.needs
    for place in scenarios:
        yield from (because.fact for because in place.because)
