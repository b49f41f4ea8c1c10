"""Discover: list the source and choose what to read."""

from __future__ import annotations

from flows.sources import open_source
from flows.stages.shards import engine
from flows.work import Work
from news.discover import SourceError
from news.plan import Differences, Plan, compare, plan_run
from schemas import MISSING_FILES, SOURCE_FILES, MissingFile, SourceFile
from warehouse.manifest import read_manifest


def discover_files(work: Work) -> Plan:
    """List the source, choose what to read, and stage what the listing alone tells (stamps, missing files).

    SourceError where the source holds no file at all; UnknownEngineError where there is something to read and the
    language engine does not load.
    """
    with work.timed("discover"):
        listing = open_source(work.source).list(work.settings.pattern)
        found = compare(listing, read_manifest(work.lake))
        plan = plan_run(
            listing,
            found,
            _stored(work, found),
            run_id=work.run_id,
            max_bytes=work.settings.max_bytes,
            full=work.full,
            prune=work.prune,
        )
    work.count(
        {
            "files_seen": plan.seen_count,
            "files_new": plan.new_count,
            "files_changed": plan.changed_count,
            "files_unchanged": plan.unchanged_count,
            "files_missing": plan.missing_count,
            "files_pruned": len(plan.pruned),
            "files_ignored": listing.ignored_count,
        }
    )
    if not plan.seen_count:
        raise SourceError(
            f"{work.source} holds no file named {work.settings.pattern} ({listing.ignored_count} others were left"
            " alone); name another source with --source or other files with DEPESCHE_PATTERN"
        )
    _stage(work, plan)
    if plan.to_read:
        engine(work.settings.model)  # before hours of reading
    return plan


def _stored(work: Work, found: Differences) -> dict[str, SourceFile]:
    """The stored rows of the files whose bytes have to be looked at."""
    names = [file.source_file for file in found.suspect]
    if not names:
        return {}
    with work.lake.open(tables=[SOURCE_FILES]) as snapshot:
        rows = snapshot.rows(SOURCE_FILES, "source_file IN (SELECT unnest(?::VARCHAR[]))", [names])
    return {row.source_file: row for row in rows}


def _stage(work: Work, plan: Plan) -> None:
    missing = [MissingFile(name, False, work.run_id) for name in plan.missing]
    pruned = [MissingFile(name, True, work.run_id) for name in plan.pruned]
    work.staging.write(SOURCE_FILES, plan.restamped, "listed")
    work.staging.write(MISSING_FILES, missing + pruned, "listed")
    work.staging.take(
        {
            SOURCE_FILES.name: [row.source_file for row in plan.restamped],
            MISSING_FILES.name: [*plan.missing, *plan.pruned, *plan.returned],
        },
        "listed",
    )
