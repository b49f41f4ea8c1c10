from __future__ import annotations

from news.lexicon.noun_phrases import opens_with_possessive, phrase_words
from news.lexicon.place_words import place_words
from news.lexicon.speech import speech_verbs


def test_nouns_match_as_the_last_part_of_a_compound() -> None:
    words = place_words()
    assert words.is_place_noun("Luftangriff")
    assert words.is_voice_noun("Militärregierung")
    assert words.is_treaty_noun("Friedensvertrag")
    assert not words.is_place_noun("Gespräch")


def test_prepositions_of_place_and_of_parties_are_apart() -> None:
    assert not place_words().prepositions & phrase_words("party_prepositions")


def test_function_words_in_any_form() -> None:
    assert opens_with_possessive("Seinem")
    assert not opens_with_possessive("der")
    assert "der" in phrase_words("articles")


def test_verbs_of_speaking() -> None:
    assert "sagen" in speech_verbs().lemmas
    assert "sagte" in speech_verbs().forms
    assert all(form == form.lower() for form in speech_verbs().forms)
