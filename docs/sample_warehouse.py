"""The warehouse of data/sample, made by the stages without Prefect: the examples in the README are its answers."""

from __future__ import annotations

from pathlib import Path

from flows import stages
from flows.settings import Settings
from flows.work import begin

SAMPLE = Path(__file__).parent.parent / "data" / "sample"


def make_sample_warehouse(home: Path) -> Path:
    """Read and code the sample into ``home`` and publish it, without checks; return the warehouse's file.

    The settings are the defaults, whatever the environment says.
    """
    settings = Settings.model_construct(home=home)
    with begin(settings, SAMPLE, "command", full=False) as work:
        plan = stages.discover_files(work)
        for number, shard in enumerate(stages.shards_of(plan, settings)):
            stages.code_shard(shard, f"{number:04}", work.reading, settings)
        stages.resolve_corpus(work)
        stages.commit_rows(work)
        stages.publish_warehouse(work.lake, settings.warehouse_file)
    return settings.warehouse_file
