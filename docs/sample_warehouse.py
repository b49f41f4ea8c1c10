"""The warehouse of data/sample, made by the stages without Prefect: the examples in the README are its answers."""

from __future__ import annotations

from pathlib import Path

from flows.plain import ingest_plainly
from flows.settings import Settings

SAMPLE = Path(__file__).parent.parent / "data" / "sample"


def make_sample_warehouse(home: Path) -> Path:
    """Read and code the sample into ``home`` and check and publish it; return the warehouse's file.

    The settings are the defaults, whatever the environment says.
    """
    settings = Settings.model_construct(home=home)
    ingest_plainly(SAMPLE, settings)
    return settings.warehouse_file
