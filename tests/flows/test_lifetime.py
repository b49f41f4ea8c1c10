"""Children end when their starter is killed, however deep they are."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from flows.lifetime import attended

ROOT = Path(__file__).parents[2]
STARTER = """
import subprocess, sys, time
from flows.lifetime import attended
child = subprocess.Popen(attended("timeit", "-n1", "-r1", "import time; time.sleep(600)"), start_new_session=True)
print(child.pid, flush=True)
time.sleep(600)
"""


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()


def ends(pid: int) -> bool:
    for _ in range(600):
        if not is_alive(pid):
            return True
        time.sleep(0.1)
    return False


def test_a_child_ends_with_its_killed_starter() -> None:
    starter = subprocess.Popen([sys.executable, "-c", STARTER], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert starter.stdout is not None
    child = int(starter.stdout.readline())
    assert is_alive(child)
    starter.send_signal(signal.SIGKILL)
    starter.wait()
    starter.stdout.close()
    assert ends(child)


def test_an_attended_module_runs_as_it_would_alone() -> None:
    done = subprocess.run(
        attended("json.tool", "--compact"),
        cwd=ROOT,
        input='{"a": 1}',
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == '{"a":1}'
