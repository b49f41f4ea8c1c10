"""Status: in one screen, what ran, what runs next, how fresh the data is, what is held back, and how much there is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

import yaml

from flows.deploy import PLAN
from flows.forms import counted
from flows.local_prefect import POOL, running_server
from flows.notify import PROBLEMS, incidents
from flows.prefect_api import ApiError, PrefectApi
from flows.reaper import moment
from flows.settings import Settings
from flows.sources import reads_bucket
from flows.staleness import stale_hint
from flows.work import now
from schemas import RUNS, Run
from warehouse.analyses import byte_size
from warehouse.compact import lake_size
from warehouse.lake import Lake
from warehouse.query import query

LAST_RUNS = 5
NEXT_RUNS = 3
HOLDINGS = """
    SELECT (SELECT count(*) FROM articles) AS articles, (SELECT count(*) FROM rejects) AS rejects,
        (SELECT count(*) FROM entities) AS entities, (SELECT count(*) FROM events) AS events,
        (SELECT max(published_latest) FROM articles) AS latest
"""


def describe_status(settings: Settings) -> str:
    """The state of a home folder, for people."""
    if reads_bucket(settings):
        lake = f"Lake       {settings.lake}, read without a copy: depesche rebuild"
        return "\n".join([f"Home       {settings.home.resolve()}", *_warehouse(settings), lake])
    with Lake(settings.lake_folder).open() as snapshot:
        runs = snapshot.rows(RUNS)
    if not runs:
        return f"No run is recorded in {settings.home} yet. Make one with: depesche run --source DIR"
    runs.sort(key=lambda run: run.run_id, reverse=True)
    return "\n".join(
        [
            f"Home       {settings.home.resolve()}",
            *_warehouse(settings),
            _lake(settings),
            *_freshness(runs),
            *_held(runs, settings),
            *_stale(settings),
            *_incidents(settings),
            "",
            "Last runs (UTC)",
            *(_run_line(run) for run in runs[:LAST_RUNS]),
            *_trouble(runs[0]),
            "",
            *_next_runs(settings),
        ]
    )


def _warehouse(settings: Settings) -> list[str]:
    path = settings.warehouse_file
    if not path.exists():
        return ["Warehouse  none yet"]
    (held,) = query(path, HOLDINGS).to_pylist()
    names = {"articles": "article", "rejects": "reject", "entities": "", "events": "event"}
    told = ", ".join(counted(held[k], n) if n else f"{held[k]} {k}" for k, n in names.items())
    written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return [
        f"Warehouse  {told}; {told_size(path.stat().st_size)}, published {written:%Y-%m-%d %H:%M}",
        f"Newest     article not after {held['latest'] or 'unknown'}",
    ]


def _freshness(runs: Sequence[Run]) -> list[str]:
    brought = next((run for run in runs if run.state == "done"), None)
    looked = next((run for run in runs if run.state in {"done", "unchanged"}), None)
    if looked is None:
        return ["Fresh      no run has ended well yet"]
    news = f"; new rows came {_ago(brought.finished_at)}" if brought else ""
    return [f"Fresh      the source was last read {_ago(looked.finished_at)}{news}"]


def _held(runs: Sequence[Run], settings: Settings) -> list[str]:
    """Held runs since the last one whose rows were let through; the next run reads their files again."""
    held = []
    for run in runs:
        if run.state == "done":
            break
        if run.state == "held":
            held.append(run)
    rows = settings.lake_folder / "rows"
    return [
        f"Held       {counted(run.articles, 'article')} of run {run.run_id}, in {rows / run.run_id}"
        for run in held
    ]


def _lake(settings: Settings) -> str:
    commits, files, size = lake_size(Lake(settings.lake_folder))
    return (
        f"Lake       {counted(commits, 'commit')} to read, {counted(files, 'file')} ({told_size(size)});"
        f" analyses kept {told_size(byte_size(settings.lake_folder))}"
    )


def _stale(settings: Settings) -> list[str]:
    hint = stale_hint(settings)
    return [f"Stale      {hint}"] if hint else []


def _incidents(settings: Settings) -> list[str]:
    return [
        f"Trouble    {flow} {PROBLEMS[i.problem]}, since {i.since}; told by {', '.join(i.told) or 'nobody'}"
        for flow, i in sorted(incidents(settings).items())
    ]


def _run_line(run: Run) -> str:
    return (
        f"  {run.started_at:%Y-%m-%d %H:%M}  {run.state:<9}  {counted(run.files_seen, 'file')},"
        f" {counted(run.articles, 'article')} read, {run.rejects} rejected,"
        f" {run.checks_failed} of {run.checks} checks failed ({run.trigger})"
    )


def _trouble(last: Run) -> list[str]:
    return [f"The last run {last.state}:", last.detail or ""] if last.state in {"held", "failed"} else []


def _next_runs(settings: Settings) -> Iterator[str]:
    """By the server, where one answers; else what prefect.yaml would have it do."""
    if url := running_server(settings):
        try:
            yield from _planned(PrefectApi(url))
            return
        except ApiError as error:
            yield f"Next runs  not known: {error}"
            return
    if not PLAN.exists():
        yield "Next runs  none: no `depesche serve` runs for this home"
        return
    yield "Next runs  none: no `depesche serve` runs for this home. Its schedules would be"
    for deployment in yaml.safe_load(PLAN.read_text("utf-8"))["deployments"]:
        for schedule in deployment["schedules"]:
            yield f"  {deployment['name']:<9}  {schedule['cron']} ({schedule['timezone']})"


def _planned(api: PrefectApi) -> Iterator[str]:
    yield f"Next runs (local time; {api.url.removesuffix('/api')})"
    for deployment in sorted(api.deployments(), key=lambda d: d["name"]):
        schedules = deployment["schedules"]
        if schedules and (deployment["paused"] or not any(s["active"] for s in schedules)):
            yield f"  {deployment['name']:<9}  paused"
    names = {d["id"]: d["name"] for d in api.deployments()}
    for run in api.runs(("RUNNING", "PENDING"), POOL):
        yield f"  {names.get(run['deployment_id'], run['name']):<9}  runs now"
    for run in api.runs(("SCHEDULED",), POOL)[:NEXT_RUNS]:
        due = moment(run["expected_start_time"]).astimezone()
        yield f"  {names.get(run['deployment_id'], run['name']):<9}  {due:%Y-%m-%d %H:%M}"


def _ago(then: datetime) -> str:
    passed: timedelta = now() - then
    for unit, seconds in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if (count := int(passed.total_seconds() // seconds)) > 0:
            return f"{counted(count, unit)} ago"
    return "just now"


def told_size(byte_count: float) -> str:
    """A number of bytes for people."""
    for unit in ("B", "kB", "MB", "GB"):
        if byte_count < 1000:  # noqa: PLR2004 - the step of the units
            return f"{byte_count:.0f} {unit}" if unit == "B" else f"{byte_count:.1f} {unit}"
        byte_count /= 1000
    return f"{byte_count:.1f} TB"
