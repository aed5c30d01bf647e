"""First start: folder, key, link; and a server that is killed while it writes."""

import json
import os
import re
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
import threading
import time
import urllib.request
from http.client import HTTPException
from http.cookiejar import CookieJar
from urllib.parse import urlencode

import pytest

from hepaboard.errors import HepaboardError

#: ``make stress`` kills more often.
KILLS = int(os.environ.get("HEPABOARD_KILLS", "10"))


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


class Server:
    """``hepaboard serve`` as a process of its own."""

    def __init__(self, folder, database=None):
        self.folder, self.port = folder, free_port()
        more = {} if database is None else {"HEPABOARD_DATABASE": database}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "hepaboard.cli", "serve", "--port", str(self.port)],
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
            env={**os.environ, "HEPABOARD_DATA": str(folder), **more},
            start_new_session=True,
        )
        self.said = []
        for line in self.process.stderr:
            self.said.append(line.strip())
            if "listens on" in line:
                break
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self):
        for line in self.process.stderr:
            self.said.append(line.strip())

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def link(self):
        for _ in range(100):
            for line in self.said:
                if "/invitation/" in line:
                    return line
            time.sleep(0.05)
        raise AssertionError(self.said)

    def end(self, how):
        os.killpg(self.process.pid, how)
        self.process.wait(timeout=20)
        self.reader.join(timeout=20)
        self.process.stderr.close()


class Browser:
    """Just enough of a browser."""

    def __init__(self, url):
        self.url = url
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def get(self, path):
        with self.opener.open(self.url + path, timeout=30) as answer:
            self.page = answer.read().decode()
            return answer

    def post(self, path, **form):
        token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', self.page)[1]
        data = urlencode({"csrfmiddlewaretoken": token, **form}).encode()
        headers = {"Referer": self.url, **({"HX-Request": "true"} if "base" in form else {})}
        request = urllib.request.Request(self.url + path, data, headers)
        with self.opener.open(request, timeout=30) as answer:
            self.page = answer.read().decode()
            return answer


def test_first_start_to_a_first_case(tmp_path):
    folder = tmp_path / "home" / "records"
    server = Server(folder)
    try:
        link = server.link()
        browser = Browser(server.url)
        browser.get(link.removeprefix(server.url))
        password = "a long enough password"
        browser.post(
            link.removeprefix(server.url),
            name="Ada",
            username="ada",
            password=password,
            again=password,
        )
        answer = browser.post("/cases/example/s0-index")
        assert "Where the patient stands" in browser.page
        assert "Server-Timing" in answer.headers
        assert browser.get("/static/web/base.css").status == 200
    finally:
        server.end(signal.SIGTERM)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for name in ("secret-key", "board.sqlite3"):
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600, name
    assert link.rsplit("/", 1)[1] not in "\n".join(server.said[3:])
    again = Server(folder)
    try:
        browser.url = again.url
        browser.get("/cases/")  # the session outlives a restart: the key is the same
        assert "s0-index" in browser.page
        assert not any("/invitation/" in line for line in again.said)
    finally:
        again.end(signal.SIGTERM)


@pytest.mark.slow
def test_killed_while_writing_nothing_acknowledged_is_lost_on_sqlite(tmp_path):
    folder = tmp_path / "records"
    acknowledged = killed_again_and_again(folder, None)
    database = sqlite3.connect(folder / "board.sqlite3")
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    nothing_is_lost(database, acknowledged)
    database.close()
    chain_holds(folder, None)


@pytest.mark.slow
def test_killed_while_writing_nothing_acknowledged_is_lost_on_postgresql(tmp_path, postgres_url):
    import psycopg

    with psycopg.connect(postgres_url, autocommit=True) as admin:
        admin.execute("CREATE DATABASE killed")
    url = postgres_url.rsplit("/", 1)[0] + "/killed"
    acknowledged = killed_again_and_again(tmp_path / "records", url)
    with psycopg.connect(url) as database:
        nothing_is_lost(database, acknowledged)
    chain_holds(tmp_path / "records", url)


