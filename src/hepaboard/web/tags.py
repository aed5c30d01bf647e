"""Template tags: assets with their content's mark, dates and signs in words."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any

from django import template
from django.contrib.staticfiles import finders

from hepaboard.days import day_words
from hepaboard.report.line import SIGNS
from hepaboard.report.option_lines import VERDICTS
from hepaboard.report.voices import DIRECTIONS
from hepaboard.web.knowledge_in_use import guideline

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=64)
def asset(path: str) -> str:
    """The address of a file of ours; it changes with the file: none is kept when old."""
    found = finders.find(path)
    if not isinstance(found, str):
        raise LookupError(f"there is no asset {path}")
    with open(found, "rb") as file:
        return f"/static/{path}?v={sha256(file.read()).hexdigest()[:10]}"


@register.filter
def day(value: date | datetime | str | None) -> str:
    """A day in words; empty for none."""
    if not value:
        return ""
    if isinstance(value, str):
        value = date.fromisoformat(value[:10])
    return day_words(value.date() if isinstance(value, datetime) else value)


@register.filter
def minute(value: datetime | str | None) -> str:
    """Day and minute, UTC."""
    if not value:
        return ""
    when = datetime.fromisoformat(value) if isinstance(value, str) else value
    return f"{day_words(when.date())}, {when:%H:%M} UTC"


@register.filter
def sign(kind: str) -> str:
    """The sign of a verdict or an alert."""
    return SIGNS.get(kind, "·")


@register.filter
def verdict(kind: str) -> str:
    """A verdict in words."""
    return VERDICTS.get(kind, kind.replace("_", " "))


@register.filter
def direction(kind: str) -> str:
    """The sign of a direction."""
    return DIRECTIONS.get(kind, "")


@register.filter
def standing(status: str) -> str:
    """How an alert stands, in words."""
    return {"unknown": "open"}.get(status, status)


@register.filter
def label(fact: str) -> str:
    """The name of a fact in words; the name itself where the guideline has no such fact."""
    known = guideline().vocabulary.get(fact)
    return known.entry.label if known else words(fact)


@register.filter
def words(value: Any) -> str:
    """A name of the program as words."""
    return str(value).replace("_", " ")


@register.filter
def figure(value: float) -> str:
    """A number with three figures at most."""
    return f"{value:.3g}" if isinstance(value, float) else str(value)


@register.filter
def treatment(name: str) -> str:
    """The name of a treatment or examination of the catalogue."""
    known = guideline().treatments.get(name)
    return known.name if known else words(name)


@register.filter
def item(mapping: Any, key: str) -> Any:
    """The value of a key; None if there is none."""
    return mapping.get(key)
