from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from news.recurring import can_recur, line_digest, recurring_lines

ARTICLES = [
    ["Unsere Lokalseite", f"Nachricht {'abcdefghij'[n % 10]}{'klmnopqrst'[n // 10]}", "Alles hat ein Ende."]
    for n in range(100)
]


def test_lines_of_many_articles_recur() -> None:
    assert recurring_lines(ARTICLES, min_articles=20, min_share=0.2) == {line_digest("Unsere Lokalseite")}


def test_a_line_counts_once_in_an_article() -> None:
    assert recurring_lines([["Unsere Lokalseite"] * 50, ["Andere Seite"]], min_articles=2) == frozenset()


def test_both_thresholds_hold() -> None:
    assert recurring_lines(ARTICLES, min_articles=101) == frozenset()
    assert recurring_lines([*ARTICLES, *[["Etwas"]] * 200], min_articles=20, min_share=0.5) == {
        line_digest("Etwas")
    }


@given(
    st.lists(st.lists(st.sampled_from(["Eins", "Zwei", "Drei", "Vier."]), max_size=4), max_size=12),
    st.randoms(),
)
def test_order_changes_nothing(articles: list[list[str]], shuffler: random.Random) -> None:
    mixed = [shuffler.sample(lines, len(lines)) for lines in shuffler.sample(articles, len(articles))]
    assert recurring_lines(articles, min_articles=2) == recurring_lines(mixed, min_articles=2)


def test_case_white_space_and_digits_do_not_matter() -> None:
    assert line_digest("12 Kommentare") == line_digest("45  KOMMENTARE")
    assert line_digest("Kommentare") != line_digest("Kommentar")


def test_sentences_long_lines_and_signs_cannot_recur() -> None:
    assert can_recur("Unsere Lokalseite")
    assert not can_recur("Der Rat tagt.")
    assert not can_recur("Wort " * 40)
    assert not can_recur("* * *")
