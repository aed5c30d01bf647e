"""The engines that the table is compared with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

import yaml


@dataclass(frozen=True)
class PinnedEnvironment:
    """Packages, each with its exact version, that one or more peers run in."""

    name: str
    kind: Literal["pip", "npm"]
    packages: tuple[str, ...]


@dataclass(frozen=True)
class Peer:
    """One engine, or one way of calling it.

    Parameters
    ----------
    id
        Name to ask for it by.
    engine
        Name in the result.
    driver
        Module (Python) or file (``.mjs``) of the ``drivers`` folder.
    form
        The form of the table that the driver is given.
    environment
        Where it runs; None for what needs no installation.
    mode
        Which of the driver's ways to call the engine.
    note
        Said of it in every result.
    """

    id: str
    engine: str
    driver: str
    form: str
    environment: PinnedEnvironment | None = None
    mode: str = ""
    note: str = ""


@cache
def load_peers() -> Mapping[str, Peer]:
    """Return all peers by id, in the order in which they are run.

    Examples
    --------
    >>> next(iter(load_peers().values())).engine
    'plain Python'
    """
    text = files("hepaboard.bench").joinpath("peers.yaml").read_text(encoding="utf-8")
    raw = yaml.safe_load(text)
    places = {
        name: PinnedEnvironment(name, entry["kind"], tuple(entry["packages"]))
        for name, entry in raw["environments"].items()
    }
    peers = {}
    for name, entry in raw["peers"].items():
        place = places[entry["environment"]] if "environment" in entry else None
        peers[name] = Peer(**{**entry, "id": name, "environment": place})
    return MappingProxyType(peers)
