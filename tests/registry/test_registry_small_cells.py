"""No hidden count can be worked out: every other table is tried."""

import random
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from hepaboard.registry.small_cells import RIM, Arc, hidden_cells


def row(counts):
    return [Arc("all", RIM, count) for count in counts]


def crossed(body):
    """A table with both margins: rows with known totals, columns whose totals are counts too."""
    columns = range(len(body[0]))
    arcs = [Arc(f"r{r}", f"c{c}", body[r][c]) for r in range(len(body)) for c in columns]
    return arcs + [Arc(f"c{c}", RIM, sum(line[c] for line in body)) for c in columns]


def balances(arcs, counts):
    found = {}
    for arc, count in zip(arcs, counts, strict=True):
        found[arc.tail] = found.get(arc.tail, 0) - count
        found[arc.head] = found.get(arc.head, 0) + count
    found.pop(RIM, None)
    return found


def possible(arcs, hidden):
    """Every table that agrees with what is shown, hidden counts being at least 1."""
    places = sorted(hidden)
    counts = [arc.count for arc in arcs]
    wanted = balances(arcs, counts)
    most = max(counts) + 1
    for values in product(range(1, most + 1), repeat=len(places)):
        for place, value in zip(places, values, strict=True):
            counts[place] = value
        if balances(arcs, counts) == wanted:
            yield values


def safe(arcs, least):
    hidden = hidden_cells(arcs, least)
    if hidden is None:
        return
    assert {i for i, arc in enumerate(arcs) if 0 < arc.count < least} <= hidden
    assert all(arcs[i].count for i in hidden)
    tables = list(possible(arcs, hidden))
    for place in range(len(hidden)):
        assert len({table[place] for table in tables}) > 1, (arcs, hidden)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 7), min_size=2, max_size=5), st.integers(2, 6))
def test_a_row_gives_no_small_count_away(counts, least):
    safe(row(counts), least)


def test_a_table_with_both_margins_gives_no_small_count_away():
    rng = random.Random(5)
    tried = 0
    while tried < 25:
        body = [[rng.choice((0, 1, 2, 3, 5)) for _ in range(3)] for _ in range(2)]
        arcs = crossed(body)
        hidden = hidden_cells(arcs, 3)
        if hidden is None or len(hidden) > 5:
            continue
        tried += 1
        safe(arcs, 3)


def test_a_flow_gives_no_small_count_away():
    # 20 patients: 3 outside, 17 inside, of whom 16 and 1 in two scenarios
    arcs = [
        Arc("all", RIM, 3),
        Arc("all", "inside", 17),
        Arc("inside", RIM, 16),
        Arc("inside", RIM, 1),
    ]
    assert hidden_cells(arcs, 5) == {0, 1, 3}
    safe(arcs, 5)


def test_the_smallest_fitting_partner_is_hidden_and_zeros_stay():
    assert hidden_cells(row([0, 2, 40, 9, 300]), 5) == {1, 3}
    assert hidden_cells(row([0, 12, 40]), 5) == frozenset()
    # 2 and 2 make 4: a group of fewer than five could be read off the total
    assert hidden_cells(row([2, 2, 30]), 5) == {0, 1, 2}


def test_what_cannot_be_protected_is_refused():
    assert hidden_cells(row([3]), 5) is None
    assert hidden_cells(row([1, 1]), 2) is None


def test_nothing_is_hidden_unless_it_is_asked_for():
    assert hidden_cells(row([1, 2, 3]), 0) == frozenset()
