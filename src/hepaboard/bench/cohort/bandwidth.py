"""How fast this machine moves memory: a plain copy of a large array."""

from __future__ import annotations

import os
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np

#: Larger than any cache; bytes.
SIZE = 512 * 1024 * 1024
REPETITIONS = 5


def copy_bandwidth(size: int = SIZE) -> float:
    """Bytes read and written a second when all processors copy; the best of five."""
    source = np.ones(size // 8)
    target = np.empty_like(source)
    threads = os.cpu_count() or 1
    parts = list(zip(np.array_split(target, threads), np.array_split(source, threads), strict=True))
    best = 0.0
    with ThreadPoolExecutor(threads) as pool:
        for _ in range(REPETITIONS):
            start = time.perf_counter()
            list(pool.map(lambda pair: np.copyto(*pair), parts))
            best = max(best, 2 * source.nbytes / (time.perf_counter() - start))
    return best
