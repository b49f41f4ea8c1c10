"""The few calls that Depesche makes to a Prefect server, as plain HTTP: importing Prefect takes seconds and memory."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import httpx

SECONDS = 30.0
BUSY = {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE}
"""The server did nothing and may be asked again; 503 is its word for a locked SQLite (PrefectHQ/prefect #23051)."""
WAITS = (0.2, 0.5, 1.0, 2.0, 4.0)
"""Seconds before each further try."""
PAGE = 200
"""So many rows the server gives at once at most."""


class ApiError(Exception):
    """The Prefect server does not answer, or refuses; the message says to what."""


@dataclass(frozen=True, slots=True)
class PrefectApi:
    """A Prefect server by the address of its API, as ``http://127.0.0.1:4200/api``."""

    url: str

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """The JSON answer to a request, null where it has none; ApiError where there is no good one."""
        for wait in (*WAITS, None):
            try:
                reply = httpx.request(method, f"{self.url}{path}", json=body, timeout=SECONDS)
                if reply.status_code in BUSY and wait is not None:
                    time.sleep(wait)
                    continue
                reply.raise_for_status()
            except httpx.HTTPError as error:
                raise ApiError(f"{method} {path}: {type(error).__name__}: {error}") from error
            return reply.json() if reply.content else None
        raise AssertionError("the last try returns or raises")

    def deployments(self) -> list[dict[str, Any]]:
        """All deployments."""
        return list(self.call("POST", "/deployments/filter", {"limit": PAGE}))

    def run(self, run_id: str) -> dict[str, Any]:
        """A flow run as it is now."""
        return dict(self.call("GET", f"/flow_runs/{run_id}"))

    def runs(self, states: Sequence[str], pool: str) -> list[dict[str, Any]]:
        """The flow runs of a work pool that are in one of the states, by the time at which they were due."""
        wanted = {
            "flow_runs": {"state": {"type": {"any_": list(states)}}},
            "work_pools": {"name": {"any_": [pool]}},
            "sort": "EXPECTED_START_TIME_ASC",
            "limit": PAGE,
        }
        return list(self.call("POST", "/flow_runs/filter", wanted))

    def set_state(self, run_id: str, kind: str, message: str, name: str | None = None) -> None:
        """Put a flow run into a state, whatever state it is in."""
        state = {"type": kind, "message": message} | ({"name": name} if name else {})
        self.call("POST", f"/flow_runs/{run_id}/set_state", {"state": state, "force": True})
