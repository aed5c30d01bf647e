"""Every engine gives what the interpreter gives: three-valued, patient by patient."""

import re
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from cohort_planes import dense, graph_plan, truth_nodes
from cohort_rows import random_rows

from hepaboard.assess.implied import with_implied
from hepaboard.case import flat_facts
from hepaboard.cohort import evaluate
from hepaboard.cohort.blocks import evaluate_block, read_blocks, write_blocks
from hepaboard.cohort.columns import CEILING, FLOOR, MOST_COUNTED, NO, ROW, YES, member_column
from hepaboard.cohort.engines import engine_of
from hepaboard.cohort.kernel_engine import KernelEngine
from hepaboard.cohort.lesion_counts import with_counts
from hepaboard.cohort.make_plan import make_plan
from hepaboard.cohort.polars_engine import PolarsEngine
from hepaboard.cohort.words import evaluate_words
from hepaboard.errors import HepaboardError
from hepaboard.guideline import load_guideline
from hepaboard.logic import Bounds, Members, Valuation, interpret

CODES = {3: 1, 0: 2, 1: 0}
DENSE = 8_000


@pytest.fixture(scope="module")
def guideline():
    return load_guideline()


@pytest.fixture(scope="module")
def plan(guideline):
    return make_plan(guideline, masks=True, nodes=truth_nodes(guideline))


@pytest.fixture(scope="module")
def tables(guideline, plan):
    return dense(guideline, plan, DENSE, seed=5)


@pytest.fixture(scope="module")
def expected(plan, tables, tmp_path_factory):
    return run("polars", plan, tables, tmp_path_factory.mktemp("polars"))


def run(name, plan, tables, folder, batch=3_000, **options):
    """The raw output of an engine."""
    coded, lesions = tables

    def batches() -> Iterator[pl.DataFrame]:
        for start in range(0, len(coded), batch):
            yield coded[start : start + batch]

    engine = engine_of(name, plan, **options)
    return pl.concat(list(engine.run(batches(), lesions, Path(folder))))


def same(found, expected):
    assert found.columns == expected.columns
    unlike = [name for name in expected.columns if not found[name].equals(expected[name])]
    assert not unlike, (len(unlike), unlike[:5])


def valuation(guideline, patient, lesions):
    """What the interpreter reads, from coded values."""
    return Valuation(
        _facts(guideline, patient, "patient"),
        [_facts(guideline, lesion, "lesion") for lesion in lesions],
    )


def _facts(guideline, row, scope):
    known = {}
    for name, fact in guideline.graph.facts.items():
        if fact.scope != scope:
            continue
        if fact.kind == "boolean":
            value = {YES: True, NO: False}.get(row[name])
        elif fact.kind == "enum":
            value = fact.values[row[name] - 1] if row[name] else None
        elif fact.kind == "set":
            codes = {m: row[member_column(name, m)] for m in fact.values}
            value = Members(
                frozenset(m for m, code in codes.items() if code == YES),
                frozenset(m for m, code in codes.items() if code == NO),
            )
        elif fact.bounded:
            low, high = row[f"{name}__low"], row[f"{name}__high"]
            ends = [None if e in (FLOOR, CEILING) else number(fact, e) for e in (low, high)]
            value = ends[0] if ends[0] == ends[1] else Bounds(*ends)
        else:
            value = None if row[name] == FLOOR else number(fact, row[name])
        if value is not None:
            known[name] = value
    return known


def number(fact, value):
    return Decimal(repr(value)).scaleb(-fact.digits)


@pytest.mark.parametrize("name", ["polars", "kernel", "duckdb"])
def test_every_node_has_the_value_that_the_interpreter_gives(guideline, name, tmp_path):
    plan = graph_plan(guideline)
    coded, lesions = dense(guideline, plan, 150, seed=9)
    found = run(name, plan, (coded, lesions), tmp_path, batch=70)
    by_row = lesions.partition_by(ROW, as_dict=True)
    values = set()
    for place, patient in enumerate(coded.to_dicts()):
        own = by_row.get((patient[ROW],))
        listed = [] if own is None else own.to_dicts()
        want = interpret(guideline.graph, valuation(guideline, patient, listed))
        for node in truth_nodes(guideline):
            assert found[f"node_{node}"][place] == CODES[want[node]], (place, node)
            values.add((node, want[node]))
    # most nodes were seen in all three values
    assert len(values) > 2.2 * len(truth_nodes(guideline))


