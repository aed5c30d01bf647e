"""Bundles in files: one a patient in a folder, or one a line in NDJSON."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from hepaboard.errors import HepaboardError


class BundleFile:
    """Where bundles go; all appear under their final name at the end, or none does.

    Parameters
    ----------
    path
        A file that ends in .ndjson, or a folder that does not exist yet or is empty.

    Raises
    ------
    HepaboardError
        It is another kind of file, a folder with something in it, or its parent is absent.
    """

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self.lines = path.suffix == ".ndjson"
        if path.suffix and not self.lines:
            raise HepaboardError(
                f"FHIR bundles are not written as {path.suffix}.",
                file=path,
                field="--fhir",
                allowed="FILE.ndjson (one bundle a line), or a folder (one file a patient)",
            )
        if not self.path.parent.is_dir():
            raise HepaboardError(f"There is no folder {self.path.parent}.", file=path)
        if not self.lines and self.path.exists() and any(self.path.iterdir()):
            raise HepaboardError(
                "The folder for FHIR bundles is not empty.", file=path, todo="Name a new one."
            )
        self.part = self.path.with_name(f".{self.path.name}.{os.getpid()}.part")
        self._file: IO[str] | None = None

    def __enter__(self) -> BundleFile:
        if self.lines:
            self._file = self.part.open("w", encoding="utf-8")
        else:
            self.part.mkdir()
        return self

    def write(self, bundles: Iterable[tuple[str, dict[str, Any]]]) -> None:
        """Writes bundles, each with its patient's id."""
        for ident, bundle in bundles:
            if self._file is not None:
                self._file.write(json.dumps(bundle, ensure_ascii=False) + "\n")
            else:
                text = json.dumps(bundle, ensure_ascii=False, indent=1) + "\n"
                (self.part / f"{ident}.json").write_text(text, encoding="utf-8")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if self._file is not None:
            self._file.close()
        if kind is None:
            os.replace(self.part, self.path)
        elif self.part.is_dir():
            shutil.rmtree(self.part, ignore_errors=True)
        else:
            self.part.unlink(missing_ok=True)
