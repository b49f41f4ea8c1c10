"""Resolve entities over the corpus: all mentions of one entity give one row."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from schemas import Entity, Mention


def gather_entities(mentions: Iterable[Mention]) -> list[Entity]:
    """One row per entity that is mentioned, in order of ids; the order of the mentions makes no difference."""
    groups: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.entity_id is not None:
            groups[mention.entity_id].append(mention)
    return [_entity(entity_id, groups[entity_id]) for entity_id in sorted(groups)]


def _entity(entity_id: str, mentions: list[Mention]) -> Entity:
    name = mentions[0].name or ""
    return Entity(
        entity_id=entity_id,
        name=name,
        entity_type=mentions[0].entity_type,
        country_code=_most_frequent(m.country_code for m in mentions),
        sector=_most_frequent(m.sector for m in mentions),
        aliases=tuple(sorted({m.text for m in mentions} - {name})),
        article_count=len({m.article_id for m in mentions}),
        mention_count=len(mentions),
    )


def _most_frequent(values: Iterable[str | None]) -> str | None:
    """The most frequent value; of equally frequent ones the first by alphabet; null if there is none."""
    counts = Counter(v for v in values if v is not None)
    return min(counts, key=lambda v: (-counts[v], v)) if counts else None
