"""Events: what the clauses of an article report, by the frames of the lexicon over the dependency parse."""

from news.extract.events.dates import direction_at, precision_of
from news.extract.events.find import VERSION, find_events
from news.extract.events.found import FoundEvent

__all__ = ["VERSION", "FoundEvent", "direction_at", "find_events", "precision_of"]
