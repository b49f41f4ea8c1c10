"""Roles: which office an entity held, as the articles tell it, and when they did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from schemas.column import Column
from schemas.identity import ID_PATTERN
from schemas.table import Table


@dataclass(frozen=True, slots=True)
class Role:
    """An office that articles give to a person beside the name."""

    role_id: Annotated[
        str,
        Column("Id from entity, role, organisation, state and is_former.", unique=True, pattern=ID_PATTERN),
    ]
    entity_id: Annotated[str, Column("Who holds it.", references="entities.entity_id")]
    role: Annotated[
        str,
        Column(
            "The office as its noun in the masculine nominative singular (Außenminister for US-Außenministerin);"
            " as written where the knowledge files do not know it."
        ),
    ]
    written: Annotated[
        tuple[str, ...], Column("The forms in which articles write the office, in alphabetical order.")
    ]
    organisation: Annotated[
        str | None, Column("Body to which the office belongs; null if articles tell none.")
    ]
    country_code: Annotated[
        str | None,
        Column(
            "State to which it belongs, ISO 3166 alpha-3; null if articles tell none.", pattern="[A-Z]{3}"
        ),
    ]
    is_former: Annotated[bool, Column("True where articles call it over (Ex-Präsident, Altkanzler).")]
    first_seen: Annotated[
        date | None,
        Column("First day on which an article that tells it can have appeared; null if none is dated."),
    ]
    last_seen: Annotated[
        date | None,
        Column("Last day on which an article that tells it can have appeared; null if none is dated."),
    ]
    article_count: Annotated[int, Column("Articles that tell it.", minimum=1)]
    mention_count: Annotated[int, Column("Mentions that tell it.", minimum=1)]


ROLES = Table(
    "roles",
    Role,
    grain="One row per person and office that articles tell together; dates are of articles, not of the office.",
    key=("entity_id", "role", "role_id"),
    owner="entity_id",
)
