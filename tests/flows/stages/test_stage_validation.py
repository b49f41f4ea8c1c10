"""The process that validates starts without what it does not use."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = """
import sys
from pathlib import Path
from flows.stages.validation import get_ready

get_ready(Path(sys.argv[1]), "r1")
from expectations.context import HIDDEN, POSTPONED
assert "great_expectations" in sys.modules
found = [name for name in (*HIDDEN, "prefect", "spacy", "news") if name in sys.modules]
assert not found, found
found = [name for name in POSTPONED if len(vars(sys.modules[name])) > 10]
assert not found, found
"""


def test_it_imports_neither_what_is_postponed_nor_the_rest_of_the_pipeline(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", SCRIPT, str(tmp_path)], check=True)
    assert (tmp_path / "gx" / "checkpoints" / "run.json").is_file()
