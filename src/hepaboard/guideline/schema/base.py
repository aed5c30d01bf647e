"""What all knowledge files share: strict models, row ids, durations, conditions."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


class Entry(BaseModel):
    """A strict, frozen entry: an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


RowId = Annotated[str, Field(pattern=r"^S\d-\d{3}$", description="A row of rows.csv")]
Rows = Annotated[tuple[RowId, ...], Field(min_length=1, strict=False)]
OptionalRows = Annotated[tuple[RowId, ...], Field(strict=False)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Id = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_.-]*$")]
Names = Annotated[tuple[Name, ...], Field(min_length=1, strict=False)]
Words = Annotated[tuple[str, ...], Field(strict=False)]
Condition = Annotated[
    str, Field(min_length=1, description="A boolean expression over facts and definitions")
]
Sentence = Annotated[str, Field(min_length=3, description="In our own words")]
Duration = Annotated[
    str, Field(pattern=r"^\d+ (days?|weeks?|months?|years?)$", description="8 weeks")
]
SourceId = Annotated[str, Field(pattern=r"^[A-Z]\d+$")]
Scope = Literal["patient", "lesion"]


def _number(value: Any) -> Any:
    """JSON has no decimals: a number that was written as text is a number again."""
    if isinstance(value, str) and re.fullmatch(r"-?\d+\.\d+", value):
        return Decimal(value)
    return value


Figure = Annotated[bool | int | Decimal | str, BeforeValidator(_number)]
Modality = Literal[
    "systemic",
    "surgery",
    "ablation",
    "radiation",
    "intra_arterial",
    "imaging",
    "test",
    "team",
    "support",
    "strategy",
]
