"""What to ask next, as text for a terminal: each question with what its answers would change."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from hepaboard.assess import Asked
from hepaboard.assess.ask import AskedFact, AskedOfLesions, LesionEffects
from hepaboard.report.effect_words import effect_words
from hepaboard.report.lines import GROUPS


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
        parts = list(effect_words(answer.effects))
        who = ""
        if isinstance(answer, LesionEffects):
            who = f"{', '.join(answer.lesions)} "
            parts += [f"for the lesion itself {part}" for part in effect_words(answer.own)]
        said = "; ".join(parts) or "rules out nothing"
        console.print(Padding(Text(f"{who}{answer.words}: {said}"), (0, 0, 0, 4), expand=False))
