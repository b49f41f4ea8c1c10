"""Entities: who and what the articles speak of, each once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from schemas.codebook import ENTITY_TYPES, SECTORS
from schemas.column import Column
from schemas.identity import ID_PATTERN
from schemas.table import Table


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, an organisation, a place or a state."""

    entity_id: Annotated[
        str, Column("Id from the type and the key of the canonical name.", unique=True, pattern=ID_PATTERN)
    ]
    name: Annotated[str, Column("Canonical name: the full form of the German press.")]
    entity_type: Annotated[
        str, Column("PER person, ORG organisation, LOC place or state, MISC other name.", values=ENTITY_TYPES)
    ]
    country_code: Annotated[
        str | None,
        Column(
            "State that it is, lies in or acts for, ISO 3166 alpha-3; null for international bodies or if unknown.",
            pattern="[A-Z]{3}",
        ),
    ]
    sector: Annotated[str | None, Column("Part of society that it acts in; null if unknown.", values=SECTORS)]
    aliases: Annotated[
        tuple[str, ...], Column("Other forms in which articles name it, in alphabetical order.")
    ]
    article_count: Annotated[int, Column("Articles that name it.", minimum=1)]
    mention_count: Annotated[int, Column("Mentions that mean it.", minimum=1)]


ENTITIES = Table(
    "entities",
    Entity,
    grain="One row per person, organisation, place or state that the articles name.",
    key=("entity_id",),
    owner="entity_id",
)
