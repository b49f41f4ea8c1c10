"""Identity: the id of an entity."""

from __future__ import annotations

from schemas import content_id


def entity_id_of(entity_type: str, name: str) -> str:
    """Id of an entity from its type and canonical name."""
    return content_id("entity", entity_type, name)
