"""Twelve patients by hand: every count of a report is known."""

import io

import polars as pl
import pytest
from registry_twelve import twelve

from hepaboard.cohort.mapping import read_mapping
from hepaboard.errors import HepaboardError
from hepaboard.guideline import load_guideline
from hepaboard.registry import registry_report
from hepaboard.registry.section import Figure, Paragraph, Table


@pytest.fixture(scope="module")
def guideline():
    return load_guideline()


@pytest.fixture(scope="module")
def report(guideline):
    return registry_report(twelve(), guideline, by="sex", name="twelve")


def table(report, title):
    """The one table whose title begins so, by the words of its first column."""
    tables = [p for s in report.sections for p in s.parts if isinstance(p, Table)]
    (found,) = [t for t in tables if t.title.startswith(title)]
    return {" ".join(row[: found.texts]).strip(): row[found.texts :] for row in found.rows}


def counts(report, title, name):
    """The counts of a row, without shares."""
    return [cell.split(" (")[0] for cell in table(report, title)[name]]


def said(report):
    return "\n".join(p.text for s in report.sections for p in s.parts if isinstance(p, Paragraph))


def test_every_row_read_is_accounted_for(report):
    assert table(report, "Rows of the table") == {
        "rows read": ("14",),
        "set aside, because a value does not fit": ("1",),
        "ras does not fit (allowed: wild_type, mutant)": ("1",),
        "used": ("13",),
        "assessment ended by a stop (outside every document)": ("1",),
        "assessed": ("12",),
    }
    assert report.head[0].startswith("twelve: 12 patients assessed, ")


def test_where_patients_stand(report, guideline):
    # P1 to P10 have several in both lobes, P11 one metastasis, P12 breast cancer
    found = {name: cells[0] for name, cells in table(report, "S0: scenarios").items()}
    label = "multifocal bilobar colorectal metastases, liver only or dominant"
    assert found["the document speaks of them"] == "11 (91.7\u00a0%)"
    assert found[label] == "10 (83.3\u00a0%)"
    assert found["no scenario"] == "1 (8.3\u00a0%)"
    assert found["it does not speak of them"] == "1 (8.3\u00a0%)"
    assert counts(report, "S2: scenarios", "unresectable") == ["11"]
    # RAS decides the two steps on anti-EGFR antibodies: 4 mutant, 4 wild type in scope, 2 unknown
    assert counts(report, "S0: steps", "An anti-EGFR antibody may be added") == ["4", "2"]
    assert counts(report, "S0: steps", "No anti-EGFR antibody") == ["4", "2"]


def test_verdicts_by_treatment(report):
    # recommended, acceptable, contested, not recommended, contraindicated, needs data,
    # undetermined, not addressed
    found = {
        name: counts(report, title, name)
        for title, name in (
            ("Systemic therapy: patients", "anti-EGFR antibody"),
            ("Systemic therapy: patients", "systemic therapy"),
            ("Ablation: patients", "local ablation"),
            ("Ablation: patients", "cryoablation"),
            ("Strategies: patients", "liver resection first"),
        )
    }
    assert found == {
        "anti-EGFR antibody": ["5", "0", "0", "0", "4", "2", "0", "1"],
        "systemic therapy": ["12", "0", "0", "0", "0", "0", "0", "0"],
        "local ablation": ["0", "0", "10", "0", "0", "0", "0", "2"],
        "cryoablation": ["0", "0", "0", "10", "0", "0", "0", "2"],
        "liver resection first": ["0", "0", "0", "1", "11", "0", "0", "0"],
    }


def test_what_is_missing_and_hangs_on_it(report):
    # P9 and P10 have no RAS: anti-EGFR and bevacizumab, alone and with a doublet, and one triplet;
    # for anti-EGFR alone and with a doublet nothing else is needed
    assert table(report, "What is missing")["RAS"] == (
        "2 (16.7\u00a0%)",
        "2 (16.7\u00a0%)",
        "10",
        "4",
        "5",
    )


def test_how_sources_differ(report):
    topics = table(report, "Topics: patients")
    (first,) = [cells for name, cells in topics.items() if name.startswith("D01 ")]
    assert first == ("11 (91.7\u00a0%)", "0 (0.0\u00a0%)", "0 (0.0\u00a0%)")
    (regimen,) = [cells for name, cells in topics.items() if name.startswith("D15 ")]
    assert [cell.split(" ")[0] for cell in regimen] == ["4", "0", "2"]
    (matrix,) = [
        p
        for s in report.sections
        for p in s.parts
        if isinstance(p, Figure) and p.title.startswith("Who favours")
    ]
    assert "S0 against S1 11;" in matrix.alt and "S2 against S0 0;" in matrix.alt


def test_concordance_with_the_treatment_given(report):
    # concordant by two or more, by one, divided, against, stopped, undetermined, not addressed
    found = {
        name: counts(report, "Treatments given", name) for name in table(report, "Treatments given")
    }
    assert found == {
        "all": ["11", "6", "0", "1", "1", "2", "1", "0"],
        # P5, P6, P7 wild type; P1 mutant; P9 not known
        "anti-EGFR antibody": ["5", "3", "0", "0", "0", "1", "1", "0"],
        "systemic therapy": ["3", "3", "0", "0", "0", "0", "0", "0"],
        "local ablation": ["1", "0", "0", "1", "0", "0", "0", "0"],
        "cryoablation": ["1", "0", "0", "0", "1", "0", "0", "0"],
        "liver resection first": ["1", "0", "0", "0", "0", "1", "0", "0"],
    }
    assert "given for 10, as none for 1, and was not recorded for 1." in said(report)
    (reasons,) = [
        p
        for s in report.sections
        for p in s.parts
        if isinstance(p, Table) and p.title.startswith("Reasons")
    ]
    assert (
        "anti-EGFR antibody",
        "undetermined",
        "not known: RAS",
        "1 (100.0\u00a0%)",
    ) in reasons.rows
    stop = "H01: An anti-EGFR antibody does not work in a RAS-mutant tumour."
    assert ("anti-EGFR antibody", "against a hard stop", stop, "1 (100.0\u00a0%)") in reasons.rows


