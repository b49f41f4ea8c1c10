"""Count independent sources: articles that neither copy each other nor draw on the same news agency."""

from __future__ import annotations

from collections.abc import Collection, Mapping


def count_sources(
    article_ids: Collection[str], first_of: Mapping[str, str], agencies: Mapping[str, Collection[str]]
) -> int:
    """How many of the articles are independent of each other.

    Near-copies are one source (``first_of`` maps them to the article that they copy), and so are articles that
    name a common agency, also by way of a third one: two papers that print what dpa sends know it from dpa.
    """
    leader: dict[str, str] = {}

    def find(name: str) -> str:
        while leader.setdefault(name, name) != name:
            name = leader[name]
        return name

    texts = set()
    for article_id in sorted(article_ids):
        text = first_of.get(article_id, article_id)
        texts.add(text)
        for agency in agencies.get(article_id, ()):
            leader[find(f"agency {agency}")] = find(text)
    return len({find(text) for text in texts})
