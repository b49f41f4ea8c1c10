"""Groups: keys that are joined to each other, directly or through others; the order of joining makes no difference."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


class Groups:
    """A partition of keys, by union and find."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def find(self, key: str) -> str:
        """The smallest key of the group of a key."""
        root = key
        while (parent := self._parent.get(root, root)) != root:
            root = parent
        while (parent := self._parent.get(key, key)) != root:
            self._parent[key], key = root, parent
        return root

    def join(self, one: str, other: str) -> None:
        """Make the groups of two keys one."""
        low, high = sorted((self.find(one), self.find(other)))
        if low != high:
            self._parent[high] = low

    def members(self, keys: Iterable[str]) -> dict[str, list[str]]:
        """The keys by the smallest of their group, in order."""
        found: dict[str, list[str]] = defaultdict(list)
        for key in sorted(keys):
            found[self.find(key)].append(key)
        return dict(found)
