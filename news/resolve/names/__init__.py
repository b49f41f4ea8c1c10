"""Names: whom the mentions of one article mean."""

from news.resolve.names.identity import entity_id_of
from news.resolve.names.resolve import resolve_names

__all__ = ["entity_id_of", "resolve_names"]
