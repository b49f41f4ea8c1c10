"""Resolve the names of one article: known entities, full names of persons, seats that stand for states."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from news.knowledge.gazetteer import Known, gazetteer
from schemas import Mention, content_id


def entity_id_of(entity_type: str, name: str) -> str:
    """Id of an entity from its type and canonical name."""
    return content_id("entity", entity_type, name)


def resolve_names(mentions: Sequence[Mention], parties: Collection[str]) -> list[Mention]:
    """The mentions with ``entity_id``, ``name`` and what is known of the entity.

    ``parties`` are the ids of the mentions that act or are acted upon in an event: a capital among them
    stands for its state. A person named by one word is the one person of the article whose full name ends
    in it; where there are several or none, the entity stays null.
    """
    full_names = {m.text for m in mentions if m.entity_type == "PER" and " " in m.text}
    full_names = {n for n in full_names if n.removesuffix("s") == n or n.removesuffix("s") not in full_names}
    return _share_facts([_resolve(m, full_names, m.mention_id in parties) for m in mentions])


def _share_facts(mentions: list[Mention]) -> list[Mention]:
    """Tell each mention the state and sector that other mentions of its entity tell, if they agree."""
    countries: dict[str | None, set[str]] = defaultdict(set)
    sectors: dict[str | None, set[str]] = defaultdict(set)
    for mention in mentions:
        countries[mention.entity_id] |= {mention.country_code} if mention.country_code else set()
        sectors[mention.entity_id] |= {mention.sector} if mention.sector else set()
    return [
        m
        if m.entity_id is None
        else replace(
            m,
            country_code=m.country_code or _only(countries[m.entity_id]),
            sector=m.sector or _only(sectors[m.entity_id]),
        )
        for m in mentions
    ]


def _only(values: Collection[str]) -> str | None:
    return next(iter(values)) if len(values) == 1 else None


def _resolve(mention: Mention, full_names: Collection[str], is_party: bool) -> Mention:
    known = gazetteer().by_form.get(mention.text) or gazetteer().by_form.get(mention.text.removesuffix("s"))
    if known and mention.entity_type == known.entity_type:
        return _known(mention, known, is_party)
    if mention.entity_type != "PER":
        return _named(mention, mention.text)
    bare = mention.text.removesuffix("s")
    candidates = {n for n in full_names if n in (mention.text, bare) or n.split()[-1] in (mention.text, bare)}
    if len(candidates) != 1:
        return replace(mention, unresolved="several" if candidates else "surname_only")
    return _named(mention, candidates.pop())


def _known(mention: Mention, known: Known, is_party: bool) -> Mention:
    is_metonym = known.is_only_metonym or (known.stands_for is not None and is_party)
    name = known.stands_for if is_metonym and known.stands_for else known.name
    entity = gazetteer().by_name[known.entity_type, name]
    return replace(
        _named(mention, name), country_code=entity.country_code, sector=entity.sector, is_metonym=is_metonym
    )


def _named(mention: Mention, name: str) -> Mention:
    return replace(mention, entity_id=entity_id_of(mention.entity_type, name), name=name)
