"""Facts that open answers need, and standings, against single cases."""

import sys
from pathlib import Path

import polars as pl
import pytest

from hepaboard.assess.implied import with_implied
from hepaboard.assess.reading import read
from hepaboard.case import flat_facts
from hepaboard.guideline import load_guideline, verdict
from hepaboard.logic import Bounds
from hepaboard.registry.bits import bits
from hepaboard.registry.concordance_planes import STANDINGS
from hepaboard.registry.inputs import inputs_of
from hepaboard.registry.outputs import outputs_of
from hepaboard.registry.seen import Patients

sys.path.insert(0, str(Path(__file__).parents[1] / "cohort"))
from cohort_rows import frames, random_rows

GIVEN = ("anti_egfr", "liver_resection", "local_ablation", "systemic_therapy", "folfox")


@pytest.fixture(scope="module")
def guideline():
    return load_guideline()


@pytest.fixture(scope="module")
def seen(guideline):
    """Raw outputs of random patients, and the reading of each as a single case."""
    rows = {
        f"P{number}": {name: value for name, value in row.items() if name != "lesions"}
        for number, row in enumerate(random_rows(guideline, 700, seed=11))
    }
    outputs = outputs_of(guideline, GIVEN)
    table, _ = frames(guideline, rows)
    batches = list(Patients(inputs_of(table, guideline), guideline, outputs))
    raw = pl.concat([batch.raw for batch in batches])
    words = pl.concat([batch.words for batch in batches])
    readings = []
    for ident in words.get_column("patient_id"):
        _, facts = flat_facts(rows[ident], guideline.vocabulary, guideline.treatments)
        readings.append(read(guideline, with_implied(facts, guideline)))
    assert len(readings) > 300
    return outputs, raw, readings


def test_needs_are_those_of_an_assessment_before_its_analysis(guideline, seen):
    outputs, raw, readings = seen
    found = exact = 0
    for name, option in guideline.options.items():
        flags = dict(bits(raw, f"needs_{name}", outputs.needed[name]))
        roots = option.roots
        for place, reading in enumerate(readings):
            nodes = (roots.stop, roots.for_, roots.consider, roots.against)
            values = [reading.truth(node) for node in nodes]
            wanted = set()
            if verdict(*values) in ("needs_data", "undetermined"):
                stops = [roots.stop]
                favoured = 3 in values[1:3]
                wanted = set(reading.needs(stops if favoured else nodes[:3]))
            here = {fact for fact, flag in flags.items() if flag[place]}
            patient = {f for f in here if guideline.vocabulary[f].type.scope == "patient"}
            assert patient <= wanted, (name, place)
            # a part of a count that is decided needs nothing, even of a fact known in part
            more = {f for f in wanted - here if guideline.vocabulary[f].type.scope == "patient"}
            assert all(isinstance(reading.value(f), Bounds) for f in more), (name, place, more)
            exact += here == wanted
            found += len(here)
    assert found > 1000 and exact > 0.98 * len(readings) * len(guideline.options)


def test_standings_are_those_of_the_voices(guideline, seen):
    _, raw, readings = seen
    names = {0: None} | {1 << place: name for place, name in enumerate(STANDINGS)}
    met = set()
    for name in GIVEN:
        option = guideline.options[name]
        for code, reading in zip(raw.get_column(f"concord_{name}"), readings, strict=True):
            voices: dict[str, list[int]] = {}
            for source, roots in option.by_source.items():
                said = voices.setdefault(guideline.voice(source), [0, 0])
                said[0] |= reading.truth(roots.for_) | reading.truth(roots.consider)
                said[1] |= reading.truth(roots.against)
            stop = reading.truth(option.roots.stop)
            standing = names[code]
            met.add(standing)
            favour = [said[0] for said in voices.values()]
            against = [said[1] for said in voices.values()]
            if stop == 3:
                assert standing == "stopped"
            elif stop == 0 and 3 in favour and not any(against):
                assert standing == ("agreed" if favour.count(3) > 1 else "one_source")
            elif stop == 0 and 3 in favour and 3 in against:
                assert standing == "divided"
            elif 3 in against and not any(favour):
                assert standing == "against"
            elif stop == 0 and not any(favour) and not any(against):
                assert standing == "not_addressed"
            else:
                assert standing is None
    assert met >= {None, "stopped", "one_source", "against", "not_addressed"}
