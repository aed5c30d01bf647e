import sys
import time

import pytest

from hepaboard.bench.step import StepFailed, StepTooSlow, run_step


def test_output_and_input():
    command = [sys.executable, "-c", "print(input()[::-1])"]
    assert run_step(command, seconds=20, stdin="abc") == "cba\n"


def test_failure_gives_the_last_error_without_addresses():
    code = (
        "import sys; print('warning: x', file=sys.stderr);"
        "print('ERROR: nothing at proto://host/path for it', file=sys.stderr);"
        "print('hint: try', file=sys.stderr); sys.exit(3)"
    )
    with pytest.raises(StepFailed, match=r"^ERROR: nothing at \(address\) for it$"):
        run_step([sys.executable, "-c", code], seconds=20)


def test_failure_without_words_gives_the_code():
    with pytest.raises(StepFailed, match=r"^ended with code 4$"):
        run_step([sys.executable, "-c", "raise SystemExit(4)"], seconds=20)


def test_too_slow_is_ended_with_what_it_started():
    child = "[sys.executable, '-c', 'import time; time.sleep(30)']"
    start = time.monotonic()
    with pytest.raises(StepTooSlow, match=r"^took longer than 0\.5 s$"):
        run_step(
            [sys.executable, "-c", f"import subprocess, sys; subprocess.run({child})"], seconds=0.5
        )
    # The child holds the same pipes: reading them would last as long as it does.
    assert time.monotonic() - start < 10


def test_program_that_is_not_there():
    with pytest.raises(StepFailed, match=r"^cannot start no-such-program: "):
        run_step(["no-such-program"], seconds=1)
