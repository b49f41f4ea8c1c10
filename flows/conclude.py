"""Conclude: what every run that coded texts does next, from the links between articles to the report."""

from __future__ import annotations

from expectations.verdict import blocking
from flows import tasks
from flows.apart import Apart
from flows.artifacts import publish_artifacts
from flows.gate import hold_back
from flows.notify import tell_alarms
from flows.stages.finish import begin_data_docs
from flows.stages.quarantine import resolve_without_broken
from flows.stages.settle import Settled
from flows.summary import told
from flows.work import Work
from schemas import Check, Run


def conclude(work: Work, settled: Settled, process: Apart) -> Run:
    """Resolve over the corpus, check in ``process``, commit, publish, report; DataHeldError where rows are held.

    Data Docs are built beside commit and publication, and are there before the report that leads to them.
    """

    def resolve(settled: Settled) -> list[Check]:
        tasks.link_copies(work, settled)
        tasks.resolve_entities(work)
        tasks.resolve_events(work)
        return tasks.validate_rows(work, process)

    checks = resolve_without_broken(work, tasks.set_aside(work, settled), resolve)
    wait_for_docs = begin_data_docs(work, process)
    if blocking(checks):
        wait_for_docs()
        raise hold_back(work, checks)
    run = tasks.commit_rows(work)
    tasks.forget_kept(work.settings)
    tasks.publish_warehouse(work.lake, work.settings.warehouse_file)
    tasks.compact_if_due(work)
    wait_for_docs()
    page = tasks.report_run(run, checks, work.settings)
    publish_artifacts(run, checks, page)
    tell_alarms(work.settings, checks, run.run_id)
    return told(run)
