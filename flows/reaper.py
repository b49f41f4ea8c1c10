"""Reaper: runs whose process is gone are marked as crashed, and of late runs only the newest is kept.

Prefect learns of the end of a run from the run itself or from its worker. Where both are killed, nobody tells
it: the run stays *Running* and keeps its slot of the concurrency limit (PrefectHQ/prefect #16746). Whether a
process lives is not guessed from missed heartbeats, which have marked live runs as crashed (#16459), but looked
up on this machine: so there may be one `depesche serve` per work pool.
"""

from __future__ import annotations

import logging
import os
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from flows.logs import say
from flows.prefect_api import PrefectApi

ACTIVE = ("RUNNING", "PENDING", "CANCELLING")
START_PATIENCE = timedelta(seconds=60)
"""So long a run may be pending without a process: its worker is about to start one."""
LATE = timedelta(seconds=5)
RUN_VARIABLE = b"PREFECT__FLOW_RUN_ID="


def reap(api: PrefectApi, pool: str, *, now: datetime | None = None) -> list[dict[str, Any]]:
    """Mark the runs of the pool whose process is gone as crashed, which frees their slots; return them."""
    now = now or datetime.now(UTC)
    gone = [run for run in api.runs(ACTIVE, pool) if is_gone(run, now)]
    # It may have ended well since it was listed; now that its process is gone, nothing changes any more.
    gone = [run for run in gone if api.run(run["id"])["state_type"] in ACTIVE]
    for run in gone:
        api.set_state(run["id"], "CRASHED", "Its process is gone; the next run goes on.")
        say("reaped", level=logging.WARNING, run=run["name"], pid=run["infrastructure_pid"])
    return gone


def drop_late(api: PrefectApi, pool: str, *, now: datetime | None = None) -> int:
    """Cancel all but the newest of the runs that a schedule is late with; return how many.

    A run reads all that is new, whenever it was due: twelve that a sleeping machine missed come to one. Runs
    that somebody started by hand, with parameters of their own, are left alone.
    """
    now = now or datetime.now(UTC)
    late: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for run in api.runs(("SCHEDULED",), pool):
        if run["auto_scheduled"] and moment(run["expected_start_time"]) <= now - LATE:
            late[run["deployment_id"]].append(run)
    dropped = [run for runs in late.values() for run in runs[:-1]]
    for run in dropped:
        api.set_state(run["id"], "CANCELLED", "Cancelled for a newer run of the same schedule.")
        say("late run dropped", run=run["name"], due=run["expected_start_time"])
    return len(dropped)


def is_gone(run: dict[str, Any], now: datetime) -> bool:
    """Whether a run that Prefect takes for active has no process on this machine."""
    pid = run["infrastructure_pid"]
    if not pid:
        return run["state_type"] == "PENDING" and moment(run["state"]["timestamp"]) < now - START_PATIENCE
    # Its form is "pid" or, from other kinds of workers, "host:pid".
    *host, number = str(pid).rsplit(":", 1)
    return not host and number.isdigit() and not runs_here(int(number), run["id"])


def runs_here(pid: int, run_id: str) -> bool:
    """Whether the process is there and, where the system tells, is that of the run and not one with its old number."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return False  # somebody else's process got the number
    try:
        variables = Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    except OSError:
        return True
    return RUN_VARIABLE + run_id.encode() in variables


def moment(text: str) -> datetime:
    """A time as Prefect's API writes it."""
    return datetime.fromisoformat(text.replace("Z", "+00:00"))
