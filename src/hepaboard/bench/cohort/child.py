"""One engine over one cohort in a process of its own, from Parquet to Parquet.

``python -m hepaboard.bench.cohort.child ENGINE PATIENTS LESIONS OUT [masks]`` prints one JSON
line: seconds of getting ready (compiling, or starting a session), seconds of the run, rows.
"""

from __future__ import annotations

import json
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hepaboard.cohort import Run, evaluate_file
from hepaboard.cohort.engines import engine_of
from hepaboard.errors import HepaboardError
from hepaboard.guideline import load_guideline

SPARK = "local[2]"


def main(engine: str, patients: str, lesions: str, out: str, masks: bool) -> dict[str, Any]:
    """Runs it once."""
    guideline = load_guideline()
    with ExitStack() as stack:
        start = time.perf_counter()
        _ready(engine, Run(Path(patients), guideline, engine, Path(lesions), masks=masks), stack)
        ready = time.perf_counter() - start
        start = time.perf_counter()
        run = Run(Path(patients), guideline, engine, Path(lesions), masks=masks)
        report = evaluate_file(run, Path(out))
        seconds = time.perf_counter() - start
    return {"ready": ready, "seconds": seconds, "rows": report.kept, "read": report.read}


def _ready(engine: str, run: Run, stack: ExitStack) -> None:
    """What happens once a process, however many runs follow."""
    if engine == "spark":
        from hepaboard.cohort.spark_engine import SparkEngine
        from hepaboard.cohort.spark_log import spark_log

        log = Path(stack.enter_context(TemporaryDirectory())) / "log"
        with spark_log(log):
            session = SparkEngine(run.plan, SPARK).session()
        stack.callback(session.stop)
    if engine == "kernel":
        few = next(run.reader.batches()).coded.head(64)
        lesions = run.reader.lesions.coded.head(64)
        list(engine_of(engine, run.plan).run(iter([few]), lesions, Path()))


if __name__ == "__main__":
    name, table, listed, target, *rest = sys.argv[1:]
    try:
        print(json.dumps(main(name, table, listed, target, "masks" in rest)))
    except HepaboardError as error:
        sys.exit(str(error).splitlines()[0])
