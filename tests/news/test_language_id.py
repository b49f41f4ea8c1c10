from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from news.language_id import FEWEST_LETTERS, UNDETERMINED, Identifier, identify

ITS_OWN = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
OURS = Identifier.from_model_file(MODEL_FILE, norm_probs=True)
GERMAN = "Der Außenminister von Velen hat die Präsidentin am Montagabend über den Streit unterrichtet. "


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Rat der Stadt hat am Abend beschlossen, die alte Brücke über den Fluss neu zu bauen.", "de"),
        ("The council decided on Tuesday evening to rebuild the old bridge across the river.", "en"),
        ("Le conseil municipal a décidé mardi soir de reconstruire le vieux pont sur la rivière.", "fr"),
        ("Городской совет во вторник вечером решил построить новый мост через реку.", "ru"),
        ("Il consiglio comunale ha deciso martedì sera di ricostruire il vecchio ponte sul fiume.", "it"),
    ],
)
def test_languages(text: str, language: str) -> None:
    found, score = identify(text)
    assert found == language
    assert score > 0.9


def test_a_quotation_in_another_script_does_not_decide() -> None:
    german = "Der Rat der Stadt hat am Abend beschlossen, die alte Brücke neu zu bauen. Er schrieb dazu: "
    assert identify(german + "Мы построим новый мост через реку, и это хорошо.")[0] == "de"


@pytest.mark.parametrize("text", ["", "ok", "1234567890 " * 20, "Rat tagt"])
def test_too_short_to_tell(text: str) -> None:
    assert identify(text) == (UNDETERMINED, 0.0)


@given(st.text(max_size=200))
def test_no_text_raises_and_scores_are_probabilities(text: str) -> None:
    language, score = identify(text)
    assert 0.0 <= score <= 1.0
    assert language == UNDETERMINED or sum(c.isalpha() for c in text) >= FEWEST_LETTERS


@given(
    st.one_of(st.text(), st.binary(), st.lists(st.sampled_from(GERMAN.split()), max_size=60).map(" ".join))
)
def test_all_bytes_at_once_score_as_one_after_the_other(text: str | bytes) -> None:
    assert OURS.classify(text) == ITS_OWN.classify(text)


def test_long_texts_score_as_by_the_library() -> None:
    for length in (1, 5, 6, 7, 100, 2_000):
        assert OURS.rank((GERMAN * 30)[:length]) == ITS_OWN.rank((GERMAN * 30)[:length])
