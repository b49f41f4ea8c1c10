"""What happened, once: event mentions are joined into events, and events are filled from their mentions."""

from news.resolve.events.cluster import cluster_events
from news.resolve.events.gather import gather_events

__all__ = ["cluster_events", "gather_events"]
