"""The options of the sheet: dangers first, what is alike together, what is open in few lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from hepaboard.assess import Assessment, OptionResult
from hepaboard.days import day_words
from hepaboard.report.line import Line
from hepaboard.report.project_lines import open_rule_lines, own_needs, who_leads
from hepaboard.report.voices import said_by, star

#: Order of the verdicts on the sheet.
VERDICTS = {
    "contraindicated": "contraindicated",
    "recommended": "recommended",
    "contested": "contested",
    "acceptable": "acceptable",
    "needs_data": "needs data",
    "undetermined": "undetermined",
    "not_recommended": "not recommended",
}
OPEN = frozenset({"needs_data", "undetermined"})
ALTERNATIVES = frozenset({"recommended", "acceptable", "contested"})
#: What prepares a decision stands apart from what treats.
WORK_UP = frozenset({"imaging", "test", "team"})
FACTS = 3
NAMES = 6


def option_lines(assessment: Assessment, work_up: bool) -> Iterator[Line]:
    """The options that treat, or those that prepare; alike ones share a line.

    What the patient declines keeps its verdict and comes last: it never leads the sheet.
    """
    chosen = [o for o in assessment.options if (o.modality in WORK_UP) == work_up]
    shown = [option for option in chosen if stands_alone(option)]
    yield from open_rule_lines(shown, labels_of(assessment))
    for declined in (False, True):
        yield from _by_verdict(assessment, [o for o in shown if o.declined is declined], shown)
    if not work_up and all(o.verdict == "not_addressed" for o in chosen):
        yield Line("no source in use speaks of a treatment for this case")


def _by_verdict(
    assessment: Assessment, options: list[OptionResult], shown: list[OptionResult]
) -> Iterator[Line]:
    """The lines of these options, dangers first."""
    labels = labels_of(assessment)
    for verdict in VERDICTS:
        here = [option for option in options if option.verdict == verdict]
        if verdict in OPEN:
            here = unfolded(here, shown)
            favoured = [option for option in here if _favoured(option)]
            yield from _lines(assessment, favoured, labels)
            yield from _open_line([o for o in here if not _favoured(o)], labels)
        elif here and here[0].modality in WORK_UP:
            yield _prepared(assessment, here)
        elif verdict in ALTERNATIVES:
            alternatives, rest = _alternatives(here)
            for members in alternatives:
                yield _one_of(assessment, members)
            yield from _lines(assessment, rest, labels)
        else:
            yield from _lines(assessment, here, labels)


def labels_of(assessment: Assessment) -> dict[str, str]:
    """Short words for the facts that are missing."""
    return assessment.labels


def few(words: Sequence[str], most: int) -> str:
    """The first words, and how many more there are."""
    rest = len(words) - most
    return ", ".join(words[:most]) + (f" and {rest} more" if rest > 0 else "")


def _lines(
    assessment: Assessment, options: Iterable[OptionResult], labels: dict[str, str]
) -> Iterator[Line]:
    """One line for options of which the same is said."""
    groups: dict[tuple[str, ...], list[OptionResult]] = {}
    for option in options:
        facts = few([labels.get(fact, fact) for fact in own_needs(option)], FACTS)
        lead = who_leads(option) if option.verdict == "contested" else ""
        key = (option.verdict, said_by(assessment, option), facts, option.review, lead)
        groups.setdefault(key, []).append(option)
    for (verdict, said, facts, review, lead), members in groups.items():
        names = ", ".join(_name(member) for member in members)
        more = []
        if facts and verdict in OPEN:
            said = f"not known: {facts} · {said}" if said else f"not known: {facts}"
        elif facts and verdict in ("recommended", "acceptable"):
            more.append(f"unless the answer speaks against it: {facts}")
        if verdict == "contested":
            more.append(lead)
        later = {m.not_before for m in members if m.not_before}
        if later and verdict not in ("contraindicated", "not_recommended"):
            more.append(f"not before {day_words(max(later))}")
        if review == "unreviewed_only":
            names += " (unreviewed sources only)"
        yield Line(names, VERDICTS[verdict], verdict, said, tuple(more))


def _alternatives(
    options: list[OptionResult],
) -> tuple[list[list[OptionResult]], list[OptionResult]]:
    """Members of one choice that share a verdict, and the options that stand alone.

    A patient follows one member of a choice; members are never a list to be given together.
    """
    groups: dict[str, list[OptionResult]] = {}
    for option in options:
        for choice in option.choices[:1]:
            groups.setdefault(choice, []).append(option)
    several = [members for members in groups.values() if len(members) > 1]
    taken = {option.treatment for members in several for option in members}
    return several, [option for option in options if option.treatment not in taken]


def _one_of(assessment: Assessment, members: list[OptionResult]) -> Line:
    """Alternatives on one line, each with who says so."""
    verdict = members[0].verdict
    more = [f"{member.name}: {said_by(assessment, member)}" for member in members]
    names = " or ".join(_name(member) for member in members)
    differ = any(member.agreement == "incompatible" for member in members)
    lead = "one of, and the sources differ" if differ else "one of"
    return Line(f"{lead}: {names}", VERDICTS[verdict], verdict, more=tuple(more))


def _prepared(assessment: Assessment, options: list[OptionResult]) -> Line:
    """What prepares a decision: names with the sources that speak, on one line a verdict."""
    names = []
    for option in options:
        sources = dict.fromkeys(
            s.source + star(assessment, s.source)
            for s in option.statements
            if s.status == "holds" and s.source in assessment.guideline.sources
        )
        declined = ", declined" if option.declined else ""
        names.append(f"{option.name} ({' '.join(sources)}{declined})")
    verdict = options[0].verdict
    return Line(", ".join(names), VERDICTS[verdict], verdict)


def _open_line(options: list[OptionResult], labels: dict[str, str]) -> Iterator[Line]:
    """All options that no source favours yet, with the facts that most of them wait for."""
    if not options:
        return
    counts = Counter(fact for option in options for fact in option.needs)
    facts = [labels.get(fact, fact) for fact, _ in counts.most_common()]
    names = few([_name(option) for option in options], NAMES)
    verdict = options[0].verdict
    yield Line(names, VERDICTS[verdict], verdict, more=(f"depends on: {few(facts, FACTS)}",))


def unfolded(options: list[OptionResult], shown: list[OptionResult]) -> list[OptionResult]:
    """The open options without those whose kind is open too: the kind speaks for them.

    One that a source favours already stands for itself.
    """
    open_ = {option.treatment for option in shown if option.verdict in OPEN}
    return [o for o in options if _favoured(o) or not open_ & set(o.kinds)]


def _name(option: OptionResult) -> str:
    return f"{option.name} (declined)" if option.declined else option.name


def _favoured(option: OptionResult) -> bool:
    return any(
        s.status == "holds" and s.direction in ("for", "consider") for s in option.statements
    )


def stands_alone(option: OptionResult) -> bool:
    """A child whose verdict is only its kind's objection stands on its kind's line."""
    if option.verdict not in ("contraindicated", "not_recommended"):
        return True
    own = any(s.option == option.treatment for s in option.statements)
    favoured = any(s.direction in ("for", "consider") for s in option.statements)
    stopped_itself = any(
        s.direction == "stop" and option.treatment in s.option.split(", ")
        for s in option.statements
    )
    return own or favoured or stopped_itself
