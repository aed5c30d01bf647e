"""Side-by-side figures against other engines, made in one run on one machine."""

from hepaboard.bench.case import case_bench
from hepaboard.bench.errors import BenchError
from hepaboard.bench.load import load_bench
from hepaboard.bench.missing import missing_bench
from hepaboard.bench.render import bench_table
from hepaboard.bench.result import BenchResult, BenchRow

__all__ = [
    "BenchError",
    "BenchResult",
    "BenchRow",
    "bench_table",
    "case_bench",
    "load_bench",
    "missing_bench",
]
