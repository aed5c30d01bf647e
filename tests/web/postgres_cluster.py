"""A PostgreSQL of our own for tests: made in a temporary folder, on a free port of this machine."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path


def program(name):
    """The path of a PostgreSQL program, None if there is none."""
    found = shutil.which(name)
    places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return found or (str(places[-1]) if places else None)


def available():
    """Whether a cluster can be made here."""
    return program("initdb") is not None and program("pg_ctl") is not None


@contextmanager
def cluster():
    """The URL of an empty database; PostgreSQL refuses to run as root, so another user does."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    folder = Path(tempfile.mkdtemp(prefix="hepaboard-pg-"))
    root = os.getuid() == 0
    user = "postgres" if root else None
    if root:
        account = pwd.getpwnam("postgres")
        os.chown(folder, account.pw_uid, account.pw_gid)

    def run(*arguments):
        subprocess.run(
            [str(part) for part in arguments],
            user=user,
            cwd=folder,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    data = folder / "data"
    run(program("initdb"), "-D", data, "-U", "board", "-A", "trust", "--no-sync")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder}"
    control = program("pg_ctl")
    run(control, "-D", data, "-o", options, "-w", "-l", folder / "log", "start")
    try:
        yield f"postgresql://board@127.0.0.1:{port}/postgres"
    finally:
        run(control, "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder)
