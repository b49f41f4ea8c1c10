from __future__ import annotations

import pytest

from news.extract.times.direction import AHEAD, PAST, UNKNOWN, clause_around, direction, is_timeless


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
    text = "Es regnete. Er sagte, am 3. Mai komme Dr. Weiß, so hieß es. Gut so."
    at = text.index("Mai")
    assert clause_around(text, at, at + 3, 0, len(text)) == ["am", "komme", "Dr", "Weiß"]
    sentence = clause_around(text, at, at + 3, 0, len(text), whole_sentence=True)
    assert sentence[:2] == ["Er", "sagte"] and sentence[-1] == "es"


def test_states_of_these_days_are_timeless() -> None:
    assert is_timeless(["Das", "gilt", "kaum"])
    assert not is_timeless(["Er", "kam", "an"])


def test_a_score_and_a_single_line_end_end_no_clause_but_a_paragraph_does() -> None:
    text = "Nina fehlte\n\nAm Freitag siegten sie 4:0\nvor 1.200 Leuten"
    at = text.index("Freitag")
    assert clause_around(text, at, at + 7, 0, len(text)) == ["Am", "siegten", "sie", "vor", "Leuten"]
    assert clause_around(text, at, at + 7, at - 3, at + 15) == ["Am", "siegten"]
