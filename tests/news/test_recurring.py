from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.recurring import LONGEST_LINE, NO_CONTEXT, can_recur, line_digest, short_lines
from schemas import ShortLine
from schemas.identity import ID_PATTERN

TITLE = "Rat streitet um die Brücke"
LINE = "Unsere Lokalseite"
OTHER_LINE = "Mehr aus der Gegend"
PROSE = "Der Rat hat lange über die Brücke gesprochen."
OTHER_PROSE = "Am Ende stand kein Beschluss."

PARAGRAPHS = st.lists(
    st.sampled_from([LINE, OTHER_LINE, PROSE, OTHER_PROSE, "* * *", "Wort " * 40]), max_size=8
)


def pairs(*paragraphs: str) -> list[tuple[str, str]]:
    """Line and context digests of a body's short lines."""
    found = short_lines("1" * 16, "a.txt", "\n\n".join(paragraphs))
    return [(line.line_digest, line.context_digest) for line in found]


def test_what_can_recur() -> None:
    assert can_recur(LINE)
    assert can_recur("3 Bilder")
    assert can_recur("w" * LONGEST_LINE)


@pytest.mark.parametrize(
    "line",
    [
        "Der Rat tagt.",
        "Wer war das?",
        "„Wir gehen.“",
        "Lesen Sie mehr:",
        "w" * (LONGEST_LINE + 1),
        "* * *",
        "3 / 4",
        "",
    ],
)
def test_sentences_long_lines_and_signs_cannot_recur(line: str) -> None:
    assert not can_recur(line)


def test_case_white_space_and_digits_do_not_matter() -> None:
    assert line_digest("12 Kommentare") == line_digest("45  KOMMENTARE ")
    assert line_digest("12 Kommentare") == line_digest("7 Kommentare") == line_digest("1289 Kommentare")
    assert line_digest("Maße") == line_digest("MASSE")


def test_words_and_signs_matter() -> None:
    lines = ["Kommentare", "Kommentar", "3 Kommentare", "Kommentare 3", "Kommentare:", "Kom mentare", ""]
    assert len({line_digest(line) for line in lines}) == len(lines)


@given(st.text())
def test_every_text_has_a_digest(line: str) -> None:
    assert re.fullmatch(ID_PATTERN, line_digest(line))
    assert line_digest(f"\n {line}\t") == line_digest(line)


@given(st.text("abÄß 09.", max_size=12), st.text("\ud800\ud8ff a", max_size=3))
def test_a_digest_is_that_of_the_line_without_its_accidents(line: str, broken: str) -> None:
    assert line_digest(line.upper()) == line_digest(line.lower()) == line_digest(re.sub(r"\d", "5", line))
    assert re.fullmatch(ID_PATTERN, line_digest(broken))  # half a surrogate pair is no error


def test_a_short_line_comes_with_the_article_and_the_file() -> None:
    found = short_lines("1" * 16, "ort/a.txt", f"{PROSE}\n\n{LINE}")
    assert found == [ShortLine("1" * 16, "ort/a.txt", line_digest(LINE), line_digest(PROSE))]


def test_the_context_is_the_last_sentence_paragraph_in_front() -> None:
    assert pairs(OTHER_PROSE, PROSE, LINE, "Schluss.") == [(line_digest(LINE), line_digest(PROSE))]


def test_lines_of_one_block_share_the_paragraph_in_front_of_the_block() -> None:
    assert pairs(PROSE, LINE, OTHER_LINE) == sorted(
        [(line_digest(LINE), line_digest(PROSE)), (line_digest(OTHER_LINE), line_digest(PROSE))]
    )


def test_above_the_first_sentence_the_context_stands_behind() -> None:
    assert pairs(TITLE, LINE, PROSE, OTHER_PROSE) == [(line_digest(LINE), line_digest(PROSE))]


def test_without_any_sentence_there_is_no_context() -> None:
    assert pairs(TITLE, LINE) == [(line_digest(LINE), NO_CONTEXT)]


def test_the_first_line_is_none_even_where_it_comes_again() -> None:
    assert pairs(LINE, PROSE) == []
    assert pairs(LINE, PROSE, LINE) == [(line_digest(LINE), line_digest(PROSE))]


def test_one_line_in_two_places_has_two_contexts_and_counts_once_in_each() -> None:
    assert pairs(PROSE, LINE, LINE, OTHER_PROSE, LINE) == sorted(
        [(line_digest(LINE), line_digest(PROSE)), (line_digest(LINE), line_digest(OTHER_PROSE))]
    )


def test_copies_with_other_headlines_give_the_same_evidence() -> None:
    assert pairs(TITLE, PROSE, LINE) == pairs("Streit um Brücke", PROSE, LINE) == pairs(PROSE, LINE)


@given(PARAGRAPHS)
def test_short_lines_are_those_that_can_recur_behind_the_first(paragraphs: list[str]) -> None:
    found = pairs(*paragraphs)
    assert {line for line, _ in found} == {line_digest(p) for p in paragraphs[1:] if can_recur(p)}
    contexts = {line_digest(p) for p in paragraphs if not can_recur(p)} or {NO_CONTEXT}
    assert {context for _, context in found} <= contexts
    assert found == sorted(set(found))


@given(PARAGRAPHS, st.randoms())
def test_lines_within_a_block_may_stand_in_any_order(paragraphs: list[str], shuffler: random.Random) -> None:
    block = shuffler.sample([LINE, OTHER_LINE], 2)
    assert pairs(PROSE, LINE, OTHER_LINE, *paragraphs) == pairs(PROSE, *block, *paragraphs)
