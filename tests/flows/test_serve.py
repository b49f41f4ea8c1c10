"""`depesche serve` for real: ticks, a new deployment meanwhile, late runs, killed workers, one signal to end."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import corpus
import duckdb
import pytest
from served import ENDS, PATIENCE, Served, all_end, children_of, clean_environment, is_written, serving

from flows.deploy import deploy, pause
from flows.local_prefect import POOL, running_server
from flows.server import is_healthy
from flows.settings import Settings
from flows.status import describe_status
from warehouse.lake import Lake

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


def test_a_tick_that_is_deployed_anew_in_its_middle_makes_the_warehouse_once(served: Served) -> None:
    assert {d["name"] for d in served.api.deployments()} == {
        "ingest", "backfill", "recode", "rebuild", "report"
    }  # fmt: skip
    ingest = served.deployment("ingest")
    assert ingest["work_pool_name"] == "depesche"
    assert ingest["global_concurrency_limit"]["limit"] == 1
    (daily,) = ingest["schedules"]
    assert daily["schedule"]["timezone"] == "Europe/Berlin"
    assert running_server(Settings(home=served.home)) == served.api.url

    tick, due = plan_a_tick(served, ingest["id"], daily["id"])
    pid = int(served.wait(tick, {"RUNNING"})["infrastructure_pid"])
    while not is_written(served.home):
        assert served.api.run(tick)["state_type"] not in ENDS
    os.kill(pid, signal.SIGSTOP)
    try:
        deploy_anew(served, ["report"])
    finally:
        os.kill(pid, signal.SIGCONT)
    run = served.wait(tick)
    assert (run["state_name"], run["name"], run["auto_scheduled"]) == ("Completed", "ingest of in", True)
    with duckdb.connect(str(served.home / "warehouse.duckdb"), read_only=True) as connection:
        assert connection.execute("SELECT trigger, state, articles FROM runs").fetchall() == [
            ("schedule", "done", 3)
        ]
        assert connection.execute("SELECT count(*) FROM articles").fetchone() == (3,)
    assert ticks(served, ingest["id"], due) == [tick], "the tick was not planned once more"
    assert "report     paused" in describe_status(Settings(home=served.home))
    wait_for_line(served, tick, "run run_id=")


def plan_a_tick(served: Served, deployment: str, schedule: str) -> tuple[str, datetime]:
    """Let a schedule be due soon; return the run that Prefect's scheduler made for it, and when it is due."""
    for seconds in (
        10,
        20,
        40,
        80,
        160,
    ):  # the scheduler looks every five seconds, and plans nothing that is past
        due = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=seconds)
        soon = {"interval": 86400, "anchor_date": due.isoformat(), "timezone": "UTC"}
        path = f"/deployments/{deployment}/schedules/{schedule}"
        served.api.call("PATCH", path, {"active": True, "schedule": soon})
        while datetime.now(UTC) < due:
            if found := ticks(served, deployment, due):
                return found[0], due
            time.sleep(0.5)
    raise AssertionError("the scheduler planned no run")


def ticks(served: Served, deployment: str, due: datetime) -> list[str]:
    """The runs of a deployment that were due at a moment, in whatever state."""
    moments = {"after_": due.isoformat(), "before_": due.isoformat()}
    wanted = {
        "deployments": {"id": {"any_": [deployment]}},
        "flow_runs": {"expected_start_time": moments},
    }
    return [run["id"] for run in served.api.call("POST", "/flow_runs/filter", wanted)]


def deploy_anew(served: Served, paused: list[str]) -> None:
    """Deploy as for a new version: pauses are kept, schedules are those of prefect.yaml, nothing is planned twice."""
    environment = clean_environment(
        served.home,
        PREFECT_API_URL=served.api.url,
        PREFECT_HOME=str(served.home / "prefect"),
        DEPESCHE_PROJECT=str(Path(__file__).parents[2]),
    )
    record = served.home / "prefect" / "deployed.json"
    assert not deploy(served.api, POOL, environment, record), "nothing changed: all is left alone"
    for name in paused:
        deployment = served.deployment(name)
        pause(served.api, deployment, deployment["schedules"][0])
    record.unlink()
    assert deploy(served.api, POOL, environment, record)
    for deployment in served.api.deployments():
        is_paused = deployment["name"] in paused
        assert [s["active"] for s in deployment["schedules"]] in ([], [not is_paused])
    planned = Counter(
        (run["deployment_id"], run["expected_start_time"]) for run in served.api.runs(["SCHEDULED"], POOL)
    )
    assert set(planned.values()) <= {1}


def wait_for_line(served: Served, run_id: str, words: str) -> None:
    wanted = {"logs": {"flow_run_id": {"any_": [run_id]}}}
    until = time.monotonic() + 60  # Prefect sends its lines in bundles, the last ones behind the state
    while not any(
        log["message"].startswith(words) for log in served.api.call("POST", "/logs/filter", wanted)
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


def test_a_recoding_waits_for_its_turn(served: Served) -> None:
    with Lake(served.home / "lake").writer():
        run = served.start("recode", most=2)
        served.wait(run, {"RUNNING"})
        wait_for_line(served, run, "waiting reason=")
    done = served.wait(run)
    assert (done["state_name"], done["name"]) == ("Completed", "recoding of at most 2 stale articles")
    assert runs(served)[-1] == ("unchanged", "api", 0)


def test_a_killed_worker_and_its_run_let_the_next_one_go_on(served: Served) -> None:
    corpus.write(served.source, {corpus.name_of(7): corpus.text_of(7)})
    first = served.start("ingest")
    pid = int(served.wait(first, {"RUNNING"})["infrastructure_pid"])
    while not is_written(served.home):
        assert served.api.run(first)["state_type"] not in ENDS
    (worker,) = (p for p in children_of(served.process.pid) if pid in children_of(p))
    os.kill(worker, signal.SIGKILL)
    os.kill(pid, signal.SIGKILL)
    crashed = served.wait(first)
    assert (crashed["state_name"], "process is gone" in crashed["state"]["message"]) == ("Crashed", True)
    assert served.wait(served.start("ingest"))["state_name"] == "Completed"
    assert runs(served)[-1] == ("done", "api", 1)


def test_one_signal_ends_everything(served: Served) -> None:
    below = children_of(served.process.pid)
    served.process.send_signal(signal.SIGINT)
    assert served.process.wait(PATIENCE) == 0
    assert not is_healthy(served.api.url)
    assert running_server(Settings(home=served.home)) is None
    assert all_end(below)


@pytest.mark.slow
def test_a_killed_serve_leaves_no_process(tmp_path: Path) -> None:
    source = corpus.write(tmp_path / "in", {corpus.name_of(1): corpus.text_of(1)})
    with serving(tmp_path / "home", source) as served:
        run = served.start("ingest")
        served.wait(run, {"RUNNING"})
        below = children_of(served.process.pid)
        assert len(below) >= 3
        served.process.kill()
        assert all_end(below)


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
