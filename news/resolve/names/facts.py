"""Facts: what one mention of an entity tells of it, its other mentions in the article know, too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

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
    shared: dict[str | None, dict[str, str]] = defaultdict(dict)
    for column, values in told.items():
        for entity_id, found in values.items():
            if entity_id is not None and len(found) == 1:
                shared[entity_id][column] = next(iter(found))
    return [_with(m, shared[m.entity_id]) if m.entity_id in shared else m for m in mentions]


def _with(mention: Mention, facts: Mapping[str, str]) -> Mention:
    """A mention with the facts that it does not tell itself."""
    missing: dict[str, Any] = {column: f for column, f in facts.items() if not getattr(mention, column)}
    return replace(mention, **missing) if missing else mention
