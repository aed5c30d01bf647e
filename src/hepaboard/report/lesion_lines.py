"""The lines of the sheet on single lesions: what is unsafe, advised or open for which of them."""

from __future__ import annotations

from collections.abc import Iterator

from hepaboard.assess import Assessment, OptionResult
from hepaboard.report.line import Line
from hepaboard.report.option_lines import FACTS, OPEN, VERDICTS, few, stands_alone, unfolded
from hepaboard.report.project_lines import own_needs, who_leads
from hepaboard.report.voices import said_by

ALL = "every listed lesion"


def lesion_lines(assessment: Assessment) -> Iterator[Line]:
    """Dangers first; lesions and treatments of which the same is said share a line.

    A treatment may be open or acceptable for the patient and barred for one lesion: this is the
    only place that says so.
    """
    said: dict[tuple[str, str, str, str], list[str]] = {}
    for lesion in assessment.lesions:
        shown = [o for o in lesion.options if stands_alone(o) and o.verdict in VERDICTS]
        open_ = [o for o in shown if o.verdict in OPEN]
        for option in [o for o in shown if o.verdict not in OPEN] + unfolded(open_, shown):
            aside, more = _words(assessment, option)
            name = f"{option.name} (declined)" if option.declined else option.name
            said.setdefault((option.verdict, name, aside, more), []).append(lesion.lesion)
    lines: dict[tuple[str, tuple[str, ...], str, str], list[str]] = {}
    for (verdict, name, aside, more), lesions in said.items():
        lines.setdefault((verdict, tuple(lesions), aside, more), []).append(name)
    for verdict in VERDICTS:
        for (found, lesions_, aside, more), names in lines.items():
            if found == verdict:
                whose = _whose(assessment, lesions_)
                text = f"{whose}: {', '.join(names)}"
                rest = (more,) if more else ()
                yield Line(text, VERDICTS[verdict], verdict, aside, rest)


def barred_lines(assessment: Assessment) -> Iterator[str]:
    """By lesion, the treatments that a stop bars there and not for the patient as a whole."""
    whole = {o.treatment for o in assessment.options if o.verdict == "contraindicated"}
    found: dict[tuple[str, ...], list[str]] = {}
    by_name: dict[str, list[str]] = {}
    for lesion in assessment.lesions:
        for option in lesion.options:
            if option.verdict == "contraindicated" and option.treatment not in whole:
                by_name.setdefault(option.name, []).append(lesion.lesion)
    for name, lesions in by_name.items():
        found.setdefault(tuple(lesions), []).append(name)
    for lesions_, names in found.items():
        yield f"contraindicated in {_whose(assessment, lesions_)}: {', '.join(names)}"


def _whose(assessment: Assessment, lesions: tuple[str, ...]) -> str:
    if len(lesions) == len(assessment.lesions) > 1:
        return ALL
    return ", ".join(lesions)


def _words(assessment: Assessment, option: OptionResult) -> tuple[str, str]:
    """Who says so, and what an answer could still turn."""
    said = said_by(assessment, option)
    facts = few([assessment.labels.get(fact, fact) for fact in own_needs(option)], FACTS)
    if option.verdict in OPEN and facts:
        return (f"not known: {facts} · {said}" if said else f"not known: {facts}"), ""
    more = [who_leads(option)] if option.verdict == "contested" else []
    if facts and option.verdict in ("recommended", "acceptable"):
        more.append(f"unless the answer speaks against it: {facts}")
    if option.review == "unreviewed_only" and option.verdict not in OPEN:
        more.append("unreviewed sources only")
    return said, " · ".join(more)
