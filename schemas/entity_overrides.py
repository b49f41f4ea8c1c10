"""Entity overrides: what users decided by hand about entities, as it held in the last run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from schemas.codebook import ENTITY_TYPES
from schemas.column import Column
from schemas.identity import ID_PATTERN
from schemas.table import Table

OVERRIDE_ACTIONS = {
    "merge": "the entity that bears the name is the one that bears the other name",
    "split": "the name means another entity: in the articles that are listed, or everywhere if none is",
    "rename": "the entity that bears the name is shown under the other name; its id stays",
    "block": "the name means no entity",
}
"""What can be decided by hand -> what it does."""


@dataclass(frozen=True, slots=True)
class EntityOverride:
    """A decision about an entity that was made by hand."""

    override_id: Annotated[str, Column("Id from the decision itself.", unique=True, pattern=ID_PATTERN)]
    action: Annotated[str, Column("What was decided.", values=tuple(OVERRIDE_ACTIONS))]
    entity_type: Annotated[str, Column("Type of the entity.", values=ENTITY_TYPES)]
    name: Annotated[str, Column("A name of the entity, in any form in which articles write it.")]
    other: Annotated[str | None, Column("The other name; null where the action needs none.")]
    articles: Annotated[tuple[str, ...], Column("Ids of the articles for which it holds; empty for all.")]
    note: Annotated[str | None, Column("Why it was decided; null if nobody said.")]


ENTITY_OVERRIDES = Table(
    "entity_overrides",
    EntityOverride,
    grain="One row per decision about entities that was made by hand and held in the last run.",
    key=("override_id",),
    owner="override_id",
)
