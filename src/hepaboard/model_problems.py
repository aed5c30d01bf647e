"""Turns what a model refuses into errors that name file, line and field."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ValidationError

from hepaboard.document import Document, Place
from hepaboard.errors import HepaboardError


def model_problems(
    error: ValidationError, document: Document, model: type[BaseModel], within: Place = ()
) -> list[HepaboardError]:
    """One error per refused field, in the order of the file.

    ``within`` is where the validated data stands in the document.
    """
    problems = []
    for item in error.errors(include_url=False):
        place = (*within, *_in_document(document.data, within, item["loc"]))
        what, allowed = _words(item, model)
        problems.append(
            HepaboardError(
                what,
                file=document.file,
                line=document.line(place),
                field=".".join(str(part) for part in place) or None,
                value=item.get("input") if item["type"] != "missing" else None,
                allowed=allowed,
            )
        )
    return sorted(problems, key=lambda problem: problem.line or 0)


def _in_document(data: Any, within: Place, loc: tuple[int | str, ...]) -> Place:
    """The part of a model's location that exists in the document (unions add names of types)."""
    for key in within:
        data = data[key]
    found: list[str | int] = []
    for key in loc:
        in_list = isinstance(data, list) and isinstance(key, int) and key < len(data)
        if in_list or (isinstance(data, dict) and key in data):
            data = data[key]
        elif isinstance(data, dict) and key == loc[-1] and isinstance(key, str):
            found.append(key)
            break
        else:
            continue
        found.append(key)
    return tuple(found)


def _words(item: Any, model: type[BaseModel]) -> tuple[str, str | None]:
    kind, name = item["type"], item["loc"][-1] if item["loc"] else "file"
    context = item.get("ctx", {})
    if kind == "extra_forbidden":
        known = ", ".join(_keys(model, item["loc"][:-1]))
        return f"There is no field {name!r} here.", known or None
    if kind == "missing":
        return f"The field {name!r} is missing.", None
    if kind == "literal_error":
        return f"{item['input']!r} is not allowed for {name}.", str(context["expected"])
    if kind == "value_error":
        return f"{str(context['error']).capitalize()}.", None
    if kind == "string_pattern_mismatch":
        return f"{item['input']!r} does not have the right form.", f"pattern {context['pattern']}"
    found = item["input"]
    shown = f"{found!r}" if isinstance(found, str | int | bool | None) else type(found).__name__
    return f"{shown[:80]} is not right for {name}: {item['msg']}.", None


def _keys(model: Any, loc: tuple[int | str, ...]) -> list[str]:
    """The fields of the model that a location leads to, as far as it can be followed."""
    for key in loc:
        field = model.model_fields.get(key) if hasattr(model, "model_fields") else None
        if field is None and hasattr(model, "model_fields"):
            field = next((f for f in model.model_fields.values() if f.alias == key), None)
        if field is not None:
            model = _model_in(field.annotation)
        if model is None:
            return []
    if not hasattr(model, "model_fields"):
        return []
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_in(annotation: Any) -> Any:
    """The model inside an annotation such as dict[str, Model] or tuple[Model, ...]."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        found = _model_in(part)
        if found is not None:
            return found
    return None
