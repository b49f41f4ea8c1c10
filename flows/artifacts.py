"""Prefect artifacts of a run: its counts, its checks and the way to its report, to be seen in Prefect's pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from prefect.artifacts import create_markdown_artifact, create_table_artifact

from expectations.verdict import sentence
from schemas import RUNS, Check, Run


def publish_artifacts(run: Run, checks: Sequence[Check], page: Path) -> None:
    """Publish three artifacts: run-counts, run-checks (the broken ones first) and run-report."""
    create_table_artifact(
        key="run-counts",
        table=[{"count": f.name, "value": getattr(run, f.name)} for f in RUNS.fields if f.type == "int64"],
        description=f"Counts of run {run.run_id}",
    )
    create_table_artifact(
        key="run-checks",
        table=[
            {
                "table": c.table_name,
                "column": c.column_name or "",
                "expectation": c.expectation,
                "severity": c.severity,
                "state": c.state,
                "rows": c.unexpected_count,
                "examples": c.observed or "",
            }
            for c in sorted(checks, key=lambda c: c.state != "fail")
        ],
        description=sentence(checks),
    )
    create_markdown_artifact(
        key="run-report",
        markdown=f"# Run {run.run_id}\n\n{sentence(checks)}\n\nThe report: `{page.resolve()}`",
        description="Where the quality report lies",
    )
