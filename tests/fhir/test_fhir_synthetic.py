"""Invented patients as FHIR bundles: whole, closed, and saying what the table says."""

import json

import pytest
from typer.testing import CliRunner

from hepaboard.cli import app
from hepaboard.cohort.synth import Synth
from hepaboard.errors import HepaboardError
from hepaboard.fhir import BundleFile, bundle, bundles
from hepaboard.fhir.codes import codes
from hepaboard.guideline import load_guideline

ROWS = 150
OWN = "urn:hepaboard:fact"


@pytest.fixture(scope="module")
def vocabulary():
    return load_guideline().vocabulary


@pytest.fixture(scope="module")
def part():
    return next(Synth(load_guideline(), seed=6, missing=0.3).parts(ROWS))


@pytest.fixture(scope="module")
def made(part, vocabulary):
    return dict(bundles(part.patients, part.lesions, vocabulary))


def resources(bundle, kind=None):
    found = [entry["resource"] for entry in bundle["entry"]]
    return [item for item in found if kind in (None, item["resourceType"])]


def coded(resource, system):
    return [c["code"] for c in resource["code"]["coding"] if c["system"] == system]


def everything(value):
    yield value
    children = (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    )
    for child in children:
        yield from everything(child)


def test_bundles_are_closed_and_nothing_in_them_is_empty(made):
    assert len(made) == ROWS
    ids = set()
    for found in made.values():
        assert found["resourceType"] == "Bundle" and found["type"] == "collection"
        urls = {entry["fullUrl"] for entry in found["entry"]}
        assert len(urls) == len(found["entry"])
        ids |= urls
        for entry in found["entry"]:
            assert entry["fullUrl"] == f"urn:uuid:{entry['resource']['id']}"
            assert entry["resource"]["meta"]["tag"][0]["code"] == "HTEST"
        for value in everything(found):
            assert value not in (None, "", [], {})
            if isinstance(value, dict) and "reference" in value:
                assert value["reference"] in urls
    assert len(ids) == sum(len(found["entry"]) for found in made.values())


def test_every_recorded_value_is_there_and_no_other(made, part, vocabulary):
    genes = codes().variants.genes
    for row in part.patients.iter_rows(named=True):
        found = made[row.pop("patient_id")]
        said = {}
        for item in resources(found, "Observation"):
            if "focus" in item:
                continue
            for name in coded(item, OWN):
                said[name] = item
        known = {
            name.removesuffix("_min") if name not in vocabulary else name
            for name, v in row.items()
            if v is not None
        }
        assert set(said) == known - set(genes) - {"age", "sex"}
        for name, item in said.items():
            value, least = row.get(name), row.get(f"{name}_min")
            match vocabulary[name].type.kind:
                case "boolean":
                    assert item["valueBoolean"] is value
                case "enum":
                    assert item["valueCodeableConcept"]["coding"][0]["code"] == value
                case "set":
                    assert [
                        c["code"]["coding"][0]["code"]
                        for c in item["component"]
                        if c["valueBoolean"]
                    ] == value
                case _ if value is None:
                    assert item["valueQuantity"]["comparator"] == ">="
                    assert item["valueQuantity"]["value"] == least
                case _:
                    number = (
                        item["valueInteger"]
                        if "valueInteger" in item
                        else item["valueQuantity"]["value"]
                    )
                    assert number == value


