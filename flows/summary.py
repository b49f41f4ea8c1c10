"""Summary: what a run did, for people and for the log, with all that a success could hide."""

from __future__ import annotations

from flows.logs import say
from flows.settings import Settings
from flows.staleness import stale_hint
from schemas import RUNS, Run


def summary(run: Run, settings: Settings) -> str:
    """What a run did, in a few lines; its warnings last."""
    ignored = f", {run.files_ignored} left out by name" if run.files_ignored else ""
    kept = run.files_missing - run.files_pruned
    missing = f", {kept} gone from the source but kept" if kept else ""
    missing += f", {run.files_pruned} gone and removed" if run.files_pruned else ""
    missing += f", {run.files_deferred} in change and left for the next run" if run.files_deferred else ""
    lines = [
        _head(run),
        f"  files     {run.files_seen} seen: {run.files_new} new, {run.files_changed} changed,"
        f" {run.files_unchanged} unchanged{missing}{ignored}",
    ]
    if run.state == "unchanged":
        lines.append(f"Nothing new: no row was written, {settings.warehouse_file} stays as it is.")
    else:
        lines += [
            f"  articles  {run.articles} read, {run.rejects} files rejected",
            *_results(run, settings),
        ]
    return "\n".join([*lines, *(f"Warning: {warning}" for warning in warnings_of(run)), *_hint(settings)])


def recode_summary(run: Run, settings: Settings) -> str:
    """What a recoding did, in a few lines."""
    if run.state == "unchanged":
        return f"{_head(run)}\nEvery article was coded by the versions that hold: no row was written."
    lines = [
        _head(run),
        f"  articles  {run.articles_recoded} coded again, {run.articles} in all with those whose lines it changed",
        *_results(run, settings),
    ]
    return "\n".join([*lines, *_hint(settings)])


def _head(run: Run) -> str:
    return f"Run {run.run_id}: {run.state} in {(run.finished_at - run.started_at).total_seconds():.1f} s"


def _results(run: Run, settings: Settings) -> list[str]:
    return [
        f"  entities  {run.entities}, from {run.mentions} new mentions",
        f"  events    {run.events}, from {run.event_mentions} new event mentions",
        f"  checks    {run.checks - run.checks_failed} of {run.checks} passed, none critical failed",
        f"Warehouse {settings.warehouse_file}, report {settings.report_folder / 'index.html'}",
    ]


def _hint(settings: Settings) -> list[str]:
    hint = stale_hint(settings)
    return [hint] if hint else []


def told(run: Run) -> Run:
    """The run, after a line of its state, counts and warnings went to the log."""
    counts = {f.name: getattr(run, f.name) for f in RUNS.fields if f.type == "int64"}
    seconds = round((run.finished_at - run.started_at).total_seconds(), 3)
    say("run", run_id=run.run_id, state=run.state, seconds=seconds, counts=counts, warnings=warnings_of(run))
    return run


def warnings_of(run: Run) -> list[str]:
    """What a run that went well came to that a reader of its data should know: counts, never text."""
    read = run.files_seen if run.state == "unchanged" else run.articles + run.rejects
    found = [
        (
            run.state != "unchanged" and read and not run.articles,
            f"none of the {read} files that were read is an article; rejects tells why",
        ),
        (
            run.articles and not run.event_mentions,
            f"no event was found in {run.articles} articles",
        ),
        (
            run.articles and run.rejects > run.articles,
            f"{run.rejects} files were rejected and only {run.articles} are articles; rejects tells why",
        ),
        (
            run.files_missing > run.files_seen,
            f"the source lost {run.files_missing} of {run.files_missing + run.files_seen} files;"
            " their rows are kept",
        ),
        (
            run.files_ignored > run.files_seen,
            f"{run.files_ignored} files were left out by name; DEPESCHE_PATTERN says which are read",
        ),
    ]
    return [words for holds, words in found if holds]
