"""Settle: what only all files together can tell, before the costly coding.

Which file is the article where several hold the same bytes or bear the same id; which lines recur and are
boilerplate; and which stored articles have to be coded again because that evidence changed. All of it follows
from the set of files alone, so that the order in which they came makes no difference.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Any

from flows.work import Work
from news.duplicates.exact import FileContent, Surplus, surplus_files
from news.plan import Plan
from news.reading import read_files
from news.recurring import MIN_CONTEXTS
from schemas import (
    ARTICLES,
    BOILERPLATE,
    CODINGS,
    EVENT_MENTIONS,
    MENTIONS,
    RAW_TEXTS,
    REJECTS,
    SHORT_LINES,
    SIGNATURES,
    SOURCE_FILES,
    TIME_EXPRESSIONS,
    Reject,
    SourceFile,
    Table,
)
from schemas.rejects import SURPLUS_REASONS
from warehouse.lake import Staging
from warehouse.snapshot import Snapshot

OF_ARTICLE = (
    ARTICLES, BOILERPLATE, CODINGS, EVENT_MENTIONS, MENTIONS, RAW_TEXTS, SHORT_LINES, SIGNATURES, TIME_EXPRESSIONS
)  # fmt: skip
"""Tables whose rows belong to one article and are made anew with it."""
FILES = (SOURCE_FILES, REJECTS)
TAKEN_UP_AGAIN = "again"

RECURRING = f"""
    SELECT line_digest FROM {{catalog}}.main.short_lines
    GROUP BY line_digest HAVING count(DISTINCT context_digest) >= {MIN_CONTEXTS}
"""


PRUNED_ARTICLES = """
    SELECT article_id FROM before.main.source_files WHERE source_file IN (SELECT unnest(?::VARCHAR[]))
"""


class SourceChangedError(Exception):
    """A file changed while the run read it; nothing is published."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What the files together tell."""

    parts: tuple[str, ...]
    """Parts of staged texts to code."""
    text_count: int
    recurring: frozenset[str]
    """Digests of the lines that are boilerplate by evidence."""
    copies: Mapping[str, tuple[str, ...]]
    """Article id -> all files that hold its bytes, for the articles that this run may have touched."""
    removed: frozenset[str]
    """Ids of articles that are no more."""


