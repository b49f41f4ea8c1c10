from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from news.analyse import CODED_LANGUAGES, analyse
from schemas import Article


def article(number: int, language: str = "de", body: str | None = None) -> Article:
    return Article(
        article_id=f"{number:016x}",
        source_file=f"{number}.txt",
        source_files=(f"{number}.txt",),
        content_sha256="0" * 64,
        byte_count=1,
        encoding="utf-8",
        repairs=(),
        published_header=None,
        published_earliest=date(2022, 5, 1),
        published_latest=date(2022, 5, 31),
        published_precision="month",
        header_problem=None,
        inferred_earliest=None,
        inferred_latest=None,
        inferred_rule=None,
        language=language,
        language_score=1.0,
        title=None,
        body=body if body is not None else f"Nachricht Nummer {number}.",
        byline=None,
        dateline=None,
        agencies=(),
        duplicate_of=None,
        run_id="lauf",
    )


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.blank("de")


def test_each_article_comes_with_the_reading_of_its_own_body(nlp: Language) -> None:
    articles = [article(n) for n in range(5)]
    found = list(analyse(articles, nlp))
    assert [a for a, _ in found] == articles
    assert [text.body for _, text in found] == [a.body for a in articles]


@pytest.mark.parametrize("language", ["en", "und", "nl"])
def test_other_languages_are_left_alone(nlp: Language, language: str) -> None:
    assert list(analyse([article(1, language)], nlp)) == []
    assert [a.article_id for a, _ in analyse([article(1, language), article(2)], nlp)] == [f"{2:016x}"]


def test_german_is_coded() -> None:
    assert "de" in CODED_LANGUAGES


def test_no_articles(nlp: Language) -> None:
    assert list(analyse([], nlp)) == []


def test_every_character_of_the_body_is_read(nlp: Language) -> None:
    body = "  Zwei  Blanke,\n\nein Absatz\tund „Zitate“ – fertig. "
    ((_, text),) = analyse([article(1, body=body)], nlp)
    assert text.body == body


def test_articles_are_read_as_they_come(nlp: Language) -> None:
    taken = []

    def source() -> Iterator[Article]:
        for number in range(100):
            taken.append(number)
            yield article(number)

    next(analyse(source(), nlp, batch_size=4))
    assert len(taken) < 20  # memory does not grow with the number of articles


@given(st.lists(st.sampled_from(["de", "en"]), max_size=12), st.integers(1, 5))
def test_batches_change_nothing(nlp: Language, languages: list[str], batch_size: int) -> None:
    articles = [article(number, language) for number, language in enumerate(languages)]
    found = [(a.article_id, text.body) for a, text in analyse(articles, nlp, batch_size)]
    assert found == [(a.article_id, a.body) for a in articles if a.language == "de"]
