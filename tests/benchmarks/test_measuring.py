"""What is measured is what was asked: a process's own memory, and the time of a command."""

from __future__ import annotations

import subprocess
import sys

import pytest

from benchmarks.measuring import apart, command, peak_megabytes, seconds

MEGABYTE = 1 << 20


def take(megabytes: int) -> int:
    return len(bytearray(megabytes * MEGABYTE))


def test_a_process_does_not_show_what_its_starter_takes() -> None:
    held = bytearray(200 * MEGABYTE)
    assert peak_megabytes() > 200
    assert command([sys.executable, "-c", "pass"], {})[1] < 100
    assert apart(take, 0).peak_megabytes < 150
    assert held


def test_a_process_shows_what_it_and_its_children_take() -> None:
    taking = "import sys; taken = bytearray(150 << 20)"
    starting = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {taking!r}], check=True)"
    assert 150 < command([sys.executable, "-c", taking], {})[1] < 250
    assert 150 < command([sys.executable, "-c", starting], {})[1] < 250
    assert apart(take, 150).peak_megabytes > 150


def test_a_command_gets_its_settings_and_tells_its_failure() -> None:
    needy = [sys.executable, "-c", "import os; assert os.environ['DEPESCHE_TESTED'] == 'yes'"]
    taken, _ = command(needy, {"DEPESCHE_TESTED": "yes"})
    assert taken > 0
    with pytest.raises(subprocess.CalledProcessError) as failed:
        command([sys.executable, "-c", "raise SystemExit(3)"], {})
    assert failed.value.returncode == 3


def test_the_median_of_odd_repeats_is_one_of_them() -> None:
    calls: list[int] = []
    assert seconds(lambda: calls.append(1), 3) >= 0
    assert len(calls) == 3
