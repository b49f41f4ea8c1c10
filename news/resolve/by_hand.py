"""By hand: what overrides change in the groups of names that the corpus makes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from news.resolve.groups import Groups
from news.resolve.joining import node_of
from schemas import EntityOverride


class ByHand:
    """Overrides by the names of which they speak, in any spelling."""

    def __init__(self, overrides: Sequence[EntityOverride]) -> None:
        ordered = sorted(overrides, key=lambda o: o.override_id)
        self._blocked = {node_of(o.entity_type, o.name) for o in ordered if o.action == "block"}
        self._moved = {
            node_of(o.entity_type, o.name): node_of(o.entity_type, o.other or "")
            for o in ordered
            if o.action == "split" and not o.articles
        }
        self._merged = [
            (node_of(o.entity_type, o.name), node_of(o.entity_type, o.other or ""))
            for o in ordered
            if o.action == "merge"
        ]
        self._names = {
            node_of(o.entity_type, o.name): o.other for o in ordered if o.action == "rename" and o.other
        }
        self._names_to = {
            node_of(o.entity_type, o.other): o.other
            for o in ordered
            if o.action in {"merge", "split"} and o.other
        }
        self.splits = tuple(o for o in ordered if o.action == "split" and o.articles)
        """Splits that hold for single articles."""

    def is_blocked(self, node: str) -> bool:
        """Whether a name means nothing."""
        return node in self._blocked

    def moved_to(self, node: str) -> str | None:
        """The node of the other entity that a name means everywhere; null if nobody said so."""
        return self._moved.get(node)

    def merge(self, groups: Groups) -> dict[str, str]:
        """Join the groups that are one; return the node in each such group whose name goes before the others."""
        sources = {one for one, _ in self._merged}
        targets = sorted({other for _, other in self._merged if other not in sources})
        for one, other in self._merged:
            groups.join(one, other)
        return {groups.find(target): target for target in reversed(targets)}

    def shown_name(self, nodes: Iterable[str]) -> str | None:
        """The name under which the entity of these nodes is to be shown; null if nobody said so."""
        return next((self._names[n] for n in nodes if n in self._names), None)

    def name_given(self, node: str) -> str | None:
        """The name that a merge or split gives to its other side; null for any other node."""
        return self._names_to.get(node)
