"""Resolve entities over the whole corpus, once the articles of the run are coded."""

from __future__ import annotations

from flows.stages.changes import stage_changes
from flows.work import Work
from news.resolve.entities import gather_entities
from schemas import ENTITIES, MENTIONS


def resolve_entities(work: Work) -> None:
    """Gather the entities of all mentions that will hold, and stage the rows that this changes."""
    with work.timed("resolve_entities"):
        with work.lake.open(work.staging) as snapshot:
            entities = gather_entities(snapshot.rows(MENTIONS))
            old = snapshot.rows(ENTITIES, catalog="before")
        stage_changes(work.staging, ENTITIES, old, entities)
    work.count({"entities": len(entities)})
