"""common-expression-language (CEL, Rust): the table as one conditional expression."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module, metadata
from typing import Any


def version() -> str:
    """Return the version of common-expression-language."""
    return metadata.version("common-expression-language")


def prepare(task: dict[str, Any]) -> Callable[[Any], list[Any]]:
    """Compile the expression once."""
    execute = import_module("cel").compile(task["form"]).execute
    return lambda cases: [execute(case) for case in cases]
