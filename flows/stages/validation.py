"""Validation: what the process that validates a run does. It imports little else, for it starts with each run."""

from __future__ import annotations

import gc
import importlib
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from flows.frozen import freeze
from warehouse.lake import Lake

if TYPE_CHECKING:
    from expectations.context import Project
    from expectations.findings import Findings


def get_ready(folder: Path, run_id: str) -> None:
    """Do all that needs no rows: imports, which take seconds, suites, their checkpoint and their pages."""
    gc.disable()  # imports make objects that stay: to look through them again and again is a fifth of their time
    from expectations.context import load_great_expectations  # noqa: PLC0415 - a run without news needs none of it

    load_great_expectations()  # before what imports all of it
    importlib.import_module("expectations.validate")
    freeze()
    gc.enable()
    _project(folder, run_id)


def check_staged(lake_folder: Path, folder: Path, run_id: str, at: datetime) -> Findings:
    """Check the staged rows of a run that began at a moment; raises as expectations.validate does."""
    from expectations.validate import validate  # noqa: PLC0415 - as above

    lake = Lake(lake_folder)
    with lake.open(lake.staging(run_id)) as snapshot:
        return validate(snapshot.connection, _project(folder, run_id), at=at)


def build_pages(folder: Path, run_id: str) -> None:
    """Build Data Docs of what was checked in this process."""
    _project(folder, run_id).build_data_docs()


@lru_cache(maxsize=1)
def _project(folder: Path, run_id: str) -> Project:
    from expectations.validate import prepared  # noqa: PLC0415 - as above

    return prepared(folder, run_id)
