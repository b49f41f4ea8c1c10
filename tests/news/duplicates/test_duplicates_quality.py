"""The search finds what is a copy beyond doubt, and nothing that is none: on clear cases it makes no mistake."""

from __future__ import annotations

import random
import re
from itertools import combinations

import pytest
from duplicate_texts import (
    ARTICLES,
    BACKGROUND,
    COPIES,
    MOULDS,
    QUOTE,
    SAME_EVENT,
    long_article,
    teaser,
    wire_copy,
)

from news.duplicates import candidate_pairs, compare, read_words, signature

SEEDS = range(12)


def found(first: str, second: str) -> str | None:
    """The relation of two texts, found by the search as a whole: candidates, then comparison."""
    if not candidate_pairs([signature("a", None, first), signature("b", None, second)]):
        return None
    overlap = compare(read_words(first), read_words(second))
    return overlap.relation if overlap else None


@pytest.mark.parametrize("article", ARTICLES)
@pytest.mark.parametrize("change", COPIES)
def test_copies_are_found_whatever_was_changed(article: str, change: str) -> None:
    text = ARTICLES[article]
    missed = [s for s in SEEDS if found(text, COPIES[change](text, random.Random(s))) != "copy"]
    assert not missed


@pytest.mark.parametrize("article", ARTICLES)
def test_two_newspapers_versions_of_one_report_are_copies(article: str) -> None:
    versions = [wire_copy(ARTICLES[article], random.Random(seed), cuts=1) for seed in range(6)]
    assert {found(a, b) for a, b in combinations(versions, 2)} == {"copy"}


@pytest.mark.parametrize("article", ARTICLES)
def test_teaser_is_an_excerpt_of_the_long_article(article: str) -> None:
    text = ARTICLES[article]
    assert found(teaser(text), long_article(text)) == "excerpt"
    assert found(long_article(text), teaser(text)) == "holder"
    assert found("Kurz gemeldet\n\n" + teaser(text), long_article(text)) == "excerpt"


@pytest.mark.parametrize(("first", "second"), list(combinations(ARTICLES, 2)))
@pytest.mark.parametrize("shared", [QUOTE, BACKGROUND, QUOTE + "\n\n" + BACKGROUND])
def test_shared_quotation_or_background_makes_no_copy(first: str, second: str, shared: str) -> None:
    with_shared = []
    for article, place in ((first, 1), (second, 3)):
        parts = ARTICLES[article].split("\n\n")
        with_shared.append("\n\n".join([*parts[:place], shared, *parts[place:]]))
    assert compare(*(read_words(t) for t in with_shared)) is None


def test_short_article_with_a_long_quotation_is_no_copy_of_another_with_it() -> None:
    first, second = (ARTICLES[a].split("\n\n")[0] + "\n\n" + QUOTE for a in ("Theater", "Gipfel"))
    assert compare(read_words(first), read_words(second)) is None
    assert compare(read_words(first), read_words(ARTICLES["Gipfel"] + "\n\n" + QUOTE)) is None


@pytest.mark.parametrize("mould", MOULDS)
def test_other_facts_from_the_same_mould_make_no_copy(mould: str) -> None:
    first, second = (read_words(text) for text in MOULDS[mould])
    assert compare(first, second) is None
    assert compare(first, first) is not None


def test_other_numbers_alone_make_another_text_where_there_are_several() -> None:
    monday = ARTICLES["Fährverbindung"]
    figures = {"140": "95", "23": "31", "6,8": "5,2"}
    tuesday = re.sub("|".join(map(re.escape, figures)), lambda m: figures[m[0]], monday)
    assert compare(read_words(monday), read_words(tuesday)) is None
    assert found(monday, monday.replace("6,8", "5,2")) == "copy"


def test_one_corrected_figure_does_not_make_another_article() -> None:
    text = ARTICLES["Waldbrand"]
    assert found(text, text.replace("480", "510")) == "copy"


def test_same_event_in_other_words_is_no_copy() -> None:
    assert compare(*(read_words(t) for t in SAME_EVENT)) is None


def test_no_two_articles_are_taken_for_copies() -> None:
    texts = [*ARTICLES.values(), SAME_EVENT[1], *(text for pair in MOULDS.values() for text in pair)]
    assert not [pair for pair in combinations(map(read_words, texts), 2) if compare(*pair)]
