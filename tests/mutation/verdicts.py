"""The treatments on which two guidelines give one case another verdict."""

from __future__ import annotations

from typing import Any

from hepaboard.guideline import Guideline, verdict


def verdicts_differ(
    old: Guideline, new: Guideline, before: tuple[Any, ...], after: tuple[Any, ...]
) -> set[str]:
    """The treatments whose verdict is another one; ``before`` and ``after`` are node values."""

    def told(option: Any, values: tuple[Any, ...], lesion: int | None) -> str:
        if option is None:
            return "not_addressed"
        roots = option.roots
        found = [values[node] for node in (roots.stop, roots.for_, roots.consider, roots.against)]
        return verdict(*(v[lesion] if isinstance(v, list) and lesion is not None else v
                         for v in found))  # fmt: skip

    names = {
        name
        for table, other in ((old.options, new.options), (old.lesion_options, new.lesion_options))
        for name in {*table, *other}
        if _roots_of(table.get(name)) != _roots_of(other.get(name))
    }
    lesions = next((len(v) - 1 for v in before if isinstance(v, list)), 0)
    found = set()
    for name in names:
        if told(old.options.get(name), before, None) != told(new.options.get(name), after, None):
            found.add(name)
        for lesion in range(lesions):
            here = told(old.lesion_options.get(name), before, lesion)
            if here != told(new.lesion_options.get(name), after, lesion):
                found.add(name)
    return found


def _roots_of(option: Any) -> Any:
    return None if option is None else option.roots
