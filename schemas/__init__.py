"""WHAT is stored: one declaration per table, from which schemas, DDL, expectations and docs derive."""

from __future__ import annotations

from typing import Any

from schemas.articles import ARTICLES, Article
from schemas.boilerplate import BOILERPLATE, Boilerplate
from schemas.checks import CHECKS, Check
from schemas.clues import CLUES, Clue
from schemas.codings import CODINGS, Coding
from schemas.column import Column, Field
from schemas.drift import DRIFT, Drift
from schemas.entities import ENTITIES, Entity
from schemas.entity_overrides import ENTITY_OVERRIDES, EntityOverride
from schemas.event_mentions import EVENT_MENTIONS, EventMention
from schemas.events import EVENTS, Event
from schemas.identity import content_id
from schemas.mentions import MENTIONS, Mention
from schemas.missing_files import MISSING_FILES, MissingFile
from schemas.near_copies import NEAR_COPIES, NearCopy
from schemas.quarantine import QUARANTINE, QuarantinedRow
from schemas.raw_texts import RAW_TEXTS, StoredText
from schemas.rejects import REJECTS, Reject
from schemas.roles import ROLES, Role
from schemas.runs import RUNS, Run
from schemas.short_lines import SHORT_LINES, ShortLine
from schemas.signatures import SIGNATURES, Signature
from schemas.source_files import SOURCE_FILES, SourceFile
from schemas.table import Table
from schemas.time_expressions import TIME_EXPRESSIONS, TimeExpression

TABLES: tuple[Table[Any], ...] = (
    ARTICLES,
    BOILERPLATE,
    TIME_EXPRESSIONS,
    MENTIONS,
    ENTITIES,
    ROLES,
    ENTITY_OVERRIDES,
    EVENT_MENTIONS,
    EVENTS,
    REJECTS,
    SOURCE_FILES,
    MISSING_FILES,
    CODINGS,
    NEAR_COPIES,
    RAW_TEXTS,
    SHORT_LINES,
    SIGNATURES,
    CLUES,
    RUNS,
    CHECKS,
    DRIFT,
    QUARANTINE,
)
"""Every table of the record, in the order in which documents list them."""

__all__ = [
    "ARTICLES",
    "BOILERPLATE",
    "CHECKS",
    "CLUES",
    "CODINGS",
    "DRIFT",
    "ENTITIES",
    "ENTITY_OVERRIDES",
    "EVENTS",
    "EVENT_MENTIONS",
    "MENTIONS",
    "MISSING_FILES",
    "NEAR_COPIES",
    "QUARANTINE",
    "RAW_TEXTS",
    "REJECTS",
    "ROLES",
    "RUNS",
    "SHORT_LINES",
    "SIGNATURES",
    "SOURCE_FILES",
    "TABLES",
    "TIME_EXPRESSIONS",
    "Article",
    "Boilerplate",
    "Check",
    "Clue",
    "Coding",
    "Column",
    "Drift",
    "Entity",
    "EntityOverride",
    "Event",
    "EventMention",
    "Field",
    "Mention",
    "MissingFile",
    "NearCopy",
    "QuarantinedRow",
    "Reject",
    "Role",
    "Run",
    "ShortLine",
    "Signature",
    "SourceFile",
    "StoredText",
    "Table",
    "TimeExpression",
    "content_id",
]
