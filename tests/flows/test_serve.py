"""`depesche serve` for real: server, pool, deployments and worker on a free port, ended by one signal."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import corpus
import duckdb
import pytest

from flows.local_prefect import running_server
from flows.settings import Settings

pytestmark = pytest.mark.integration
PATIENCE = 180


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return corpus.write(tmp_path / "in", {corpus.name_of(n): corpus.text_of(n) for n in range(3)})


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def served(tmp_path: Path, source: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    port = free_port()
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PREFECT_", "DEPESCHE_"))}
    server = subprocess.Popen(
        [sys.executable, "-m", "flows", "serve", "--source", str(source), "--port", str(port)],
        env=environment | {"DEPESCHE_HOME": str(tmp_path / "home")},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout is not None
    for line in server.stdout:
        if "Ctrl-C" in line:
            break
    yield server, f"http://127.0.0.1:{port}/api"
    server.send_signal(signal.SIGINT)
    server.wait(PATIENCE)


def call(url: str, body: dict[str, Any] | None = None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as reply:
        return json.load(reply)


def test_a_deployment_run_makes_the_warehouse(
    served: tuple[subprocess.Popen[str], str], tmp_path: Path
) -> None:
    server, api = served
    deployments = {d["name"]: d for d in call(f"{api}/deployments/filter", {})}
    assert set(deployments) == {"ingest", "rebuild", "report"}
    ingest = deployments["ingest"]
    assert ingest["work_pool_name"] == "depesche"
    assert ingest["global_concurrency_limit"]["limit"] == 1
    assert ingest["schedules"][0]["schedule"]["timezone"] == "Europe/Berlin"
    assert running_server(Settings(home=tmp_path / "home")) == api

    started = call(f"{api}/deployments/{ingest['id']}/create_flow_run", {"state": {"type": "SCHEDULED"}})
    assert finished(api, started["id"]) == "COMPLETED"
    with duckdb.connect(str(tmp_path / "home" / "warehouse.duckdb"), read_only=True) as connection:
        assert connection.execute("SELECT trigger, articles FROM runs").fetchall() == [("api", 3)]

    server.send_signal(signal.SIGINT)
    assert server.wait(PATIENCE) == 0
    with pytest.raises(OSError, match=r"refused|urlopen"):
        call(f"{api}/health")
    assert running_server(Settings(home=tmp_path / "home")) is None


def finished(api: str, flow_run_id: str) -> str:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        state = call(f"{api}/flow_runs/{flow_run_id}")["state_type"]
        if state in {"COMPLETED", "FAILED", "CRASHED", "CANCELLED"}:
            return str(state)
        time.sleep(1)
    return "still running"


def test_a_taken_port_is_told_at_once(tmp_path: Path, source: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "flows",
                "serve",
                "--source",
                str(source),
                "--port",
                str(taken.getsockname()[1]),
            ],
            env={**os.environ, "DEPESCHE_HOME": str(tmp_path / "home")},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert "choose another with --port" in done.stderr
