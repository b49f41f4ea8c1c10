"""Returnable: try stages on a run's staged rows, and take back all that they have written."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.work import Work


@contextmanager
def returnable(work: Work) -> Iterator[Callable[[], None]]:
    """Within the context, what it gives puts staged rows and counts back as they were at its beginning.

    The staged files get second names, so nothing is copied: staging never writes over a file, it makes another one.
    What a killed run leaves of them is removed by the next one, like its staged rows.
    """
    folder = work.staging.folder
    kept = work.lake.staging(f"{work.run_id}-kept").folder
    counts = dict(work.counts)
    shutil.rmtree(kept, ignore_errors=True)
    shutil.copytree(folder, kept, copy_function=_link)

    def go_back() -> None:
        shutil.rmtree(folder)
        kept.rename(folder)
        work.counts = counts

    try:
        yield go_back
    finally:
        shutil.rmtree(kept, ignore_errors=True)


def _link(source: str | Path, target: str | Path) -> None:
    """A second name for a file; a copy of it where the file system has no such names."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
