"""What a table must be like, what is set aside and why, and what a mapping does."""

import zipfile

import polars as pl
import pytest

from hepaboard.cohort import evaluate
from hepaboard.cohort.mapping import read_mapping
from hepaboard.cohort.suggest import suggest
from hepaboard.errors import HepaboardError
from hepaboard.guideline import load_guideline


@pytest.fixture(scope="module")
def guideline():
    return load_guideline()


def reasons(cohort):
    return dict(zip(cohort.rejected["row"], cohort.rejected["reasons"], strict=True))


@pytest.mark.parametrize(
    ("column", "good", "bad", "allowed"),
    [
        ("ras", "mutant", "Mutant", "wild_type, mutant"),
        ("synchronous", "true", "yes", "true or false"),
        ("n_liver_mets", "3", "2.5", "in steps of 1; nothing is rounded"),
        ("n_liver_mets", "200", "201", "0 to 200"),
        ("planned_necrosis_segments", "2.4", "2.45", "in steps of 0.1; nothing is rounded"),
        ("bilirubin_mg_dl", "0.1", "0.05", "0.1 to 60 mg/dl"),
        ("bilirubin_mg_dl", "1.2", "NaN", "0.1 to 60 mg/dl"),
        ("bilirubin_mg_dl", "1e0", "inf", "0.1 to 60 mg/dl"),
        ("cea_ng_ml", "5", "five", "0 to 100000 ng/ml"),
        ("cluster_segments", "4;5", "4;9", "joined by ';'"),
        ("cluster_segments", "none", "", "joined by ';'"),
        ("new_symptoms_intractable_pain", "false", "0", "true or false"),
    ],
)
def test_a_value_that_does_not_fit_sets_its_row_aside_with_the_reason(
    guideline, column, good, bad, allowed
):
    table = pl.DataFrame({"patient_id": ["A", "B", "C"], column: [good, bad, None]})
    cohort = evaluate(table, guideline=guideline)
    assert cohort.table["patient_id"].to_list() == ["A", "C"]
    assert list(reasons(cohort)) == [2]
    assert f"{column}: {bad} does not fit" in reasons(cohort)[2]
    assert allowed in reasons(cohort)[2]
    assert cohort.rejected[column].to_list() == [bad]
    (finding,) = cohort.report.findings.values()
    assert (finding.rows, finding.first) == (1, [2])
    assert (cohort.report.read, cohort.report.kept, cohort.report.rejected) == (3, 2, 1)


def test_ids_are_there_and_differ(guideline):
    table = pl.DataFrame({"id": ["A", "B", None, "B"], "ras": ["mutant"] * 4})
    cohort = evaluate(table, guideline=guideline)
    assert cohort.table.columns[0] == "id"
    assert cohort.table["id"].to_list() == ["A"]
    assert reasons(cohort) == {
        2: "another row has the same id",
        3: "no id",
        4: "another row has the same id",
    }


def test_impossible_combinations_are_named_by_their_rule(guideline):
    table = pl.DataFrame(
        {"id": ["A", "B"], "n_liver_mets": [1, 2], "multifocal": [True, True], "ras": [None, "x"]}
    )
    cohort = evaluate(table, guideline=guideline)
    assert "impossible together: n_liver_mets: Several means two or more." in reasons(cohort)[1]
    assert "ras: x does not fit" in reasons(cohort)[2]
    assert not len(cohort.table)


def test_an_exact_number_and_its_ends_are_not_given_together(guideline):
    table = pl.DataFrame(
        {
            "id": ["A", "B", "C"],
            "n_liver_mets": [3, None, None],
            "n_liver_mets_min": [2, 5, 5],
            "n_liver_mets_max": [None, 4, 9],
        }
    )
    cohort = evaluate(table, guideline=guideline)
    assert cohort.table["id"].to_list() == ["C"]
    assert "either the number or its ends, not both" in reasons(cohort)[1]
    assert (
        "n_liver_mets_min: 5 does not fit (allowed: at most n_liver_mets_max)" in reasons(cohort)[2]
    )


def test_a_lesion_that_does_not_fit_sets_its_patient_aside(guideline):
    patients = pl.DataFrame({"id": ["A", "B"], "n_liver_mets": [2, 1]})
    lesions = pl.DataFrame(
        {"id": ["A", "A", "B", "Z"], "lesion_diameter_cm": [2.0, 99.0, 1.0, 1.0]}
    )
    cohort = evaluate(patients, lesions=lesions, guideline=guideline)
    assert cohort.table["id"].to_list() == ["B"]
    assert reasons(cohort)[1].startswith("lesion in row 2: lesion_diameter_cm: 99.0 does not fit")
    lost = next(f for f in cohort.report.findings.values() if "no patient" in f.what)
    assert (lost.rows, lost.first) == (1, [4])


