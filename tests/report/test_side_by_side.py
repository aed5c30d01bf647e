"""Two sheets side by side: everything of both, in order, what differs told from what does not."""

from hepaboard.report.line import Line
from hepaboard.report.sheet import Block, Sheet
from hepaboard.report.side_by_side import side_by_side


def made(**blocks):
    parts = tuple(Block(title, tuple(lines)) for title, lines in blocks.items())
    return Sheet("", "", "", False, parts, ())


def texts(block):
    return [(p.before and p.before.text, p.after and p.after.text, p.same) for p in block.lines]


def test_equal_lines_stand_beside_each_other_and_of_the_rest_those_of_one_label():
    before = made(OPTIONS=[Line("a"), Line("old", "x"), Line("gone", "y"), Line("z")])
    after = made(OPTIONS=[Line("a"), Line("come", "w"), Line("new", "x"), Line("z")])
    (block,) = side_by_side(before, after)
    assert texts(block) == [
        ("a", "a", True),
        ("old", "new", False),
        ("gone", None, False),
        (None, "come", False),
        ("z", "z", True),
    ]
    assert not block.same


def test_the_aside_counts_too():
    (block,) = side_by_side(made(A=[Line("a", aside="1")]), made(A=[Line("a", aside="2")]))
    assert texts(block) == [("a", "a", False)]


def test_parts_that_one_sheet_lacks_stand_where_the_other_has_them():
    before, after = made(A=[Line("a")], C=[Line("c")]), made(A=[Line("a")], B=[Line("b")])
    found = side_by_side(before, after)
    assert [block.title for block in found] == ["A", "B", "C"]
    assert [block.same for block in found] == [True, False, False]
    first = side_by_side(made(C=[Line("c")]), made(A=[Line("a")], C=[Line("c")]))
    assert [block.title for block in first] == ["A", "C"]
