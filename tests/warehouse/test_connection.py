"""What our connections to DuckDB print: nothing."""

from __future__ import annotations

import subprocess
import sys

import pytest

SLOW = """
import duckdb
from warehouse.connection import connect
plain = duckdb.connect

def impatient(*arguments, **options):
    connection = plain(*arguments, **options)
    connection.execute("SET progress_bar_time = 1")  # milliseconds after which it draws its bar
    return connection

duckdb.connect = impatient
connection = {}
connection.execute("SELECT count(DISTINCT hash(range)) FROM range(3000000)").fetchall()
"""


@pytest.mark.parametrize(
    ("connected", "is_drawn"),
    [("connect()", False), ("connect(config={'threads': '1'})", False), ("duckdb.connect()", True)],
)
def test_a_statement_that_takes_long_prints_nothing(connected: str, is_drawn: bool) -> None:
    run = subprocess.run(
        [sys.executable, "-c", SLOW.format(connected)], check=True, capture_output=True, text=True
    )
    assert bool(run.stdout) is is_drawn
    assert run.stderr == ""
