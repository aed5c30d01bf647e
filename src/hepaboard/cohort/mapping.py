"""The mapping file: how a foreign registry's columns become facts."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from hepaboard.document import read_document
from hepaboard.errors import HepaboardError
from hepaboard.guideline import Vocabulary
from hepaboard.model_problems import model_problems

Token = bool | int | Decimal | str
Wanted = bool | int | Decimal | str | tuple[str, ...] | None


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class MappedColumn(_Entry):
    """One column: the fact it holds, codes to values, its unit, codes that mean not known.

    A code that ``recode`` gives null is not known. What is neither recoded nor unknown stays as
    it is, and is then checked as the fact's own value. ``fact`` may be ``<fact>_min``,
    ``<fact>_max`` or ``<set>_<member>``.
    """

    fact: str
    recode: dict[str, Wanted] = {}
    unit: str | None = None
    unknown: tuple[Token, ...] = Field(default=(), strict=False)

    @field_validator("recode", mode="before")
    @classmethod
    def _lists(cls, value: object) -> object:
        """Lists of members are read as tuples."""
        if not isinstance(value, dict):
            return value
        return {k: tuple(v) if isinstance(v, list) else v for k, v in value.items()}


class MappedTable(_Entry):
    """One table: its id column, its columns, and those that are left out or kept as they are."""

    id: str
    columns: dict[str, MappedColumn] = {}
    unknown: tuple[Token, ...] = Field(default=(), strict=False)
    ignore: tuple[str, ...] = Field(default=(), strict=False)
    keep: tuple[str, ...] = Field(default=(), strict=False)

    @field_validator("columns", mode="before")
    @classmethod
    def _short(cls, value: object) -> object:
        """``column: fact`` for a column that needs nothing but its name."""
        if not isinstance(value, dict):
            return value
        return {k: {"fact": v} if isinstance(v, str) else v for k, v in value.items()}


class ReportColumn(_Entry):
    """A column that a registry report reads: codes to values, codes that mean not known."""

    column: str
    recode: dict[str, Wanted] = {}
    unknown: tuple[Token, ...] = Field(default=(), strict=False)

    @field_validator("recode", mode="before")
    @classmethod
    def _lists(cls, value: object) -> object:
        """Lists of treatments are read as tuples."""
        if not isinstance(value, dict):
            return value
        return {k: tuple(v) if isinstance(v, list) else v for k, v in value.items()}


class ReportColumns(_Entry):
    """The columns of a registry report; they need not be named elsewhere in the mapping.

    ``treatment_given`` holds ids of treatments joined by semicolons, or ``none``;
    ``followup_months`` the time under observation, ``died`` whether it ended with death;
    ``risk_group`` any grouping of patients.
    """

    treatment_given: ReportColumn | None = None
    followup_months: ReportColumn | None = None
    died: ReportColumn | None = None
    risk_group: ReportColumn | None = None

    @field_validator("*", mode="before")
    @classmethod
    def _short(cls, value: object) -> object:
        """``role: column`` for a column that needs nothing but its name."""
        return {"column": value} if isinstance(value, str) else value

    @property
    def columns(self) -> dict[str, ReportColumn]:
        """The columns that are named, by their role."""
        found = {name: getattr(self, name) for name in REPORT_ROLES}
        return {name: column for name, column in found.items() if column is not None}


REPORT_ROLES = tuple(ReportColumns.model_fields)


class Mapping(MappedTable):
    """The table of patients, and that of their lesions if there is one."""

    lesions: MappedTable | None = None
    report: ReportColumns = ReportColumns()


def read_mapping(path: str | Path, vocabulary: Vocabulary) -> Mapping:
    """The mapping of a file, YAML or JSON.

    Raises
    ------
    HepaboardError
        The file cannot be read, has fields that are not known, or names facts that do not exist.
    """
    document = read_document(path)
    try:
        mapping = Mapping.model_validate(document.data)
    except ValidationError as error:
        raise model_problems(error, document, Mapping)[0] from None
    tables: tuple[tuple[tuple[str, ...], MappedTable | None], ...] = (
        ((), mapping),
        (("lesions",), mapping.lesions),
    )
    for within, table in tables:
        if table is None:
            continue
        if (twice := _twice(table)) is not None:
            raise HepaboardError(
                twice,
                file=document.file,
                line=document.line(within),
                todo="Name each column and each fact once; ignore takes the others.",
            )
        scope = "lesion" if within else "patient"
        known = fact_columns(vocabulary, scope)
        for name, column in table.columns.items():
            if column.fact not in known:
                place = (*within, "columns", name)
                raise HepaboardError(
                    f"There is no fact {column.fact!r} of a {scope}.",
                    file=document.file,
                    line=document.line(place),
                    field=".".join(place),
                    value=column.fact,
                    likely=_near(column.fact, known),
                    allowed="see: hepaboard schema facts",
                )
    return mapping


def _twice(table: MappedTable) -> str | None:
    """What a table names twice, in words; None if there is nothing."""
    facts = [column.fact for column in table.columns.values()]
    if again := sorted({fact for fact in facts if facts.count(fact) > 1}):
        return f"Two columns hold {', '.join(again)}."
    places = [table.id, *table.columns, *table.ignore, *table.keep]
    if again := sorted({name for name in places if places.count(name) > 1}):
        return f"{', '.join(again)} is named in two places."
    return None


def fact_columns(vocabulary: Vocabulary, scope: str) -> dict[str, str]:
    """The names that a column of facts may have, each with its fact."""
    from hepaboard.cohort.coding import recorded_names

    return {
        name: fact.name
        for fact in vocabulary.types.values()
        if fact.scope == scope
        for name in recorded_names(fact)
    }


def _near(word: str, known: dict[str, str]) -> str | None:
    from difflib import get_close_matches

    return ", ".join(get_close_matches(word, known, n=3)) or None
