"""Speakers: whom ich and wir mean inside a direct quotation, after the other mentions of the article are resolved."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from news.extract.mentions.forms import known_of
from news.extract.quotations import Quotations
from news.extract.text import MODIFIERS, Text
from news.knowledge.gazetteer import gazetteer
from news.lexicon.frames import frames
from news.lexicon.noun_phrases import phrase_words
from news.resolve.names.identity import entity_id_of
from schemas import Mention

OFFICIAL = {"GOV", "MIL", "IGO"}
"""Sectors of who speaks for the state or body of the office: wir means it."""
PREDICATES = {"VERB", "ADJ"}
HIGHEST = 3
"""Steps from a pronoun up to the predicate of its clause."""


def resolve_first_person(
    mentions: Sequence[Mention], done: Mapping[str, Mention], text: Text
) -> Iterator[Mention]:
    """The pronouns ich and wir of quotations, resolved; ``done`` are all other mentions of the article by id.

    Ich is who says the quotation. Wir is the state or body for which the speaker holds office, where the article
    names it and the clause tells what such a party does; else it is open who is meant.
    """
    pronouns = [m for m in mentions if m.mention_id not in done]
    if not pronouns:
        return
    quotations = Quotations(text)
    people = _People([m for m in done.values() if m.entity_type == "PER"], text)
    named = {m.entity_id for m in done.values() if m.form in {"name", "part"}}
    for mention in pronouns:
        token = text.token_at(mention.text_start)
        number = quotations.at(token)
        speaker = people.speaker(quotations, number) if number is not None else None
        if speaker is None or speaker.name is None:
            yield replace(mention, unresolved="nobody_named")
        elif text.words[token].lower() in phrase_words("first_singular"):
            yield _as(mention, speaker, "PER", speaker.name)
        else:
            yield _we(mention, token, speaker, named, text)


def _we(mention: Mention, token: int, speaker: Mention, named: Collection[str | None], text: Text) -> Mention:
    party = _party_of(speaker)
    if party is None or entity_id_of(*party) not in named or not _is_act(text, token):
        return replace(mention, unresolved="several")
    return _as(mention, speaker, *party)


def _as(mention: Mention, speaker: Mention, entity_type: str, name: str) -> Mention:
    return replace(
        mention,
        entity_type=entity_type,
        entity_id=entity_id_of(entity_type, name),
        name=name,
        unresolved=None,
        country_code=speaker.country_code,
        organisation=speaker.organisation if entity_type == "PER" else None,
        sector=speaker.sector if entity_type == "PER" else None,
    )


def _party_of(speaker: Mention) -> tuple[str, str] | None:
    """Type and name of the state or body for which somebody speaks; null where it is open."""
    if speaker.sector not in OFFICIAL:
        return None
    state = gazetteer().states.get(speaker.country_code or "")
    if state is not None:
        return state.entity_type, state.name
    body = known_of(speaker.organisation) if speaker.organisation else None
    return (body.entity_type, body.name) if body is not None and body.entity_type == "ORG" else None


def _is_act(text: Text, token: int) -> bool:
    """Whether the predicate of a pronoun's clause tells an act between parties."""
    above = text.heads[token]
    for _ in range(HIGHEST):
        if text.classes[above] in PREDICATES and any(
            frame.event_type for frame in frames().of(text.classes[above], text.lemmas[above])
        ):
            return True
        if text.relations[above] not in {"aux", "cop", "xcomp", "obj", "obl"}:
            return False
        above = text.heads[above]
    return False


class _People:
    """The persons of an article by the tokens on which they stand."""

    def __init__(self, persons: Sequence[Mention], text: Text) -> None:
        self.text = text
        self._standing: dict[int, Mention] = {}
        for mention in persons:
            if mention.form != "part":
                first, last = text.token_at(mention.text_start), text.token_at(mention.text_end - 1)
                self._standing |= dict.fromkeys(range(first, last + 1), mention)
        self._tokens = sorted(self._standing)

    def speaker(self, quotations: Quotations, number: int) -> Mention | None:
        """Who says a quotation: the subject of a verb of speaking; null where it is nobody or is open."""
        for verb in quotations.verbs_of(number):
            if not self.text.has_parse:
                return self._only_one_beside(quotations, verb)
            subjects = [
                token
                for token in range(*self._sentence(verb))
                if self.text.heads[token] == verb and self.text.relations[token] == "nsubj"
            ]
            if subjects:
                return self._person_at(subjects[0]) if quotations.at(subjects[0]) is None else None
        return None

    def _person_at(self, subject: int) -> Mention | None:
        """The person of a noun phrase: the name beside an office, else the office or the pronoun."""
        beside = [
            token
            for token in range(*self._sentence(subject))
            if self.text.heads[token] == subject and self.text.relations[token] in MODIFIERS - {"nmod"}
        ]
        found = [self._standing[t] for t in (*beside, subject) if t in self._standing]
        return next((m for m in found if m.form == "name"), found[0] if found else None)

    def _only_one_beside(self, quotations: Quotations, verb: int) -> Mention | None:
        """Without a parse the one person of the verb's sentence outside of quotations."""
        first, end = self._sentence(verb)
        inside = self._tokens[bisect_right(self._tokens, first - 1) : bisect_right(self._tokens, end - 1)]
        found = {m.name: m for t in inside if quotations.at(t) is None for m in (self._standing[t],)}
        return next(iter(found.values())) if len(found) == 1 else None

    def _sentence(self, token: int) -> tuple[int, int]:
        """First token of a sentence, and the one behind it."""
        number = self.text.sentences[token]
        return bisect_right(self.text.sentences, number - 1), bisect_right(self.text.sentences, number)
