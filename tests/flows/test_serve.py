"""`depesche serve` for real: runs, late runs, pauses that a new deployment keeps, killed workers, one signal to end."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import corpus
import duckdb
import pytest
from served import ENDS, PATIENCE, Served, children_of, clean_environment, serving

from flows.deploy import deploy, prefect
from flows.local_prefect import POOL, running_server
from flows.server import is_healthy
from flows.settings import Settings
from flows.status import describe_status
from warehouse.lake import Lake, LakeBusyError

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served")
    source = corpus.write(folder / "in", {corpus.name_of(n): corpus.text_of(n) for n in range(3)})
    with serving(folder / "home", source) as server:
        yield server


def runs(served: Served) -> list[tuple[str, str, int]]:
    with Lake(served.home / "lake").open() as snapshot:
        return snapshot.connection.execute(
            "SELECT state, trigger, articles FROM corpus.main.runs ORDER BY run_id"
        ).fetchall()


def test_a_deployment_run_makes_the_warehouse(served: Served) -> None:
    assert {d["name"] for d in served.api.deployments()} == {"ingest", "backfill", "rebuild", "report"}
    ingest = served.deployment("ingest")
    assert ingest["work_pool_name"] == "depesche"
    assert ingest["global_concurrency_limit"]["limit"] == 1
    assert ingest["schedules"][0]["schedule"]["timezone"] == "Europe/Berlin"
    assert running_server(Settings(home=served.home)) == served.api.url

    run = served.wait(served.start("ingest"))
    assert (run["state_name"], run["name"]) == ("Completed", "ingest of in")
    with duckdb.connect(str(served.home / "warehouse.duckdb"), read_only=True) as connection:
        assert connection.execute("SELECT trigger, articles FROM runs").fetchall() == [("api", 3)]
    wanted = {"logs": {"flow_run_id": {"any_": [run["id"]]}}}
    until = time.monotonic() + 60  # Prefect sends its lines in bundles, the last ones behind the state
    while not any(
        log["message"].startswith("run run_id=") for log in served.api.call("POST", "/logs/filter", wanted)
    ):
        assert time.monotonic() < until, "the log is on Prefect's page"
        time.sleep(0.5)


def test_of_twelve_late_runs_one_looks_and_none_fails(served: Served) -> None:
    before = len(runs(served))
    ids = [served.start("ingest") for _ in range(12)]
    ended = Counter(served.wait(i)["state_name"] for i in ids)
    assert ended.keys() <= {"Completed", "Skipped", "Cancelled"}
    assert ended["Completed"] >= 1
    assert [r[0] for r in runs(served)[before:]] == ["unchanged"] * ended["Completed"]


def test_a_new_deployment_keeps_pauses_and_plans_nothing_twice(served: Served) -> None:
    environment = clean_environment(
        served.home,
        PREFECT_API_URL=served.api.url,
        PREFECT_HOME=str(served.home / "prefect"),
        DEPESCHE_PROJECT=str(Path(__file__).parents[2]),
    )
    record = served.home / "prefect" / "deployed.json"
    ids = {d["name"]: [s["id"] for s in d["schedules"]] for d in served.api.deployments()}
    assert not deploy(served.api, POOL, environment, record), "nothing changed: all is left alone"
    prefect(["deployment", "schedule", "pause", "ingest/ingest", *ids["ingest"]], environment)
    assert "ingest     paused" in describe_status(Settings(home=served.home))
    record.unlink()
    assert deploy(served.api, POOL, environment, record)
    after = {d["name"]: d["schedules"] for d in served.api.deployments()}
    assert [s["active"] for s in after["ingest"]] == [False]
    assert [s["active"] for s in after["report"]] == [True]
    prefect(["deployment", "schedule", "resume", "ingest/ingest", after["ingest"][0]["id"]], environment)
    assert [s["active"] for s in served.deployment("ingest")["schedules"]] == [True]
    planned = Counter(
        (run["deployment_id"], run["expected_start_time"]) for run in served.api.runs(["SCHEDULED"], POOL)
    )
    assert set(planned.values()) <= {1}


def test_a_killed_worker_and_its_run_let_the_next_one_go_on(served: Served) -> None:
    corpus.write(served.source, {corpus.name_of(7): corpus.text_of(7)})
    first = served.start("ingest")
    pid = int(served.wait(first, {"RUNNING"})["infrastructure_pid"])
    while not is_busy(served):
        assert served.api.run(first)["state_type"] not in ENDS
    (worker,) = (p for p in children_of(served.process.pid) if pid in children_of(p))
    os.kill(worker, signal.SIGKILL)
    os.kill(pid, signal.SIGKILL)
    crashed = served.wait(first)
    assert (crashed["state_name"], "process is gone" in crashed["state"]["message"]) == ("Crashed", True)
    assert served.wait(served.start("ingest"))["state_name"] == "Completed"
    assert runs(served)[-1] == ("done", "api", 1)


def is_busy(served: Served) -> bool:
    try:
        with Lake(served.home / "lake").writer():
            return False
    except LakeBusyError:
        return True


def test_one_signal_ends_everything(served: Served) -> None:
    below = children_of(served.process.pid)
    served.process.send_signal(signal.SIGINT)
    assert served.process.wait(PATIENCE) == 0
    assert not is_healthy(served.api.url)
    assert running_server(Settings(home=served.home)) is None
    assert not any(Path(f"/proc/{pid}").exists() for pid in below)


@pytest.mark.slow
def test_a_killed_serve_leaves_no_process(tmp_path: Path) -> None:
    source = corpus.write(tmp_path / "in", {corpus.name_of(1): corpus.text_of(1)})
    with serving(tmp_path / "home", source) as served:
        run = served.start("ingest")
        served.wait(run, {"RUNNING"})
        below = children_of(served.process.pid)
        assert len(below) >= 3
        served.process.kill()
        deadline = time.monotonic() + PATIENCE
        while any(Path(f"/proc/{pid}").exists() for pid in below):
            assert time.monotonic() < deadline
            time.sleep(0.2)


def test_a_taken_port_is_told_at_once(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-m", "flows", "serve", "--source", str(tmp_path), "--port", port],
            env=clean_environment(tmp_path / "home"),
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert "choose another with --port" in done.stderr
