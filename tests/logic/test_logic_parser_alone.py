"""Invariant 4: the SQL parser is known in one module, and only its parser is used."""

import ast
from pathlib import Path

import hepaboard

SOURCE = Path(hepaboard.__file__).parent


def imports_of(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_sqlglot_is_imported_in_one_module_only():
    users = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if any(name.split(".")[0] == "sqlglot" for name in imports_of(path))
    }
    assert users == {"logic/parse.py"}


def test_nothing_rewrites_a_condition():
    banned = {"optimize", "transpile", "simplify", "normalize"}
    tree = ast.parse((SOURCE / "logic" / "parse.py").read_text(encoding="utf-8"))
    used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    used |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    used |= {name for path in SOURCE.rglob("*.py") for name in imports_of(path)}
    assert not used & banned
    assert not {name for name in used if name.startswith("sqlglot.optimizer")}


def test_its_nodes_do_not_leave_the_module():
    from hepaboard.logic import parse, syntax

    tree = parse.parse(
        "count_true(a, NOT b, c IN ('x')) >= 2 OR any(cm + 1 > 2) AND has(d, 'e') AND TRUE"
    )
    ours = syntax.Expr.__args__
    stack, seen = [tree], set()
    while stack:
        part = stack.pop()
        assert isinstance(part, ours)
        seen.add(type(part))
        for name in part.__slots__:
            value = getattr(part, name)
            stack.extend(value if isinstance(value, tuple) else [])
            stack.extend([value] if isinstance(value, ours) else [])
            assert not type(value).__module__.startswith("sqlglot")
    assert len(seen) == len(ours)
