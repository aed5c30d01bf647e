"""What one room asks of another, without importing it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Protocol

from hepaboard.logic.fact_type import FactType


class FactSpec(Protocol):
    """How a fact is recorded: units it may come in, rule that derives it, when it is old."""

    @property
    def units(self) -> tuple[str, ...]:
        """Other units that are converted."""

    @property
    def molar_mass_g_mol(self) -> Decimal | int | None:
        """For conversions between amount and mass."""

    @property
    def stale_after(self) -> str | None:
        """Age after which a value is shown as old."""

    @property
    def outdated_by(self) -> str | None:
        """The treatment after which an earlier value is shown as old."""

    @property
    def derive(self) -> dict[str, Any] | None:
        """The rule that fills the fact from records."""


class VocabularyLike(Protocol):
    """The facts that a case may record."""

    @property
    def types(self) -> Mapping[str, FactType]:
        """Type of every fact."""

    @property
    def synonyms(self) -> Mapping[str, str]:
        """Other names of facts."""

    @property
    def counter(self) -> str | None:
        """The fact that counts the lesions."""

    def spec(self, name: str) -> FactSpec:
        """How a fact is recorded."""

    def __contains__(self, name: object) -> bool: ...

    def __iter__(self) -> Iterator[str]: ...


class CatalogueLike(Protocol):
    """The treatments that a case may record."""

    def is_a(self, name: str, kind: str) -> bool:
        """Whether a treatment is of a kind."""

    def __contains__(self, name: object) -> bool: ...

    def __iter__(self) -> Iterator[str]: ...
