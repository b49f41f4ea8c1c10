"""Language identification: which language a text is written in (the language model is in news/language/)."""

from __future__ import annotations

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

SAMPLE = 2_000
"""Characters from the start of a text that are read: more costs time and hardly ever changes the answer."""

FEWEST_LETTERS = 20
"""A text with fewer letters is of no language that could be told."""

LOWEST_SCORE = 0.5
"""Below, another language is about as likely."""

NOT_LATIN = re.compile(r"[^\u0000-\u024f\u1e00-\u1eff\u2000-\u20cf]+")
"""Letters of other scripts: a German article may quote a message in Greek or Russian."""

UNDETERMINED = "und"
"""ISO 639-2 for a language that cannot be told."""


def identify(text: str) -> tuple[str, float]:
    """The language of a text (ISO 639-1, or "und") and how sure that is, 0 to 1.

    The script that most letters belong to decides; quotations in another one are left out.
    Method: naive Bayes over byte n-grams (Lui and Baldwin 2011, langid.py, as py3langid maintains it), among
    all of its languages. The score is the model's probability of its best language.
    """
    sample = text[:SAMPLE]
    latin = NOT_LATIN.sub(" ", sample)
    letters = sum(map(str.isalpha, sample))
    latin_letters = letters if latin == sample else sum(map(str.isalpha, latin))
    if latin_letters * 2 > letters:
        sample = latin
    if letters < FEWEST_LETTERS:
        return UNDETERMINED, 0.0
    language, score = _identifier().classify(sample)
    probability = min(1.0, max(0.0, float(score)))
    return (str(language) if probability >= LOWEST_SCORE else UNDETERMINED), probability


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
