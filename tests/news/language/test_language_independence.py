"""The trained engines give one text one reading, whatever stands beside it and however many processes read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from news.language import load

SENTENCES = [
    "Die Präsidentin von Kostrien, Mira Veltow, reist am 3. Mai nach Oslo.",
    "Veltow warnte vor neuen Sanktionen gegen das Nachbarland Brakow.",
    "„Wir verhandeln weiter“, sagte sie der Zeitung »Nordblick« u. a. über den Hafen.",
    "KOSTRIEN UND BRAKOW EINIGEN SICH AUF WAFFENRUHE",
    "Das Außenministerium in Brakow wies die Vorwürfe von Dr. Jonas Halm zurück.",
    "Kurz darauf fielen an der Grenze Schüsse.",
    "x" * 300,
    "Gdańsk, Kraków und München: drei Städte, 3,5 Mio. Menschen.",
]
TEXTS = [
    *(" ".join(SENTENCES[i : i + 3]) for i in range(len(SENTENCES))),
    "\n\n".join(SENTENCES * 4),
    "",
    " \n ",
    " ".join(["und"] * 700),
]


@pytest.fixture(scope="module", params=["accurate", "fast"])
def nlp(request: pytest.FixtureRequest) -> Language:
    return load(request.param)


@pytest.fixture(scope="module")
def alone(nlp: Language) -> list[Any]:
    return [reading(nlp(text)) for text in TEXTS]


def reading(doc: Doc) -> tuple[Any, ...]:
    """All that the engine says of a text, scores to the last bit."""
    return (
        [
            (t.text, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i, t.is_sent_start, t.ent_iob_)
            for t in doc
        ],
        [(e.start_char, e.end_char, e.label_, e._.score) for e in doc.ents],
    )


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(len(TEXTS))), size=st.integers(1, 20))
def test_any_order_and_batch_size(nlp: Language, alone: list[Any], order: list[int], size: int) -> None:
    docs = nlp.pipe((TEXTS[i] for i in order), batch_size=size)
    assert [reading(doc) for doc in docs] == [alone[i] for i in order]


@pytest.mark.parametrize("size", [1, 3])
def test_any_number_of_processes(nlp: Language, alone: list[Any], size: int) -> None:
    docs = nlp.pipe(TEXTS, n_process=2, batch_size=size)
    assert [reading(doc) for doc in docs] == alone


def test_another_copy_of_the_engine_reads_the_same(nlp: Language, alone: list[Any]) -> None:
    other: Iterator[Doc] = load(nlp.meta["name"]).pipe(reversed(TEXTS))
    assert [reading(doc) for doc in other] == alone[::-1]
