"""Commands about the guideline: coverage and schemas."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from hepaboard.cli.options import ListFormat, Out, Sources
from hepaboard.cli.output import Capture, guideline_of, write


class SchemaName(StrEnum):
    """What has a JSON Schema."""

    case = "case"
    assessment = "assessment"
    facts = "facts"
    knowledge = "knowledge"


def coverage(
    form: Annotated[ListFormat, typer.Option("--format", help="Form.")] = ListFormat.text,
    out: Out = None,
    sources: Sources = None,
) -> None:
    """Accounts for every row of the source documents: where it is encoded, or why not."""
    from hepaboard.guideline import coverage as rows_of

    rows = rows_of(guideline_of(sources, None))
    if form is ListFormat.json:
        import json
        from dataclasses import asdict

        write(json.dumps({"rows": [asdict(row) for row in rows]}, indent=1) + "\n", out)
        return
    from rich.table import Table

    table = Table("source", "rows", "encoded", "evidence", "metadata", "not encoded", box=None)
    for source in sorted({row.id.split("-")[0] for row in rows}):
        here = [row for row in rows if row.id.startswith(source + "-")]
        counts = [
            sum(row.status == status for row in here)
            for status in ("encoded", "evidence", "metadata", "not_encoded")
        ]
        table.add_row(source, str(len(here)), *map(str, counts))
    with Capture(out) as console:
        console.print(table)
        reasons: dict[str, list[str]] = {}
        for row in rows:
            if row.status == "not_encoded":
                reasons.setdefault(row.reason or "", []).append(row.id)
        for reason, ids in reasons.items():
            shown = f"{ids[0]} .. {ids[-1]}" if len(ids) > 6 else ", ".join(ids)
            console.print(f"not encoded: {reason} ({len(ids)} rows: {shown})")


def schema(
    name: Annotated[SchemaName, typer.Argument(help="What to describe.")],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="A file; a folder for knowledge.")
    ] = None,
) -> None:
    """Prints a JSON Schema: of a case file, an assessment, a flat set of facts, knowledge files."""
    import json

    from hepaboard.assess import assessment_schema, case_schema, facts_schema

    if name is SchemaName.knowledge:
        from hepaboard.guideline.schema import knowledge_schemas

        schemas: Any = knowledge_schemas()
        if out is not None:
            out.mkdir(parents=True, exist_ok=True)
            for file, content in schemas.items():
                write(json.dumps(content, indent=1) + "\n", out / f"{file}.schema.json")
            return
        write(json.dumps(schemas, indent=1) + "\n", None)
        return
    if name is SchemaName.assessment:
        content = assessment_schema()
    else:
        guideline = guideline_of(None, None)
        content = (case_schema if name is SchemaName.case else facts_schema)(guideline)
    write(json.dumps(content, indent=1) + "\n", out)
