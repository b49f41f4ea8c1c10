"""Labels: of what type a name is by the knowledge files, and which words that the engine takes for names are none."""

from __future__ import annotations

from dataclasses import dataclass, replace

import simplemma

from news.extract.mentions.forms import (
    agency_of,
    base_council,
    base_form,
    calendar_words,
    calm,
    known_of,
)
from news.extract.text import Text
from news.knowledge.gazetteer import Known, gazetteer
from news.knowledge.holders import persons_by_surname
from news.knowledge.institutions import institution
from news.knowledge.offices import office
from news.knowledge.places import find
from news.lexicon.noun_phrases import phrase_words

KNOWN_SCORE = 0.9
"""Score of a name that the knowledge files hold."""
SURE = 0.95
"""Engine score from which a word for an office may be the last name of a person."""
COMMON_CLASSES = {"NOUN", "ADJ", "VERB", "ADV", "DET", "ADP", "PRON", "AUX", "NUM"}
ARTICLES = {"der", "dem", "den", "des"}
INSIDE = {"in", "nach", "aus"}


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text, from token ``first`` up to, not including, ``end``."""

    first: int
    end: int
    label: str
    score: float


def written(text: Text, name: Name) -> str:
    """The words of a name as they stand in the text."""
    return str(text.body[text.starts[name.first] : text.end(name.end - 1)])


def relabel(text: Text, name: Name) -> Name:
    """A name with the label that the knowledge files give to it, where they leave no doubt."""
    form = written(text, name)
    if agency_of(form):
        return replace(name, label="ORG", score=max(name.score, KNOWN_SCORE))
    known = known_of(form)
    if known is None:
        label = _label_of_unknown(text, name, form)
        return name if label == name.label else replace(name, label=label)
    if known.entity_type == name.label:
        return name if name.score >= KNOWN_SCORE else replace(name, score=KNOWN_SCORE)
    is_city = known.stands_for is not None and not known.is_only_metonym
    caution = gazetteer().cautions.get(base_form(form))
    if name.label == "PER" and (caution == "homograph" or (is_city and caution is None)):
        return name
    return replace(name, label=known.entity_type)


def _label_of_unknown(text: Text, name: Name, form: str) -> str:
    is_word = name.end - name.first == 1
    body = institution(text.words[name.end - 1])
    if is_council(form) or (body is not None and (body.prefix or not is_word)):
        return "ORG"
    if is_word and name.label != "PER" and is_known_person(form):
        return "PER"
    return name.label


def is_council(word: str) -> bool:
    """Whether a compound of several states or bodies names one that they share: Nato-Russland-Rat."""
    if "-" not in word:
        return False
    *parties, noun = word.split("-")
    return len(parties) > 1 and base_council(noun) is not None and all(known_of(party) for party in parties)


def is_known_person(form: str) -> bool:
    """Whether a word is the last name of somebody in the knowledge files, and no place."""
    bare = base_form(form)
    return bool(persons_by_surname(bare) or persons_by_surname(form)) and not (find(bare) or find(form))


def is_common(text: Text, name: Name) -> bool:
    """Whether a name of one word is none: a common noun, an office, a word for a people, a mark."""
    if name.end - name.first > 1:
        return False
    word = text.words[name.first]
    if is_date(text, name.first):
        return True
    if agency_of(word):
        return False
    if not word[:1].isupper():
        return not any(c.isupper() for c in word)
    known = known_of(word)
    if known is not None:
        is_doubtful = known.entity_type == "ORG" and is_doubtful_form(text, name.first, name.end, word)
        return is_doubtful and not is_supported(text, name.first, name.end, known)
    return _is_common_noun(text, name, word)


def is_date(text: Text, token: int) -> bool:
    """Whether a word is a month or a weekday here, and nobody's last name: im Mai, 1. Mai, Mai 2019."""
    before, behind = text.word(token - 1), text.word(token + 1)
    return calm(text.words[token]) in calendar_words() and (
        before.lower() in phrase_words("before_dates") or before.rstrip(".").isdigit() or behind.isdigit()
    )


def is_doubtful_form(text: Text, first: int, end: int, form: str) -> bool:
    """Whether a form is also something else, by the knowledge files; among capitals also what it is without them."""
    cautions = gazetteer().cautions
    if form in cautions:
        return True
    beside = [word for word in (text.word(first - 1), text.word(end)) if word.isalpha()]
    return form.isupper() and bool(beside) and all(w.isupper() for w in beside) and calm(form) in cautions


def _is_common_noun(text: Text, name: Name, word: str) -> bool:
    if gazetteer().inhabitants.get(word) or gazetteer().country_of_adjective(word):
        return True
    is_noun = text.classes[name.first] in COMMON_CLASSES
    if office(word):
        return name.label != "PER" or name.score < SURE or is_noun
    body = institution(word)
    if body is not None:
        return body.country_code is None and body.organisation is None
    if name.label == "PER" and name.score >= SURE:
        return False
    return is_noun and bool(simplemma.is_known(word, lang="de"))


def is_supported(text: Text, first: int, end: int, known: Known) -> bool:
    """Whether a form that is also something else is the body here: a party, and no direction or part of a land.

    "Der Westen droht" and "Gespräche mit dem Westen" against "im Westen" and "der Westen des Landes".
    """
    if known.entity_type != "ORG":
        return False
    if text.word(first - 1) == "(" and text.word(end) == ")":
        return True
    if known.country_code is not None:
        return False
    following = text.word(end)
    is_genitive = following[:1].isupper() and base_form(following) != following
    if following in {"des", "der"} or (is_genitive and text.together(first, end)):
        return False
    before = text.word(first - 1).lower()
    return before in ARTICLES and text.word(first - 2).lower() not in INSIDE