def test_more_lesions_than_there_are_is_impossible(guideline):
    patients = pl.DataFrame({"id": ["A"], "n_liver_mets": [1]})
    lesions = pl.DataFrame({"id": ["A", "A"], "lesion_diameter_cm": [2.0, 3.0]})
    cohort = evaluate(patients, lesions=lesions, guideline=guideline)
    assert "More lesions are listed than there are" in reasons(cohort)[1]


def test_a_column_that_is_no_fact_is_refused_with_the_likely_one(guideline):
    table = pl.DataFrame({"id": ["A"], "n_liver_met": [1], "hospital": ["x"]})
    with pytest.raises(HepaboardError, match="2 columns are no facts") as error:
        evaluate(table, guideline=guideline)
    assert "n_liver_met: perhaps n_liver_mets" in str(error.value)
    assert "map --suggest" in str(error.value)


def test_a_table_without_an_id_is_refused(guideline):
    with pytest.raises(HepaboardError, match="which column holds the patient's id"):
        evaluate(pl.DataFrame({"ras": ["mutant"]}), guideline=guideline)


MAPPING = """
id: PatNr
unknown: ["UNK"]
columns:
  kras_code: {fact: ras, recode: {"0": wild_type, "1": mutant}, unknown: ["9"]}
  CEA: {fact: cea_ng_ml, unit: ug/L, unknown: [999]}
  bili: {fact: bilirubin_mg_dl, unit: umol/L, unknown: [NaN]}
  synchr: {fact: synchronous, recode: {"ja": true, "nein": false}}
  segments: {fact: cluster_segments, recode: {"-": []}}
  mets: n_liver_mets
ignore: [clerk]
keep: [year]
lesions:
  id: PatNr
  columns:
    size_mm: {fact: lesion_diameter_cm, unit: mm}
"""


@pytest.fixture
def registry(tmp_path):
    (tmp_path / "map.yaml").write_text(MAPPING, encoding="utf-8")
    (tmp_path / "in.csv").write_text(
        "PatNr,kras_code,CEA,bili,synchr,segments,mets,clerk,year\n"
        "1,0,250,17.1,ja,4;5,3,x,2020\n"
        "2,1,999,NaN,nein,-,,y,2021\n"
        "3,9,UNK,,ja,,2,z,2022\n"
        "4,2,5,17.1,ja,,2,z,2022\n"
        "5,0,low,17.1,ja,,2,z,2022\n",
        encoding="utf-8",
    )
    (tmp_path / "lesions.csv").write_text("PatNr,size_mm\n1,25\n1,31\n", encoding="utf-8")
    return tmp_path


def test_a_mapping_renames_recodes_and_converts(guideline, registry):
    cohort = evaluate(
        registry / "in.csv",
        lesions=registry / "lesions.csv",
        mapping=registry / "map.yaml",
        guideline=guideline,
        masks=True,
    )
    plain = pl.DataFrame(
        {
            "PatNr": ["1", "2", "3"],
            "ras": ["wild_type", "mutant", None],
            "cea_ng_ml": [250.0, None, None],
            "bilirubin_mg_dl": [17.1 * 584.66 / 10_000, None, None],
            "synchronous": [True, False, True],
            "cluster_segments": [["4", "5"], [], None],
            "n_liver_mets": [3, None, 2],
        }
    ).rename({"PatNr": "id"})
    lesions = pl.DataFrame({"id": ["1", "1"], "lesion_diameter_cm": [2.5, 3.1]})
    expected = evaluate(plain, lesions=lesions, guideline=guideline, masks=True)
    assert cohort.table.columns[:2] == ["PatNr", "year"]
    assert cohort.table.drop("PatNr", "year").equals(expected.table.drop("id"))
    assert list(reasons(cohort)) == [4, 5]
    assert "ras: 2 does not fit" in reasons(cohort)[4]
    assert "cea_ng_ml: low does not fit" in reasons(cohort)[5]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id: a\ncolumns: {x: rass}", "There is no fact 'rass' of a patient"),
        ("id: a\ncolumns: {x: ras, y: ras}", "Two columns hold ras"),
        ("id: a\ncolumns: {x: ras}\nignore: [x]", "x is named in two places"),
        ("id: a\ncolum: {}", "There is no field 'colum' here"),
    ],
)
def test_a_mapping_that_is_wrong_says_where(guideline, tmp_path, text, said):
    path = tmp_path / "m.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(HepaboardError, match=said) as error:
        read_mapping(path, guideline.vocabulary)
    assert error.value.file == str(path)


