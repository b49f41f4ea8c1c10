from __future__ import annotations

import textwrap
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from news.paragraphs import Paragraph, ends_sentence, fold, is_fragmented, rejoin, slices, split_paragraphs

TEXTS = st.text(st.sampled_from("ab. \n\t\u00a0Ä„“-"), max_size=200)
SENTENCES = [
    "Der Zug nach Neustadt hält seit gestern nicht mehr in Altdorf, weil dort Gleise fehlen.",
    "Viele Reisende müssen nun mit dem Bus fahren, der nur zweimal am Tag kommt.",
    "Die Bahn verspricht, dass die Strecke im Herbst wieder ganz befahren werden kann.",
]


@given(TEXTS, st.integers(0, 20))
def test_paragraphs_hold_every_word_once_and_in_order(text: str, start: int) -> None:
    start = min(start, len(text))
    paragraphs = split_paragraphs(text, start)
    assert " ".join(p.text for p in paragraphs) == fold(text[start:])
    assert all(fold(text[p.start : p.end]) == p.text != "" for p in paragraphs)
    assert all(a.end <= b.start for a, b in pairwise(paragraphs))


@given(TEXTS, st.lists(st.integers(0, 200), min_size=2, max_size=6))
def test_slices_stand_where_they_say(text: str, cuts: list[int]) -> None:
    for paragraph in split_paragraphs(text, 0):
        edges = sorted(min(cut, len(paragraph.text)) for cut in cuts)
        spans = list(pairwise(edges))
        for part in slices(text, paragraph, spans):
            assert fold(text[part.start : part.end]) == part.text != ""
        words = "".join(
            p.text for p in slices(text, paragraph, [(0, edges[0]), *spans, (edges[-1], len(paragraph.text))])
        )
        assert words.replace(" ", "") == paragraph.text.replace(" ", "")


@given(st.integers(30, 100))
def test_wrapped_lines_are_joined(width: int) -> None:
    text = "\n\n".join(textwrap.fill(" ".join(SENTENCES), width) for _ in range(2))
    assert [p.text for p in split_paragraphs(text, 0)] == [" ".join(SENTENCES)] * 2


def test_a_line_per_paragraph_stays_apart() -> None:
    lines = ["Kein Halt in Altdorf", " ".join(SENTENCES), SENTENCES[0]]
    assert [p.text for p in split_paragraphs("\n".join(lines), 0)] == lines


def test_short_lines_that_had_room_stay_apart() -> None:
    lines = ["Neue Gleise", "Bus statt Bahn auf der ganzen Strecke", "Ende"]
    assert [p.text for p in split_paragraphs("\n".join(lines), 0)] == lines


def as_paragraphs(lines: list[str]) -> list[Paragraph]:
    return split_paragraphs("\n\n".join(lines), 0)


def test_a_text_with_a_blank_line_behind_every_line_is_put_together() -> None:
    lines = textwrap.wrap(" ".join(SENTENCES * 2), 50)
    paragraphs = as_paragraphs(lines)
    assert is_fragmented(paragraphs)
    assert [p.continues for p in rejoin(paragraphs, in_fragments=True)][1:].count(False) <= 1


def test_a_headline_stays_apart_from_a_product_in_lower_case() -> None:
    paragraphs = as_paragraphs(["Neues Heft im Handel", "taz und Freitag berichten darüber.", SENTENCES[0]])
    assert not any(p.continues for p in rejoin(paragraphs, in_fragments=False))


def test_an_article_at_the_end_of_a_line_binds_the_next() -> None:
    paragraphs = as_paragraphs([SENTENCES[0], "Das sagte am Abend die", "Verkehrsministerin des Landes."])
    assert [p.continues for p in rejoin(paragraphs, in_fragments=False)] == [False, False, True]


def test_quotation_marks_do_not_hide_the_end_of_a_sentence() -> None:
    assert ends_sentence("„Das bleibt so.“")
    assert ends_sentence("Wer zahlt?»")
    assert not ends_sentence("Ein Titel")
    assert not ends_sentence("„“")
