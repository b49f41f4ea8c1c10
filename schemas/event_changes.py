"""Event changes: how events differ between two states of the lake, and why; the rows of ``depesche diff``."""

from __future__ import annotations

CHANGES = {
    "appeared": "The event is there after the second run only.",
    "vanished": "The event was there after the first run only.",
    "changed": "The event is there after both, with other values.",
}

CHANGE_REASONS = {
    "article_new": "An article that reports it came in between.",
    "article_changed": "The file of an article that reports it changed.",
    "article_removed": "An article that reported it is gone.",
    "article_recoded": "Another version of code, model, lexicon or knowledge coded an article that reports it.",
    "copy_link": "An article that reports it became, or ceased to be, a near-copy of another.",
    "entity_override": "A decision by hand about an entity changed, and with it a party or the place.",
    "entity_resolution": "What other articles tell changed whom a name means, and with it a party or the place.",
    "entity_changed": "A party or the place has another name, country, type or sector.",
    "regrouped": "A report of it was joined to it, or moved to another event, because of another report.",
    "other": "None of these is to be seen.",
}
"""Why an event differs; several can hold at once."""
