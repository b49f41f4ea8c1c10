"""The receipt of a shard: all that a worker returns, for its rows lie in the staging folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a shard came to."""

    input_count: int
    """Files or texts that it took."""
    counts: Mapping[str, int]
    """Rows by table."""
    part: str = ""
    seconds: float = 0.0

    def told(self) -> dict[str, Any]:
        """Its fields as the log tells them."""
        return {"part": self.part, "inputs": self.input_count, "seconds": self.seconds, "rows": self.counts}
