"""A fact behind a finding, and how its value is written."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, PlainSerializer

Plain = Annotated[
    Any,
    PlainSerializer(
        lambda value: (
            (int(value) if value == int(value) else float(value))
            if isinstance(value, Decimal)
            else value
        )
    ),
]


class Because(BaseModel):
    """A fact that decided a statement, or (value null) that keeps it open."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fact: str
    value: Plain
    words: str
