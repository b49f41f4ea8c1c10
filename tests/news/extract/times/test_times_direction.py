from __future__ import annotations

import pytest

from news.extract.times.direction import AHEAD, PAST, UNKNOWN, clause_around, direction, is_timeless
from news.extract.times.lexicon import PIECE


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("Er traf sie", PAST),
        ("Er forderte mehr", PAST),
        ("Sie hat den Vertrag unterzeichnet", PAST),
        ("das in der Halle stattgefunden hat", PAST),
        ("Der Hof ist verkauft worden", PAST),
        ("Sie wird ihn treffen", AHEAD),
        ("Die Sitzung ist geplant", AHEAD),
        ("Er trifft sie", AHEAD),
        ("Sie besucht ihn", AHEAD),
        ("Treffen in Genf", UNKNOWN),
        ("", UNKNOWN),
    ],
)
def test_verbs_tell_the_direction(clause: str, expected: int) -> None:
    assert direction(clause.split()) == expected


def test_a_clause_ends_at_commas_and_a_sentence_at_full_stops() -> None:
    pieces = PIECE.findall("Es regnete. Er sagte, am 3. Mai komme Dr. Weiß, so hieß es. Gut so.")
    at = pieces.index("Mai")
    assert clause_around(pieces, at, at + 1) == ["am", "komme", "Dr", "Weiß"]
    sentence = clause_around(pieces, at, at + 1, whole_sentence=True)
    assert sentence[:2] == ["Er", "sagte"] and sentence[-1] == "es"


def test_states_of_these_days_are_timeless() -> None:
    assert is_timeless(["Das", "gilt", "kaum"])
    assert not is_timeless(["Er", "kam", "an"])
