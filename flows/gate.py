"""The gate between a run's rows and the published warehouse."""

from __future__ import annotations

from collections.abc import Sequence

from expectations.verdict import blocking, describe
from flows import tasks
from flows.artifacts import publish_artifacts
from flows.work import Work
from schemas import Check


class DataHeldError(Exception):
    """Critical expectations are broken; the rows were held back and the warehouse stays as it was."""

    exit_code = 3


def hold_back(work: Work, checks: Sequence[Check]) -> DataHeldError:
    """Record the run as held, report it, and give the error that says what is broken and where its rows lie.

    The staged rows stay for inspection; the files that they come from are read again by the next run.
    """
    broken = "\n".join(f"  {describe(check)}" for check in blocking(checks))
    run = work.record("held", broken)
    page = tasks.report_run(run, checks, work.settings)
    publish_artifacts(run, checks, page)
    return DataHeldError(
        f"run {work.run_id} is held back; the warehouse stays as it was. Its rows lie in {work.staging.folder}.\n"
        f"{broken}"
    )
