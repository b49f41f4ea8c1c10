"""`depesche run` that is stopped or killed: one line, no process left behind, and the next run goes on."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import corpus
import pytest
from served import PATIENCE, ROOT, all_end, children_of, clean_environment, is_written

from flows.runner import _stoppable
from flows.stopping import heeding_stops, stop_if_asked

pytestmark = pytest.mark.integration
SECRET = "Geheimnisvolle Lachse tanzten rückwärts über den Deich von Velen."


@pytest.fixture
def source(tmp_path: Path) -> Path:
    files = {corpus.name_of(n): f"{corpus.text_of(n)}\n\n{SECRET}" for n in range(4)}
    return corpus.write(tmp_path / "in", files)


def begin(home: Path, source: Path, **own: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "flows", "run", "--source", str(source)],
        cwd=ROOT,
        env=clean_environment(home, **own),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def wait_until_it_writes(run: subprocess.Popen[str], home: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        assert run.poll() is None, run.communicate()
        if is_written(home):
            return
        time.sleep(0.02)
    raise AssertionError("the run never began")


def test_a_killed_run_leaves_no_process_and_the_next_one_goes_on(tmp_path: Path, source: Path) -> None:
    home = tmp_path / "home"
    # Two worker processes, which are children of the run as the temporary server is.
    run = begin(home, source, DEPESCHE_SHARD_FILES="2", DEPESCHE_JOBS="2")
    wait_until_it_writes(run, home)
    below = children_of(run.pid)
    assert below
    run.kill()
    run.communicate()
    assert all_end(below)

    again = begin(home, source)
    out, err = again.communicate(timeout=PATIENCE)
    assert again.returncode == 0, err
    assert "articles  4 read, 0 files rejected" in out
    lines = [json.loads(line) for line in err.splitlines()]
    assert {"shard", "stage", "run"} <= {line["event"] for line in lines}
    assert lines[-1]["counts"]["articles"] == 4
    words = SECRET.split(maxsplit=1)[0]
    assert words not in err + out
    with sqlite3.connect(home / "prefect" / "prefect.db") as database:
        logged = [message for (message,) in database.execute("SELECT message FROM log")]
    assert logged
    assert not [message for message in logged if words in message]


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM], ids=lambda sign: sign.name)
def test_a_stopped_run_says_one_line_and_leaves_no_process(
    tmp_path: Path, source: Path, sign: signal.Signals
) -> None:
    home = tmp_path / "home"
    run = begin(home, source, DEPESCHE_LOG="json")
    wait_until_it_writes(run, home)
    below = children_of(run.pid)
    run.send_signal(sign)
    _, err = run.communicate(timeout=PATIENCE)
    said = [line for line in err.splitlines() if not line.startswith("{")]
    assert said == ["depesche: stopped; run again to go on"]
    # Python ends itself by the signal where that met code run from a string, as the making of a dataclass is.
    assert run.returncode in (1, -signal.SIGINT)
    assert all_end(below)


def test_a_stop_that_prefect_answers_with_an_error_of_its_own_is_a_stop() -> None:
    with pytest.raises(KeyboardInterrupt), _stoppable():
        try:
            os.kill(os.getpid(), signal.SIGTERM)
            time.sleep(PATIENCE)
        except KeyboardInterrupt:
            raise ValueError("Task run is not set")  # noqa: B904 - as Prefect's engine does


def test_an_error_without_a_stop_stays_what_it_is() -> None:
    with pytest.raises(ValueError, match="disk"), _stoppable():
        try:
            raise OSError("the disk is full")
        except OSError:
            raise ValueError("disk")  # noqa: B904


def test_a_stop_that_is_lost_in_a_finalizer_holds_before_the_next_stage(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Interrupted:
        def __del__(self) -> None:
            os.kill(os.getpid(), signal.SIGINT)

    class Broken:
        def __del__(self) -> None:
            raise OSError("the disk is full")

    reported: list[BaseException | None] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda lost: reported.append(lost.exc_value))
    before = signal.getsignal(signal.SIGINT)
    with heeding_stops():
        stop_if_asked()
        Interrupted()
        Broken()
        with pytest.raises(KeyboardInterrupt):
            stop_if_asked()
    assert [str(error) for error in reported] == ["the disk is full"]
    assert signal.getsignal(signal.SIGINT) is before
    stop_if_asked()