def test_a_mapping_accounts_for_every_column(guideline, registry):
    text = MAPPING.replace("ignore: [clerk]", "ignore: [clerk, gone]")
    (registry / "map.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(HepaboardError, match="has no column gone"):
        evaluate(registry / "in.csv", mapping=registry / "map.yaml", guideline=guideline)
    (registry / "map.yaml").write_text(MAPPING.replace("ignore: [clerk]", ""), encoding="utf-8")
    with pytest.raises(HepaboardError, match="columns are no facts: clerk"):
        evaluate(registry / "in.csv", mapping=registry / "map.yaml", guideline=guideline)


def test_a_proposed_mapping_can_be_read_and_leaves_nothing_out(guideline, registry):
    table = pl.DataFrame(
        {
            "patient_id": ["1", "2", "3"],
            "RAS": ["Mutant", "Wild-Type", "UNK"],
            "CEA": [3.0, 999.0, 12.0],
            "synchronous": ["1", "0", "9"],
            "bilirubin_mg_dl": [1.0, float("nan"), 2.0],
            "hospital": ["x", "y", "z"],
        }
    )
    text = suggest(table, guideline.vocabulary)
    path = registry / "proposed.yaml"
    path.write_text(text, encoding="utf-8")
    mapping = read_mapping(path, guideline.vocabulary)
    assert mapping.id == "patient_id"
    assert mapping.ignore == ("hospital",)
    assert mapping.columns["RAS"].recode == {"Mutant": "mutant", "Wild-Type": "wild_type"}
    assert mapping.columns["RAS"].unknown == ("UNK",)
    assert mapping.columns["CEA"].fact == "cea_ng_ml"
    assert mapping.columns["synchronous"].recode == {"1": True, "0": False}
    assert mapping.columns["bilirubin_mg_dl"].unknown == ("nan",)
    cohort = evaluate(table, mapping=path, guideline=guideline)
    assert len(cohort.table) == 3
    # a plausible number is a number until a person says otherwise
    assert mapping.columns["CEA"].unknown == ()


SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def write_excel(path, table):
    """The smallest workbook that holds a table."""

    def cell(value):
        if value is None:
            return "<c/>"
        if isinstance(value, bool):
            return f'<c t="b"><v>{int(value)}</v></c>'
        if isinstance(value, int | float):
            return f"<c><v>{value}</v></c>"
        return f'<c t="inlineStr"><is><t>{value}</t></is></c>'

    rows = [table.columns, *table.rows()]
    data = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{RELATION}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{RELATION}/worksheet" Target="worksheets/s.xml"/>'
        "</Relationships>",
        "xl/worksheets/s.xml": f'<worksheet xmlns="{SHEET}"><sheetData>{data}</sheetData>'
        "</worksheet>",
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)


def test_csv_excel_and_parquet_give_the_same(guideline, tmp_path):
    table = pl.DataFrame(
        {
            "patient_id": ["1", "2"],
            "ras": ["mutant", None],
            "n_liver_mets": [3, 2],
            "bilirubin_mg_dl": [1.25, None],
            "synchronous": [True, None],
        }
    )
    table.write_parquet(tmp_path / "t.parquet")
    table.write_csv(tmp_path / "t.csv")
    write_excel(tmp_path / "t.xlsx", table)
    expected = evaluate(table, guideline=guideline).table
    assert len(expected) == 2
    for name in ("t.parquet", "t.csv", "t.xlsx"):
        assert evaluate(tmp_path / name, guideline=guideline).table.equals(expected), name


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("none.csv", "There is no file"),
        ("a.docx", "not a kind of table"),
        ("b.parquet", "cannot be"),
    ],
)
def test_a_table_that_cannot_be_read_is_named(guideline, tmp_path, name, said):
    if name != "none.csv":
        (tmp_path / name).write_text("not a table")
    with pytest.raises(HepaboardError, match=said) as error:
        evaluate(tmp_path / name, guideline=guideline)
    assert error.value.file == str(tmp_path / name)


@pytest.mark.parametrize("engine", ["polars", "kernel", "duckdb"])
def test_a_table_without_rows_gives_one_without_rows(guideline, engine):
    table = pl.DataFrame({"id": ["A"], "ras": ["mutant"]})
    lesions = pl.DataFrame({"id": ["A"], "lesion_diameter_cm": [1.0]})
    full = evaluate(table, engine, lesions=lesions, guideline=guideline, masks=True)
    none = evaluate(table.head(0), engine, lesions=lesions.head(0), guideline=guideline, masks=True)
    assert none.table.schema == full.table.schema and not len(none.table)
    bad = table.with_columns(ras=pl.lit("?"))
    aside = evaluate(bad, engine, lesions=lesions, guideline=guideline, masks=True)
    assert aside.table.schema == full.table.schema and not len(aside.table)
    assert reasons(aside) == {1: "ras: ? does not fit (allowed: wild_type, mutant)"}
