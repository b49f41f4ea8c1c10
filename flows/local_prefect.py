"""Prefect on this machine: its state below the home folder, its telemetry off, and the server of `depesche serve`.

Prefect reads the environment when it is imported, so this module does not import it and must be called first.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from flows.settings import Settings

POOL = "depesche"
"""The process work pool of prefect.yaml."""


def prefect_environment(settings: Settings, *, log_level: str) -> dict[str, str]:
    """The environment variables under which Prefect keeps to the home folder and to itself."""
    return {
        "PREFECT_HOME": str(settings.prefect_folder.resolve()),
        "PREFECT_LOGGING_LEVEL": log_level,
        "PREFECT_LOGGING_INTERNAL_LEVEL": "ERROR",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_CLI_PROMPT": "false",
        # A first start lays out Prefect's database, which takes longer than the default allows.
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
        "DO_NOT_TRACK": "1",
        "GX_ANALYTICS_ENABLED": "false",
    }


def use_local_prefect(settings: Settings, *, log_level: str) -> None:
    """Set Prefect's environment for this process, before Prefect is imported; what the user has set stays.

    A running `depesche serve` of the same home folder is used; without one Prefect starts a temporary server.
    """
    settings.prefect_folder.mkdir(parents=True, exist_ok=True)
    environment = prefect_environment(settings, log_level=log_level)
    if url := running_server(settings):
        environment["PREFECT_API_URL"] = url
    for name, value in environment.items():
        os.environ.setdefault(name, value)


def server_file(settings: Settings) -> Path:
    """The file in which a running server says where it is."""
    return settings.prefect_folder / "server.json"


def running_server(settings: Settings) -> str | None:
    """API address of the server that `depesche serve` runs for this home folder; null if none runs."""
    try:
        server = json.loads(server_file(settings).read_text())
        os.kill(server["pid"], 0)
    except (OSError, ValueError, KeyError):
        return None
    return str(server["url"])
