"""Discover: list the source and choose what to read."""

from __future__ import annotations

from flows.work import Work
from news.discover import SourceError, discover
from news.plan import Plan, plan_run
from schemas import SOURCE_FILES


def discover_files(work: Work) -> Plan:
    """List the source and choose what to read; SourceError where it holds no file at all."""
    with work.timed("discover"):
        listing = discover(work.source, work.settings.pattern)
        with work.lake.open() as snapshot:
            known = {f.source_file: f for f in snapshot.rows(SOURCE_FILES)}
        plan = plan_run(listing, known, full=work.full)
    work.count(
        {
            "files_seen": len(plan.listed),
            "files_new": plan.new_count,
            "files_changed": plan.changed_count,
            "files_unchanged": plan.unchanged_count,
            "files_missing": plan.missing_count,
            "files_ignored": plan.ignored_count,
        }
    )
    if not listing.files:
        raise SourceError(
            f"{work.source} holds no file named {work.settings.pattern} ({plan.ignored_count} others were left"
            " alone); name another folder with --source or other files with DEPESCHE_PATTERN"
        )
    return plan
