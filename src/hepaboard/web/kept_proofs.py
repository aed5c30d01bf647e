"""The last proofs of the guideline, kept beside the records for the page that shows them."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from pydantic import ValidationError

from hepaboard.verify.report_model import Verification
from hepaboard.web.place import data_folder, made_folder

FILE = "proofs.json"


def keep_proofs(found: Verification) -> Path:
    """Writes what was proved, without findings and counter-examples; the file appears whole."""
    slim = found.model_copy(
        update={
            "findings": [],
            "topics": [],
            "obligations": [
                item.model_copy(update={"witness": None, "unlike": None})
                for item in found.obligations
            ],
        }
    )
    target = made_folder() / FILE
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{FILE}.")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(slim.model_dump_json())
    os.replace(name, target)
    return target


def kept_proofs() -> Verification | None:
    """What was proved last; None if nothing was kept, or what was kept cannot be read."""
    try:
        text = (data_folder() / FILE).read_text(encoding="utf-8")
        return Verification.model_validate_json(text)
    except (OSError, UnicodeDecodeError, ValidationError):
        return None
