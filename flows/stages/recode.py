"""Recode: find the articles that other versions would code now, and take up their stored texts again.

The texts come from the lake, so that no source is needed; ``depesche run --full`` is what reads files anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import pyarrow as pa

from flows.stages.settle import OF_ARTICLE, Settled, settle_lines
from flows.staleness import parameters, stale_query, versions_now
from flows.work import Work
from news.parse import parse
from news.reading import Terms
from news.recurring import short_lines
from news.rejection import NotAnArticle
from schemas import ARTICLES, CODINGS, RAW_TEXTS, SHORT_LINES, ShortLine, StoredText
from warehouse.snapshot import Snapshot

STALE_PART = "stale-"


def take_up_stale(work: Work, most: int | None = None) -> Settled:
    """Stage the texts of the articles that other versions would code now, ``most`` of them, to be coded again."""
    with work.timed("settle"):
        staging, size = work.staging, work.settings.shard_files
        with work.lake.open(tables=[ARTICLES, CODINGS, RAW_TEXTS]) as snapshot:
            query = stale_query("article_id", _corpus(ARTICLES.name), _corpus(CODINGS.name))
            snapshot.connection.execute(
                f"CREATE TEMP TABLE stale AS {query} ORDER BY article_id{f' LIMIT {most}' if most else ''}",
                parameters(versions_now(work.settings)),
            )
            taken: list[str] = []
            for number, texts in enumerate(_texts(snapshot, size)):
                told = {
                    text: lines for text in texts if (lines := _short_lines(text, work.terms)) is not None
                }
                staging.write(RAW_TEXTS, list(told), f"{STALE_PART}{number:05}")
                staging.write(
                    SHORT_LINES, list(chain.from_iterable(told.values())), f"{STALE_PART}{number:05}"
                )
                taken += [text.article_id for text in told]
        staging.take({t.name: taken for t in OF_ARTICLE if t is not RAW_TEXTS}, STALE_PART)
        recurring = settle_lines(work, frozenset(taken)) if taken else frozenset()
    parts = staging.parts(RAW_TEXTS) if taken else {}
    work.count({"articles_recoded": len(taken)})
    return Settled(tuple(parts), sum(parts.values()), recurring, {}, frozenset())


def drop_texts(work: Work, settled: Settled) -> None:
    """Take the texts that were staged for coding only out again: the lake holds them already."""
    for part in settled.parts:
        if part.startswith(STALE_PART):
            work.staging.rewrite(RAW_TEXTS, [], part)


def _corpus(name: str) -> str:
    return f"corpus.main.{name}"


def _texts(snapshot: Snapshot, size: int) -> Iterator[list[StoredText]]:
    """The stored texts of the stale articles in order of ids, so many at a time, read once."""
    reader = snapshot.connection.execute(
        f"SELECT t.* FROM corpus.{RAW_TEXTS.qualified_name} AS t SEMI JOIN stale USING (article_id)"
        " ORDER BY article_id"
    ).to_arrow_reader(size)
    waiting: list[StoredText] = []
    for batch in reader:
        waiting += RAW_TEXTS.from_arrow(pa.Table.from_batches([batch]))
        while len(waiting) >= size:
            yield waiting[:size]
            waiting = waiting[size:]
    if waiting:
        yield waiting


def _short_lines(text: StoredText, terms: Terms) -> list[ShortLine] | None:
    """The lines of a text that may recur; null for a text that gives no article any more.

    Such an article stays as it was, for it has to become a reject, and its copies too: that takes reading the files.
    """
    try:
        body = parse(text.text, today=terms.today, tolerance_days=terms.future_days).body
    except NotAnArticle:
        return None
    return short_lines(text.article_id, text.source_file, body)
