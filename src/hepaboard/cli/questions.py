"""Commands about what is missing in a case, and what would change its answer."""

from __future__ import annotations

from typing import Annotated

import typer

from hepaboard.cli.options import ListFormat, Out, Policy, Sources
from hepaboard.cli.output import Capture, day_of, guideline_of, write

Case = Annotated[
    str, typer.Argument(help="A case file or a flat set of facts (YAML or JSON), or example:NAME.")
]
Form = Annotated[ListFormat, typer.Option("--format", help="Form.")]
Day = Annotated[str | None, typer.Option("--on", metavar="DATE", help="Day of assessment.")]


def ask(
    case: Case,
    form: Form = ListFormat.text,
    limit: Annotated[
        int | None, typer.Option(min=1, help="So many questions at most; 5 as text, else all.")
    ] = None,
    out: Out = None,
    sources: Sources = None,
    policy: Policy = None,
    on: Day = None,
) -> None:
    """Ranks the missing facts, and tells for each possible answer what it would change."""
    from hepaboard.assess import ask as questions_of
    from hepaboard.examples import case_source

    as_text = form is ListFormat.text
    most = limit or (5 if as_text else None)
    found = questions_of(case_source(case), guideline_of(sources, policy), day_of(on), most)
    if not as_text:
        write(found.model_dump_json(indent=1) + "\n", out)
        return
    from hepaboard.report.question_text import print_questions

    with Capture(out) as console:
        print_questions(found, console)


def what_if(
    case: Case,
    changes: Annotated[
        list[str],
        typer.Argument(
            metavar="FACT=VALUE...",
            help="e.g. ras=mutant, flr_pct=unknown, lesions[1].lesion_diameter_cm=2",
        ),
    ],
    form: Form = ListFormat.text,
    out: Out = None,
    sources: Sources = None,
    policy: Policy = None,
    on: Day = None,
) -> None:
    """Shows what would change in the answer if some facts were otherwise."""
    from hepaboard.assess import parsed_change
    from hepaboard.assess import what_if as difference_of
    from hepaboard.examples import case_source

    wanted = dict(parsed_change(text) for text in changes)
    guideline = guideline_of(sources, policy)
    found = difference_of(case_source(case), wanted, guideline, day_of(on))
    if form is ListFormat.json:
        write(found.model_dump_json(indent=1) + "\n", out)
        return
    from hepaboard.report.change_text import print_difference

    with Capture(out) as console:
        print_difference(found, console)


def what_would(
    case: Case,
    treatment: Annotated[str, typer.Argument(help="A treatment of the catalogue.")],
    acceptable: Annotated[
        bool, typer.Option("--acceptable", help="Acceptable is good enough.")
    ] = False,
    form: Form = ListFormat.text,
    out: Out = None,
    sources: Sources = None,
    policy: Policy = None,
    on: Day = None,
) -> None:
    """Finds the fewest changes that would make a treatment recommended for certain."""
    from hepaboard.assess import what_would as changes_for
    from hepaboard.examples import case_source

    guideline = guideline_of(sources, policy)
    found = changes_for(case_source(case), treatment, guideline, day_of(on), acceptable)
    if form is ListFormat.json:
        write(found.model_dump_json(indent=1) + "\n", out)
        return
    from hepaboard.report.change_text import print_what_would

    with Capture(out) as console:
        print_what_would(found, console)
