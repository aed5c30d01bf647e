"""Writes the facts of one patient as FHIR resources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from hepaboard.fhir.codes import Code, Codes
from hepaboard.fhir.values import concept, value_of
from hepaboard.guideline import Vocabulary

Resource = dict[str, Any]
#: Invented patients say so in every resource.
TEST_DATA = {
    "system": "http://terminology.hl7.org/CodeSystem/v3-ActReason",
    "code": "HTEST",
    "display": "test health data",
}
CATEGORIES = "http://terminology.hl7.org/CodeSystem/observation-category"
CONDITIONS = "http://terminology.hl7.org/CodeSystem/condition-"
#: Facts that other resources than an Observation hold.
ELSEWHERE = frozenset({"age", "sex"})


class Writer:
    """Collects the resources of one patient; ids follow from the patient's id alone."""

    def __init__(self, ident: str, vocabulary: Vocabulary, table: Codes) -> None:
        self.ident = ident
        self.vocabulary = vocabulary
        self.table = table
        self.entries: list[dict[str, Any]] = []

    def add(self, kind: str, name: str = "", **content: Any) -> str:
        """Adds a resource; returns the reference to it."""
        place = str(uuid5(NAMESPACE_URL, f"urn:hepaboard:synthetic:{self.ident}:{kind}:{name}"))
        meta = {**content.pop("meta", {}), "tag": [TEST_DATA]}
        resource = {"resourceType": kind, "id": place, "meta": meta, **content}
        self.entries.append({"fullUrl": f"urn:uuid:{place}", "resource": resource})
        return f"urn:uuid:{place}"

    @property
    def subject(self) -> dict[str, str]:
        """The reference to the patient, who comes first."""
        return {"reference": self.entries[0]["fullUrl"]}

    def conditions(self, row: Mapping[str, Any]) -> None:
        """The primary, as exactly as it is known, and the metastases of the liver."""
        primary = self.table.primary
        site, location = row.get("primary_site"), row.get("primary_location")
        related: dict[str, Any] = {}
        if site is not None or location is not None:
            found = primary.by_location.get(str(location)) or primary.by_site.get(str(site))
            words = [
                concept(self.table.own, name, str(value))["coding"][0]
                for name, value in (("primary_location", location), ("primary_site", site))
                if value is not None
            ]
            standard = [self.table.coding("icd10", found)] if found else []
            text = str(location or site).replace("_", " ")
            place = self._condition("primary", primary.profile, [*standard, *words], text)
            related = {
                "extension": [
                    {
                        "url": self.table.profile + "mcode-related-primary-cancer-condition",
                        "valueReference": {"reference": place},
                    }
                ]
            }
        secondary = self.table.secondary
        if site in secondary.none_for:
            return
        code = secondary.by_site.get(str(site), secondary.code)
        coding = [self.table.coding("icd10", code)]
        self._condition("secondary", secondary.profile, coding, code.display, **related)

    def _condition(
        self, name: str, profile: str, coding: list[dict[str, str]], text: str, **more: Any
    ) -> str:
        active = {"coding": [{"system": CONDITIONS + "clinical", "code": "active"}]}
        category = {"coding": [{"system": CONDITIONS + "category", "code": "problem-list-item"}]}
        return self.add(
            "Condition",
            name,
            meta={"profile": [self.table.profile + profile]},
            **more,
            clinicalStatus=active,
            category=[category],
            code={"coding": coding, "text": text},
            subject=self.subject,
        )

    def fact(self, column: str, value: Any) -> None:
        """The Observation of one recorded value."""
        name = column.removesuffix("_min") if column not in self.vocabulary else column
        if name not in self.vocabulary or name in ELSEWHERE:
            return
        if name in self.table.variants.genes:
            self.variant(name, str(value))
            return
        fact = self.vocabulary[name]
        known = self.table.observations.get(name)
        content = value_of(fact, value, self.table.own, at_least=name != column)
        own = {"system": self.table.own, "code": name, "display": fact.entry.label}
        coding = [own]
        more: dict[str, Any] = {}
        if known is not None:
            coding = [self.table.coding("loinc", known), own]
            more["category"] = [{"coding": [{"system": CATEGORIES, "code": known.category}]}]
            if known.profile is not None:
                more["meta"] = {"profile": [self.table.profile + known.profile]}
        self._observation(column, coding, fact.entry.label, **content, **more)

    def variant(self, name: str, value: str) -> None:
        """A tested gene: a variant that is there, or is said to be absent."""
        table = self.table.variants
        gene = table.genes[name]
        answer = table.absent if value in gene.absent else table.present
        studied = {"system": self.table.systems["hgnc"], "code": gene.id, "display": gene.symbol}
        parts = [self._component(table.gene, studied)]
        if value in gene.proteins:
            change = {"system": self.table.systems["hgvs"], "code": gene.proteins[value]}
            parts.append(self._component(table.protein, change))
        self._observation(
            name,
            [self.table.coding("loinc", table.code)],
            f"{gene.symbol}: {value.replace('_', ' ')}",
            meta={"profile": [self.table.profile + table.profile]},
            category=[{"coding": [{"system": CATEGORIES, "code": "laboratory"}]}],
            valueCodeableConcept={"coding": [self.table.coding("loinc", answer)]},
            component=parts,
        )

    def _component(self, code: Code, value: dict[str, str]) -> dict[str, Any]:
        return {
            "code": {"coding": [self.table.coding("loinc", code)]},
            "valueCodeableConcept": {"coding": [value]},
        }

    def _observation(
        self, name: str, coding: list[dict[str, str]], text: str, **content: Any
    ) -> None:
        self.add(
            "Observation",
            name,
            **({"meta": content.pop("meta")} if "meta" in content else {}),
            status="final",
            code={"coding": coding, "text": text},
            subject=self.subject,
            **content,
        )

    def lesion(self, number: int, lesion: Mapping[str, Any]) -> None:
        """A tumour in the liver with an identifier of its own, and what is known of it."""
        place = self.add(
            "BodyStructure",
            f"lesion {number}",
            meta={"profile": [self.table.profile + "mcode-tumor"]},
            identifier=[
                {"system": "urn:hepaboard:synthetic:lesion", "value": f"{self.ident}-{number}"}
            ],
            location={"text": "liver"},
            patient=self.subject,
        )
        for name, value in self._known(lesion):
            fact = self.vocabulary[name]
            own = {"system": self.table.own, "code": name, "display": fact.entry.label}
            self._observation(
                f"lesion {number} {name}",
                [own],
                fact.entry.label,
                focus=[{"reference": place}],
                **value_of(fact, value, self.table.own),
            )

    def _known(self, lesion: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        for name, value in lesion.items():
            if value is not None and name in self.vocabulary:
                yield name, value
