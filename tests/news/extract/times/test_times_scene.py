from __future__ import annotations

import pytest

from news.extract.times.direction import AHEAD, PAST, UNKNOWN
from news.extract.times.interval import UNBOUNDED
from news.extract.times.memory import Memory
from news.extract.times.patterns import grammar
from news.extract.times.pieces import Pieces
from news.extract.times.scene import Hint, Scene, piece_before


def scene(text: str, word: str, hint: Hint | None = None) -> Scene:
    rules = grammar()
    pieces = Pieces(text, rules.chunks)
    at = next(i for i in range(len(pieces.codes)) if pieces.written(i) == word)
    offset = text.index(word)
    span = (offset, offset + len(word))
    return Scene(pieces, rules.lexicon, Memory(UNBOUNDED), (at, at + 1), span, hint)


@pytest.mark.parametrize(
    ("text", "lead"),
    [("vor Wochen", "ago"), ("innerhalb von Wochen", "within"), ("von Wochen", ""), ("Wochen", "")],
)
def test_the_preposition_in_front_leads(text: str, lead: str) -> None:
    assert scene(text, "Wochen").lead() == lead


def test_the_clause_tells_the_direction_unless_someone_knows_better() -> None:
    assert scene("Er kam am Freitag, sie wird kommen.", "Freitag").direction() == PAST
    assert scene("Er kam, am Freitag wird sie gehen.", "Freitag").direction() == AHEAD
    assert scene("Er kam am Freitag.", "Freitag", lambda at: AHEAD).direction() == AHEAD
    assert scene("Er kam am Freitag.", "Freitag", lambda at: None).direction() == PAST
    assert scene("Die Messe am Freitag", "Freitag").direction() == UNKNOWN


def test_what_stands_before_a_paragraph_is_not_in_front() -> None:
    text = Pieces("Ende\n\nAm Freitag", grammar().chunks)
    assert [piece_before(text.codes, at) for at in (0, 2, 4)] == [-1, -1, 2]
