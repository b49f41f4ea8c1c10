from __future__ import annotations

import pytest

from news.extract.times.direction import (
    AHEAD,
    PAST,
    UNKNOWN,
    clause_around,
    direction,
    direction_of_attribute,
    is_past,
    is_postponed,
    is_report,
    is_timeless,
    is_until,
)


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


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("Die Ämter verboten den Marsch", PAST),
        ("Der Marsch wird verboten", AHEAD),
        ("Er zog ab", PAST),
        ("Die Truppen abzogen", PAST),
        ("Das berichtet die Zeitung", PAST),
        ("Sie hätte reden können", PAST),
        ("die ausgesetzte Pflicht wieder einzuführen", AHEAD),
        ("Es gehörte ihm", PAST),
    ],
)
def test_forms_of_verbs_are_told_apart(clause: str, expected: int) -> None:
    assert direction(clause.split()) == expected


def test_brackets_beside_a_time_do_not_end_its_clause() -> None:
    text = "Das sagte Kolm (VVP, Velen) am Montag (wie so oft) in Kolmar."
    at = text.index("Montag")
    words = clause_around(text, at, at + 6, 0, len(text))
    assert words[:3] == ["Das", "sagte", "Kolm"]
    assert words[-1] == "Kolmar"
    inside = text.index("Velen")
    assert clause_around(text, inside, inside + 5, 0, len(text)) == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("begonnene Messe läuft", PAST),
        ("in Velen unterzeichnete Abkommen", PAST),
        ("beginnende Messe", AHEAD),
        ("geplante Messe", AHEAD),
        ("läuft die Messe", UNKNOWN),
    ],
)
def test_a_participle_tells_the_direction_of_what_is_part_of_it(words: str, expected: int) -> None:
    assert direction_of_attribute(words.split()) == expected


def test_verbs_tell_whether_they_are_past_or_report() -> None:
    assert [is_past(verb) for verb in ("kam", "abzog", "kommt")] == [True, True, False]
    assert [is_report(verb) for verb in ("berichtet", "kommt")] == [True, False]


def test_what_is_put_off_is_put_off_to_a_day_ahead() -> None:
    assert is_until("auf") and not is_until("am")
    assert is_postponed(["Die", "Wahl", "wurde", "verschoben"])
    assert not is_postponed(["Die", "Wahl", "war"])
