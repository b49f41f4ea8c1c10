"""What a word above says of the events inside its content: that they are planned, feared, claimed, or none at all."""

from __future__ import annotations

from dataclasses import dataclass, field

from news.extract.events.parties import Filler
from news.extract.events.status import ACTUAL


@dataclass(slots=True)
class Content:
    """What words above say of a word inside their content."""

    status: str = ACTUAL
    is_swallowed: bool = False
    is_reported: bool = False
    actors: list[Filler] = field(default_factory=list)
    """Who acts in the events inside that name no actor."""
    speaker: Filler | None = None
