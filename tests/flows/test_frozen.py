"""What is frozen is out of the collector's sight, and yet is collected at the end of the process."""

from __future__ import annotations

import subprocess
import sys

import pytest
from served import ROOT

LOADED = """
import gc
import sys

import duckdb

from flows.frozen import freeze


class Loaded:
    def __init__(self):
        self.itself = self

    def __del__(self):
        print("collected", file=sys.stderr)


loaded = Loaded()
freeze()
assert gc.get_freeze_count()
del loaded
gc.collect()
print("frozen", file=sys.stderr)
"""


@pytest.mark.parametrize("times", [1, 2])
def test_what_is_frozen_is_collected_at_the_end_and_no_sooner(times: int) -> None:
    code = LOADED + "freeze()\n" * (times - 1)
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    # No other line: what DuckDB 2.0 says of objects that are left would stand here.
    assert ended.stderr.splitlines() == ["frozen", "collected"]
