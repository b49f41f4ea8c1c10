"""Profiles: name, type, state and sector of an entity, from all names that mean it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from news.resolve.bodies import is_oblique, known_body
from news.resolve.joining import node_of
from news.resolve.known_persons import KnownPerson, known_person
from news.resolve.name_counts import NameCount, articles_by, majority, most
from schemas import content_id

RIVAL_ARTICLES, RIVAL_SHARE = 2, 0.2
"""Articles, at least, that tell another state and another office of a name's bearer before they are two people."""
CLEAR_SHARE = 0.8
"""Share of articles that the one must have who is meant where an article tells no state and there are two people."""


@dataclass(frozen=True, slots=True)
class Profile:
    """An entity: what the corpus and the knowledge files say of it."""

    entity_id: str
    name: str
    entity_type: str
    country_code: str | None
    sector: str | None
    offices: frozenset[str]
    """Nouns of the offices that articles give to it."""
    articles: int
    """Articles that write one of its names, each name counted by itself."""
    counts: tuple[NameCount, ...]
    """The names that mean it."""


def canonical_name(counts: Sequence[NameCount]) -> str:
    """The name of an entity: that of the knowledge files, else the full form that most articles write.

    Of a person's names those go before that write a given name out, of others those that do not look inflected.
    """
    used = _by_use(counts)
    if counts[0].entity_type == "PER":
        person = next((p for n in used if (p := known_person(n)) is not None), None)
        full = [n for n in used if len(n.split()[0].strip(".")) > 1]
        return person.name if person else (full or used)[0]
    body = next((known for n in used if (known := known_body(n)) is not None), None)
    upright = [n for n in used if not is_oblique(n)]
    return body.name if body else (upright or used)[0]


def body_profile(counts: Sequence[NameCount], name: str) -> Profile:
    """The profile of an organisation, a place or another name.

    The type is the one that most articles give, unless the knowledge files tell it.
    """
    known = known_body(name)
    entity_type = most(articles_by((n.entity_type, n.articles) for n in counts)) or counts[0].entity_type
    entity_type = known.entity_type if known else entity_type
    return Profile(
        entity_id=content_id("entity", entity_type, node_of(entity_type, name)),
        name=name,
        entity_type=entity_type,
        country_code=known.country_code if known else _country(counts),
        sector=known.sector if known else _sector(counts),
        offices=frozenset(),
        articles=sum(n.articles for n in counts),
        counts=tuple(counts),
    )


def person_profiles(counts: Sequence[NameCount], name: str) -> tuple[list[Profile], Sequence[NameCount]]:
    """The profiles of a person or, where state and office contradict each other, of namesakes; and names left open.

    The first profile is the one whom most articles mean. A name without a state is left open where none of the
    namesakes is clearly the one who is meant.
    """
    person = known_person(name)
    rivals = _rivals(counts, person)
    main = [n for n in counts if n.country_code not in rivals]
    unclear: list[NameCount] = []
    if rivals:
        told = articles_by((n.country_code, n.articles) for n in counts)
        if sum(told[c] for c in told if c not in rivals) < CLEAR_SHARE * told.total():
            unclear = [n for n in main if n.country_code is None]
            main = [n for n in main if n.country_code is not None]
    profiles = [_person(main, name, person)]
    for country in sorted(rivals):
        theirs = [n for n in counts if n.country_code == country]
        profiles.append(_person(theirs, name, None, country))
    return profiles, unclear


def _person(
    counts: Sequence[NameCount], name: str, known: KnownPerson | None, country: str | None = None
) -> Profile:
    key = [node_of("PER", name), *([country] if country else [])]
    if known is not None:
        told = articles_by(
            (n.country_code, n.articles) for n in counts if n.country_code in known.country_codes
        )
        country = known.last_country if known.last_country is None else majority(told) or known.last_country
    return Profile(
        entity_id=content_id("entity", "PER", *key),
        name=name,
        entity_type="PER",
        country_code=country if country or known else _country(counts),
        sector=(known.sector if known else None) or _sector(counts),
        offices=frozenset(office for n in counts for office in n.offices),
        articles=sum(n.articles for n in counts),
        counts=tuple(counts),
    )


def _rivals(counts: Sequence[NameCount], known: KnownPerson | None) -> set[str]:
    """States for which somebody else of the same name acts, in another office."""
    told = articles_by((n.country_code, n.articles) for n in counts)
    offices: dict[str, set[str]] = defaultdict(set)
    for n in counts:
        if n.country_code:
            offices[n.country_code] |= n.offices
    own = known.country_codes if known else {most(told)} - {None}
    held = {office for c in own if c for office in offices[c]}
    return {
        country
        for country, articles in told.items()
        if country not in own
        and articles >= max(RIVAL_ARTICLES, RIVAL_SHARE * told.total())
        and held
        and offices[country]
        and not held & offices[country]
    }


def _by_use(counts: Sequence[NameCount]) -> list[str]:
    """The distinct names, those of most articles first."""
    votes: Counter[str] = articles_by((n.name, n.articles) for n in counts)
    return sorted(votes, key=lambda name: (-votes[name], name))


def _country(counts: Sequence[NameCount]) -> str | None:
    return majority(articles_by((n.country_code, n.articles) for n in counts))


def _sector(counts: Sequence[NameCount]) -> str | None:
    return majority(articles_by((n.sector, n.articles) for n in counts))
