"""Mentions: where an article names a person, an organisation or a place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from schemas.codebook import ENTITY_TYPES, MENTION_FORMS, SECTORS, UNRESOLVED
from schemas.column import Column
from schemas.identity import ID_PATTERN
from schemas.table import Table


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an article names or means an entity."""

    mention_id: Annotated[str, Column("Id from article, offsets and type.", unique=True, pattern=ID_PATTERN)]
    article_id: Annotated[str, Column("The article it stands in.", references="articles.article_id")]
    sentence_index: Annotated[int, Column("Number of its sentence in the article, from 0.", minimum=0)]
    text_start: Annotated[int, Column("Offset of its first character in articles.body.", minimum=0)]
    text_end: Annotated[int, Column("Offset behind its last character in articles.body.", minimum=1)]
    text: Annotated[str, Column("The words as written.")]
    form: Annotated[
        str,
        Column(
            "How the entity is named: name, part of a compound, adjective, inhabitant, role or pronoun.",
            values=tuple(MENTION_FORMS),
        ),
    ]
    entity_type: Annotated[
        str, Column("PER person, ORG organisation, LOC place or state, MISC other name.", values=ENTITY_TYPES)
    ]
    entity_id: Annotated[
        str | None,
        Column(
            "The entity that is meant; null where the text leaves it open.", references="entities.entity_id"
        ),
    ]
    unresolved: Annotated[
        str | None,
        Column("Why entity_id is null; null where it is not.", values=tuple(UNRESOLVED)),
    ]
    name: Annotated[
        str | None,
        Column("Full form of the name inside the article; null where the article alone leaves it open."),
    ]
    role: Annotated[
        str | None, Column("Office as written with the name, e.g. Außenminister; null if none is.")
    ]
    organisation: Annotated[
        str | None, Column("Body to which the office belongs, as the article tells it; null if none is told.")
    ]
    country_code: Annotated[
        str | None,
        Column(
            "State for which the named one stands, as the article tells it (the Russian president), ISO 3166 alpha-3.",
            pattern="[A-Z]{3}",
        ),
    ]
    sector: Annotated[
        str | None,
        Column("Part of society that the article tells by an office; null if none is told.", values=SECTORS),
    ]
    is_metonym: Annotated[bool, Column("True where a place stands for its government (Moskau for Russia).")]
    score: Annotated[float, Column("How sure the reading is, 0 to 1.", minimum=0, maximum=1)]


MENTIONS = Table(
    "mentions",
    Mention,
    grain="One row per naming of an entity in an article.",
    key=("mention_id",),
    owner="article_id",
    published_order=("article_id",),
)
