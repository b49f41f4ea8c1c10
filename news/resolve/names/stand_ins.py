"""Stand-ins: offices without a name, er and sie, after the names of the article are resolved."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from news.extract.mentions.forms import former_words
from news.extract.mentions.offices import is_plural
from news.extract.mentions.pronouns import is_first_person
from news.extract.mentions.whose import BEFORE, determiner_of
from news.extract.text import Text
from news.extract.times import Interval
from news.lexicon.noun_phrases import phrase_words
from news.resolve.names.holders import (
    Post,
    fits,
    holder_in_office,
    holders_named,
    persons_in,
    post_of,
    post_of_holder,
)
from news.resolve.names.identity import entity_id_of
from schemas import Mention

FEMININE_PRONOUN = "sie"


def resolve_stand_ins(
    mentions: Sequence[Mention], done: Mapping[str, Mention], text: Text, published: Interval
) -> Iterator[Mention]:
    """The offices and the pronouns er and sie of an article, resolved; ``done`` are its other mentions by id."""
    persons = [m for m in done.values() if m.entity_type == "PER" and m.name is not None]
    told, known = _told_posts(persons, text), _known_posts(persons, published)
    unnamed = [m for m in done.values() if m.entity_type == "PER" and m.form == "name" and m.name is None]
    nameless = [post for held in _told_posts(unnamed, text).values() for post in held]
    offices = {}
    in_article: dict[Post, list[str]] = {}
    for mention in mentions:
        if mention.form == "role":
            asked = _asked(mention, text)
            if asked is not None and asked not in in_article:
                in_article[asked] = persons_in(asked, told, known)
            named = in_article[asked] if asked is not None else []
            # Who is named by a last name only is not known to the files as the holder: they are silent then.
            is_known = asked is not None and not any(fits(asked, post) for post in nameless)
            offices[mention.mention_id] = _office(mention, asked if is_known else None, named, published)
    countries = {m.name: m.country_code for m in persons if m.country_code is not None}
    for mention in offices.values():
        yield replace(mention, country_code=mention.country_code or countries.get(mention.name))
    people = sorted(
        (m for m in [*persons, *offices.values()] if m.name is not None), key=lambda m: m.text_start
    )
    feminine = _gender(told)
    starts = [m.text_start for m in people]
    for mention in mentions:
        if mention.form == "pronoun" and not is_first_person(mention.text):
            place = bisect_left(starts, mention.text_start)
            yield _pronoun(mention, people[:place], feminine, text)


def _told_posts(persons: Sequence[Mention], text: Text) -> dict[str, list[Post]]:
    """Name -> the offices that the article gives to the person."""
    found: dict[str, list[Post]] = defaultdict(list)
    for mention in persons:
        post = post_of(mention.role, mention.country_code, mention.organisation)
        if post is not None and not _held_it_once(mention, text):
            found[mention.name or ""].append(post)
    return found


def _known_posts(persons: Sequence[Mention], published: Interval) -> dict[str, list[Post]]:
    """Name -> the offices that the knowledge files give to the person at the time."""
    return {
        name: [
            post_of_holder(h)
            for h in holders_named(name, published)
            if h.overlaps(published.earliest, published.latest)
        ]
        for name in sorted({m.name for m in persons if m.name is not None})
    }


def _asked(mention: Mention, text: Text) -> Post | None:
    """The post whose one holder an office means; null for an indefinite, a former or a plural one."""
    token = text.token_at(mention.text_start)
    determiner = determiner_of(text, token)
    if (
        determiner in phrase_words("indefinite")
        or is_plural(text, token, determiner)
        or _is_former(text, token)
    ):
        return None
    return post_of(mention.role, mention.country_code, mention.organisation)


def _office(mention: Mention, asked: Post | None, in_article: Sequence[str], published: Interval) -> Mention:
    """An office as the one person of the article who holds it, else as who held it at the time."""
    if len(in_article) > 1:
        return replace(mention, unresolved="several")
    name = in_article[0] if in_article else holder_in_office(asked, published) if asked else None
    if name is None:
        return replace(mention, unresolved="office_open")
    return replace(mention, entity_id=entity_id_of("PER", name), name=name)


def _held_it_once(person: Mention, text: Text) -> bool:
    """Whether the office that stands before a name is told to be over: der frühere Präsident Beltin."""
    first = text.token_at(person.text_start)
    for place in range(first - 1, max(-1, first - 1 - BEFORE), -1):
        if text.words[place] == person.role:
            return _is_former(text, place)
    return False


def _is_former(text: Text, token: int) -> bool:
    """Whether an adjective before an office says that it is not held now."""
    for place in range(token - 1, max(-1, token - BEFORE), -1):
        word = text.words[place]
        if not text.together(place, token) or word[:1].isupper():
            return False
        if any(word.startswith(stem) for stem in former_words()):
            return True
    return False


def _gender(posts: Mapping[str, Sequence[Post]]) -> dict[str, bool]:
    """Name -> whether the person is a woman, as far as the offices tell."""
    return {
        name: told.pop()
        for name, held in posts.items()
        if len(told := {p.is_feminine for p in held if p.is_feminine is not None}) == 1
    }


def _pronoun(
    mention: Mention, before: Sequence[Mention], feminine: Mapping[str, bool], text: Text
) -> Mention:
    """The one person of the sentence before and of the words up to the pronoun, if gender allows."""
    nearby = {}
    for person in reversed(before):
        if mention.sentence_index - person.sentence_index > 1:
            break
        nearby[person.name] = person
    if len(nearby) != 1:
        return replace(mention, unresolved="several" if nearby else "nobody_named")
    ((name, person),) = nearby.items()
    if name is None or feminine.get(name, mention.text.lower() == FEMININE_PRONOUN) != (
        mention.text.lower() == FEMININE_PRONOUN
    ):
        return replace(mention, unresolved="nobody_named")
    return replace(
        mention,
        entity_id=person.entity_id,
        name=name,
        country_code=person.country_code,
        organisation=person.organisation,
        sector=person.sector,
    )
