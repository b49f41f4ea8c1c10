"""Analyse: run the language engine over articles, in batches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc

from news.language.analyses import Analyses, read_docs
from schemas import Article

CODED_LANGUAGES = {"de"}
"""Languages whose articles are coded; others are kept as articles and left alone."""


def analyse(
    articles: Iterable[Article], nlp: Language, batch_size: int = 16, analyses: Analyses | None = None
) -> Iterator[tuple[Article, Doc]]:
    """Pair each article in a coded language with the engine's reading of its body, in order."""
    coded = ((a.body, a) for a in articles if a.language in CODED_LANGUAGES)
    for doc, article in read_docs(nlp, coded, batch_size, analyses):
        yield article, doc
