"""Leftovers: what a run that was killed wrote half of in a Great Expectations project."""

from __future__ import annotations

import os
from pathlib import Path

WRITTEN = ("expectations", "validation_definitions", "checkpoints", "uncommitted")
"""The folders of a project that runs write in; what lies elsewhere is its users'."""
ENDS = {".json": (b"}", b"]"), ".html": (b"</html>",)}
"""Kind of file that a run writes -> how a whole one ends."""
LAST_BYTES = 64


def remove_half_written(folder: Path) -> None:
    """Remove results, suites and pages that break off: Great Expectations could not read them, people not trust them.

    It makes again what it misses of suites and their pages; the results of a killed run are forgotten.
    """
    for name in WRITTEN:
        for kind, ends in ENDS.items():
            for path in (folder / name).rglob(f"*{kind}"):
                if not _tail(path).rstrip().endswith(ends):
                    path.unlink()


def _tail(path: Path) -> bytes:
    with path.open("rb") as file:
        file.seek(max(0, file.seek(0, os.SEEK_END) - LAST_BYTES))
        return file.read()