def nothing_is_lost(database, acknowledged):
    """Every version from the first to the last acknowledged one, each with its record."""
    numbers = [row[0] for row in database.execute("SELECT number FROM cases_version ORDER BY 1")]
    details = database.execute("SELECT detail FROM audit_record WHERE action = 'case_written'")
    written = sorted(json.loads(row[0])["version"] for row in details)
    assert numbers == list(range(1, len(numbers) + 1)) == written
    assert len(numbers) >= acknowledged >= KILLS


def chain_holds(folder, url):
    more = {} if url is None else {"HEPABOARD_DATABASE": url}
    checked = subprocess.run(
        [sys.executable, "-m", "hepaboard.cli", "audit", "verify"],
        env={**os.environ, "HEPABOARD_DATA": str(folder), **more},
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout


def killed_again_and_again(folder, url):
    """The last acknowledged version of a case that is written while the server is killed."""
    acknowledged = 0
    secret = None
    for round_ in range(KILLS):
        server = Server(folder, url)
        browser = Browser(server.url)
        if round_ == 0:
            path = server.link().removeprefix(server.url)
            browser.get(path)
            secret = "a long enough password"
            browser.post(path, name="Ada", username="ada", password=secret, again=secret)
            answer = browser.post("/cases/example/s0-index")
            case = answer.geturl().rstrip("/").rsplit("/", 1)[1]
        else:
            browser.get("/sign-in")
            browser.post("/sign-in", username="ada", password=secret)
            browser.get(f"/cases/{case}/")
        head = int(re.search(r'id="base" name="base" value="(\d+)"', browser.page)[1])
        assert head >= acknowledged, "an acknowledged version is gone"
        # Killed some moment after a few writes; the moments are spread over the time of one.
        delay = 0.2 * ((round_ * 7) % 10) / 10
        timer = threading.Timer(delay, os.killpg, (server.process.pid, signal.SIGKILL))
        try:
            for i in range(200):
                if i == 1 + round_ % 3:
                    timer.start()
                value = ("mutant", "wild_type")[(head + i) % 2]
                browser.post(f"/cases/{case}/fact/ras", value=value, base=str(head + i))
                acknowledged = head + i + 1
        except (OSError, HTTPException):
            pass
        timer.join()
        server.process.wait(timeout=20)
        server.reader.join(timeout=20)
        server.process.stderr.close()
    return acknowledged


def test_a_key_that_is_too_short_is_refused(records):
    from hepaboard.web.place import secret_key

    key = secret_key()
    assert len(key) >= 50 and secret_key() == key
    path = records.parent / "secret-key"
    path.write_text("short")
    with pytest.raises(HepaboardError, match="too short"):
        secret_key()


def test_a_folder_that_cannot_be_made_is_told(tmp_path, monkeypatch):
    from hepaboard.web.place import made_folder

    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("HEPABOARD_DATA", str(tmp_path / "file" / "below"))
    with pytest.raises(HepaboardError, match="cannot be made"):
        made_folder()


def test_a_port_in_use_is_told_before_anything_is_made(tmp_path, monkeypatch):
    from hepaboard.web.serve import Address, serve

    monkeypatch.setenv("HEPABOARD_DATA", str(tmp_path / "none"))
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(HepaboardError, match="cannot be listened on"):
            serve(Address("127.0.0.1", other.getsockname()[1]))
    assert not (tmp_path / "none").exists()


def test_addresses():
    from hepaboard.web.serve import Address

    assert Address("127.0.0.1", 8000).url == "http://127.0.0.1:8000"
    assert Address("127.0.0.1", 8000).allowed == ["localhost", "127.0.0.1", "[::1]"]
    assert Address("::1", 8000).url == "http://[::1]:8000"
    public = Address("0.0.0.0", 80, ("board.example",), behind_tls=True)
    assert public.url == "https://board.example" and "board.example" in public.allowed


def test_without_django_one_sentence_says_what_is_missing(tmp_path):
    program = (
        "import sys; sys.modules['django'] = None\n"
        "from hepaboard.cli import main; sys.argv = ['hepaboard', 'serve']; main()"
    )
    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert said.returncode == 2 and "requirements/web.txt" in said.stderr
    assert "Traceback" not in said.stderr
