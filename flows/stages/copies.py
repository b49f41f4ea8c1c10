"""Link copies: tell each article which article it repeats, and which files hold its bytes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

import pyarrow as pa

from flows.stages.settle import Settled
from flows.work import Work
from news.duplicates import update
from schemas import ARTICLES, NEAR_COPIES, SIGNATURES, Article, NearCopy, Signature, Table
from warehouse.snapshot import Snapshot, among

Row = TypeVar("Row")
AMONG = "SEMI JOIN (SELECT unnest(?::VARCHAR[]) AS article_id) USING (article_id)"


def link_copies(work: Work, settled: Settled) -> None:
    """Stage the near-copies that the run finds, and the articles whose links it changes.

    The search takes the run's parts one after the other, as if each were a run: memory does not grow with
    their number.
    """
    with work.timed("copies"):
        staging = work.staging
        removed = settled.removed
        duplicate_of: dict[str, str | None] = {}
        touched = set(removed)
        with work.lake.open(staging, tables=[ARTICLES, NEAR_COPIES, SIGNATURES]) as snapshot:
            archive = LakeArchive.before_run(snapshot)
            parts: list[str | None] = [*staging.parts(SIGNATURES)] or [None]
            for part in parts:
                new = staging.read(SIGNATURES, part) if part else []
                found = update(new, removed, archive)
                archive.add(new, removed, found.near_copies)
                duplicate_of |= found.duplicate_of
                touched |= found.near_copies.keys()
                removed = frozenset()
            staging.write(NEAR_COPIES, list(archive.near_copies(touched)))
            staging.take({NEAR_COPIES.name: sorted(touched)}, "near_copies")
            _stage_links(work, snapshot, duplicate_of, settled.copies)


def _stage_links(
    work: Work,
    snapshot: Snapshot,
    duplicate_of: Mapping[str, str | None],
    copies: Mapping[str, tuple[str, ...]],
) -> None:
    staging = work.staging
    # An article that is coded again for its lines' sake keeps the copies that it has.
    kept = snapshot.connection.execute(
        "SELECT article_id, source_files FROM before.main.article_facts"
        " SEMI JOIN staged.main.articles USING (article_id)"
    )
    copies = {article_id: tuple(files) for article_id, files in kept.fetchall()} | dict(copies)
    staged: set[str] = set()
    for part in staging.parts(ARTICLES):
        articles = [_linked(a, duplicate_of, copies) for a in staging.read(ARTICLES, part)]
        staging.rewrite(ARTICLES, articles, part)
        staged.update(a.article_id for a in articles)
    elsewhere = [i for i in {*duplicate_of, *copies} if i not in staged]
    facts = snapshot.connection.execute(
        f"SELECT article_id, duplicate_of, source_files FROM before.main.article_facts {AMONG}", [elsewhere]
    )
    differing = [
        article_id
        for article_id, copied, files in facts.fetchall()
        if (duplicate_of.get(article_id, copied), copies.get(article_id, tuple(files)))
        != (copied, tuple(files))
    ]
    stored = snapshot.owned(ARTICLES, differing, catalog="before")
    changed = [_linked(a, duplicate_of, copies) for a in stored]
    staging.write(ARTICLES, changed, "links")
    staging.take({ARTICLES.name: [a.article_id for a in changed]}, "links")


def _linked(
    article: Article, duplicate_of: Mapping[str, str | None], copies: Mapping[str, tuple[str, ...]]
) -> Article:
    return replace(
        article,
        duplicate_of=duplicate_of.get(article.article_id, article.duplicate_of),
        source_files=copies.get(article.article_id, article.source_files),
    )


@dataclass(frozen=True, slots=True)
class LakeArchive:
    """What the search for near-copies asks of the lake (``news.duplicates.update.Archive``)."""

    snapshot: Snapshot

    @classmethod
    def before_run(cls, snapshot: Snapshot) -> LakeArchive:
        """The archive as it was before the run."""
        for name, table in (("near", NEAR_COPIES), ("signed", SIGNATURES)):
            stored = f"before.{table.qualified_name}"
            snapshot.execute(f"CREATE TEMP TABLE added_{name} AS SELECT * FROM {stored} LIMIT 0")
            snapshot.execute(f"CREATE TEMP TABLE replaced_{name} (article_id VARCHAR)")
            snapshot.execute(
                f"CREATE TEMP VIEW {name} AS SELECT * FROM {stored} ANTI JOIN replaced_{name} USING (article_id)"
                f" UNION ALL SELECT * FROM added_{name}"
            )
        return cls(snapshot)

    def add(
        self, new: Collection[Signature], removed: Collection[str], near: Mapping[str, Collection[NearCopy]]
    ) -> None:
        """Take a part's results in, so that the next part finds them."""
        self._replace("signed", {s.article_id for s in new} | set(removed), SIGNATURES.to_arrow(new))
        rows = NEAR_COPIES.to_arrow([row for rows in near.values() for row in rows])
        self._replace("near", {*near, *removed}, rows)

    def sharing(self, band_keys: Collection[int]) -> Iterable[tuple[int, str]]:
        """Band key and article id of each stored signature that has one of the keys."""
        found = self.snapshot.connection.execute(
            "SELECT s.band_key, s.article_id FROM (SELECT article_id, unnest(band_keys) AS band_key FROM signed) AS s"
            " SEMI JOIN (SELECT unnest(?::BIGINT[]) AS band_key) USING (band_key)",
            [list(band_keys)],
        )
        return found.fetchall()

    def signatures(self, article_ids: Collection[str]) -> Iterable[Signature]:
        """The stored signatures of these articles."""
        return self._chosen(SIGNATURES, "signed", article_ids)

    def near_copies(self, article_ids: Collection[str]) -> Iterable[NearCopy]:
        """The stored rows with one of these as ``article_id``."""
        return self._chosen(NEAR_COPIES, "near", article_ids)

    def bodies(self, article_ids: Collection[str]) -> Mapping[str, str]:
        """The bodies of these articles, stored or new."""
        if not article_ids:
            return {}
        query = f"SELECT article_id, body FROM corpus.main.articles WHERE {among('article_id', article_ids)}"
        return dict(self.snapshot.connection.execute(query).fetchall())

    def _chosen(self, table: Table[Row], name: str, article_ids: Collection[str]) -> list[Row]:
        found = self.snapshot.connection.execute(f"SELECT * FROM {name} {AMONG}", [list(article_ids)])
        return table.from_arrow(found.to_arrow_table())

    def _replace(self, name: str, owners: Collection[str], rows: pa.Table) -> None:
        owned = "SELECT unnest(?::VARCHAR[])"
        self.snapshot.execute(f"DELETE FROM added_{name} WHERE article_id IN ({owned})", [list(owners)])
        self.snapshot.execute(f"INSERT INTO replaced_{name} {owned}", [list(owners)])
        self.snapshot.connection.register("arrived", rows)
        self.snapshot.execute(f"INSERT INTO added_{name} SELECT * FROM arrived")
        self.snapshot.connection.unregister("arrived")
