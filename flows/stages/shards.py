"""The two stages that run shard by shard, in this process or in workers: read files, code texts.

A shard's work depends on its input alone and writes files of its own name, so that it can be done again.
Workers write Parquet and return only a receipt.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING, Any

from flows.frozen import freeze
from flows.receipt import Receipt
from flows.settings import Settings
from flows.stages.kept_shards import adopt_shard, keep_shard, shard_digest
from news.discover import RawFile
from news.engines import engine_version
from news.knowledge.own import remembered, use
from news.reading import Terms, read_files
from news.versions import versions
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
    Table,
)
from warehouse.analyses import KeptAnalyses, kept_analyses
from warehouse.lake import Lake

if TYPE_CHECKING:
    from spacy.language import Language

CODED: tuple[Table[Any], ...] = (
    ARTICLES, BOILERPLATE, CODINGS, EVENT_MENTIONS, MENTIONS, SIGNATURES, TIME_EXPRESSIONS
)  # fmt: skip
"""Tables whose rows come of coding a text."""
WRITERS = 2
"""Tables of a shard that are staged side by side."""


def read_shard(files: Sequence[RawFile], part: str, terms: Terms, settings: Settings) -> Receipt:
    """Read a shard of files into the run's staging folder."""
    began = perf_counter()
    rows = read_files(files, terms)
    tables: dict[Table[Any], Sequence[Any]] = {
        SOURCE_FILES: rows.source_files,
        REJECTS: rows.rejects,
        RAW_TEXTS: rows.raw_texts,
        SHORT_LINES: rows.short_lines,
    }
    receipt = _stage(tables, part, len(files), began, terms, settings)
    return replace(receipt, counts={**receipt.counts, "files_deferred": len(rows.deferred)})


def code_shard(part: str, recurring: AbstractSet[str], terms: Terms, settings: Settings) -> Receipt:
    """Code the staged texts of one part into the run's staging folder."""
    from news.coding import code_texts  # noqa: PLC0415 - as load below

    began = perf_counter()
    use(settings.knowledge_folders)
    staging = Lake(settings.lake_folder).staging(terms.run_id)
    texts = staging.read(RAW_TEXTS, part)
    digest = shard_digest(texts, recurring, terms, versions(engine_version(settings.model)))
    kept = adopt_shard(settings.lake_folder, digest, CODED, staging, part, terms.run_id)
    if kept is not None:
        return Receipt(len(texts), kept, part, round(perf_counter() - began, 3))
    nlp = engine(settings.model)
    rows = code_texts(texts, nlp, terms, recurring, _analyses(nlp, settings))
    tables: dict[Table[Any], Sequence[Any]] = {
        ARTICLES: rows.articles,
        CODINGS: rows.codings,
        BOILERPLATE: rows.boilerplate,
        SIGNATURES: rows.signatures,
        TIME_EXPRESSIONS: rows.time_expressions,
        MENTIONS: rows.mentions,
        EVENT_MENTIONS: rows.event_mentions,
    }
    receipt = _stage(tables, part, len(texts), began, terms, settings)
    keep_shard(settings.lake_folder, digest, CODED, staging, part)
    return receipt


def _analyses(nlp: Language, settings: Settings) -> KeptAnalyses | None:
    """Where the model's readings are kept; null where none are to be."""
    from news.language.analyses import analysis_version  # noqa: PLC0415 - as load below

    if not settings.analyses_megabytes:
        return None
    return kept_analyses(settings.lake_folder, analysis_version(nlp))


@remembered
def engine(name: str) -> Language:
    """The language engine, loaded once per process, and anew where other knowledge holds: it looks names up."""
    from news.language import load  # noqa: PLC0415 - spaCy takes a second that a run without news does not need

    nlp = load(name)
    freeze()  # what is loaded stays: the collector need not walk over it again and again
    return nlp


def _stage(
    tables: Mapping[Table[Any], Sequence[Any]],
    part: str,
    input_count: int,
    began: float,
    terms: Terms,
    settings: Settings,
) -> Receipt:
    staging = Lake(settings.lake_folder).staging(terms.run_id)
    with ThreadPoolExecutor(WRITERS) as writers:  # each waits for the disk, and they can wait together
        for written in [writers.submit(staging.write, table, rows, part) for table, rows in tables.items()]:
            written.result()
    counts = {table.name: len(rows) for table, rows in tables.items()}
    return Receipt(input_count, counts, part, round(perf_counter() - began, 3))
