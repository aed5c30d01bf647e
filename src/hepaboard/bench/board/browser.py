"""Just enough of a browser: cookies, forms with their token, and how long each answer took."""

from __future__ import annotations

import http.client
import re
import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from time import perf_counter
from urllib.parse import urlencode

TOKEN = re.compile(r'csrfmiddlewaretoken" value="([^"]+)"')
WAIT = 60.0


class Browser:
    """One person's session.

    Attributes
    ----------
    page
        The text of the page last loaded as a whole.
    address
        Where that page is, after redirects.
    taken
        (what was done, seconds) of every answer, in order.
    failures
        What was done and how it failed: status or the kind of exception.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.page = self.address = ""
        self.taken: list[tuple[str, float]] = []
        self.failures: list[str] = []
        cookies = urllib.request.HTTPCookieProcessor(CookieJar())
        # No proxy of the surroundings: the server listens on this machine.
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), cookies)

    def get(self, path: str, what: str) -> str | None:
        """The page at a path; None if that failed."""
        return self._load(urllib.request.Request(self.url + path), what)

    def post(self, path: str, what: str, form: dict[str, str], *, part: bool = False) -> str | None:
        """The answer to a form sent; ``part`` asks for the changed parts only, as the page does."""
        token = TOKEN.search(self.page)
        if token is None:
            self.failures.append(f"{what}: no form on the page before")
            return None
        data = urlencode({"csrfmiddlewaretoken": token[1], **form}).encode()
        headers = {"Referer": self.url, **({"HX-Request": "true"} if part else {})}
        return self._load(urllib.request.Request(self.url + path, data, headers), what, part)

    def _load(self, request: urllib.request.Request, what: str, part: bool = False) -> str | None:
        start = perf_counter()
        try:
            with self._opener.open(request, timeout=WAIT) as answer:
                text = str(answer.read().decode())
                address = str(answer.geturl())
        except urllib.error.HTTPError as error:
            self.failures.append(f"{what}: {error.code}")
            return None
        except (OSError, http.client.HTTPException) as error:
            self.failures.append(f"{what}: {type(error).__name__}")
            return None
        self.taken.append((what, perf_counter() - start))
        if not part:
            self.page, self.address = text, address.removeprefix(self.url)
        return text
