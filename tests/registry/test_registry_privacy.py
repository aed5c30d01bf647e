"""No hidden count of a report follows from all that the report shows: asked of a linear program."""

import random

import numpy as np
import pytest
from scipy.optimize import linprog

from hepaboard.cohort.synth import Synth
from hepaboard.guideline import load_guideline
from hepaboard.registry.concordance import Concordance
from hepaboard.registry.count import count
from hepaboard.registry.inputs import inputs_of
from hepaboard.registry.outputs import outputs_of
from hepaboard.registry.privacy import TOGETHER, Privacy
from hepaboard.registry.report import _grouped
from hepaboard.registry.seen import Patients
from hepaboard.registry.verdicts_section import CLASSES, REST, shown_verdicts

LEAST = 10


@pytest.fixture(scope="module")
def cohort():
    guideline = load_guideline()
    patients = next(Synth(guideline, seed=12, with_outcomes=True).parts(1200)).patients
    inputs = inputs_of(patients, guideline, by="primary_site")
    outputs = outputs_of(guideline, inputs.given)
    counts = count(Patients(inputs, guideline, outputs), guideline, outputs, inputs.given)
    counts, sizes = _grouped(counts, Privacy(LEAST))
    return guideline, counts, sizes


class Known:
    """What a reader knows: some numbers, and which sums they are in."""

    def __init__(self):
        self.names, self.sums = {}, []

    def place(self, name):
        return self.names.setdefault(name, len(self.names))

    def add(self, parts, total):
        self.sums.append(({self.place(part): 1.0 for part in parts}, total))

    def equal(self, parts, others):
        row = {self.place(part): 1.0 for part in parts}
        row |= {self.place(other): -1.0 for other in others}
        self.sums.append((row, 0.0))

    def ranges(self, shown, hidden):
        """The least and the most that each hidden number can be; none of them is zero."""
        for name, value in shown.items():
            self.add([name], value)
        matrix = np.zeros((len(self.sums), len(self.names)))
        for row, (terms, _) in enumerate(self.sums):
            for place, factor in terms.items():
                matrix[row, place] = factor
        totals = [total for _, total in self.sums]
        bounds = [(1 if name in hidden else 0, None) for name in self.names]
        for name in hidden:
            goal = np.zeros(len(self.names))
            goal[self.names[name]] = 1
            ends = [linprog(s * goal, A_eq=matrix, b_eq=totals, bounds=bounds) for s in (1, -1)]
            assert all(end.status in (0, 3) for end in ends), name
            yield name, ends[0].fun, np.inf if ends[1].status == 3 else -ends[1].fun


def safe(known, cells, truth):
    shown = {name: value for name, value in cells.items() if value is not None}
    hidden = [name for name, value in cells.items() if value is None]
    assert all(value == truth[name] for name, value in shown.items())
    assert not [name for name, value in shown.items() if 0 < value < LEAST]
    for name, low, high in known.ranges(shown, hidden):
        assert high - low >= 1 - 1e-6, (name, low, high)
        assert low - 1e-6 <= truth[name] <= high + 1e-6
    return len(hidden)


def test_verdicts_and_their_subgroups(cohort):
    guideline, counts, sizes = cohort
    groups = list(sizes)
    assert len(groups) > 4 and min(sizes.values()) >= LEAST
    found = shown_verdicts(counts, guideline, Privacy(LEAST), groups)
    tried = 0
    for treatment, verdicts in found.items():
        cells = {("", verdict): n for verdict, n in verdicts.whole.items()} | dict(verdicts.groups)
        if None not in cells.values() or tried > 250:
            continue
        truth = dict.fromkeys(cells, 0)
        for (group, verdict), n in counts.verdicts.items(treatment).items():
            truth["", verdict] += n
            truth[group, CLASSES.get(verdict, REST)] += n
        known = Known()
        known.add([("", verdict) for verdict in verdicts.whole], sum(sizes.values()))
        for group, size in sizes.items():
            known.add([(group, kind) for kind in ("favoured", "open", REST)], size)
        for kind in ("favoured", "open", REST):
            whole = [("", v) for v in verdicts.whole if CLASSES.get(v, REST) == kind]
            known.equal(whole, [(group, kind) for group in groups])
        tried += safe(known, cells, truth)
    assert tried > 100


def test_standings_by_treatment_and_by_subgroup(cohort):
    guideline, counts, sizes = cohort
    found = Concordance(counts, guideline, Privacy(LEAST), list(sizes))
    assert found.enough and all(n == 0 or n >= LEAST for n in found.whole.values())
    tally = counts.standings.renamed(2, found.names)
    known, cells, truth = Known(), {}, {}
    for place, table in ((0, found.by_treatment), (1, found.by_group)):
        totals = tally.totals(place, 2)
        for name, row in table.items():
            for style in found.styles:
                truth[place, name, style] = totals[name, style]
                cells[place, name, style] = row[style]
            truth[place, name, ""] = sum(totals[name, style] for style in found.styles)
            cells[place, name, ""] = row[""]
            known.equal([(place, name, s) for s in found.styles], [(place, name, "")])
        for style, whole in found.whole.items():
            known.add([(place, name, style) for name in table], whole)
    assert safe(known, cells, truth) > 10


def test_groups_that_are_too_small_are_joined_until_they_are_not():
    rng = random.Random(1)
    for _ in range(500):
        sizes = {f"g{i}": rng.choice((0, 1, 3, 5, 8, 20)) for i in range(rng.randint(1, 6))}
        names = Privacy(5).joined(sizes)
        joined = {}
        for name, size in sizes.items():
            joined[names[name]] = joined.get(names[name], 0) + size
        assert sum(sizes.values()) < 5 or all(n == 0 or n >= 5 for n in joined.values()), sizes
        assert Privacy(0).joined(sizes) == {name: name for name in sizes}
        assert [names[n] for n in sizes].count(TOGETHER) != 1 or sum(sizes.values()) < 5
