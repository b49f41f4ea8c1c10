"""Set aside: articles whose rows break a critical rule of single rows leave a run, and nothing builds on them.

Names and events are resolved over all articles, so a row cannot be taken out behind that; an article with all of its
rows can be taken out before it. Where a row breaks its rule that is only there once all is resolved, an event or an
entity, the articles that it stands on are taken out, and the others resolved once more. The file of an article that is
set aside becomes a reject, so that files are still articles or rejects.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from expectations.breaches import Breach, breaches_behind, find_breaches, released_articles
from expectations.verdict import blocking
from flows.settings import Settings
from flows.sources import open_lake
from flows.stages.returnable import returnable
from flows.stages.settle import OF_ARTICLE, Settled
from flows.work import COUNTED, Work, new_run_id, now, stage_record
from schemas import (
    ARTICLES,
    QUARANTINE,
    REJECTS,
    SOURCE_FILES,
    Check,
    QuarantinedRow,
    Reject,
    SourceFile,
    content_id,
)
from warehouse.publish import publish
from warehouse.snapshot import Snapshot

JUDGED = (*OF_ARTICLE, SOURCE_FILES, REJECTS, QUARANTINE)
PART = "quarantined"
ROUNDS = 3
"""So often what is left is resolved once more; rows that are then broken still are no fault of single articles."""
MOST = 0.1
MOST_OF = 20
"""As the rule share_quarantined: where more of a run, or of so many articles, is broken, the code is."""
SHOWN_CHARACTERS = 300


class QuarantineError(Exception):
    """Nothing can be released as asked; the message says what to do."""

    exit_code = 2


def set_aside(work: Work, settled: Settled) -> Settled:
    """Put articles with broken rows into the quarantine; return what the files tell without them."""
    with work.timed("set_aside"), work.lake.open(work.staging, tables=JUDGED) as snapshot:
        released = released_articles(snapshot.connection)
        breaches = [b for b in find_breaches(snapshot.connection) if b.article_id not in released]
        _pass_others(work, snapshot, {breach.article_id for breach in breaches})
        return _put_aside(work, snapshot, settled, breaches, PART)


def resolve_without_broken(
    work: Work, settled: Settled, resolve: Callable[[Settled], list[Check]]
) -> list[Check]:
    """Resolve and check; where single rows that this makes break critical rules, do it again without their articles.

    ``resolve`` links copies, resolves entities and events, and gives the checks of all. They come back as they are
    where setting articles aside cannot help, or would take all or more than MOST of the run: the gate holds it back.
    """
    for round_number in range(ROUNDS):
        with returnable(work) as go_back:
            checks = resolve(settled)
            if not (broken := blocking(checks)):
                return checks
            with work.lake.open(work.staging) as snapshot:
                breaches = breaches_behind(snapshot.connection, broken)
                (count,) = snapshot.column("SELECT count(*) FROM staged.main.articles")
                articles = {breach.article_id for breach in breaches}
                if not 0 < len(articles) < count or len(articles) > MOST * max(count, MOST_OF):
                    return checks
            go_back()
        with work.lake.open(work.staging, tables=JUDGED) as snapshot:
            settled = _put_aside(work, snapshot, settled, breaches, f"{PART}-{round_number}")
    return resolve(settled)


def _put_aside(
    work: Work, snapshot: Snapshot, settled: Settled, breaches: Sequence[Breach], part: str
) -> Settled:
    broken = sorted({breach.article_id for breach in breaches})
    if not broken:
        return settled
    files = {f.article_id: f for f in _files(snapshot, broken)}
    hashes = dict(
        snapshot.connection.execute("SELECT article_id, content_sha256 FROM staged.main.articles").fetchall()
    )
    rows = [_row(b, files[b.article_id], hashes[b.article_id], work.run_id) for b in breaches]
    _count(work, snapshot, broken)
    _take_out(work, files, rows, part)
    return replace(
        settled,
        copies={k: v for k, v in settled.copies.items() if k not in files},
        removed=settled.removed | frozenset(files),
    )


def release(settings: Settings, article_id: str, reason: str) -> str:
    """Let a quarantined article in: its file is forgotten, so that the next run reads it; return the file's name.

    It is recorded in ``runs``, as each change of the lake is. QuarantineError where the article is not held.
    """
    lake = open_lake(settings)
    with lake.writer():
        with lake.open(tables=[QUARANTINE]) as snapshot:
            rows = snapshot.rows(QUARANTINE, "article_id = ? AND state = 'held'", [article_id])
        if not rows:
            raise QuarantineError(
                f"no rows of article {article_id!r} are held; depesche quarantine list shows those that are"
            )
        work = Work(
            run_id=new_run_id(),
            settings=settings,
            source=str(settings.lake_folder),
            full=False,
            prune=False,
            trigger="command",
            lake=lake,
            parent=lake.version,
            started_at=now(),
        )
        released = [replace(r, state="released", decided_at=work.started_at, decision=reason) for r in rows]
        files = sorted({row.source_file for row in rows})
        work.staging.write(QUARANTINE, released)
        work.staging.take({QUARANTINE.name: [article_id], SOURCE_FILES.name: files, REJECTS.name: files})
        row = work.row("released", f"article {article_id} of {files[0]}: {reason}")
        stage_record(work.staging, row, work.findings)
        lake.commit(work.run_id, work.parent)
        publish(lake, settings.warehouse_file)
    return files[0]


def _files(snapshot: Snapshot, article_ids: Sequence[str]) -> list[SourceFile]:
    return snapshot.rows(
        SOURCE_FILES, "outcome = 'article' AND list_contains(?::VARCHAR[], article_id)", [list(article_ids)]
    )


def _row(breach: Breach, file: SourceFile, content_sha256: str, run_id: str) -> QuarantinedRow:
    key = ", ".join(f"{name}={value}" for name, value in breach.key.items())
    rule = breach.expectation
    return QuarantinedRow(
        quarantine_id=content_id(
            content_sha256, breach.article_id, rule.table_name, rule.name, str(rule.column_name), key
        ),
        article_id=breach.article_id,
        source_file=file.source_file,
        content_sha256=content_sha256,
        table_name=rule.table_name,
        column_name=rule.column_name,
        expectation=rule.name,
        row_key=key,
        row_json=json.dumps(_shown(breach.row), ensure_ascii=False, default=str),
        why=rule.why,
        state="held",
        decided_at=None,
        decision=None,
        run_id=run_id,
    )


def _shown(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: f"{value[:SHOWN_CHARACTERS]}…"
        if isinstance(value, str) and len(value) > SHOWN_CHARACTERS
        else value
        for name, value in row.items()
    }


def _pass_others(work: Work, snapshot: Snapshot, broken: Collection[str]) -> None:
    """Say of articles that were held, and that the run has read without a broken row, that they are in."""
    in_now = "state = 'held' AND article_id IN (SELECT article_id FROM staged.main.articles)"
    held = snapshot.rows(QUARANTINE, in_now, catalog="before")
    passed = [
        replace(row, state="passed", decided_at=work.started_at)
        for row in held
        if row.article_id not in broken
    ]
    work.staging.write(QUARANTINE, passed, "passed")
    work.staging.take({QUARANTINE.name: sorted({row.article_id for row in passed})}, "passed")


def _count(work: Work, snapshot: Snapshot, article_ids: Sequence[str]) -> None:
    counts = {"rejects": len(article_ids)}
    for table in (t for t in OF_ARTICLE if t.name in COUNTED):
        (rows,) = snapshot.column(
            f"SELECT count(*) FROM staged.main.{table.name} WHERE list_contains(?::VARCHAR[], article_id)",
            [list(article_ids)],
        )
        counts[table.name] = -int(rows)
    work.count(counts)


def _take_out(work: Work, files: Mapping[str, SourceFile], rows: Sequence[QuarantinedRow], part: str) -> None:
    staging = work.staging
    for table in OF_ARTICLE:
        staging.drop(table, "article_id", files.keys())
    names = sorted(file.source_file for file in files.values())
    staging.drop(SOURCE_FILES, "source_file", set(names))
    staging.write(SOURCE_FILES, [replace(file, outcome="reject") for file in files.values()], part)
    broken: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        broken[row.article_id].add(f"{row.table_name}: {row.expectation}")
    rejects = [
        Reject(file.source_file, "quarantined", "; ".join(sorted(broken[article_id])), work.run_id)
        for article_id, file in files.items()
    ]
    staging.write(REJECTS, rejects, part)
    staging.write(QUARANTINE, list(rows), part)
    staging.take(
        {
            SOURCE_FILES.name: names,
            REJECTS.name: names,
            QUARANTINE.name: sorted(files),
            ARTICLES.name: sorted(files),
        },
        part,
    )
