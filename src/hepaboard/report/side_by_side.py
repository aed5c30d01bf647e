"""Two board sheets beside each other: which lines are the same, which differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from hepaboard.report.line import Line
from hepaboard.report.sheet import Block, Sheet


@dataclass(frozen=True, slots=True)
class LinePair:
    """A line of either sheet; None where the other sheet has no such line."""

    before: Line | None
    after: Line | None

    @property
    def same(self) -> bool:
        """Whether both say the same."""
        return self.before == self.after


@dataclass(frozen=True, slots=True)
class BlockPair:
    """One headed part of both sheets."""

    title: str
    lines: tuple[LinePair, ...]

    @property
    def same(self) -> bool:
        """Whether the whole part is the same."""
        return all(pair.same for pair in self.lines)


def side_by_side(before: Sheet, after: Sheet) -> list[BlockPair]:
    """The parts of both sheets in the order of a sheet, their lines aligned."""
    old = {block.title: block for block in before.blocks}
    new = {block.title: block for block in after.blocks}
    titles = [block.title for block in before.blocks]
    for place, block in enumerate(after.blocks):
        if block.title not in old:
            earlier = [b.title for b in after.blocks[:place] if b.title in titles]
            titles.insert(titles.index(earlier[-1]) + 1 if earlier else 0, block.title)
    nothing = Block("", ())
    return [
        BlockPair(title, tuple(_aligned(old.get(title, nothing), new.get(title, nothing))))
        for title in titles
    ]


def _aligned(before: Block, after: Block) -> Iterator[LinePair]:
    """Equal lines stand beside each other; of what was replaced, lines of one label do."""
    matcher = SequenceMatcher(None, before.lines, after.lines, autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        left, right = before.lines[i1:i2], after.lines[j1:j2]
        if kind == "replace":
            yield from _by_label(left, right)
        else:
            for one, other in zip_longest(left, right):
                yield LinePair(one, other)


def _by_label(left: tuple[Line, ...], right: tuple[Line, ...]) -> Iterator[LinePair]:
    rest = list(right)
    for one in left:
        other = next((line for line in rest if line.label == one.label), None)
        if other is not None:
            rest.remove(other)
        yield LinePair(one, other)
    for line in rest:
        yield LinePair(None, line)
