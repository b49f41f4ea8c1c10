"""Analyse: run the language engine over articles, in batches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.language import Language

from news.extract.text import Text
from news.language.analyses import Analyses, read_texts
from schemas import Article

CODED_LANGUAGES = {"de"}
"""Languages whose articles are coded; others are kept as articles and left alone."""


def analyse(
    articles: Iterable[Article], nlp: Language, batch_size: int = 16, analyses: Analyses | None = None
) -> Iterator[tuple[Article, Text]]:
    """Pair each article in a coded language with the engine's reading of its body, in order."""
    coded = ((a.body, a) for a in articles if a.language in CODED_LANGUAGES)
    for columns, article in read_texts(nlp, coded, batch_size, analyses):
        yield article, Text.of(columns)
