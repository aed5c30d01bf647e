"""Options that several commands take."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class ListFormat(StrEnum):
    """Forms of a list."""

    text = "text"
    json = "json"


Sources = Annotated[
    str | None,
    typer.Option(
        "--sources",
        metavar="IDS",
        envvar="HEPABOARD_SOURCES",
        help="Packs to use, e.g. S0,S2; all if not given. Hard stops stay on in any case.",
    ),
]
Policy = Annotated[
    Path | None,
    typer.Option(envvar="HEPABOARD_POLICY", help="A policy file instead of the shipped one."),
]
Out = Annotated[Path | None, typer.Option("--out", "-o", help="Write to a file.")]
