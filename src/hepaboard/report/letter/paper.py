"""The sizes of paper that letters are printed on."""

from __future__ import annotations

from typing import Literal

Paper = Literal["a4", "letter"]
