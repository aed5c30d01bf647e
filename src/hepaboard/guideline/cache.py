"""Keeps an assembled guideline in the user's own cache folder, as JSON, under its content hash.

A changed knowledge file, another choice of packs or another version of the program has another
key, so that an old entry is never read. What cannot be read or written is done without.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from hepaboard.guideline.parts import Built, Parts
from hepaboard.logic import FactType, Graph

KEPT = 6
FORMAT = 5


@lru_cache(maxsize=1)
def _parts() -> TypeAdapter[Parts]:
    return TypeAdapter(Parts)


@lru_cache(maxsize=1)
def _fact() -> TypeAdapter[FactType]:
    return TypeAdapter(FactType)


def cache_folder() -> Path | None:
    """Where guidelines are kept; None if ``HEPABOARD_CACHE`` is "off"."""
    chosen = os.environ.get("HEPABOARD_CACHE")
    if chosen == "off":
        return None
    if chosen:
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path("hepaboard") / "guideline"


def keep(key: str, built: Built) -> None:
    """Writes an entry; it appears whole or not at all. Old entries are removed."""
    folder = cache_folder()
    if folder is None:
        return
    content = json.dumps(
        {
            "format": FORMAT,
            "parts": _parts().dump_python(built.parts, mode="json", by_alias=True),
            "graph": _dump(built.graph),
            "implications": _dump(built.implications),
        }
    )
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=folder)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(content)
        os.replace(name, folder / f"{key}.json")
        entries = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime)
        for old in entries[:-KEPT]:
            old.unlink(missing_ok=True)


def kept(key: str) -> Built | None:
    """The entry of a key, or None if there is none that can be read."""
    folder = cache_folder()
    if folder is None:
        return None
    try:
        data = json.loads((folder / f"{key}.json").read_text(encoding="utf-8"))
        if data["format"] != FORMAT:
            return None
        return Built(
            _parts().validate_python(data["parts"], strict=False),
            _load(data["graph"]),
            _load(data["implications"]),
        )
    except (OSError, ValueError, KeyError, TypeError, ValidationError):
        return None


def _dump(graph: Graph) -> dict[str, Any]:
    return {
        "nodes": [[n.op, n.sort, n.scope, n.args, n.payload] for n in graph],
        "facts": [_fact().dump_python(fact, mode="json") for fact in graph.facts.values()],
        "names": {str(node): names for node, names in graph.names.items()},
        "counter": graph.counter,
    }


def _load(data: dict[str, Any]) -> Graph:
    graph = Graph(counter=data["counter"])
    for item in data["facts"]:
        graph.fact(_fact().validate_python(item, strict=False))
    for op, sort, scope, args, payload in data["nodes"]:
        graph.add(op, args, _tuples(payload), sort=sort, scope=scope)
    graph.names.update({int(node): names for node, names in data["names"].items()})
    return graph


def _tuples(payload: Any) -> Any:
    return tuple(_tuples(part) for part in payload) if isinstance(payload, list) else payload
