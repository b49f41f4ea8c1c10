from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from readings import read

from news.extract.quotations import Quotations
from news.extract.text import Text


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Beltin sagte: „Es regnet.“ Dann ging er.", ["„Es regnet.“"]),
        ("»Es regnet«, sagte Beltin, »und es schneit.«", ["»Es regnet«", "»und es schneit.«"]),
        ('Beltin sagte: "Es regnet." Kelov sagte: "Nein."', ['"Es regnet."', '"Nein."']),
        ("Beltin sagte: „Es regnet.\n\nKelov sagte: „Nein.“", ["„Nein.“"]),
        ("Beltin sagte, es regne.", []),
    ],
)
def test_quotations_stand_between_marks(body: str, expected: list[str]) -> None:
    text = Text.of(read(body, "none"))
    spans = Quotations(text).spans
    assert [text.body[text.starts[s.first] : text.end(s.end - 1)] for s in spans] == expected


@pytest.mark.parametrize(
    ("body", "verbs"),
    [
        ("„Es regnet“, sagte Beltin.", ["sagte"]),
        ("Beltin betonte: „Es regnet.“", ["betonte"]),
        ("Beltin betonte gestern, er komme. „Es regnet.“", ["betonte"]),
        ("Beltin kam. „Es regnet“, sagte er. „Es schneit.“", ["sagte"]),
        ("Beltin kam. „Kelov sagte das.“", []),
    ],
)
def test_the_verb_of_the_speaker_stands_beside(body: str, verbs: list[str]) -> None:
    text = Text.of(read(body))
    quotations = Quotations(text)
    last = len(quotations.spans) - 1
    assert [text.words[verb] for verb in quotations.verbs_of(last)] == verbs


@example('a«»""a')
@given(st.text(alphabet='„“"»« \nabc.', max_size=40))
def test_quotations_never_overlap(body: str) -> None:
    text = Text.of(read(body or ".", "none"))
    quotations = Quotations(text)
    ends = [0]
    for number, span in enumerate(quotations.spans):
        assert ends[-1] <= span.first < span.end <= len(text)
        assert quotations.at(span.first) == number
        assert set(quotations.verbs_of(number)) <= set(range(len(text)))
        ends.append(span.end)
