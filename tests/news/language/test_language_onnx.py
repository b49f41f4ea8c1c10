"""ONNX Runtime sends nothing: it keeps what it means to send below the home folder, which stays empty."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

READ = "from news.language import load; print(*load('fast')('Tilda Brask reist nach Oslo.').ents, sep='; ')"


def test_no_telemetry_is_kept_to_be_sent(tmp_path: Path) -> None:
    told = {k: v for k, v in os.environ.items() if not k.startswith(("ORT_", "XDG_", "CI", "GITHUB_"))}
    answer = subprocess.run(
        [sys.executable, "-c", READ],
        env=told | {"HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout == "Tilda Brask; Oslo\n"
    assert list(tmp_path.rglob("*")) == []
