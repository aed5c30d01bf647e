"""An assessment as the page shows it: the order of the board sheet, options as cards."""

from __future__ import annotations

from dataclasses import dataclass

from hepaboard.assess import Assessment, OptionResult
from hepaboard.assess.model import AlertResult, SourceScope
from hepaboard.assess.topic_model import Disagreement
from hepaboard.report.lesion_lines import barred_lines
from hepaboard.report.line import Line
from hepaboard.report.lines import date_lines, place_lines
from hepaboard.report.option_lines import (
    OPEN,
    VERDICTS,
    WORK_UP,
    few,
    labels_of,
    stands_alone,
    unfolded,
)
from hepaboard.report.project_lines import open_rule_lines, own_needs, who_leads
from hepaboard.report.score_lines import score_lines
from hepaboard.report.sheet import no_stop, not_considered_lines
from hepaboard.report.voices import said_by

NEEDS = 4


@dataclass(frozen=True, slots=True)
class Card:
    """One option: its verdict, who says so, what it waits for."""

    option: OptionResult
    said: str
    needs: str
    mark: str

    @property
    def lead(self) -> str:
        """Which side leads where the sources contest the treatment."""
        return who_leads(self.option)

    @property
    def unless(self) -> bool:
        """Whether an open objection could still turn it round."""
        return self.option.verdict in ("recommended", "acceptable") and bool(self.needs)

    @property
    def waits(self) -> bool:
        """Whether the verdict itself waits for facts."""
        return self.option.verdict in OPEN


@dataclass(frozen=True, slots=True)
class CardGroup:
    """The cards of one verdict; those of one choice are alternatives, never a list."""

    verdict: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class OpenStops:
    """Treatments whose stop cannot be judged yet, and the facts that would tell."""

    treatments: str
    needs: str


@dataclass(frozen=True, slots=True)
class Page:
    """Everything on the page of one assessment; ``marks`` names the lines that changed."""

    answer: Assessment
    phase: str
    places: tuple[tuple[SourceScope, str], ...]
    stops: tuple[AlertResult, ...]
    barred: tuple[str, ...]
    stops_open: tuple[OpenStops, ...]
    alerts: tuple[AlertResult, ...]
    rules_open: tuple[Line, ...]
    groups: tuple[CardGroup, ...]
    work_up: tuple[CardGroup, ...]
    silent: tuple[OptionResult, ...]
    topics: tuple[Disagreement, ...]
    topics_open: tuple[Disagreement, ...]
    dates: tuple[Line, ...]
    scores: tuple[Line, ...]
    not_considered: tuple[Line, ...]
    marks: frozenset[str]
    stars: dict[str, str]
    labels: dict[str, str]

    @property
    def no_stop(self) -> str:
        """What is said where no stop holds on anything in play."""
        return no_stop(self.answer)

    @property
    def watch(self) -> tuple[AlertResult, ...]:
        """The alerts that ask for something before the decision; notes are left out."""
        return tuple(alert for alert in self.alerts if alert.level != "note")

    @property
    def urgent(self) -> int:
        """How many stops and alerts must not be missed; what is barred in a lesion is one."""
        urgent = sum(alert.level == "urgent" for alert in self.alerts)
        return len(self.stops) + len(self.barred) + urgent


def page_of(answer: Assessment, before: Assessment | None = None) -> Page:
    """The page; with ``before``, what changed since is marked."""
    labels = labels_of(answer) | {item.fact: item.label for item in answer.facts}
    treating = [o for o in answer.options if o.modality not in WORK_UP]
    preparing = [o for o in answer.options if o.modality in WORK_UP]
    places = [text for _, text in place_lines(answer)]
    differ = [t for t in answer.disagreements if t.type != "open"]
    return Page(
        answer=answer,
        phase=next((f.words for f in answer.facts if f.fact == "decision_point"), ""),
        places=tuple(zip(answer.scopes, places, strict=True)),
        stops=tuple(alert for alert in answer.alerts if alert.level == "stop"),
        barred=tuple(barred_lines(answer)),
        stops_open=tuple(_stops_open(answer, labels)),
        alerts=tuple(alert for alert in answer.alerts if alert.level != "stop"),
        rules_open=tuple(open_rule_lines([o for o in treating if stands_alone(o)], labels)),
        groups=tuple(_groups(answer, treating, labels)),
        work_up=tuple(_groups(answer, preparing, labels)),
        silent=tuple(o for o in answer.options if o.verdict == "not_addressed"),
        topics=tuple(differ),
        topics_open=tuple(t for t in answer.disagreements if t.type == "open"),
        dates=tuple(Line(text, label) for label, text in date_lines(answer)),
        scores=tuple(score_lines(answer)),
        not_considered=tuple(not_considered_lines(answer)),
        marks=frozenset() if before is None else changed(before, answer),
        stars={c.source: "*" if c.review_status == "pending" else "" for c in answer.citations},
        labels=labels,
    )


def changed(before: Assessment, after: Assessment) -> frozenset[str]:
    """The lines that say something else than before, by the id that the page gives them."""
    old, new = _lines(before), _lines(after)
    return frozenset(key for key, said in new.items() if old.get(key) != said)


def _lines(answer: Assessment) -> dict[str, object]:
    """What each line of the page says."""
    said: dict[str, object] = {
        f"option-{o.treatment}": (
            o.verdict,
            o.declined,
            o.not_before,
            tuple((s.id, s.status) for s in o.statements if s.status == "holds"),
        )
        for o in answer.options
    }
    said |= {f"alert-{alert.id}": (alert.status, alert.text) for alert in answer.alerts}
    said |= {f"place-{source}": text for source, text in _plain_places(answer)}
    said |= {f"topic-{t.id}": tuple(t.positions) for t in answer.disagreements}
    said |= {f"date-{label}": text for label, text in date_lines(answer)}
    return said


def _plain_places(answer: Assessment) -> list[tuple[str, str]]:
    return [(source.rstrip("*"), text) for source, text in place_lines(answer)]


def _stops_open(answer: Assessment, labels: dict[str, str]) -> list[OpenStops]:
    """Open stops, those that wait for the same facts together."""
    names = {option.treatment: option.name for option in answer.options}
    waiting: dict[str, dict[str, None]] = {}
    for stop in answer.stops_open:
        here = waiting.setdefault(names.get(stop.treatment, stop.treatment), {})
        here.update((labels.get(fact, fact), None) for fact in stop.needs)
    grouped: dict[tuple[str, ...], list[str]] = {}
    for name, facts in waiting.items():
        grouped.setdefault(tuple(facts), []).append(name)
    return [OpenStops(", ".join(n), few(facts, NEEDS)) for facts, n in grouped.items()]


def _groups(
    answer: Assessment, options: list[OptionResult], labels: dict[str, str]
) -> list[CardGroup]:
    """Cards by verdict, dangers first; what the patient declines comes last in its group."""
    shown = [option for option in options if stands_alone(option)]
    groups = []
    for verdict in VERDICTS:
        here = [option for option in shown if option.verdict == verdict]
        if verdict in OPEN:
            here = unfolded(here, shown)
        here.sort(key=lambda option: option.declined)
        cards = [
            Card(
                option,
                said_by(answer, option),
                few([labels.get(fact, fact) for fact in own_needs(option)], NEEDS),
                f"option-{option.treatment}",
            )
            for option in here
        ]
        if cards:
            groups.append(CardGroup(verdict, tuple(cards)))
    return groups
