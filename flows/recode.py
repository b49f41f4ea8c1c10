"""The recode flow: articles that older code, models, lexicons or knowledge coded are coded again from the lake."""

from __future__ import annotations

from prefect import flow, runtime

from flows import tasks
from flows.conclude import conclude
from flows.hooks import HOOKS
from flows.ingest import started_by
from flows.logs import start_logging
from flows.progress import code_shards
from flows.settings import Settings
from flows.stages.finish import validator
from flows.summary import told
from flows.turn import take_turn
from flows.work import begin
from schemas import Run


def run_name() -> str:
    """What a run is called in Prefect: how many articles it may take."""
    most = runtime.flow_run.parameters.get("most")
    return f"recoding of at most {most} stale articles" if most else "recoding of stale articles"


@flow(name="recode", flow_run_name=run_name, persist_result=False, **HOOKS)
def recode(most: int | None = None) -> Run:
    """Code articles again that other versions coded, check and publish the result; no source is read.

    Args:
        most: So many articles at most, by their ids; the next recoding takes up others. Without it all.

    A recoding that was stopped goes on with the shards that it had not coded. One that a deployment started waits
    for its turn where another run writes; one that was called raises LakeBusyError. Returns the run's row;
    DataHeldError as for ``ingest``, and ValueError where ``most`` is less than one.
    """
    if most is not None and most < 1:
        raise ValueError(f"most is {most}; let it be 1 or more, or leave it out for all stale articles")
    return code_again(most) if started_by() == "command" else take_turn(lambda: code_again(most))


def code_again(most: int | None) -> Run:
    """The sentence of a recoding, from the stored texts to the report."""
    settings = Settings()
    start_logging(settings.log)
    with begin(settings, settings.lake_folder, started_by(), full=False) as work:
        settled = tasks.take_up_stale(work, most)
        if not settled.parts:
            return told(tasks.leave_unchanged(work))
        with validator(work) as process:
            code_shards(work, settled)
            tasks.drop_texts(work, settled)
            return conclude(work, settled, process)
