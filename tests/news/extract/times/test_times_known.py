from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from news.extract.times import Interval, find_times
from news.extract.times.known import REFUSED, Known, known_on
from news.extract.times.memory import Memory
from news.extract.times.patterns import grammar
from news.extract.times.pieces import Pieces
from news.extract.times.scene import Scene

JUNE = Interval(date(2021, 6, 14), date(2021, 6, 14))
SENTENCES = [
    "Am Freitag kam sie.",
    "Am Freitag wird sie kommen.",
    "Im Mai 2019 regnete es.",
    "Im Mai regnete es.",
    "Vor drei Wochen stritten sie.",
    "Sie stritten drei Wochen.",
    "Um 20 Uhr war Schluss.",
    "Am Vortag nicht.",
]
WORDS = (1, 1, ("Freitag",))


def scene(text: str) -> Scene:
    return Scene(Pieces(text, grammar().chunks), grammar().lexicon, Memory(JUNE), (4, 5), (8, 15), None)


def test_what_was_understood_is_known_where_the_same_is_told() -> None:
    known = Known()
    past = scene("Er kam Freitag an.")
    assert known.recall(WORDS, past) is None
    past.direction()
    known.keep(WORDS, past, REFUSED)
    assert known.recall(WORDS, scene("Sie ging Freitag.")) is REFUSED
    assert known.recall(WORDS, scene("Er wird Freitag gehen.")) is None
    assert known.recall((1, 1, ("Montag",)), past) is None


def test_a_reading_that_must_be_made_anew_begins_with_no_question_asked() -> None:
    known = Known()
    past = scene("Er kam Freitag an.")
    past.direction()
    known.keep(WORDS, past, REFUSED)
    ahead = scene("Er wird Freitag gehen.")
    assert known.recall(WORDS, ahead) is None
    assert not ahead.asked


@given(st.lists(st.sampled_from(SENTENCES)))
def test_what_is_known_changes_no_result(sentences: list[str]) -> None:
    text = " ".join(sentences)
    known = find_times("a", text, JUNE)
    known_on.cache_clear()
    assert find_times("a", text, JUNE) == known
