"""The server: gunicorn with threads, set up here so that nothing has to be configured."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from gunicorn.app.base import BaseApplication

from hepaboard.web.collector import REQUESTS, SPREAD, settle
from hepaboard.web.log import LOGGING
from hepaboard.web.serve import Address

WORKERS, THREADS = 2, 8


class _Server(BaseApplication):
    """gunicorn without command line and files."""

    def __init__(self, address: Address, ready: Callable[[], None]) -> None:
        self.address = address
        self.ready = ready
        super().__init__()

    def load_config(self) -> None:
        host = f"[{self.address.host}]" if ":" in self.address.host else self.address.host
        settings: dict[str, Any] = {
            "bind": f"{host}:{self.address.port}",
            "workers": WORKERS,
            "threads": THREADS,
            "worker_class": "gthread",
            "preload_app": True,
            "max_requests": REQUESTS,
            "max_requests_jitter": SPREAD,
            "timeout": 60,
            "graceful_timeout": 10,
            "loglevel": "warning",
            "logconfig_dict": {
                **LOGGING,
                "loggers": {
                    **LOGGING["loggers"],
                    "gunicorn.error": {"handlers": [], "level": "WARNING", "propagate": True},
                    "gunicorn.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
                },
            },
            "limit_request_line": 4094,
            "control_socket_disable": True,
            "when_ready": lambda _: self.ready(),
        }
        for name, value in settings.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Any:
        from django.core.wsgi import get_wsgi_application
        from django.db import connections

        from hepaboard.web.assessments.answering import warm

        warm()
        import_module("hepaboard.web.urls")
        application = get_wsgi_application()
        connections.close_all()
        settle()
        return application


def run(address: Address, ready: Callable[[], None]) -> None:
    """Serves until it is told to stop; ``ready`` is called once it listens."""
    _Server(address, ready).run()
