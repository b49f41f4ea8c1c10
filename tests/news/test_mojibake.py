"""Misread UTF-8 is turned back, correct text never."""

from __future__ import annotations

import pytest
from german_texts import LONG
from hypothesis import given
from hypothesis import strategies as st

from news.mojibake import fix_mojibake

MISREADABLE = st.text(st.sampled_from("abe rst,.ÄÖÜäöüß„“–…€é»«"), max_size=80).map("für ".__add__)


@given(MISREADABLE, st.sampled_from(["cp1252", "latin-1", "mac-roman", "cp850"]))
def test_misread_text_is_turned_back(text: str, encoding: str) -> None:
    assert fix_mojibake(text.encode().decode(encoding)) == text


@given(MISREADABLE)
def test_correct_german_is_left_alone(text: str) -> None:
    assert fix_mojibake(text) == text


@pytest.mark.parametrize("times", [2, 3, 4])
@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_text_that_was_misread_again_and_again_is_turned_back(times: int, encoding: str) -> None:
    text = damaged = "„Größe“ – für den Präsidenten"
    for _ in range(times):
        damaged = damaged.encode().decode(encoding)
    assert fix_mojibake(damaged) == text


@pytest.mark.parametrize(
    "text",
    [
        *LONG,
        "Die Abkürzung lautet „DIE Ä“, das macht „Spaß“…",
        "ESPAÑA, Ñandú, São Tomé, Århus, Ærø, Île-de-France, Ângela, PORTUGAL: NÃO",
        "Der Buchstabe Ã kommt im Deutschen nicht vor, Â auch nicht.",
        "naïve Café-Gäste, 20 °C, § 5, ½ Liter, ²⁄₃",
        "Москва́ und Αθήνα, 東京, القاهرة",
    ],
)
def test_unusual_but_correct_text_is_left_alone(text: str) -> None:
    assert fix_mojibake(text) == text


@pytest.mark.parametrize(
    ("damaged", "text"),
    [
        ("Ein Teil ist schÃ¶n, der Rest ist schön", "Ein Teil ist schön, der Rest ist schön"),
        ("â€žfÃ¼râ€\ufffd alle", "„für” alle"),
        ("fÃ¼r 5Â Euro", "für 5 Euro"),
        ("fÃ¼r 5Â\u00a0Euro", "für 5\u00a0Euro"),
        ("ErdoÄŸan, ÄŒaputovÃ¡, LukaÅ¡enka, Ð¿Ñ€Ð¸", "Erdoğan, Čaputová, Lukašenka, при"),
        ("toll ðŸ˜€", "toll 😀"),
    ],
)
def test_damage_in_part_is_repaired_in_part(damaged: str, text: str) -> None:
    assert fix_mojibake(damaged) == text


def test_letters_of_a_foreign_name_are_no_damage() -> None:
    assert (
        fix_mojibake("Ministerin Selin Kılıç sprach in Bağlıca.")
        == "Ministerin Selin Kılıç sprach in Bağlıca."
    )
