"""The recode flow: articles that older code, models, lexicons or knowledge coded are coded again from the lake."""

from __future__ import annotations

from prefect import flow

from flows import tasks
from flows.conclude import conclude
from flows.hooks import HOOKS
from flows.ingest import started_by
from flows.logs import start_logging
from flows.progress import code_shards
from flows.settings import Settings
from flows.summary import told
from flows.work import begin
from schemas import Run


@flow(name="recode", flow_run_name="recoding of stale articles", persist_result=False, **HOOKS)
def recode() -> Run:
    """Code all articles again that other versions coded, check and publish the result; no source is read.

    A recoding that was stopped goes on with the shards that it had not coded. Returns the run's row; DataHeldError
    as for ``ingest``.
    """
    settings = Settings()
    start_logging(settings.log)
    with begin(settings, settings.lake_folder, started_by(), full=False) as work:
        settled = tasks.take_up_stale(work)
        if not settled.parts:
            return told(tasks.leave_unchanged(work))
        code_shards(work, settled)
        tasks.drop_texts(work, settled)
        return conclude(work, settled)
