"""Force: publish the rows of a run that the quality gate held back, because somebody says so, and record why."""

from __future__ import annotations

from dataclasses import replace

from expectations.findings import Findings
from flows.settings import Settings
from flows.sources import open_lake
from flows.stages.pages import report_run
from flows.work import stage_record
from schemas import CHECKS, DRIFT, RUNS, Run
from warehouse.publish import publish


class ForceError(Exception):
    """The run cannot be published by force; the message says what to do."""

    exit_code = 2


def force(settings: Settings, run_id: str, reason: str) -> Run:
    """Commit the rows of a held run, publish them, and record the reason in the run's row; return that row.

    ForceError where the run is not held, or where later runs have changed what its rows build on.
    """
    lake = open_lake(settings)
    with lake.writer():
        with lake.open(tables=[RUNS, CHECKS, DRIFT]) as snapshot:
            held = snapshot.rows(RUNS, "run_id = ? AND state = 'held'", [run_id])
            checks = snapshot.rows(CHECKS, "run_id = ?", [run_id])
            drift = snapshot.rows(DRIFT, "run_id = ?", [run_id])
        if not held:
            raise ForceError(f"no run {run_id!r} is held back; depesche status shows the last runs")
        (recorded,) = (c.version for c in lake.commits() if c.run_id == f"{run_id}-record")
        staging = lake.staging(run_id)
        if lake.data_version > recorded or not staging.folder.exists():
            raise ForceError(
                f"rows were published since run {run_id} was held back, and its own no longer fit them;"
                " run again: depesche run reads its files anew"
            )
        run = replace(held[0], state="forced", detail=f"published by force: {reason}\n{held[0].detail or ''}")
        stage_record(staging, run, Findings(checks, drift))
        lake.commit(run_id, lake.version)
        publish(lake, settings.warehouse_file)
    report_run(run, checks, settings)
    return run
