"""Link copies: tell each article which article it repeats, and which files hold its bytes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from flows.stages.settle import Settled
from flows.work import Work
from news.duplicates import update
from schemas import ARTICLES, NEAR_COPIES, SIGNATURES, Article, NearCopy, Signature
from warehouse.snapshot import Snapshot


def link_copies(work: Work, settled: Settled) -> None:
    """Stage the near-copies that the run finds, and the articles whose links it changes."""
    with work.timed("copies"):
        staging = work.staging
        new = [s for part in staging.parts(SIGNATURES) for s in staging.read(SIGNATURES, part)]
        with work.lake.open(staging) as snapshot:
            found = update(new, settled.removed, LakeArchive(snapshot))
            staging.write(NEAR_COPIES, [row for rows in found.near_copies.values() for row in rows])
            staging.take({NEAR_COPIES.name: [*found.near_copies, *sorted(settled.removed)]}, "near_copies")
            # An article that is coded again for its lines' sake keeps the copies that it has.
            kept = snapshot.connection.execute(
                "SELECT article_id, source_files FROM before.main.articles"
                " SEMI JOIN staged.main.articles USING (article_id)"
            )
            copies = {article_id: tuple(files) for article_id, files in kept.fetchall()} | dict(
                settled.copies
            )
            links = _Links(found.duplicate_of, copies)
            for part in staging.parts(ARTICLES):
                staging.rewrite(ARTICLES, [links.set(a) for a in staging.read(ARTICLES, part)], part)
            staged = {s.article_id for s in new}
            elsewhere = [i for i in {*links.duplicate_of, *links.copies} if i not in staged]
            stored = snapshot.rows(ARTICLES, "list_contains(?, article_id)", [elsewhere], catalog="before")
        changed = [linked for article in stored if (linked := links.set(article)) != article]
        staging.write(ARTICLES, changed, "links")
        staging.take({ARTICLES.name: [a.article_id for a in changed]}, "links")


@dataclass(frozen=True, slots=True)
class _Links:
    duplicate_of: Mapping[str, str | None]
    copies: Mapping[str, tuple[str, ...]]

    def set(self, article: Article) -> Article:
        """The article with its links as they are now."""
        return replace(
            article,
            duplicate_of=self.duplicate_of.get(article.article_id, article.duplicate_of),
            source_files=self.copies.get(article.article_id, article.source_files),
        )


@dataclass(frozen=True, slots=True)
class LakeArchive:
    """What the search for near-copies asks of the lake (``news.duplicates.update.Archive``)."""

    snapshot: Snapshot

    def sharing(self, band_keys: Collection[int]) -> Iterable[tuple[int, str]]:
        """Band key and article id of each stored signature that has one of the keys."""
        self.snapshot.execute(
            "CREATE OR REPLACE TEMP TABLE wanted AS SELECT unnest(?::BIGINT[]) AS band_key", [list(band_keys)]
        )
        found = self.snapshot.connection.execute(
            "SELECT s.band_key, s.article_id FROM ("
            " SELECT article_id, unnest(band_keys) AS band_key FROM before.main.signatures) AS s"
            " SEMI JOIN wanted USING (band_key)"
        )
        return found.fetchall()

    def signatures(self, article_ids: Collection[str]) -> Iterable[Signature]:
        """The stored signatures of these articles."""
        return self.snapshot.rows(
            SIGNATURES, "list_contains(?, article_id)", [list(article_ids)], catalog="before"
        )

    def near_copies(self, article_ids: Collection[str]) -> Iterable[NearCopy]:
        """The stored rows with one of these as ``article_id``."""
        return self.snapshot.rows(
            NEAR_COPIES, "list_contains(?, article_id)", [list(article_ids)], catalog="before"
        )

    def bodies(self, article_ids: Collection[str]) -> Mapping[str, str]:
        """The bodies of these articles, stored or new."""
        found = self.snapshot.connection.execute(
            "SELECT article_id, body FROM corpus.main.articles WHERE list_contains(?, article_id)",
            [list(article_ids)],
        )
        return dict(found.fetchall())
