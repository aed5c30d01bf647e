"""What the workbench logs: never the content of a case, a search or a path.

Messages of other libraries may hold values (a path, a query, the text of an error), so only
their templates are written, and of an exception its kind and places in the code.
"""

from __future__ import annotations

import logging
import traceback
from typing import Any

OWN = "hepaboard.web"


class ContentFree(logging.Formatter):
    """One line for a record; an exception by its kind and where it arose, without its words."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        own = record.name.startswith(OWN)
        words = record.getMessage() if own else str(record.msg).replace("%s", "...")
        line = f"{self.formatTime(record, '%Y-%m-%dT%H:%M:%S')} {record.levelname} "
        line += f"{record.name} {words if own else ' '.join(words.split())[:80]}"
        if record.exc_info and record.exc_info[0] is not None:
            line += f"\n  {record.exc_info[0].__name__}"
            for frame in traceback.extract_tb(record.exc_info[2]):
                line += f"\n    {frame.filename}:{frame.lineno} {frame.name}"
        return line


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"content_free": {"()": "hepaboard.web.log.ContentFree"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "content_free"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        OWN: {"level": "INFO"},
        "django": {"handlers": [], "level": "ERROR", "propagate": True},
        "django.server": {"handlers": [], "level": "ERROR", "propagate": True},
    },
}
