"""German is evidence enough to tell the single-byte encodings apart."""

from __future__ import annotations

import re

import pytest
from damage import fitted, same
from german_texts import PARAGRAPHS

from news.decode import decode_bytes
from news.encodings import guess_foreign, guess_single_byte
from news.read import decode

ENCODINGS = ("cp1252", "latin-1", "iso8859-15", "cp850", "mac-roman")
SENTENCES = [s for paragraph in PARAGRAPHS for s in re.split(r"(?<=[.!?…“]) ", paragraph) if not s.isascii()]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_single_sentences_are_evidence_enough(encoding: str) -> None:
    read = [(decode(fitted(s, encoding).encode(encoding)).text, fitted(s, encoding)) for s in SENTENCES]
    right = sum(same(found) == same(truth) for found, truth in read)
    assert right / len(read) >= 0.98, [pair for pair in read if same(pair[0]) != same(pair[1])]


@pytest.mark.parametrize(
    "word", ["für", "Öl", "Größe", "daß", "Äpfel", "Übung", "über", "Café", "schön", "öffentlich", "ändern"]
)
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_single_words_are_evidence_enough(word: str, encoding: str) -> None:
    text = f"Das Wort {word} steht hier allein"
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    ("text", "encoding", "found"),
    [
        ("Das kostet 20 €", "cp1252", "cp1252"),
        ("Das kostet 20 €", "iso8859-15", "iso8859-15"),
        ("Das kostet 20 € am Tag", "mac-roman", "mac-roman"),
        ("Miloš Zeman grüßt Žižek", "iso8859-15", "iso8859-15"),
        ("Miloš Zeman grüßt Žižek", "cp1252", "cp1252"),
        ("Er sagte: „Gern“ – und ging.", "cp1252", "cp1252"),
        ("Er sagte: „Gern“ – und ging.", "mac-roman", "mac-roman"),
        ("«Über allem», steht dort", "mac-roman", "mac-roman"),
        ("Das macht „Spaß“, heißt es", "cp1252", "cp1252"),
    ],
)
def test_quotation_marks_and_rare_letters_are_evidence_too(text: str, encoding: str, found: str) -> None:
    decoded = decode_bytes(text.encode(encoding))
    assert (decoded.text, decoded.encoding) == (text, found)


def test_bytes_that_cp1252_leaves_undefined_do_no_harm() -> None:
    raw = PARAGRAPHS[0].encode("cp1252") + b"\x81\x8d\x8f\x90\x9d"
    assert decode(raw).text == PARAGRAPHS[0]


def test_noise_costs_more_than_any_language() -> None:
    german = guess_single_byte("Für Größe und Übermut".encode("cp1252"))[1]
    french = guess_single_byte("l'élève a été reçu à Genève".encode("cp1252"))[1]
    noise = guess_single_byte(bytes((i * 7 + i * i * 31) % 224 + 32 for i in range(2_000)))[1]
    assert german < 4 < french < 10 < noise


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Президент заявил, что переговоры будут продолжены на следующей неделе.", "cp1251"),
        ("Президент заявил, что переговоры будут продолжены на следующей неделе.", "koi8-r"),
        ("Předseda vlády řekl, že příští týden navštíví sousední země.", "cp1250"),
    ],
)
def test_other_languages_are_read_by_second_opinion(text: str, encoding: str) -> None:
    assert guess_foreign(text.encode(encoding)) == encoding
    assert decode(text.encode(encoding)).text == text
