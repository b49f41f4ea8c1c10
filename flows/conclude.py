"""Conclude: what every run that coded texts does next, from the links between articles to the report."""

from __future__ import annotations

from expectations.verdict import blocking
from flows import tasks
from flows.artifacts import publish_artifacts
from flows.gate import hold_back
from flows.stages.settle import Settled
from flows.summary import told
from flows.work import Work
from schemas import Run


def conclude(work: Work, settled: Settled) -> Run:
    """Resolve over the corpus, check, commit, publish, report; DataHeldError where the gate holds the rows back."""
    settled = tasks.set_aside(work, settled)
    tasks.link_copies(work, settled)
    tasks.resolve_entities(work)
    tasks.resolve_events(work)
    checks = tasks.validate_rows(work)
    if blocking(checks):
        raise hold_back(work, checks)
    run = tasks.commit_rows(work)
    tasks.forget_kept(work.settings)
    tasks.publish_warehouse(work.lake, work.settings.warehouse_file)
    tasks.compact_if_due(work)
    page = tasks.report_run(run, checks, work.settings)
    publish_artifacts(run, checks, page)
    return told(run)
