"""The notebook runs from its first cell to its last."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import export_rows as rows

NOTEBOOK = Path(__file__).parents[2] / "docs" / "notebook" / "sample.py"


def test_every_cell_runs(tmp_path: Path) -> None:
    warehouse = rows.publish_rows(tmp_path)
    environment = {**os.environ, "DEPESCHE_HOME": str(warehouse.parent)}
    ran = subprocess.run(
        [sys.executable, str(NOTEBOOK)], env=environment, capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")
