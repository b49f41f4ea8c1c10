from __future__ import annotations

import pytest

from news import boilerplate
from news.knowledge import FOLDER, read_rows
from news.paragraphs import split_paragraphs
from schemas.boilerplate import BOILERPLATE, BOILERPLATE_KINDS

ROWS = read_rows(FOLDER / "boilerplate.tsv")
PROSE = (
    "Der Rat der Stadt hat am Abend nach langer Debatte beschlossen, die Brücke über die Aue neu zu bauen."
)
FINDERS = {
    "line": boilerplate.find_anywhere,
    "start": boilerplate.find_anywhere,
    "head": boilerplate.find_in_head,
    "tail": boilerplate.find_in_tail,
}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["example"][:40])
def test_each_pattern_finds_its_example(row: dict[str, str]) -> None:
    example = row["example"]
    if row["where"] == "front":
        assert boilerplate.find_front(example) is not None
    elif row["where"] == "behind":
        assert boilerplate.is_bare_photo_credit(example)
    elif row["where"] == "list":
        lines = split_paragraphs(f"{PROSE}\n\n{example}\n\nRegen im Süden", 0)
        assert boilerplate.list_from(lines, [False] * 3) == (1, 3)
    else:
        found = FINDERS[row["where"]](example)
        assert found is not None
        assert found.kind == row["kind"]


def test_the_file_keeps_to_the_vocabularies() -> None:
    assert {row["kind"] for row in ROWS} <= set(BOILERPLATE_KINDS)
    assert {row["where"] for row in ROWS} == set(boilerplate.PLACES)
    assert BOILERPLATE.field("kind").column.values == tuple(BOILERPLATE_KINDS)


@pytest.mark.parametrize(
    "sentence",
    [
        PROSE,
        "Hintergrund",
        "Lange Wege für Pendler",
        "Im Video ist zu sehen, wie zwei Männer die Brücke verlassen.",
        "Die Zeitung hat den Newsletter vor Jahren eingestellt, sagte sie.",
        "Lesen Sie mir den Brief vor, sagte der alte Mann zu seiner Enkelin.",
        "Teilen will er den Preis mit allen, die am Bau beteiligt waren.",
        "Von Petra Beispiel forderte er, die Pläne zu ändern.",
        "Hier geht es vor allem um das Vertrauen der Menschen in den Staat.",
        "Ein neues Bild: Die Stadt wächst wieder, und zwar schneller als das Land.",
        "Die Vorbilder: Petra Beispiel und Jan Muster",
        "Der Ausschuss »prüft« und »prüft«",
        "Mehr Informationen gab die Polizei am Abend nicht heraus.",
        "Kommentare von Nutzern löschte der Betreiber noch in der Nacht.",
        "Video überwacht die Stadt den Platz seit drei Jahren nicht mehr.",
        "Nach Angaben der Polizei wurde die Anzeige zurückgezogen.",
        "Weiter sagte er nichts.",
    ],
)
def test_sentences_and_subheadings_are_no_boilerplate(sentence: str) -> None:
    assert boilerplate.find_anywhere(sentence) is None
    assert boilerplate.find_in_head(sentence) is None
    assert boilerplate.find_in_tail(sentence) is None


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Von Petra Beispiel", "Petra Beispiel"),
        ("Von Petra Beispiel, Berlin", "Petra Beispiel"),
        ("von Petra Beispiel und Jan von Muster", "Petra Beispiel und Jan von Muster"),
        ("Von Petra Beispiel – 12. Januar 2022", "Petra Beispiel"),
        ("Ein Kommentar von Petra Beispiel.", "Petra Beispiel"),
        ("Autorin: Petra Beispiel", "Petra Beispiel"),
    ],
)
def test_bylines_name_their_authors(byline: str, names: str) -> None:
    found = boilerplate.find_in_head(byline)
    assert found is not None
    assert (found.kind, found.names) == ("byline", names)


@pytest.mark.parametrize(
    "line", ["Petra Beispiel/Pool AP/dpa", "imago / Jan Muster", "AFP/Archiv Petra BEISPIEL"]
)
def test_lines_of_names_are_photo_credits(line: str) -> None:
    found = boilerplate.find_anywhere(line)
    assert found is not None
    assert found.kind == "caption"


def test_a_caption_with_its_credit_in_brackets() -> None:
    assert boilerplate.is_photo_caption("Die Brücke am Abend. (AFP / Petra BEISPIEL)")
    assert not boilerplate.is_photo_caption("Das sagte die Ministerin. (dpa)")
    assert not boilerplate.is_photo_caption("Das sagte Petra Beispiel (SPD)")


def test_a_promotion_joined_to_a_paragraph_is_found() -> None:
    promotion = "[Unseren Newsletter bestellen Sie hier.]"
    assert boilerplate.attached(promotion + PROSE) == (0, len(promotion))
    assert boilerplate.attached(f"{PROSE} {promotion}") == (len(PROSE) + 1, len(PROSE) + 1 + len(promotion))
    assert boilerplate.attached(PROSE) is None
    assert boilerplate.attached("[Beifall] " + PROSE) is None


def test_only_the_credit_of_a_picture_is_cut_from_an_article() -> None:
    text = f"{PROSE} {PROSE} Foto: Jan Muster"
    assert boilerplate.attached(text) == (text.index("Foto"), len(text))


def test_a_list_heading_above_prose_is_cut_alone() -> None:
    lines = split_paragraphs(f"{PROSE}\n\nMeistgelesen\n\n{PROSE}", 0)
    assert boilerplate.list_from(lines, [False] * 3) == (1, 2)
    assert boilerplate.list_from(lines[:1], [False]) is None
