from __future__ import annotations

import pytest

from news.paragraphs import split_paragraphs
from news.title import is_kicker, is_page_title, is_title, repetitions

PROSE = (
    "Der Rat der Stadt hat am Abend nach langer Debatte beschlossen, die Brücke über die Aue neu zu bauen."
)


@pytest.mark.parametrize(
    "line",
    [
        "Rat beschließt Neubau der Brücke",
        "Wer zahlt für die Brücke?",
        "Endlich ein Beschluss!",
        "Ein Weg ist frei. Aber wohin?",
        "„So kann es nicht bleiben“",
        "Brückenbau: Rat sagt Ja",
        "EU: Neue Brücken braucht das Land",
        "„Wer soll das zahlen?“",
        "Und dann kam das Wasser …",
    ],
)
def test_headlines(line: str) -> None:
    assert is_title(line, [PROSE])


@pytest.mark.parametrize(
    "line",
    [
        PROSE,
        "Der Rat tagte.",
        "Liebe Leserinnen und Leser,",
        "- erster Punkt",
        "1. Punkt",
        "12.03.",
        "***",
        "Es heißt:",
        "SZ: Frau Beispiel, wer zahlt?",
        "a" * 201,
        "Das Wasser kam früh am Morgen und ging nicht. " * 2 + "Ein Rundgang",
    ],
)
def test_what_is_no_headline(line: str) -> None:
    assert not is_title(line, [PROSE])


def test_a_question_in_front_of_short_answers_is_no_headline() -> None:
    assert not is_title("Wer zahlt für die Brücke?", ["Alle."])
    assert is_title("Wer zahlt für die Brücke?", ["Streit im Rat", PROSE])


def test_one_line_has_no_headline() -> None:
    assert not is_title("Rat beschließt Neubau der Brücke", [])


def test_kickers() -> None:
    assert is_kicker("Verkehrspolitik", "Rat beschließt Neubau der Brücke", PROSE)
    assert not is_kicker("Rat beschließt Neubau der Brücke", "Streit um die Kosten", PROSE)
    assert not is_kicker("Verkehrspolitik", PROSE, PROSE)
    assert not is_kicker("Verkehrspolitik", "Rat beschließt Neubau der Brücke", "Kurz.")


def test_page_titles() -> None:
    assert is_page_title("Rat baut Brücke - Musterblatt", ["08.03.2022", "Rat baut Brücke"])
    assert not is_page_title("Rat baut Brücke", ["Rat baut Brücke"])
    assert not is_page_title("Rat - so geht es weiter", ["Rat"])


def repeated(*lines: str, title: str | None = None) -> set[int]:
    return repetitions(split_paragraphs("\n\n".join(lines), 0), title)


def test_repetitions() -> None:
    title = "Rat beschließt Neubau der Brücke"
    assert repeated(title, PROSE, title, title=title) == {2}
    assert repeated(title, PROSE, "Rat beschließt Neubau …", title=title) == {2}
    assert repeated(PROSE, PROSE) == {1}
    assert repeated(PROSE, f"{PROSE} Am Morgen begann der Bau.") == {0}
    assert repeated(f"{PROSE[:60]} …", PROSE) == {0}


def test_what_may_stand_twice() -> None:
    other = (
        "Die Gegner des Baus haben angekündigt, vor dem Verwaltungsgericht dagegen zu klagen, wie sie sagten."
    )
    question = "Was würden Sie an der Brücke ändern, wenn Sie könnten, und wer sollte dafür zahlen?"
    assert repeated(other, PROSE, other, PROSE, question, "Nichts.", question, "Alles.") == {2, 3}
    assert repeated("Fazit", PROSE, "Fazit", other) == set()
