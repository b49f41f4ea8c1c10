"""Facts: what one mention of an entity tells of it, its other mentions in the article know, too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from schemas import Mention


def share_facts(mentions: Sequence[Mention]) -> list[Mention]:
    """Tell each mention the state, body and sector that other mentions of its entity tell, if they agree."""
    told: dict[str, dict[str | None, set[str]]] = {
        column: defaultdict(set) for column in ("country_code", "organisation", "sector")
    }
    for mention in mentions:
        for column, values in told.items():
            if value := getattr(mention, column):
                values[mention.entity_id].add(value)
    return [
        m
        if m.entity_id is None
        else replace(
            m,
            country_code=m.country_code or _only(told["country_code"][m.entity_id]),
            organisation=m.organisation or _only(told["organisation"][m.entity_id]),
            sector=m.sector or _only(told["sector"][m.entity_id]),
        )
        for m in mentions
    ]


def _only(values: Collection[str]) -> str | None:
    return next(iter(values)) if len(values) == 1 else None
