"""The inner loop of the compiled engine: 64 patients a machine word, one instruction a gate.

The loop is compiled once and runs any program; a block of patients stays in the processor's
cache while the whole program passes over it. Every step is written so that the compiler can make
vector instructions of it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from numba import njit, prange

Array = npt.NDArray[Any]

#: Words of 64 patients that one instruction works on.
WORDS = 64
AND, OR, AND_NOT, OR_NOT, NOT, CONST, BIT, AT_LEAST = range(8)
GE, GT, LT, LE, GE_COLUMN, GT_COLUMN, LT_COLUMN, LE_COLUMN, CODE, MASK = range(8, 18)

_BYTES = np.uint64(0x0101010101010101)
_ODD = np.uint64(0x00AA00AA00AA00AA)
_PAIRS = np.uint64(0x0000CCCC0000CCCC)
_HALF = np.uint64(0x00000000F0F0F0F0)


@njit(cache=True)
def _gather(eights: Array, bit: int, target: Array) -> None:
    """One bit of each of eight bytes, as the eight bits of a byte."""
    shift = np.uint64(bit)
    for place in range(len(target)):
        bits = (eights[place] >> shift) & _BYTES
        bits |= bits >> np.uint64(7)
        bits |= bits >> np.uint64(14)
        bits |= bits >> np.uint64(28)
        target[place] = np.uint8(bits & np.uint64(255))


@njit(cache=True)
def _at_least(counts: Array, least: int, hits: Array) -> None:
    for row in range(len(hits)):
        hits[row] = np.uint8(counts[row] >= least)


@njit(cache=True)
def _compare(op: int, column: Array, cut: float, hits: Array) -> None:
    if op == GE:
        for row in range(len(hits)):
            hits[row] = np.uint8(column[row] >= cut)
    elif op == GT:
        for row in range(len(hits)):
            hits[row] = np.uint8(column[row] > cut)
    elif op == LT:
        for row in range(len(hits)):
            hits[row] = np.uint8(column[row] < cut)
    else:
        for row in range(len(hits)):
            hits[row] = np.uint8(column[row] <= cut)


@njit(cache=True)
def _compare_columns(op: int, one: Array, other: Array, hits: Array) -> None:
    if op == GE_COLUMN:
        for row in range(len(hits)):
            hits[row] = np.uint8(one[row] >= other[row])
    elif op == GT_COLUMN:
        for row in range(len(hits)):
            hits[row] = np.uint8(one[row] > other[row])
    elif op == LT_COLUMN:
        for row in range(len(hits)):
            hits[row] = np.uint8(one[row] < other[row])
    else:
        for row in range(len(hits)):
            hits[row] = np.uint8(one[row] <= other[row])


@njit(cache=True)
def _turn(eight: Any) -> Any:
    """Eight by eight bits turned over."""
    swap = (eight ^ (eight >> np.uint64(7))) & _ODD
    eight ^= swap ^ (swap << np.uint64(7))
    swap = (eight ^ (eight >> np.uint64(14))) & _PAIRS
    eight ^= swap ^ (swap << np.uint64(14))
    swap = (eight ^ (eight >> np.uint64(28))) & _HALF
    return eight ^ swap ^ (swap << np.uint64(28))


@njit(cache=True)
def _code(planes: Array, slots: Array, target: Array) -> None:
    """Up to three planes (as bytes) as one small number a patient (eight a word)."""
    bits = len(slots)
    if bits == 1:
        one = planes[slots[0]]
        for place in range(len(target)):
            target[place] = _turn(np.uint64(one[place]))
    elif bits == 2:
        one, two = planes[slots[0]], planes[slots[1]]
        for place in range(len(target)):
            target[place] = _turn(np.uint64(one[place]) | np.uint64(two[place]) << np.uint64(8))
    elif bits == 3:
        one, two, three = planes[slots[0]], planes[slots[1]], planes[slots[2]]
        for place in range(len(target)):
            eight = np.uint64(one[place]) | np.uint64(two[place]) << np.uint64(8)
            target[place] = _turn(eight | np.uint64(three[place]) << np.uint64(16))
    else:
        for place in range(len(target)):
            eight = np.uint64(0)
            for bit in range(bits):
                eight |= np.uint64(planes[slots[bit], place]) << np.uint64(8 * bit)
            target[place] = _turn(eight)


@njit(cache=True)
def _mask(planes: Array, slots: Array, target: Array) -> None:
    """Up to 63 planes as one signed number a patient: 64 by 64 bits turned over."""
    square = np.empty(64, dtype=np.uint64)
    for word in range(len(target) // 64):
        for row in range(64):
            square[row] = planes[slots[row], word] if row < len(slots) else np.uint64(0)
        width = 32
        keep = np.uint64(0x00000000FFFFFFFF)
        while width:
            shift = np.uint64(width)
            row = 0
            while row < 64:
                swap = ((square[row] >> shift) ^ square[row + width]) & keep
                square[row] ^= swap << shift
                square[row + width] ^= swap
                row = (row + width + 1) & ~width
            width >>= 1
            keep ^= keep << np.uint64(width)
        for row in range(64):
            target[word * 64 + row] = np.int64(square[row])


@njit(cache=True, parallel=True)
def tally(hits: Array, owners: Array, most: int, counts: Array) -> None:
    """Adds to each patient the lesions that hit; more than ``most`` stay ``most``.

    Parameters
    ----------
    hits
        One row a gate, one column a lesion: 0 or 1.
    owners
        The place of each lesion's patient among the columns of ``counts``.
    counts
        One row a gate, one column a patient.
    """
    for gate in prange(hits.shape[0]):
        found, total = hits[gate], counts[gate]
        for lesion in range(len(owners)):
            owner = owners[lesion]
            if total[owner] < most:
                total[owner] += found[lesion]


@njit(cache=True, parallel=True)
def run(
    steps: Array,
    cuts: Array,
    outputs: Array,
    slots: int,
    threads: int,
    codes: Array,
    numbers: Array,
    code_out: Array,
    mask_out: Array,
) -> None:
    """One program over all patients.

    Parameters
    ----------
    steps
        One row an instruction: operation, target, and up to three operands.
    cuts
        The constants that numbers are compared with.
    outputs
        The slots of each output, one after another.
    slots
        How many planes the program holds at once.
    threads
        How many processors to use.
    codes, numbers
        One row a column. Patients in multiples of 64.
    code_out, mask_out
        One row an output.
    """
    words_all = numbers.shape[1] // 64
    blocks = (words_all + WORDS - 1) // WORDS
    eights, out_eights = codes.view(np.uint64), code_out.view(np.uint64)
    for thread in prange(threads):
        planes = np.empty((slots, WORDS), dtype=np.uint64)
        parts = planes.view(np.uint8)
        flags = np.empty(WORDS * 64, dtype=np.uint8)
        for block in range(thread, blocks, threads):
            first = block * WORDS * 64
            count = min(WORDS * 64, words_all * 64 - first)
            last = first + count
            hits = flags[:count]
            packed = flags.view(np.uint64)[: count // 8]
            for place in range(steps.shape[0]):
                op, target, a, b, c = steps[place]
                if op <= OR_NOT:
                    one, other, found = planes[a], planes[b], planes[target]
                    if op == AND:
                        for word in range(WORDS):
                            found[word] = one[word] & other[word]
                    elif op == OR:
                        for word in range(WORDS):
                            found[word] = one[word] | other[word]
                    elif op == AND_NOT:
                        for word in range(WORDS):
                            found[word] = one[word] & ~other[word]
                    else:
                        for word in range(WORDS):
                            found[word] = one[word] | ~other[word]
                elif op == NOT:
                    one, found = planes[a], planes[target]
                    for word in range(WORDS):
                        found[word] = ~one[word]
                elif op == CONST:
                    planes[target][:] = ~np.uint64(0) if a else np.uint64(0)
                elif op == BIT:
                    _gather(eights[a, first // 8 : last // 8], b, parts[target, : count // 8])
                elif op <= LE_COLUMN:
                    if op == AT_LEAST:
                        _at_least(codes[a, first:last], b, hits)
                    elif op <= LE:
                        _compare(op, numbers[a, first:last], cuts[b], hits)
                    else:
                        _compare_columns(op, numbers[a, first:last], numbers[b, first:last], hits)
                    _gather(packed, 0, parts[target, : count // 8])
                elif op == CODE:
                    _code(parts, outputs[b : b + c], out_eights[a, first // 8 : last // 8])
                else:
                    _mask(planes, outputs[b : b + c], mask_out[a, first:last])
