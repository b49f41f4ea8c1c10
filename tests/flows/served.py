"""A `depesche serve` of its own for tests that need a real server and worker."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.prefect_api import PrefectApi
from flows.server import api_of, free_port

ROOT = Path(__file__).parents[2]
PATIENCE = 300
"""Seconds; these tests say what happens, not how fast on a busy machine."""
ENDS = {"COMPLETED", "FAILED", "CRASHED", "CANCELLED"}


@dataclass
class Served:
    """The process of `depesche serve`, its home and source, and its API."""

    process: subprocess.Popen[str]
    home: Path
    source: Path
    api: PrefectApi

    def deployment(self, name: str) -> dict[str, Any]:
        return next(d for d in self.api.deployments() if d["name"] == name)

    def start(self, name: str, **parameters: Any) -> str:
        """Start a run of a deployment; return its id."""
        body = {"state": {"type": "SCHEDULED"}, "parameters": parameters}
        path = f"/deployments/{self.deployment(name)['id']}/create_flow_run"
        return str(self.api.call("POST", path, body)["id"])

    def wait(self, run_id: str, states: set[str] = ENDS) -> dict[str, Any]:
        """The run once it is in one of the states."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            run = self.api.run(run_id)
            if run["state_type"] in states:
                return run
            time.sleep(0.3)
        raise AssertionError(f"still {self.api.run(run_id)['state_name']}")


def is_written(home: Path) -> bool:
    """Whether a process holds the writer's lock of a home's lake; to try and take it could shut that process out."""
    lock = home / "lake" / "writer.lock"
    return lock.exists() and f":{lock.stat().st_ino} " in Path("/proc/locks").read_text()


def clean_environment(home: Path, **own: str) -> dict[str, str]:
    """The environment of a command, without what the tests have set for themselves."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PREFECT_", "DEPESCHE_"))}
    return {**kept, "DEPESCHE_HOME": str(home), "DEPESCHE_MODEL": "none", **own}


@contextmanager
def serving(home: Path, source: Path, **own: str) -> Iterator[Served]:
    """Run `depesche serve` until the block is left."""
    port = free_port()
    # Prefect's worker asks for runs every 10 s unless told otherwise.
    quick = {"PREFECT_WORKER_QUERY_SECONDS": "1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "flows", "serve", "--source", str(source), "--port", str(port)],
        cwd=ROOT,
        env=clean_environment(home, **quick, **own),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        for line in process.stdout:
            if "Ctrl-C" in line:
                break
        yield Served(process, home, source, PrefectApi(api_of(port)))
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.wait(PATIENCE)
        process.stdout.close()


def children_of(pid: int) -> set[int]:
    """All processes below a process."""
    parents: Mapping[int, int] = {
        int(p.name): int(p.joinpath("stat").read_text().rsplit(")", 1)[1].split()[1])
        for p in Path("/proc").iterdir()
        if p.name.isdigit() and p.joinpath("stat").exists()
    }
    found, level = set[int](), {pid}
    while level := {child for child, parent in parents.items() if parent in level}:
        found |= level
    return found


def all_end(pids: set[int]) -> bool:
    """Whether all processes end; those with a session of their own see the end of their starter a moment later."""
    deadline = time.monotonic() + PATIENCE
    while any(Path(f"/proc/{pid}").exists() for pid in pids):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True
