"""Logs: one line per shard, stage and run on stderr, as JSON where no terminal reads it; never a word of an article."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from time import perf_counter
from typing import Any

LOGGER = logging.getLogger("depesche")
"""What Depesche says of itself; Prefect is told of this name, so that its pages show the same lines."""
FIELDS = "depesche_fields"
OURS = {"flows", "expectations", "warehouse", "news", "schemas"}


class JsonLine(logging.Formatter):
    """A line as one JSON object: at (UTC), level, event, and the fields of the event."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line = {"at": at, "level": record.levelname.lower(), **_fields(record)}
        return json.dumps(line, ensure_ascii=False, default=str)


class Words(logging.Formatter):
    """A line for people: local time, event, fields."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        at = datetime.fromtimestamp(record.created).astimezone()
        level = "" if record.levelno == logging.INFO else f"{record.levelname} "
        return f"{at:%H:%M:%S} {level}{record.getMessage()}"


def start_logging(form: str) -> None:
    """Log to stderr as ``json`` or ``text``; ``auto`` takes JSON, on a terminal warnings in words alone."""
    is_quiet = form == "auto" and sys.stderr.isatty()
    handler = logging.StreamHandler()
    handler.setLevel(logging.WARNING if is_quiet else logging.INFO)
    handler.setFormatter(JsonLine() if chosen(form) == "json" else Words())
    handler.set_name(__name__)
    for old in [h for h in LOGGER.handlers if h.name == __name__]:
        LOGGER.removeHandler(old)
    LOGGER.addHandler(handler)
    LOGGER.setLevel(logging.INFO)
    LOGGER.propagate = False
    # httpx tells every address that it calls, and that of a webhook is a secret.
    logging.getLogger("httpx").setLevel(logging.WARNING)


def chosen(form: str) -> str:
    """The form that ``auto`` means here: text on a terminal, else JSON."""
    if form != "auto":
        return form
    return "text" if sys.stderr.isatty() else "json"


def flush() -> None:
    """Send the lines that wait: Prefect gathers those for its pages."""
    for handler in LOGGER.handlers:
        handler.flush()


def say(event: str, *, level: int = logging.INFO, **fields: Any) -> None:
    """Log an event with its fields. Fields hold ids, counts, names and seconds; never text of an article."""
    told = " ".join(f"{name}={_plain(value)}" for name, value in fields.items())
    LOGGER.log(level, "%s %s", event, told, extra={FIELDS: {"event": event, **fields}})


@contextmanager
def timed(event: str, **fields: Any) -> Iterator[None]:
    """Log an event with the seconds that the block took; nothing where it raises, for then the run tells why."""
    began = perf_counter()
    yield
    say(event, **fields, seconds=round(perf_counter() - began, 3))


def reason(error: BaseException) -> str:
    """An error in words that may leave this process.

    Our own messages name paths, ids and counts. Those of other libraries may quote the data that they failed
    on, so of these only the kind and the place are told; the run's row has the rest.
    """
    if type(error).__module__.split(".")[0] in OURS or isinstance(error, OSError):
        return str(error)
    place, trace = "", error.__traceback__
    while trace:
        place = f" at {trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{type(error).__name__}{place}"


def _fields(record: logging.LogRecord) -> dict[str, Any]:
    return getattr(record, FIELDS, None) or {"event": record.getMessage()}


def _plain(value: Any) -> str:
    text = f"{value}"
    return json.dumps(text, ensure_ascii=False) if not text or set(text) & set(' \n"=') else text
