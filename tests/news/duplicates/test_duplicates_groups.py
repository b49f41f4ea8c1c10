from __future__ import annotations

import random
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from news.duplicates import SKETCH_VERSION, duplicates_of
from schemas import NearCopy, Signature


def article(article_id: str, words: int = 300, published: date | None = None) -> Signature:
    return Signature(article_id, published, words, (), SKETCH_VERSION)


def copies(*pairs: str) -> list[NearCopy]:
    return [NearCopy(a, b, "copy", 0.9) for p in pairs for a, b in (p, reversed(p))]


def excerpt(inner: str, outer: str) -> list[NearCopy]:
    return [NearCopy(inner, outer, "excerpt", 0.9), NearCopy(outer, inner, "holder", 0.2)]


def test_copies_of_copies_are_copies_of_the_first() -> None:
    articles = [article(a) for a in "abcd"]
    assert duplicates_of(articles, copies("ab", "bc")) == {"a": None, "b": "a", "c": "a", "d": None}


def test_the_first_is_published_first_then_has_the_smaller_id_and_unknown_days_come_last() -> None:
    articles = [
        article("a"),
        article("b", published=date(2022, 2, 1)),
        article("c", published=date(2022, 1, 1)),
    ]
    assert duplicates_of(articles, copies("ab", "bc")) == {"a": "c", "b": "c", "c": None}
    articles = [
        article("a"),
        article("b", published=date(2022, 2, 1)),
        article("c", published=date(2022, 2, 1)),
    ]
    assert duplicates_of(articles, copies("ab", "bc")) == {"a": "b", "b": None, "c": "b"}


def test_an_excerpt_is_a_duplicate_of_what_holds_it_even_if_it_was_first() -> None:
    articles = [article("a", 80), article("b", 300)]
    assert duplicates_of(articles, excerpt("a", "b")) == {"a": "b", "b": None}


def test_an_excerpt_joins_the_earliest_of_the_families_that_hold_it_and_does_not_join_them() -> None:
    articles = [article("a", 80), article("b"), article("c"), article("d")]
    pairs = [*excerpt("a", "c"), *excerpt("a", "d"), *copies("bd")]
    assert duplicates_of(articles, pairs) == {"a": "b", "b": None, "c": None, "d": "b"}


def test_a_round_up_does_not_join_its_topics() -> None:
    articles = [article("a", 100), article("b", 90), article("r", 900), article("x", 100)]
    pairs = [*excerpt("a", "r"), *excerpt("b", "r"), *copies("ax")]
    assert duplicates_of(articles, pairs) == {"a": "r", "b": "r", "r": None, "x": "r"}


def test_an_excerpt_of_an_excerpt_belongs_to_the_outermost() -> None:
    articles = [article("a", 60), article("b", 200), article("c", 900)]
    assert duplicates_of(articles, [*excerpt("a", "b"), *excerpt("b", "c")]) == {
        "a": "c",
        "b": "c",
        "c": None,
    }


@settings(deadline=None)
@given(st.data())
def test_groups_do_not_depend_on_order_and_their_first_is_no_duplicate(data: st.DataObject) -> None:
    ids = "abcdefgh"
    articles = [
        article(
            a,
            data.draw(st.sampled_from([60, 150, 400])),
            data.draw(st.sampled_from([None, date(2022, 1, 1)])),
        )
        for a in ids
    ]
    words = {s.article_id: s.word_count for s in articles}
    pairs = []
    for a, b in data.draw(st.sets(st.tuples(st.sampled_from(ids), st.sampled_from(ids)), max_size=12)):
        if a < b:
            inner, outer = sorted((a, b), key=words.__getitem__)
            pairs.extend(
                copies(a + b) if words[a] == words[b] or data.draw(st.booleans()) else excerpt(inner, outer)
            )
    groups = duplicates_of(articles, pairs)
    assert all(first is None or groups[first] is None for first in groups.values())
    assert groups.keys() == set(ids)
    shuffled = random.Random(0)
    shuffled.shuffle(articles)
    shuffled.shuffle(pairs)
    assert duplicates_of(articles, pairs) == groups
