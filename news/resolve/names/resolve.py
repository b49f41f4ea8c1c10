"""Resolve the mentions of one article: persons, offices, pronouns, states, seats, bodies and places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from news.extract.mentions.bodies import is_body_of_its_own
from news.extract.mentions.forms import agency_of, base_form, known_of
from news.extract.text import Text, text_of
from news.extract.times import Interval
from news.knowledge.gazetteer import Known, gazetteer
from news.knowledge.institutions import institution
from news.lexicon.noun_phrases import phrase_words
from news.resolve.keys import word_key
from news.resolve.names.bodies import (
    in_nominative,
    long_forms,
    name_of_body,
    name_of_council,
    nominative,
    upright,
)
from news.resolve.names.facts import share_facts
from news.resolve.names.holders import known_by_surname, post_of, state_of_person
from news.resolve.names.identity import entity_id_of
from news.resolve.names.metonymy import means_the_state
from news.resolve.names.people import People, Person, is_full
from news.resolve.names.places import place_meant
from news.resolve.names.speakers import resolve_first_person
from news.resolve.names.stand_ins import resolve_stand_ins
from news.resolve.names.states import with_states
from schemas import Mention

NAMING = {"name", "part"}
DERIVED = {"adjective", "inhabitant"}
"""Forms that refer to a state, but do not name it: an article that has nothing else does not speak of the state."""

AGAINST_THE_STATE = {"REB", "OPP", "PTY", "CVL", "MED", "NGO", "BUS"}
"""Sectors of which a group with the adjective of a state (russische Opposition) is no organ of it."""


def resolve_names(mentions: Sequence[Mention], read: Doc | Text, published: Interval) -> list[Mention]:
    """The mentions of one article with ``entity_id``, ``name`` and what is known of the entity; order is kept.

    ``published`` bounds the day on which offices are looked up. Where the article leaves open whom a mention
    means, ``entity_id`` is null and ``unresolved`` says why.
    """
    mentions = [_with_named_body(m) for m in mentions]
    article = _Article(mentions, text_of(read), published)
    resolved = {m.mention_id: article.resolve(m) for m in mentions if m.form in NAMING}
    resolved |= _by_other_surnames(resolved.values(), article.people)
    introduced = {m.entity_id for m in resolved.values() if m.form in NAMING and m.entity_id is not None}
    for mention in mentions:
        if mention.form in DERIVED and mention.mention_id not in resolved:
            resolved[mention.mention_id] = _of_state(mention)
    resolved = {
        key: replace(m, entity_id=None, name=None, unresolved="not_named")
        if m.form in DERIVED and m.entity_id not in introduced
        else m
        for key, m in resolved.items()
    }
    shared = share_facts([resolved[m.mention_id] for m in mentions if m.mention_id in resolved])
    known = [_with_state(m, published) for m in shared]
    done = {m.mention_id: m for m in with_states(known, article.text)}
    done |= {m.mention_id: m for m in resolve_stand_ins(mentions, done, article.text, published)}
    done |= {m.mention_id: m for m in resolve_first_person(mentions, done, article.text)}
    return share_facts([done[m.mention_id] for m in mentions])


def _with_named_body(mention: Mention) -> Mention:
    """A mention whose body has the name of an organisation: Außenministeriums -> Norwegisches Außenministerium."""
    body = (
        institution(mention.organisation)
        if mention.organisation and known_of(mention.organisation) is None
        else None
    )
    if mention.organisation is None or body is None:
        return mention
    return replace(
        mention, organisation=name_of_body(mention.organisation, mention.country_code) or body.noun
    )


def _with_state(mention: Mention, published: Interval) -> Mention:
    """A person of whom the article tells no state, with that of the office that the knowledge files give."""
    if mention.entity_type != "PER" or mention.country_code is not None or mention.name is None:
        return mention
    return replace(mention, country_code=state_of_person(mention.name, published))


def _by_other_surnames(mentions: Iterable[Mention], people: People) -> dict[str, Mention]:
    """Last names that stand elsewhere in the article with an office by which the person is known."""
    told: dict[str, set[str]] = defaultdict(set)
    left = []
    for mention in mentions:
        words = people.words_of(mention) if mention.entity_type == "PER" else ()
        if words and not is_full(words):
            if mention.name is not None:
                told[word_key(words[-1])].add(mention.name)
            elif mention.unresolved == "surname_only":
                left.append((mention, word_key(words[-1])))
    return {m.mention_id: named(m, next(iter(told[key]))) for m, key in left if len(told[key]) == 1}


def named(mention: Mention, name: str, entity_type: str | None = None) -> Mention:
    """A mention that means the entity of a name."""
    kind = entity_type or mention.entity_type
    return replace(mention, entity_type=kind, entity_id=entity_id_of(kind, name), name=name, unresolved=None)


def _of_state(mention: Mention) -> Mention:
    """The state that a derived word means; who is against its government does not stand for it."""
    state = gazetteer().states.get(mention.country_code or "")
    if mention.sector in AGAINST_THE_STATE:
        return replace(mention, entity_type="ORG", unresolved="not_named")
    return (
        named(mention, state.name, state.entity_type) if state else replace(mention, unresolved="not_named")
    )


class _Article:
    """What the mentions of one article tell each other."""

    def __init__(self, mentions: Sequence[Mention], text: Text, published: Interval) -> None:
        self.text = text
        self.published = published
        self.people = People(mentions, self._is_genitive)
        self.states = _states(mentions)
        self.in_office = {
            p.name
            for m in mentions
            if m.entity_type == "PER" and m.form in NAMING and m.role is not None
            for p in _only_one(self.people.candidates(m))
        }
        self.upright: set[str] = {upright(m.text) for m in mentions if not self._is_genitive(m)}
        self.long_forms = long_forms(mentions, text.body)
        self.bodies = {
            known.name
            for m in mentions
            if m.form in NAMING and (known := known_of(m.text)) is not None and known.entity_type == "ORG"
        }

    def resolve(self, mention: Mention) -> Mention:
        """A name or a part of a compound."""
        if mention.entity_type == "PER":
            return self._person(mention)
        known = known_of(mention.text)
        if known is not None and known.entity_type == mention.entity_type:
            return self._known(mention, known)
        if mention.entity_type == "ORG":
            return self._body(mention)
        if mention.entity_type == "LOC":
            return self._place(mention)
        return named(mention, nominative(mention.text, self.upright))

    def _is_genitive(self, mention: Mention) -> bool:
        last = self.text.token_at(mention.text_end - 1)
        return self.text.feature(last, "Case") == "Gen"

    def _person(self, mention: Mention) -> Mention:
        candidates = self.people.candidates(mention)
        words = self.people.words_of(mention)
        if len(candidates) > 1:
            before = [p for p in candidates if p.first_at <= mention.text_start]
            candidates = before if len(before) == 1 else self._in_office(candidates, mention)
        if len(candidates) == 1:
            return named(mention, candidates[0].name)
        if candidates:
            return replace(mention, unresolved="several")
        if words and not is_full(words):
            post = post_of(mention.role, mention.country_code, mention.organisation)
            found = known_by_surname(" ".join(words), post, self.states, self.published)
            if found is not None:
                return named(mention, found)
        return replace(mention, unresolved="surname_only")

    def _in_office(self, candidates: list[Person], mention: Mention) -> list[Person]:
        """Of several persons of a last name the one with an office, whom the press calls by it alone.

        Behind an article a last name with -s means them all: die Beltins.
        """
        first = self.text.token_at(mention.text_start)
        if mention.text.endswith("s") and self.text.word(first - 1).lower() in phrase_words("articles"):
            return candidates
        held = [p for p in candidates if p.name in self.in_office]
        return held if len(held) == 1 else candidates

    def _known(self, mention: Mention, known: Known) -> Mention:
        first = self.text.token_at(mention.text_start)
        end = self.text.token_at(mention.text_end - 1) + 1
        if known.stands_for is None:
            return _with_facts(named(mention, known.name), known)
        is_part = mention.form == "part"
        is_state = known.is_only_metonym if is_part else means_the_state(self.text, first, end)
        if not is_state:
            if known.is_only_metonym:
                place = named(mention, base_form(upright(mention.text)))
                return replace(place, country_code=known.country_code)
            return _with_facts(named(mention, known.name), known)
        name, kind = self._stands_for(known)
        entity = gazetteer().by_name[kind, name]
        is_place = institution(mention.text) is None
        return replace(_with_facts(named(mention, name, kind), entity), is_metonym=is_place)

    def _stands_for(self, known: Known) -> tuple[str, str]:
        """The state or the body for which a seat stands here; of several bodies the one that the article names."""
        bodies = known.stands_for_bodies
        if bodies:
            return next((b for b in bodies if b in self.bodies), bodies[0]), "ORG"
        return known.stands_for or known.name, "LOC"

    def _body(self, mention: Mention) -> Mention:
        if agency := agency_of(mention.text):
            return named(mention, agency)
        if council := name_of_council(mention.text):
            return named(mention, council)
        long_form = self.long_forms.get(upright(mention.text, is_body=True))
        if long_form is not None:
            known = known_of(long_form)
            return self._known(mention, known) if known is not None else named(mention, long_form)
        body = institution(mention.text.split()[-1])
        if body is not None and mention.country_code is not None:
            if not is_body_of_its_own(body):
                return _of_state(mention)
            if name := name_of_body(mention.text, mention.country_code):
                return named(mention, name)
        written = nominative(mention.text, self.upright, is_body=True)
        last = self.text.token_at(mention.text_end - 1)
        is_plural = self.text.feature(last, "Number") == "Plur"
        return named(mention, in_nominative(written, self.text.feature(last, "Gender"), is_plural=is_plural))

    def _place(self, mention: Mention) -> Mention:
        if mention.country_code is not None and mention.form == "name":
            return _of_state(mention)
        written = nominative(mention.text, self.upright)
        place = place_meant(written, self.states)
        if place is None:
            return named(mention, base_form(written) if self._is_genitive(mention) else written)
        return replace(named(mention, place.name), country_code=place.country_code)


def _only_one(persons: list[Person]) -> list[Person]:
    return persons if len(persons) == 1 else []


def _with_facts(mention: Mention, known: Known) -> Mention:
    return replace(mention, country_code=known.country_code, sector=known.sector)


def _states(mentions: Sequence[Mention]) -> Mapping[str | None, int]:
    """Alpha-3 codes and names of bodies that the article tells, with how often."""
    found: dict[str | None, int] = defaultdict(int)
    for mention in mentions:
        known = known_of(mention.text) if mention.form in NAMING else None
        code = mention.country_code or (known.country_code if known is not None else None)
        if code is not None:
            found[code] += 1
        if known is not None and known.entity_type == "ORG":
            found[known.name] += 1
    return found
