"""A condition's text as a syntax tree. The only module that knows the SQL parser."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NoReturn

from sqlglot import TokenType, exp
from sqlglot.dialects.dialect import Dialect
from sqlglot.errors import SqlglotError

from hepaboard.logic.condition_error import ConditionError
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

COMPARISONS: dict[type[exp.Expression], str] = {
    exp.EQ: "=",
    exp.NEQ: "<>",
    exp.LT: "<",
    exp.LTE: "<=",
    exp.GT: ">",
    exp.GTE: ">=",
}
ARITHMETIC: dict[type[exp.Expression], str] = {
    exp.Add: "+",
    exp.Sub: "-",
    exp.Mul: "*",
    exp.Div: "/",
}
FUNCTIONS = frozenset({"count_true", "has", "all", "any", "count"})
LANGUAGE = (
    "facts and definitions joined by AND, OR, NOT; = <> < <= > >=, BETWEEN, IN ('a', 'b'); "
    "+ - * and division by a number; has(set, 'member'), count_true(a, b) >= k; "
    "all(..), any(..), count(..) >= k over lesions"
)
BANNED = {
    exp.Case: "CASE hides an unknown behind its ELSE",
    exp.If: "IF hides an unknown behind its ELSE",
    exp.Coalesce: "COALESCE turns unknown into a value",
    exp.Is: "IS tests for unknown, which no source can know",
    exp.Null: "NULL is written by leaving the fact out of the case",
    exp.Least: "LEAST skips unknown values in some engines; use all(..) or any(..)",
    exp.Greatest: "GREATEST skips unknown values in some engines; use all(..) or any(..)",
    exp.Cast: "a cast can round or fail silently",
    exp.Round: "rounding can carry a value across a threshold",
    exp.Alias: "a word after a value is read as an alias; units belong to the fact",
    exp.Like: "a pattern matches spellings that the vocabulary does not list",
}


def parse(text: str) -> Expr:
    """The syntax tree of one condition.

    Raises
    ------
    ConditionError
        The text is not SQL, or uses something that three-valued logic does not allow
        (``offset`` names the place).
    """
    if "--" in text or "/*" in text:
        where = text.index("--") if "--" in text else text.index("/*")
        raise ConditionError(
            "A condition cannot hold a comment.",
            text=text,
            offset=where,
            todo="Put the comment into the YAML file, behind a #.",
        )
    try:
        trees = _trees(text)
        if len(trees) == 1 and trees[0] is not None:
            return _Reader(text).read(trees[0])
    except SqlglotError as error:
        details = (getattr(error, "errors", None) or [{}])[0]
        message = details.get("description") or str(error).splitlines()[0]
        raise ConditionError(
            f"The condition cannot be read: {message.rstrip('.')}.",
            text=text,
            offset=_place(text, details),
            allowed=LANGUAGE,
        ) from None
    except RecursionError:
        raise ConditionError(
            "The condition is nested too deeply.",
            text=text,
            offset=0,
            todo="Give a part of it a name in definitions.yaml.",
        ) from None
    raise ConditionError(
        "A condition is exactly one expression.", text=text, offset=0, allowed=LANGUAGE
    )


def _trees(text: str) -> list[Any]:
    """The parser's trees.

    ALL in front of an argument means nothing in SQL, and the parser drops it: ``all(..)`` would
    silently become its own argument. Read as a plain word it is a function like the others.
    """
    dialect = Dialect.get_or_raise("duckdb")
    tokens = dialect.tokenize(text)
    for token in tokens:
        if token.token_type in (TokenType.ALL, TokenType.ANY, TokenType.SOME):
            token.token_type = TokenType.VAR
        if token.comments:
            raise ConditionError("A condition cannot hold a comment.", text=text, offset=0)
    return list(dialect.parser().parse(tokens, text))


def _place(text: str, details: dict[str, Any]) -> int:
    """Where the parser stopped; it tells the text around that place."""
    before, here, after = (
        str(details.get(key) or "") for key in ("start_context", "highlight", "end_context")
    )
    found = text.find(before + here + after)
    return min(max(found, 0) + len(before), max(len(text) - 1, 0))


class _Reader:
    """Turns the parser's tree into ours; everything that is not listed is refused."""

    def __init__(self, text: str) -> None:
        self.text = text

    def read(self, tree: exp.Expression) -> Expr:
        kind = type(tree)
        at = self.offset(tree)
        if kind is exp.Paren:
            return self.read(tree.this)
        if kind in (exp.And, exp.Or):
            return Junction("AND" if kind is exp.And else "OR", self.parts(tree, kind), at)
        if kind is exp.Not:
            return Negation(self.read(tree.this), at)
        if kind in COMPARISONS:
            return Compare(COMPARISONS[kind], self.read(tree.this), self.read(tree.expression), at)
        if kind in ARITHMETIC:
            return Arithmetic(
                ARITHMETIC[kind], self.read(tree.this), self.read(tree.expression), at
            )
        if kind is exp.Between and not tree.args.get("symmetric"):
            item = self.read(tree.this)
            low, high = self.read(tree.args["low"]), self.read(tree.args["high"])
            return Junction(
                "AND", (Compare(">=", item, low, at), Compare("<=", item, high, at)), at
            )
        if kind is exp.In:
            return self.member(tree, at)
        if kind is exp.Boolean:
            return Constant(bool(tree.this), at)
        if kind is exp.Column:
            return self.name(tree, at)
        if kind in (exp.Literal, exp.Neg):
            return self.literal(tree, at)
        if kind in (exp.Anonymous, exp.Any, exp.Count, exp.All):
            return self.call(tree, at)
        self.refuse(tree, at)

    def parts(self, tree: exp.Expression, kind: type[exp.Expression]) -> tuple[Expr, ...]:
        """The operands of a chain of the same operator, flattened."""
        found: list[Expr] = []
        for side in (tree.this, tree.expression):
            inner = side
            while type(inner) is exp.Paren:
                inner = inner.this
            found.extend(self.parts(inner, kind) if type(inner) is kind else (self.read(side),))
        return tuple(found)

    def literal(self, tree: exp.Expression, at: int) -> Number | Text:
        if type(tree) is exp.Neg:
            inner = self.read(tree.this)
            if isinstance(inner, Number):
                return Number(-inner.value, at)
            raise ConditionError(
                "A minus sign stands before a number only.",
                text=self.text,
                offset=at,
                allowed="-5, or 0 - fact",
            )
        if tree.is_string:
            return Text(str(tree.this), at)
        return Number(Decimal(str(tree.this)), at)

    def member(self, tree: exp.Expression, at: int) -> Member:
        values = [self.read(value) for value in tree.expressions]
        literals = tuple(value for value in values if isinstance(value, Number | Text))
        if not values or len(literals) != len(values) or tree.args.get("query"):
            raise ConditionError(
                "IN takes literals only.",
                text=self.text,
                offset=at,
                allowed="fact IN ('a', 'b')",
            )
        return Member(self.read(tree.this), literals, at)

    def name(self, tree: exp.Expression, at: int) -> Name:
        quoted = [part for part in tree.find_all(exp.Identifier) if part.args.get("quoted")]
        if quoted:
            raise ConditionError(
                f'"{quoted[0].this}" in double quotes is read as a fact.',
                text=self.text,
                offset=at,
                allowed=f"'{quoted[0].this}' in single quotes for a value",
            )
        if tree.args.get("db") or not isinstance(tree.this, exp.Identifier):
            self.refuse(tree, at)
        table = tree.text("table")
        return Name(f"{table}.{tree.name}" if table else tree.name, at)

    def call(self, tree: exp.Expression, at: int) -> Call:
        function = (tree.name if type(tree) is exp.Anonymous else tree.key).lower()
        if function not in FUNCTIONS:
            raise ConditionError(
                f"There is no function {function}.",
                text=self.text,
                offset=at,
                allowed=", ".join(sorted(FUNCTIONS)),
            )
        arguments = (
            tree.expressions if type(tree) is exp.Anonymous else [tree.this, *tree.expressions]
        )
        return Call(function, tuple(self.read(part) for part in arguments if part is not None), at)

    def offset(self, tree: exp.Expression) -> int:
        """Where the leftmost token of the tree starts, as far as the parser tells."""
        starts = [node.meta["start"] for node in tree.walk() if "start" in node.meta]
        return min(starts, default=0)

    def refuse(self, tree: exp.Expression, at: int) -> NoReturn:
        reason = BANNED.get(type(tree))
        found = tree.sql(dialect="duckdb")
        raise ConditionError(
            f"{reason}: {found}." if reason else f"Not part of the language: {found}.",
            text=self.text,
            offset=at,
            allowed=LANGUAGE,
        )
