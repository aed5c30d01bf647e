"""Where sources differ, as text for a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from hepaboard.assess.differences import Differences, TopicResult

#: The types in the order of the list, with their headings.
HEADINGS = {
    "incompatible": "INCOMPATIBLE FOR THIS PATIENT",
    "different_strength": "DIFFERENT IN STRENGTH OR DETAIL",
    "open": "MAY DIFFER, NOT KNOWN YET",
    "conflict": "SOURCES DIRECT DIFFERENT ACTIONS",
    "numeric": "DIFFERENT NUMBERS",
    "detail": "ONE SAYS MORE THAN ANOTHER",
    "scope": "DIFFERENT PATIENTS",
    "agree": "CHECKED, THE SAME",
}


def print_disagreements(found: Differences, console: Console) -> None:
    """Prints the topics under their type, then the errata of the sources."""
    if not found.disagreements:
        of_case = found.case is not None
        console.print("The sources do not differ here." if of_case else "Nothing to compare.")
    for kind, heading in HEADINGS.items():
        here = [topic for topic in found.disagreements if topic.type == kind]
        if here:
            console.print(Text(f"\n{heading}", style="bold"))
        for topic in here:
            _topic(console, topic, of_case=found.case is not None)
    if found.errata:
        console.print(Text("\nINSIDE ONE SOURCE", style="bold"))
    for erratum in found.errata:
        name = (f"{erratum.source} {erratum.id} ", "bold")
        _paragraph(console, Text.assemble(name, erratum.text, _rows(erratum.rows)), 2)


def _topic(console: Console, topic: TopicResult, of_case: bool) -> None:
    known = topic.lead and topic.type != "open"
    lead = f" (the policy lets {topic.lead} lead)" if known else ""
    _paragraph(console, Text.assemble((topic.id, "bold"), f" {topic.topic}{lead}"), 2)
    if topic.type == "open":
        waiting = dict.fromkeys(p.source for p in topic.positions if p.stance and p.holds is None)
        whose = f" ({', '.join(waiting)})" if waiting else ""
        _paragraph(console, Text(f"waits for facts{whose}"), 5)
        return
    if topic.general_only:
        _paragraph(console, Text(f"never for one patient: {topic.general_only}", style="dim"), 5)
    for position in topic.positions:
        waits = of_case and position.holds is None and bool(position.stance)
        source = f"{position.source} {'not known: ' if waits else ''}"
        _paragraph(console, Text.assemble((source, "bold"), position.says, _rows(position.rows)), 5)


def _rows(rows: list[str]) -> tuple[str, str]:
    return f" [{', '.join(rows)}]", "dim"


def _paragraph(console: Console, text: Text, indent: int) -> None:
    """A paragraph with an indent, wrapped at the console's width."""
    console.print(Padding(text, (0, 0, 0, indent), expand=False))
