"""A syntax tree as the text of a condition, for reports and for proof that a mutant is one."""

from __future__ import annotations

from hepaboard.logic.syntax import (
    Arithmetic,
    Call,
    Compare,
    Constant,
    Expr,
    Junction,
    Member,
    Name,
    Negation,
    Number,
    Text,
)


def render(tree: Expr) -> str:
    """The condition's text; parsing it gives an equal tree."""
    match tree:
        case Name(name):
            return name
        case Number(value):
            return f"{value:f}"
        case Text(value):
            return "'" + value.replace("'", "''") + "'"
        case Constant(value):
            return "TRUE" if value else "FALSE"
        case Compare(op, left, right):
            return f"{_inside(left)} {op} {_inside(right)}"
        case Member(item, values):
            return f"{render(item)} IN ({', '.join(render(value) for value in values)})"
        case Junction(op, parts):
            return f" {op} ".join(
                f"({render(part)})" if isinstance(part, Junction) else render(part)
                for part in parts
            )
        case Negation(part):
            return f"NOT {_inside(part)}"
        case Arithmetic(op, left, right):
            return f"{_inside(left)} {op} {_inside(right)}"
        case Call(function, arguments):
            return f"{function}({', '.join(render(part) for part in arguments)})"


def _inside(tree: Expr) -> str:
    text = render(tree)
    simple = isinstance(tree, Name | Number | Text | Constant | Call | Compare | Member)
    return text if simple else f"({text})"