def test_nodes_after_settings_and_rules_are_those_of_the_single_case(guideline, tmp_path):
    from cohort_rows import frames

    rows = random_rows(guideline, 80, seed=21)
    nodes = truth_nodes(guideline)
    plan = make_plan(guideline, nodes=nodes)
    from hepaboard.cohort.reader import Reader

    patients, lesions = frames(guideline, {str(i): row for i, row in enumerate(rows, 1)})
    reader = Reader(patients, guideline, plan, lesions)
    batch = next(reader.batches())
    found = pl.concat(PolarsEngine(plan).run(iter([batch.coded]), reader.lesions.coded, tmp_path))
    assert len(found) > 30
    for place, row in enumerate(batch.kept[ROW]):
        _, facts = flat_facts(rows[row - 1], guideline.vocabulary, guideline.treatments)
        want = interpret(guideline.graph, with_implied(facts, guideline).valuation())
        got = [found[f"node_{node}"][place] for node in nodes]
        assert got == [CODES[want[node]] for node in nodes], rows[row - 1]


def test_the_kernel_gives_the_same_on_random_patients(plan, tables, expected, tmp_path):
    same(run("kernel", plan, tables, tmp_path, batch=3_011), expected)


def test_duckdb_gives_the_same_on_random_patients(plan, tables, expected, tmp_path):
    same(run("duckdb", plan, tables, tmp_path, memory="1GB"), expected)


def test_plain_numpy_gives_the_same_on_random_patients(plan, tables, expected):
    coded, lesions = tables
    whole = with_counts(coded, PolarsEngine(plan).counts(lesions))
    columns = {column.name: column.to_numpy() for column in whole}
    found = evaluate_words(plan, plan.codes, plan.masks, columns, len(whole))
    same(pl.DataFrame(found), expected)


def test_more_lesions_than_a_small_code_can_count_are_as_many_as_it_can(plan, tables, tmp_path):
    coded, lesions = tables
    crowd = lesions.head(700).with_columns(pl.lit(2).cast(lesions.schema[ROW]).alias(ROW))
    few = (coded.head(130), crowd)
    expected = PolarsEngine(plan).counts(crowd)
    assert max(expected.drop(ROW).row(0)) == MOST_COUNTED
    assert KernelEngine(plan).counts(crowd).equals(expected)
    words = run("polars", plan, few, tmp_path)
    for name in ("kernel", "duckdb"):
        folder = tmp_path / name
        folder.mkdir()
        same(run(name, plan, few, folder), words)
    write_blocks(iter([few[0]]), crowd, tmp_path)
    (found,) = read_blocks([evaluate_block(plan, tmp_path, 0)], plan)
    same(found, words)


def test_the_random_patients_are_unknown_often_enough(expected, plan):
    names = [name for name in expected.columns if name.startswith("node_")]
    shares = [float((expected[name] == 0).mean()) for name in names]
    assert np.mean(shares) > 0.03
    assert any(expected[name].sum() for name in plan.masks if name.startswith("unknown"))


def test_an_engine_that_does_not_exist_is_named_with_those_that_do():
    with pytest.raises(HepaboardError, match="no engine 'dask'") as error:
        evaluate(pl.DataFrame({"id": ["a"]}), engine="dask")
    assert error.value.allowed == "polars, duckdb, spark, kernel"


def test_a_missing_package_gives_one_sentence(monkeypatch, plan):
    import builtins

    original = builtins.__import__

    def without(name, *rest, **more):
        if name == "duckdb":
            raise ModuleNotFoundError("No module named 'duckdb'", name="duckdb")
        return original(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    monkeypatch.delitem(sys.modules, "hepaboard.cohort.duckdb_engine", raising=False)
    with pytest.raises(
        HepaboardError, match="duckdb needs duckdb, which is not installed"
    ) as error:
        engine_of("duckdb", plan)
    assert error.value.todo == "pip install 'hepaboard[cohort]'"


WORKER = """
  An exception was thrown from the Python worker. Please see the stack trace below.
Traceback (most recent call last):
  File "worker.py", line 1, in main
ModuleNotFoundError: No module named 'hepaboard'
"""


@pytest.mark.parametrize(
    ("said", "told", "todo"),
    [
        (WORKER, "a worker ended with ModuleNotFoundError: No module named", "workers have this"),
        ("[JAVA_GATEWAY_EXITED] Java gateway exited", "it cannot be started", "Java 17"),
        ("[PACKAGE_NOT_INSTALLED] grpcio >= 1.48.1 must", "grpcio", r"hepaboard\[spark\]"),
        ("Connection refused", "Connection refused", "the address is right"),
    ],
)
def test_what_is_wrong_with_spark_is_said_in_one_error(plan, said, told, todo):
    from pyspark.errors import PySparkException

    engine = engine_of("spark", plan, master="spark://host:7077")
    found = engine._problem(PySparkException(said))
    assert str(found).startswith("Spark at spark://host:7077 failed: ") and told in str(found)
    assert re.search(todo, found.todo)
