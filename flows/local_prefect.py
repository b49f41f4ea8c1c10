"""Prefect on this machine: its state below the home folder, its telemetry off, and a server for every run.

Prefect reads the environment when it is imported, so this module does not import it and must be called first.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.logs import chosen, flush
from flows.server import api_of, ended, free_port, is_healthy, start_temporary_server, wait_until_healthy
from flows.settings import Settings

POOL = "depesche"
"""The process work pool of prefect.yaml."""


def prefect_environment(settings: Settings, *, log_level: str) -> dict[str, str]:
    """The environment variables under which Prefect keeps to the home folder and to itself."""
    environment = {
        "PREFECT_HOME": str(settings.prefect_folder.resolve()),
        "PREFECT_LOGGING_LEVEL": log_level,
        "PREFECT_LOGGING_INTERNAL_LEVEL": "ERROR",
        # Our own lines go to Prefect's pages, too; those outside of a run have no page to go to.
        "PREFECT_LOGGING_EXTRA_LOGGERS": "depesche",
        "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_CLI_PROMPT": "false",
        # "database is locked" (PrefectHQ/prefect #19771): the default gives up after 10 s.
        "PREFECT_SERVER_DATABASE_TIMEOUT": "60",
        # Leases in memory are lost when the server restarts, and with them the slots of deployments (#16746).
        "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect.server.concurrency.lease_storage.filesystem",
        # Years of runs on SQLite: without this only events are ever deleted. A quarter of a year is kept.
        "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "true",
        "DO_NOT_TRACK": "1",
        "GX_ANALYTICS_ENABLED": "false",
    }
    if chosen(settings.log) == "json":
        environment["PREFECT_LOGGING_HANDLERS_CONSOLE_FORMATTER"] = "json"
        environment["PREFECT_LOGGING_COLORS"] = "false"
    return environment


@contextmanager
def local_prefect(settings: Settings, *, log_level: str) -> Iterator[Callable[[], None]]:
    """Set Prefect's environment for this process, and give it a server; what the user has set stays.

    That is the server that PREFECT_API_URL names, else that of a running `depesche serve` of the same home
    folder, else one of its own for as long as the block lasts. Importing Prefect takes as long as its server
    takes to start, so the block is entered meanwhile; call what it is given before the first flow: it waits
    for the server and raises ServerError where that does not come up.
    """
    settings.prefect_folder.mkdir(parents=True, exist_ok=True)
    for name, value in prefect_environment(settings, log_level=log_level).items():
        os.environ.setdefault(name, value)
    if os.environ.get("PREFECT_API_URL"):
        yield _at_once
    elif url := running_server(settings):
        with _address(url):
            yield _at_once
    else:
        port = free_port()
        with ended(start_temporary_server(port, os.environ)) as server, _address(api_of(port)):
            try:
                yield lambda: wait_until_healthy(server, api_of(port))
            finally:
                flush()  # while there is a server to take the last lines


def _at_once() -> None:
    """There is nothing to wait for."""


@contextmanager
def _address(url: str) -> Iterator[None]:
    os.environ["PREFECT_API_URL"] = url
    try:
        yield
    finally:
        del os.environ["PREFECT_API_URL"]


def server_file(settings: Settings) -> Path:
    """The file in which a running server says where it is."""
    return settings.prefect_folder / "server.json"


def running_server(settings: Settings) -> str | None:
    """API address of the server that `depesche serve` runs for this home folder; null if none answers."""
    try:
        server = json.loads(server_file(settings).read_text())
        os.kill(server["pid"], 0)
        url = str(server["url"])
    except (OSError, ValueError, KeyError):
        return None
    return url if is_healthy(url) else None