def settle(work: Work, plan: Plan) -> Settled:
    """Settle what the run has read, in its staging folder; SourceChangedError where a file changed meanwhile."""
    with work.timed("settle"):
        staging = work.staging
        read = _read(staging, plan)
        staging.take({t.name: [*read, *plan.pruned] for t in (SOURCE_FILES, REJECTS)}, "read")
        with work.lake.open(staging, tables=FILES) as snapshot:
            family = _family(snapshot, read, plan.pruned)
            gone = set(snapshot.column(PRUNED_ARTICLES, [list(plan.pruned)])) if plan.pruned else set()
        surplus = {s.source_file: s for s in surplus_files(_contents(family))}
        touched = {*read} | _apply(work, plan, family, surplus)
        owners = {
            f.file.article_id: f.file.source_file
            for f in family
            if f.is_content and f.file.source_file not in surplus
        }
        ids = {f.file.article_id for f in family if f.file.source_file in touched} | gone
        removed = frozenset(i for i in ids if i not in owners)
        made_anew = {i for i in ids if owners.get(i) in touched}
        staging.take({t.name: sorted(made_anew | removed) for t in OF_ARTICLE}, "articles")
        recurring = settle_lines(work, made_anew)
    parts = staging.parts(RAW_TEXTS)
    return Settled(
        parts=tuple(parts),
        text_count=sum(parts.values()),
        recurring=recurring,
        copies=_copies(family, surplus),
        removed=removed,
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """A file as it is now, with the reject that stands for it."""

    file: SourceFile
    reject: Reject | None
    is_staged: bool

    @property
    def is_content(self) -> bool:
        """True for a file that gives an article unless another file gives it already."""
        return self.file.content_sha256 is not None and (
            self.reject is None or self.reject.reason in SURPLUS_REASONS
        )


def _read(staging: Staging, plan: Plan) -> list[str]:
    """The files that the run read, without those that it left for the next one."""
    parts = [staging.read_columns(SOURCE_FILES, part)["source_file"] for part in staging.parts(SOURCE_FILES)]
    restamped = {file.source_file for file in plan.restamped}
    return sorted(name for part in parts for name in part.to_pylist() if name not in restamped)


def _family(snapshot: Snapshot, read: Sequence[str], pruned: Sequence[str]) -> list[_Known]:
    """The files that the run read or removed and all that share content or id with them, now or before."""
    snapshot.execute(
        """
        CREATE TEMP TABLE family AS
        WITH RECURSIVE taken AS (
            SELECT source_file FROM staged.main.source_files UNION ALL SELECT unnest(?::VARCHAR[])
        ), files AS (
            SELECT source_file, article_id, content_sha256 FROM corpus.main.source_files
        ), reached AS (
            SELECT source_file, article_id, content_sha256 FROM staged.main.source_files
            UNION
            SELECT source_file, article_id, content_sha256 FROM before.main.source_files
            WHERE source_file IN (FROM taken)
            UNION
            SELECT f.source_file, f.article_id, f.content_sha256 FROM files AS f JOIN reached AS r
            ON f.article_id = r.article_id OR f.content_sha256 = r.content_sha256
        )
        SELECT DISTINCT source_file FROM reached
        """,
        [list(pruned)],
    )
    files = snapshot.rows(SOURCE_FILES, "source_file IN (FROM family)")
    rejects = {r.source_file: r for r in snapshot.rows(REJECTS, "source_file IN (FROM family)")}
    just_read = set(read)
    return [_Known(f, rejects.get(f.source_file), f.source_file in just_read) for f in files]


def _contents(family: Iterable[_Known]) -> list[FileContent]:
    return [
        FileContent(f.file.source_file, f.file.article_id, f.file.content_sha256)
        for f in family
        if f.is_content and f.file.content_sha256 is not None
    ]


def _apply(work: Work, plan: Plan, family: Iterable[_Known], surplus: Mapping[str, Surplus]) -> set[str]:
    """Stage what surplus changes; return the stored files whose state changed."""
    staging = work.staging
    rejects: list[Reject] = []
    files: list[SourceFile] = []
    promoted: dict[str, SourceFile] = {}
    for known in (k for k in family if k.is_content):
        name = known.file.source_file
        if name in surplus:
            reject = _reject(known, surplus[name], work.run_id)
            if known.is_staged or known.reject is None or known.reject.detail != reject.detail:
                rejects.append(reject)
                files.append(replace(known.file, outcome="reject"))
        elif known.reject is not None:
            promoted[name] = known.file
    surplus_staged = {f.source_file for f in files}
    for table in (SOURCE_FILES, REJECTS, RAW_TEXTS, SHORT_LINES):
        staging.drop(table, "source_file", surplus_staged)
    staging.write(REJECTS, rejects, "surplus")
    staging.write(SOURCE_FILES, files, "surplus")
    files_promoted = plan.listing.named(promoted)
    if files_promoted:
        rows = read_files(files_promoted, work.terms)
        digests = {row.source_file: row.content_sha256 for row in rows.source_files}
        for name in (file.source_file for file in files_promoted):
            if digests.get(name) != promoted[name].content_sha256:
                raise SourceChangedError(
                    f"{name} in {work.source} changed while the run read it; run again when the source is still"
                )
        staging.drop(SOURCE_FILES, "source_file", digests.keys())
        staging.write(SOURCE_FILES, rows.source_files, "promoted")
        staging.write(RAW_TEXTS, rows.raw_texts, "promoted")
        staging.write(SHORT_LINES, rows.short_lines, "promoted")
    changed = surplus_staged | {f.source_file for f in files_promoted}
    staging.take({t.name: sorted(changed) for t in (SOURCE_FILES, REJECTS)}, "surplus")
    work.count({"rejects": sum(k.is_staged and k.file.source_file in surplus for k in family)})
    return changed


def _reject(known: _Known, surplus: Surplus, run_id: str) -> Reject:
    same = (
        "the same bytes" if surplus.reason == "duplicate_content" else f"the id {known.file.article_id} too"
    )
    bears = "holds" if surplus.reason == "duplicate_content" else "bears"
    detail = f"{surplus.article_file} {bears} {same} and comes first"
    return Reject(known.file.source_file, surplus.reason, detail, run_id)


def _copies(family: Iterable[_Known], surplus: Mapping[str, Surplus]) -> dict[str, tuple[str, ...]]:
    files: dict[str, list[str]] = defaultdict(list)
    for copy in surplus.values():
        if copy.reason == "duplicate_content":
            files[copy.article_file].append(copy.source_file)
    return {
        k.file.article_id: (k.file.source_file, *sorted(files[k.file.source_file]))
        for k in family
        if k.is_content and k.file.source_file not in surplus
    }


def settle_lines(work: Work, made_anew: AbstractSet[str]) -> frozenset[str]:
    """The lines that recur now; texts of stored articles for which that changed are staged once more."""
    staging = work.staging
    with work.lake.open(staging, tables=[RAW_TEXTS, SHORT_LINES]) as snapshot:
        recurring = frozenset(snapshot.column(RECURRING.format(catalog="corpus")))
        turned = recurring ^ frozenset(snapshot.column(RECURRING.format(catalog="before")))
        if not turned:
            return recurring
        snapshot.execute("CREATE TEMP TABLE turned (line_digest VARCHAR)")
        snapshot.connection.executemany("INSERT INTO turned VALUES (?)", [(digest,) for digest in turned])
        holders = snapshot.column(
            "SELECT DISTINCT article_id FROM corpus.main.short_lines WHERE line_digest IN (FROM turned) ORDER BY ALL"
        )
        again = [article_id for article_id in holders if article_id not in made_anew]
        size = work.settings.shard_files
        for number, at in enumerate(range(0, len(again), size)):
            batch = again[at : at + size]
            part = f"{TAKEN_UP_AGAIN}-{number:04}"
            tables: tuple[Table[Any], ...] = (RAW_TEXTS, SHORT_LINES)
            for table in tables:
                staging.write(table, snapshot.rows(table, "list_contains(?, article_id)", [batch]), part)
    staging.take({t.name: again for t in OF_ARTICLE}, TAKEN_UP_AGAIN)
    return recurring
