import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.language.lemmas import apply_rule, lemma


@pytest.mark.parametrize(
    ("rule", "form", "expected"),
    [
        ("=", "Berlin", "Berlin"),
        ("1+", "Berlins", "Berlin"),
        ("l1+er", "Diese", "dieser"),
        ("g1+en", "gefragt", "fragen"),
        ("u0+", "haus", "Haus"),
        ("9+en", "kurz", "kurz"),
        ("nonsense", "kurz", "kurz"),
    ],
)
def test_rules(rule, form, expected):
    assert apply_rule(rule, form) == expected


@pytest.mark.parametrize(
    ("form", "upos", "expected"),
    [
        ("verhandelte", "VERB", "verhandeln"),
        ("Verhandelte", "VERB", "verhandeln"),
        ("Gespräche", "NOUN", "Gespräch"),
        ("war", "AUX", "sein"),
    ],
)
def test_the_dictionary_knows_nouns_and_verbs(form, upos, expected):
    assert lemma(form, upos, "=") == expected


@given(
    st.text(min_size=1, max_size=12),
    st.sampled_from(["NOUN", "VERB", "PROPN", "X"]),
    st.sampled_from(["=", "lg3+en"]),
)
def test_every_form_has_a_lemma(form, upos, rule):
    assert lemma(form, upos, rule)
