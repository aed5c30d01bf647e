"""What every check needs: the provers, and how a finding is written down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hepaboard.verify.claim import Claim
from hepaboard.verify.obligation import Encoding
from hepaboard.verify.report_model import Check, Finding, FindingType
from hepaboard.verify.solver import Prover
from hepaboard.verify.subject import Subject
from hepaboard.verify.witness import Witness


@dataclass(frozen=True)
class Seen:
    """Whether something can be, for cases with every fact known and with unknown ones."""

    two_valued: bool
    kleene: bool

    @property
    def anywhere(self) -> bool:
        """In one of the two."""
        return self.two_valued or self.kleene


@dataclass(frozen=True)
class Finder:
    """Asks both encodings, and writes findings."""

    subject: Subject
    provers: Mapping[Encoding, Prover]

    def can(self, claim: Claim) -> Seen:
        """Whether a plausible case fits a claim; what the solver leaves open counts as no."""
        return Seen(
            self.provers["two_valued"].ask(claim) == "possible",
            self.provers["kleene"].ask(claim) == "possible",
        )

    def case(self, claim: Claim) -> Witness | None:
        """The case nearest to the typical patient that fits; with unknown facts if there is one."""
        return self.provers["kleene"].case(claim) or self.provers["two_valued"].case(claim)

    def finding(
        self,
        check: Check,
        name: str,
        says: str,
        statements: Sequence[str],
        sources: Iterable[str],
        seen: Seen | None,
        witness: Witness | None = None,
        type_: FindingType | None = None,
        topics: Sequence[str] = (),
    ) -> Finding:
        """A finding in its outer form."""
        named = list(dict.fromkeys(sources))
        guideline = self.subject.guideline
        voices = {guideline.voice(source) for source in named}
        return Finding(
            id=f"{check[0]}.{name}",
            check=check,
            name=says,
            statements=list(statements),
            sources=named,
            same_voice=len(named) > 1 and len(voices) == 1,
            type=type_,
            two_valued=None if seen is None else seen.two_valued,
            kleene=None if seen is None else seen.kleene,
            witness=None if witness is None else witness.facts,
            unlike=None if witness is None else list(witness.unlike),
            listed_as=topics[0] if topics else None,
            topics=list(topics),
        )
