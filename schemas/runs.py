"""Runs: what each pipeline run did, with its counts, durations and versions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from schemas.column import Column
from schemas.table import Table

RUN_STATES = {
    "done": "New rows were committed.",
    "unchanged": "The source held nothing new; no row was committed.",
    "forced": "The quality gate held the rows back, and somebody published them all the same; detail says why.",
    "released": "An article of the quarantine was let in, and the next run reads its file; detail says which and why.",
    "held": "The quality gate held the rows back; the warehouse stayed as it was.",
    "failed": "The run broke off with an error; the warehouse stayed as it was.",
}


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the ingest flow."""

    run_id: Annotated[
        str, Column("Id of the run: start time and a random part, so that ids sort by time.", unique=True)
    ]
    started_at: Annotated[datetime, Column("When it began (UTC).")]
    finished_at: Annotated[
        datetime, Column("When its rows were handed to the lake (UTC); publishing comes after.")
    ]
    state: Annotated[str, Column("How it ended.", values=tuple(RUN_STATES))]
    detail: Annotated[
        str | None, Column("What went wrong, of runs that were held or failed; why, where somebody decided.")
    ]
    trigger: Annotated[str, Column("What started it.", values=("command", "schedule", "api"))]
    source: Annotated[str, Column("The source that was read, as it was named.")]
    files_seen: Annotated[int, Column("Raw files found in the source.", minimum=0)]
    files_new: Annotated[int, Column("Files that no earlier run had read.", minimum=0)]
    files_changed: Annotated[
        int, Column("Files whose content differs from the version that was read before.", minimum=0)
    ]
    files_unchanged: Annotated[
        int, Column("Files that were left alone because nothing about them changed.", minimum=0)
    ]
    files_missing: Annotated[
        int,
        Column(
            "Files that earlier runs read and the source no longer holds; their rows are kept unless `--prune`"
            " removes them (missing_files says which).",
            minimum=0,
        ),
    ]
    files_pruned: Annotated[
        int, Column("Missing files whose rows this run removed, because `--prune` asked for it.", minimum=0)
    ]
    files_deferred: Annotated[
        int,
        Column(
            "New or changed files that were gone or being written when they were to be read; nothing is known of them,"
            " and the next run looks again.",
            minimum=0,
        ),
    ]
    files_ignored: Annotated[
        int, Column("Files and links of the source that DEPESCHE_PATTERN leaves out.", minimum=0)
    ]
    articles: Annotated[int, Column("Articles that the run read.", minimum=0)]
    articles_recoded: Annotated[
        int,
        Column(
            "Stored articles that `--recode` had coded again, because other versions coded them.", minimum=0
        ),
    ]
    rejects: Annotated[int, Column("Files that the run rejected.", minimum=0)]
    time_expressions: Annotated[
        int, Column("Time expressions found in the articles that the run read.", minimum=0)
    ]
    mentions: Annotated[int, Column("Mentions found in the articles that the run read.", minimum=0)]
    event_mentions: Annotated[
        int, Column("Event mentions found in the articles that the run read.", minimum=0)
    ]
    entities: Annotated[int, Column("Entities of the whole corpus after the run.", minimum=0)]
    events: Annotated[int, Column("Events of the whole corpus after the run.", minimum=0)]
    checks: Annotated[int, Column("Expectations that were checked.", minimum=0)]
    checks_failed: Annotated[int, Column("Expectations that were not met, warnings included.", minimum=0)]
    discover_seconds: Annotated[float, Column("Time for listing the source.", minimum=0)]
    read_seconds: Annotated[float, Column("Time for reading and decoding files.", minimum=0)]
    settle_seconds: Annotated[
        float, Column("Time for exact copies, recurring lines, and what is set aside.", minimum=0)
    ]
    code_seconds: Annotated[float, Column("Time for parsing, analysing and extracting.", minimum=0)]
    copies_seconds: Annotated[float, Column("Time for finding near-copies.", minimum=0)]
    resolve_entities_seconds: Annotated[
        float, Column("Time for resolving entities over the corpus.", minimum=0)
    ]
    resolve_events_seconds: Annotated[float, Column("Time for resolving events over the corpus.", minimum=0)]
    validate_seconds: Annotated[
        float, Column("Time until the verdict; Data Docs are built beside what follows.", minimum=0)
    ]
    code_version: Annotated[str, Column("Version of Depesche.")]
    model_version: Annotated[str, Column("Name and version of the language model.")]
    lexicon_version: Annotated[str, Column("Fingerprint of the lexicon and knowledge files.")]


RUNS = Table("runs", Run, grain="One row per run of the ingest flow.", key=("run_id",), owner="run_id")