def test_subgroups_add_up(report):
    by_sex = "Standing of treatments given, by sex"
    assert counts(report, by_sex, "female") == ["5", "3", "0", "0", "1", "0", "1", "0"]
    assert counts(report, by_sex, "male") == ["6", "3", "0", "1", "0", "2", "0", "0"]
    # wild type: P7, P8, P11 and P5, P6; not known: P9, P10
    assert counts(report, "Favoured and still open", "anti-EGFR antibody") == ["3", "2"]
    (found,) = [
        p
        for s in report.sections
        for p in s.parts
        if isinstance(p, Table) and p.title == "Favoured and still open"
    ]
    place = [row[0] for row in found.rows].index("anti-EGFR antibody")
    assert [cell.split(" ")[0] for cell in found.rows[place + 1][1:]] == ["2", "0"]


def test_survival_of_the_groups(report):
    # men: deaths at 6, 9, 12, 30, censored at 18 and 24; women: deaths at 3 and 15
    found = table(report, "Survival by sex: share alive")
    assert found["male"][:2] == ("6", "4")
    assert found["female"][:2] == ("5", "2")
    # at 12 months 3 of 6 men live, and 4 of 5 women
    assert found["male"][4].startswith("50%") and found["female"][4].startswith("80%")
    assert "known for 11 of 12 patients" in said(report)
    assert "deaths for each coefficient (fewer than 10)" in said(report)


def test_a_report_without_these_columns_has_no_such_chapters(guideline):
    plain = twelve().drop("treatment_given", "died")
    report = registry_report(plain.drop("followup_months"), guideline)
    assert [s.id for s in report.sections] == [
        "data",
        "places",
        "verdicts",
        "disagreement",
        "missing",
    ]


def test_a_mapping_names_the_columns_of_another_registry(guideline, tmp_path, report):
    foreign = twelve().rename(
        {"treatment_given": "Tx", "followup_months": "OS", "died": "Exitus", "ras": "RAS"}
    )
    foreign = foreign.with_columns(
        pl.col("Tx").replace({"anti_egfr": "E", "systemic_therapy;anti_egfr": "SE"}),
        pl.col("Exitus").replace({"true": "1", "false": "0"}),
        pl.col("RAS").fill_null("UNK"),
    )
    file = tmp_path / "map.yaml"
    columns = [n for n in foreign.columns if n not in ("patient_id", "Tx", "OS", "Exitus", "RAS")]
    file.write_text(
        "id: patient_id\ncolumns:\n  RAS: {fact: ras, unknown: [UNK]}\n"
        + "".join(f"  {name}: {name}\n" for name in columns)
        + "report:\n  treatment_given: {column: Tx, recode: {E: anti_egfr, "
        "SE: [systemic_therapy, anti_egfr]}}\n  followup_months: OS\n  died: Exitus\n",
        encoding="utf-8",
    )
    mapping = read_mapping(file, guideline.vocabulary)
    found = registry_report(foreign, guideline, mapping=mapping, by="sex", name="twelve")
    for title in ("Treatments given", "Survival by sex: share alive", "What is missing"):
        assert table(found, title) == table(report, title)


@pytest.mark.parametrize(
    ("column", "value", "what", "likely"),
    [
        ("treatment_given", "anti_egf", "'anti_egf' does not fit (row 1)", "anti_egfr"),
        ("followup_months", "-3", "'-3' does not fit (row 1)", None),
        ("died", "perhaps", "'perhaps' does not fit (row 1)", None),
    ],
)
def test_a_value_that_its_role_does_not_allow_is_refused(guideline, column, value, what, likely):
    spoilt = twelve().with_columns(
        pl.when(pl.col("patient_id") == "P1").then(pl.lit(value)).otherwise(column).alias(column)
    )
    with pytest.raises(HepaboardError) as caught:
        registry_report(spoilt, guideline)
    assert what in caught.value.what and caught.value.field == column
    assert likely is None or likely in (caught.value.likely or "")


def test_what_cannot_be_grouped_is_refused(guideline):
    with pytest.raises(HepaboardError, match="no column 'sexx'"):
        registry_report(twelve(), guideline, by="sexx")
    many = pl.concat([twelve().with_columns(pl.lit(str(n)).alias("x")) for n in range(2)])
    many = many.with_columns(pl.int_range(pl.len()).cast(pl.String).alias("patient_id"))
    with pytest.raises(HepaboardError, match="too many to compare"):
        registry_report(many.drop("x"), guideline, by="patient_id")
    few = pl.read_csv(io.StringIO("id,ras\n1,mutant\n2,mutant\n"), infer_schema=False)
    with pytest.raises(HepaboardError, match="too few for a report"):
        registry_report(few, guideline, least=5)
