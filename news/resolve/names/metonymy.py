"""Metonymy: whether the name of a capital or a seat of government means the state or the place."""

from __future__ import annotations

from news.extract.mentions.forms import base_form, known_of
from news.extract.text import Text
from news.knowledge.places import find
from news.lexicon.noun_phrases import phrase_words
from news.lexicon.place_words import place_words

BACK = 4
"""Words before a name among which its preposition stands."""
PARTIES = {"nsubj", "nsubj:pass", "csubj", "obj", "iobj", "obl:agent"}
COLON = ":"


def means_the_state(text: Text, first: int, end: int) -> bool:
    """Whether a name at tokens ``first`` to ``end`` is a party (Moskau droht) and no place (in Moskau).

    Decided by the preposition, and by the verb or noun on which the name hangs; without a parse by the
    preposition alone.
    """
    is_genitive = base_form(text.words[end - 1]) != text.words[end - 1]
    if not text.has_parse:
        preposition = "" if is_genitive else _preposition_before(text, first)
        return _by_preposition(text, first, preposition)
    if _is_beside_a_town(text, first, end):
        return False
    head = _first_of_coordination(text, text.head_of(first, end))
    # The preposition before a genitive is that of the noun behind it: über Oslos Forderungen.
    preposition = _case_of(text, head) or ("" if is_genitive else _preposition_before(text, first))
    if preposition:
        return _with_preposition(text, first, head, preposition)
    return _bare(text, head, end, is_genitive=is_genitive)


def _bare(text: Text, head: int, end: int, *, is_genitive: bool) -> bool:
    """A name without a preposition: by the verb whose party it is, or the noun whose attribute."""
    words = place_words()
    relation, governor = text.relations[head], text.heads[head]
    lemma = text.lemmas[governor]
    if relation in PARTIES:
        return lemma not in words.place_verbs or (relation == "nsubj" and lemma == "treffen")
    if relation == "nmod" and governor != head:
        return not (words.is_place_noun(lemma) and is_genitive)
    if governor == head:
        return text.word(end) == COLON and text.together(head, end)
    return not words.is_place_noun(lemma) and lemma not in words.place_verbs and relation != "appos"


def _with_preposition(text: Text, first: int, head: int, preposition: str) -> bool:
    words = place_words()
    governor = text.heads[head]
    lemma = text.lemmas[governor]
    if preposition in {"in", "aus"}:
        before = _noun_before(text, first)
        if (before and words.is_voice_noun(before)) or words.is_voice_noun(lemma):
            return True
        return preposition == "aus" and lemma in words.voice_verbs
    if preposition in words.prepositions:
        return False
    if preposition == "von" and (_leads_on(text, first) or words.is_treaty_noun(lemma)):
        return False
    return not (
        governor != head and words.is_place_noun(lemma) and text.classes[governor] in {"NOUN", "PROPN"}
    )


def _is_beside_a_town(text: Text, first: int, end: int) -> bool:
    """Whether a name stands in one row with a town that governs nobody: zwischen Hamburg und Oslo."""
    for conjunction, place in ((end, end + 1), (first - 1, first - 2)):
        word = text.word(place)
        if text.word(conjunction) == "und" and word[:1].isupper() and known_of(word) is None and find(word):
            return text.together(first, place)
    return False


def _leads_on(text: Text, first: int) -> bool:
    """Whether a way goes on from the place: von Moskau nach, von Moskau aus, von Moskau entfernt."""
    return any(
        text.together(first, place) and text.words[place] in {"nach", "bis", "aus", "entfernt"}
        for place in range(first + 1, first + 1 + BACK)
    )


def _by_preposition(text: Text, first: int, preposition: str) -> bool:
    words = place_words()
    if preposition in {"in", "aus"}:
        before = _noun_before(text, first)
        return bool(before and words.is_voice_noun(before))
    return preposition not in words.prepositions and not (preposition == "von" and _leads_on(text, first))


def _first_of_coordination(text: Text, token: int) -> int:
    """The first of coordinated names, in whose place in the clause the others stand."""
    steps = 0
    while text.relations[token] == "conj" and text.heads[token] < token and steps < BACK:
        token = text.heads[token]
        steps += 1
    return token


def _case_of(text: Text, token: int) -> str:
    """The preposition that hangs on a word; empty if none does."""
    for place in range(token - 1, max(-1, token - 1 - BACK), -1):
        if text.heads[place] == token and text.relations[place] == "case":
            return text.words[place].lower()
    return ""


def _preposition_before(text: Text, first: int) -> str:
    """A preposition directly before a name, an article or an adjective between them perhaps."""
    for place in range(first - 1, max(-1, first - BACK), -1):
        word = text.words[place].lower()
        if not text.together(place, first) or not word.isalpha():
            return ""
        if word in place_words().prepositions | phrase_words("party_prepositions"):
            return word
        if text.words[place][:1].isupper():
            return ""
    return ""


def _noun_before(text: Text, first: int) -> str:
    """The lemma of a noun before the preposition of a name: Regierung in Moskau."""
    place = first - 2
    return text.lemmas[place] if place >= 0 and text.words[place][:1].isupper() else ""
