"""The work of one run: what its stages share, and how it is recorded, whatever its end."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from time import perf_counter

from expectations.findings import Findings
from flows.logs import say
from flows.receipt import Receipt
from flows.settings import Settings
from flows.sources import open_lake
from flows.stopping import heeding_stops, stop_if_asked
from news.engines import check_engine, engine_version
from news.knowledge.own import use
from news.lexicon import lexicon_version
from news.reading import Terms
from schemas import CHECKS, DRIFT, RUNS, Run
from warehouse.durable import StorageError
from warehouse.lake import Lake, Staging


class HomeError(Exception):
    """The home folder cannot be used; the message says what to do."""


@dataclass
class Work:
    """One run: its settings, its place in the lake, and what it has counted so far."""

    run_id: str
    settings: Settings
    source: str
    """As it was named."""
    full: bool
    prune: bool
    trigger: str
    lake: Lake
    parent: int
    """The lake's version on which the run builds."""
    started_at: datetime
    counts: dict[str, int] = field(default_factory=dict)
    """Integer columns of ``runs`` by name."""
    seconds: dict[str, float] = field(default_factory=dict)
    """Stage -> duration."""
    findings: Findings = field(default_factory=Findings)

    @property
    def staging(self) -> Staging:
        """Where the run gathers its rows."""
        return self.lake.staging(self.run_id)

    @property
    def terms(self) -> Terms:
        """What holds for all files of the run."""
        return Terms(self.run_id, self.started_at.date(), self.settings.max_bytes, self.settings.future_days)

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Take the time of a stage; log it with what the stage counted. A stop that was lost holds here."""
        stop_if_asked()
        began, before = perf_counter(), dict(self.counts)
        try:
            yield
        finally:
            taken = perf_counter() - began
            self.seconds[stage] = self.seconds.get(stage, 0.0) + taken
        counted = {n: c - before.get(n, 0) for n, c in self.counts.items() if c != before.get(n, 0)}
        say("stage", run_id=self.run_id, stage=stage, seconds=round(taken, 3), counts=counted)

    def count(self, counts: Mapping[str, int]) -> None:
        """Add to the run's counts."""
        for name, number in counts.items():
            self.counts[name] = self.counts.get(name, 0) + number

    def count_rows(self, receipt: Receipt) -> None:
        """Count the rows of a shard."""
        self.count({name: number for name, number in receipt.counts.items() if name in COUNTED})

    def row(self, state: str, detail: str | None = None) -> Run:
        """The run's row as of now."""
        counted = {f.name: self.counts.get(f.name, 0) for f in RUNS.fields if f.name in COUNTED}
        return Run(
            run_id=self.run_id,
            started_at=self.started_at,
            finished_at=now(),
            state=state,
            detail=detail,
            trigger=self.trigger,
            source=self.source,
            **counted,
            checks=len(self.findings.checks),
            checks_failed=sum(c.state == "fail" for c in self.findings.checks),
            discover_seconds=self.seconds.get("discover", 0.0),
            read_seconds=self.seconds.get("read", 0.0),
            settle_seconds=self.seconds.get("settle", 0.0) + self.seconds.get("set_aside", 0.0),
            code_seconds=self.seconds.get("code", 0.0),
            copies_seconds=self.seconds.get("copies", 0.0),
            resolve_entities_seconds=self.seconds.get("resolve_entities", 0.0),
            resolve_events_seconds=self.seconds.get("resolve_events", 0.0),
            validate_seconds=self.seconds.get("validate", 0.0),
            code_version=version("depesche"),
            model_version=engine_version(self.settings.model),
            lexicon_version=lexicon_version(),
        )

    def record(self, state: str, detail: str | None = None) -> Run:
        """Commit the run's row and checks, and nothing else of what it staged."""
        run = self.row(state, detail)
        record = self.lake.staging(f"{self.run_id}-record")
        stage_record(record, run, self.findings)
        self.lake.commit(f"{self.run_id}-record", self.parent)
        return run


COUNTED = {f.name for f in RUNS.fields if f.type == "int64" and f.name not in {"checks", "checks_failed"}}
"""Integer columns of ``runs`` that stages count."""


def stage_record(staging: Staging, run: Run, findings: Findings) -> None:
    """Stage the row of a run and what its expectations found."""
    staging.write(RUNS, [run])
    staging.write(CHECKS, findings.checks)
    staging.write(DRIFT, findings.drift)
    staging.take({table.name: [run.run_id] for table in (RUNS, CHECKS, DRIFT)}, "record")


@contextmanager
def begin(
    settings: Settings, source: str | Path, trigger: str, *, full: bool, prune: bool = False
) -> Iterator[Work]:
    """Take the writer's lock and begin a run. A run that breaks off is recorded as failed; its error goes on.

    LakeBusyError where another run holds the lock; HomeError where the home folder cannot be written;
    UnknownEngineError where there is no such language engine (it is loaded when there is something to read);
    KnowledgeError where the own knowledge has a bad row.
    """
    use(settings.knowledge_folders)
    check_engine(settings.model)
    ensure_home(settings.home)
    lake = open_lake(settings)
    with heeding_stops(), lake.writer():
        lake.remove_leftovers()
        work = Work(
            run_id=new_run_id(),
            settings=settings,
            source=str(source),
            full=full,
            prune=prune,
            trigger=trigger,
            lake=lake,
            parent=lake.version,
            started_at=now(),
        )
        try:
            yield work
        except Exception as error:
            if work.lake.version == work.parent:
                with suppress(StorageError):  # what broke the run may not let it be recorded either
                    work.record("failed", str(error) or type(error).__name__)
            raise


def ensure_home(home: Path) -> None:
    """Make the home folder; HomeError where it cannot be made or written."""
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise HomeError(f"cannot make the home folder {home}: {error.strerror}; set DEPESCHE_HOME") from error
    if not os.access(home, os.W_OK | os.X_OK):
        raise HomeError(
            f"cannot write to the home folder {home}; change its permissions or set DEPESCHE_HOME"
        )


def new_run_id() -> str:
    """Start time, to the microsecond in hex digits, and a random part: ids sort by time and never collide."""
    moment = now()
    return f"{moment:%Y%m%dT%H%M%S}-{moment.microsecond:05x}{secrets.randbelow(4096):03x}"


def now() -> datetime:
    """The time in UTC, without a zone, as the tables hold it."""
    return datetime.now(UTC).replace(tzinfo=None)
