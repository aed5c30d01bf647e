"""What to ask next, as text for a terminal: each question with what its answers would change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from hepaboard.assess import Asked
from hepaboard.assess.ask import AskedFact, AskedOfLesions, Effect, LesionEffects
from hepaboard.report.lines import GROUPS
from hepaboard.report.option_lines import VERDICTS, few
from hepaboard.report.verdict_words import verdict_words

NAMES = 3
#: What a reader wants to know can no longer become of a treatment, the most telling first.
TELLING = ("recommended", "contraindicated")


def print_questions(found: Asked, console: Console) -> None:
    """Prints the questions, the most telling first."""
    if not found.questions:
        console.print("No single answer would change a verdict.")
    for number, question in enumerate(found.questions, 1):
        _question(console, number, question)
    for number, asked in enumerate(found.of_lesions, len(found.questions) + 1):
        _question(console, number, asked)


def _question(console: Console, number: int, question: AskedFact | AskedOfLesions) -> None:
    whose = f" ({', '.join(question.lesions)})" if isinstance(question, AskedOfLesions) else ""
    count = len(question.could_change)
    aside = (
        f"   {GROUPS[question.asking]}; could change {count} option{'s' if count != 1 else ''}, "
        f"score {question.score:.3g}"
    )
    head = Text.assemble(
        (f"{number} ", "bold"), (question.question + whose, "bold"), (aside, "dim")
    )
    console.print(Padding(head, (1 if number > 1 else 0, 0, 0, 0), expand=False))
    for answer in question.answers:
        parts = list(_effects(answer.effects))
        who = ""
        if isinstance(answer, LesionEffects):
            who = f"{', '.join(answer.lesions)} "
            parts += [f"for the lesion itself {part}" for part in _effects(answer.own)]
        said = "; ".join(parts) or "rules out nothing"
        console.print(Padding(Text(f"{who}{answer.words}: {said}"), (0, 0, 0, 4), expand=False))


def _effects(effects: Sequence[Effect]) -> Iterator[str]:
    """What an answer settles, verdict by verdict; then what can no longer become of the others."""
    settled = [effect for effect in effects if len(effect.leaves) == 1]
    for verdict in (*VERDICTS, "not_addressed"):
        names = [effect.name for effect in settled if effect.leaves == [verdict]]
        if names:
            said = "nothing said of" if verdict == "not_addressed" else verdict_words(verdict)
            yield f"{said} {few(names, NAMES)}"
    open_ = [effect for effect in effects if len(effect.leaves) > 1]
    told: set[str] = set()
    for verdict in TELLING:
        here = [e for e in open_ if verdict in e.rules_out and e.treatment not in told]
        told.update(effect.treatment for effect in here)
        if here:
            yield f"no longer {verdict_words(verdict)} {few([e.name for e in here], NAMES)}"
    rest = len(open_) - len(told)
    if rest:
        yield f"{rest} other{'s' if rest != 1 else ''} narrowed"
