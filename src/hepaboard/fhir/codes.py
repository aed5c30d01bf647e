"""The shipped table of codes: which fact is written under which code."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from hepaboard.document import read_document

PLACE = Path(__file__).resolve().parents[1] / "knowledge" / "fhir.yaml"
Seen = Literal["guide", "data", "public"]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Code(_Entry):
    """A code with its words; ``seen`` says where it was seen, None for ICD-10-CM categories."""

    code: str
    display: str
    seen: Seen | None = None


class ObservationCode(Code):
    """The LOINC code of a fact; ``profile`` is one of mCODE."""

    profile: str | None = None
    category: Literal["survey", "laboratory"]


class Gene(_Entry):
    """A gene; ``absent`` are the values of its fact that say that no variant was found."""

    id: str
    symbol: str
    absent: tuple[str, ...]
    proteins: dict[str, str] = {}
    seen: Seen


class Variants(_Entry):
    """How a tested gene is written."""

    code: Code
    gene: Code
    protein: Code
    present: Code
    absent: Code
    profile: str
    genes: dict[str, Gene]


class Primary(_Entry):
    """The primary tumour by its place in the bowel, or else by its site."""

    profile: str
    by_location: dict[str, Code]
    by_site: dict[str, Code]


class Secondary(_Entry):
    """The metastases of the liver; with primaries of ``none_for`` there are none by definition."""

    profile: str
    code: Code
    by_site: dict[str, Code]
    none_for: tuple[str, ...]


class Codes(_Entry):
    """The whole table; ``own`` is the system of facts without a code, ``profile`` mCODE's base."""

    title: str
    own: str
    systems: dict[str, str]
    profile: str
    observations: dict[str, ObservationCode]
    variants: Variants
    primary: Primary
    secondary: Secondary

    def coding(self, system: str, code: Code) -> dict[str, str]:
        """A FHIR Coding."""
        return {"system": self.systems[system], "code": code.code, "display": code.display}


@lru_cache(maxsize=1)
def codes() -> Codes:
    """The shipped table."""
    return Codes.model_validate(read_document(PLACE).data)
