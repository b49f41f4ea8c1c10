"""The two stages that run shard by shard, in this process or in workers: read files, code texts.

A shard's work depends on its input alone and writes files of its own name, so that it can be done again.
Workers write Parquet and return only a receipt.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from spacy.language import Language

from flows.receipt import Receipt
from flows.settings import Settings
from news.coding import code_texts
from news.discover import RawFile
from news.knowledge.own import remembered, use
from news.language import load
from news.reading import Terms, read_files
from schemas import (
    ARTICLES,
    BOILERPLATE,
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
from warehouse.lake import Lake


def read_shard(files: Sequence[RawFile], part: str, terms: Terms, settings: Settings) -> Receipt:
    """Read a shard of files into the run's staging folder."""
    rows = read_files(files, terms)
    tables: dict[Table[Any], Sequence[Any]] = {
        SOURCE_FILES: rows.source_files,
        REJECTS: rows.rejects,
        RAW_TEXTS: rows.raw_texts,
        SHORT_LINES: rows.short_lines,
    }
    return _stage(tables, part, len(files), terms, settings)


def code_shard(part: str, recurring: AbstractSet[str], terms: Terms, settings: Settings) -> Receipt:
    """Code the staged texts of one part into the run's staging folder."""
    use(settings.knowledge_folders)
    texts = Lake(settings.lake_folder).staging(terms.run_id).read(RAW_TEXTS, part)
    rows = code_texts(texts, engine(settings.model), terms, recurring)
    tables: dict[Table[Any], Sequence[Any]] = {
        ARTICLES: rows.articles,
        BOILERPLATE: rows.boilerplate,
        SIGNATURES: rows.signatures,
        TIME_EXPRESSIONS: rows.time_expressions,
        MENTIONS: rows.mentions,
        EVENT_MENTIONS: rows.event_mentions,
    }
    return _stage(tables, part, len(texts), terms, settings)


@remembered
def engine(name: str) -> Language:
    """The language engine, loaded once per process, and anew where other knowledge holds: it looks names up."""
    return load(name)


def _stage(
    tables: Mapping[Table[Any], Sequence[Any]], part: str, input_count: int, terms: Terms, settings: Settings
) -> Receipt:
    staging = Lake(settings.lake_folder).staging(terms.run_id)
    for table, rows in tables.items():
        staging.write(table, rows, part)
    return Receipt(input_count, {table.name: len(rows) for table, rows in tables.items()})
