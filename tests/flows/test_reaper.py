"""Which runs have lost their process."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from flows.reaper import START_PATIENCE, is_gone, moment

NOW = datetime(2026, 1, 1, tzinfo=UTC)
RUN_ID = "6f1d1c0e-0000-4000-8000-000000000001"


@pytest.fixture
def living() -> Iterator[int]:
    """A process as Prefect's worker starts it: the run's id is in its environment."""
    process = subprocess.Popen(
        [sys.executable, "-c", "print(flush=True); import time; time.sleep(600)"],
        env={**os.environ, "PREFECT__FLOW_RUN_ID": RUN_ID},
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.readline()
    yield process.pid
    process.kill()
    process.wait()
    process.stdout.close()


def run(pid: object, state: str = "RUNNING", run_id: str = RUN_ID, since: datetime = NOW) -> dict[str, Any]:
    return {
        "id": run_id,
        "infrastructure_pid": pid,
        "state_type": state,
        "state": {"timestamp": since.isoformat()},
    }


def test_a_run_is_not_gone_while_its_process_lives(living: int) -> None:
    assert not is_gone(run(str(living)), NOW)


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="this system shows no environments")
def test_another_process_with_its_number_is_not_it(living: int) -> None:
    assert is_gone(run(str(living), run_id="another"), NOW)


def test_a_run_whose_process_ended_is_gone() -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    assert is_gone(run(str(ended.pid)), NOW)


def test_a_run_of_another_machine_or_without_a_number_is_left_alone() -> None:
    assert not is_gone(run("elsewhere:1"), NOW)
    assert not is_gone(run("container-7"), NOW)
    assert not is_gone(run(None), NOW)


def test_a_pending_run_has_a_minute_to_get_its_process() -> None:
    assert not is_gone(run(None, "PENDING", since=NOW - START_PATIENCE / 2), NOW)
    assert is_gone(run(None, "PENDING", since=NOW - START_PATIENCE - timedelta(seconds=1)), NOW)


def test_the_times_of_the_api() -> None:
    assert moment("2026-01-01T00:00:00.5Z") - NOW == timedelta(seconds=0.5)