def test_genes_are_present_absent_or_not_mentioned(made, part):
    variants = codes().variants
    met = set()
    for row in part.patients.iter_rows(named=True):
        tested = {}
        for item in resources(made[row["patient_id"]], "Observation"):
            if coded(item, "http://loinc.org") == ["69548-6"]:
                gene = item["component"][0]["valueCodeableConcept"]["coding"][0]
                tested[gene["code"]] = item
        for name, gene in variants.genes.items():
            value = row[name]
            met.add((name, value))
            if value is None:
                assert gene.id not in tested
                continue
            answer = tested[gene.id]["valueCodeableConcept"]["coding"][0]["code"]
            assert answer == ("LA9634-2" if value == "wild_type" else "LA9633-4")
            changes = [
                c["valueCodeableConcept"]["coding"][0]["code"]
                for c in tested[gene.id]["component"][1:]
            ]
            assert changes == (["p.Val600Glu"] if value == "V600E" else [])
    assert met >= {("kras", "mutant"), ("kras", "wild_type"), ("kras", None), ("braf", "V600E")}


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"primary_site": "colon", "primary_location": "sigmoid"}, ["C18.7", "C78.7"]),
        ({"primary_site": "colon"}, ["C18.9", "C78.7"]),
        ({"primary_site": "rectal"}, ["C20", "C78.7"]),
        # no code is known to fit, and none is guessed
        ({"primary_site": "colorectal"}, ["C78.7"]),
        ({"primary_site": "neuroendocrine"}, ["C7B.02"]),
        ({"primary_site": "hcc"}, []),
        ({}, ["C78.7"]),
    ],
)
def test_conditions_are_coded_as_exactly_as_they_are_known(vocabulary, row, expected):
    found = bundle("P1", row, [], vocabulary, 2026)
    conditions = resources(found, "Condition")
    assert [c for item in conditions for c in coded(item, codes().systems["icd10"])] == expected
    assert len(conditions) == (row.get("primary_site") != "hcc") + bool(row)


def test_laboratory_values_have_codes_and_units(vocabulary):
    row = {"age": 62, "sex": "male", "cea_ng_ml": 7.4, "ecog": 1, "bilirubin_mg_dl": 0.9}
    found = bundle("P1", row, [], vocabulary, 2026)
    assert resources(found, "Patient")[0]["birthDate"] == "1964"
    by_code = {
        c: item for item in resources(found, "Observation") for c in coded(item, "http://loinc.org")
    }
    assert by_code["2039-6"]["valueQuantity"] == {
        "value": 7.4,
        "unit": "ng/ml",
        "system": "http://unitsofmeasure.org",
        "code": "ng/mL",
    }
    assert by_code["1975-2"]["valueQuantity"]["code"] == "mg/dL"
    assert by_code["89247-1"]["valueInteger"] == 1


def test_each_lesion_is_a_body_structure_of_its_own(made, part):
    for (ident,), lesions in part.lesions.group_by("patient_id"):
        places = resources(made[ident], "BodyStructure")
        assert len({p["identifier"][0]["value"] for p in places}) == len(lesions)
        sizes = sorted(
            item["valueQuantity"]["value"]
            for item in resources(made[ident], "Observation")
            if coded(item, OWN) == ["lesion_diameter_cm"]
        )
        assert sizes == sorted(lesions["lesion_diameter_cm"].drop_nulls())


def test_the_command_writes_lines_or_a_folder(tmp_path):
    def run(*args):
        return CliRunner().invoke(
            app, ["synth", "4", str(tmp_path / "p.parquet"), "--fhir", *map(str, args)]
        )

    assert run(tmp_path / "b.ndjson").exit_code == 0 and run(tmp_path / "b").exit_code == 0
    lines = [json.loads(line) for line in (tmp_path / "b.ndjson").read_text().splitlines()]
    files = [json.loads((tmp_path / "b" / f"P{n}.json").read_text()) for n in range(1, 5)]
    assert lines == files
    assert "is not empty" in str(run(tmp_path / "b").exception)
    assert "not written as .json" in str(run(tmp_path / "b.json").exception)
    assert {path.name for path in tmp_path.iterdir()} == {"p.parquet", "b", "b.ndjson"}


def test_a_run_that_fails_leaves_no_bundles(tmp_path):
    for name in ("b", "b.ndjson"):
        with pytest.raises(RuntimeError), BundleFile(tmp_path / name) as file:
            file.write([("P1", {})])
            raise RuntimeError("half-way")
    assert not list(tmp_path.iterdir())
    with pytest.raises(HepaboardError, match="no folder"):
        BundleFile(tmp_path / "nowhere" / "b")


def test_codes_say_where_they_were_seen():
    table = codes()
    assert {item.seen for item in table.observations.values()} <= {"guide", "data", "public"}
    assert all(gene.seen for gene in table.variants.genes.values())
