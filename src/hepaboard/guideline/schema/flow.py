"""flow.yaml: the way a source takes its patients, step by step."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from hepaboard.guideline.schema.base import Entry, Name, Rows, Sentence

Label = Annotated[str, Field(min_length=3, max_length=60)]


def _without_words(value: Any) -> Any:
    """A list of steps is short for a mapping without words."""
    if not isinstance(value, list):
        return value
    names = [str(name) for name in value]
    if len(set(names)) != len(names):
        raise ValueError("a step is named twice")
    return dict.fromkeys(names)


_WORDS = {"type": ["string", "null"], "minLength": 3, "maxLength": 60}
#: The steps that an edge leads to, each with words that stand beside the edge, or as a plain list;
#: without words the condition of the step is shown.
Edges = Annotated[
    dict[Name, Label | None],
    BeforeValidator(_without_words),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "array", "items": {"type": "string"}, "uniqueItems": True},
                {"type": "object", "additionalProperties": _WORDS},
            ]
        }
    ),
]


class FlowNode(Entry):
    """One step. ``when`` is the name of a definition of the same source.

    The first step has no ``when``: it is the source's scope. A step is reached where its condition
    holds and a step that leads to it is reached. ``to`` leads to steps further down, ``back`` up
    again: where care begins another round. ``options`` are the treatments that the step is about.
    """

    label: Label
    rows: Rows
    when: Name | None = None
    options: Annotated[tuple[Name, ...], Field(strict=False)] = ()
    to: Edges = {}
    back: Edges = {}


class FlowFile(Entry):
    """The whole way, from the scope down; the order of the steps is the order of the drawing."""

    title: Sentence
    nodes: Annotated[dict[Name, FlowNode], Field(min_length=1)]
