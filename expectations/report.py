"""The quality report of a run: one HTML page that opens from disk and needs nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from expectations.verdict import blocking, sentence, warnings
from schemas import RUNS, Check, Run
from schemas.runs import RUN_STATES

LATEST = "index.html"


def write_report(run: Run, checks: Sequence[Check], folder: Path) -> Path:
    """Write the page of a run into ``folder``, also as its index; return the page's path."""
    folder.mkdir(parents=True, exist_ok=True)
    html = render(run, checks)
    page = folder / f"{run.run_id}.html"
    for path in (page, folder / LATEST):
        beside = path.with_suffix(".new")
        beside.write_text(html, encoding="utf-8")
        beside.replace(path)
    return page


def render(run: Run, checks: Sequence[Check]) -> str:
    """The page as HTML; all values are escaped."""
    environment = Environment(
        loader=PackageLoader("expectations"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return environment.get_template("report.html.j2").render(
        run=run,
        state=RUN_STATES[run.state],
        verdict=sentence(checks) if checks else RUN_STATES[run.state],
        facts=[(f.name.replace("_", " "), getattr(run, f.name), f.description) for f in RUNS.fields],
        held=blocking(checks),
        warned=warnings(checks),
        checks=checks,
    )
