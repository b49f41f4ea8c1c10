"""Mentions: where an article names or means somebody, a body or a place, and how (name, compound, office, pronoun)."""

from news.extract.mentions.find import find_mentions
from news.extract.mentions.labels import KNOWN_SCORE
from news.extract.mentions.names import RULE_SCORE

__all__ = ["KNOWN_SCORE", "RULE_SCORE", "find_mentions"]
