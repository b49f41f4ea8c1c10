from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.credits import (
    LONGEST_CREDIT,
    agency_dateline,
    bare_dateline,
    cut_credits,
    cut_signature,
    read_credit,
)
from news.knowledge import agencies
from news.paragraphs import Paragraph, fold

SENTENCE = "Der Rat vertagte die Sache."


def paragraph(text: str) -> Paragraph:
    return Paragraph(0, len(text), fold(text))


@pytest.mark.parametrize(
    ("credit", "named"),
    [
        ("dpa", {"dpa"}),
        ("dpa/afp/red", {"dpa", "AFP"}),
        ("mit Reuters/dpa", {"Reuters", "dpa"}),
        ("mit Material von dpa und AFP", {"dpa", "AFP"}),
        ("Quelle: AFP", {"AFP"}),
        ("© dpa", {"dpa"}),
        ("kg/dpa", {"dpa"}),
        ("dpa/lby", {"dpa"}),
        ("Tsp, AFP", {"AFP"}),
        ("APA; 15.8.2015", {"APA"}),
        ("dpa-infocom, dpa:220121-99-123456/2", {"dpa"}),
        ("rt /dpa /TASS", {"dpa", "TASS"}),
        ("SDA/KNA/epd", {"SDA", "KNA", "epd"}),
        ("Interfax, RIA Nowosti", {"Interfax", "RIA"}),
        ("Associated Press", {"AP"}),
        ("21.01.2022, 13:48 Uhr | dpa", {"dpa"}),
        ("dts Nachrichtenagentur", {"dts"}),
    ],
)
def test_credits_are_read(credit: str, named: set[str]) -> None:
    found = read_credit(credit)
    assert found is not None
    assert found.agencies == named


@pytest.mark.parametrize(
    "text",
    [
        "der Chef der dpa",
        "dpa-Chef",
        "AFP hat das",
        "CDU",
        "kg",
        "",
        "mit",
        "Foto: dpa",
        "dpa war da",
        "lacht",
        "2022",
    ],
)
def test_what_says_more_than_agencies_is_no_credit(text: str) -> None:
    assert read_credit(text) is None


def test_the_desk_alone_is_a_credit_without_agency() -> None:
    found = read_credit("mit Agenturen")
    assert found is not None
    assert (found.agencies, found.names_desk) == (frozenset(), True)


@pytest.mark.parametrize(
    "text", ["{} (dpa)", "{} (dpa).", "(dpa) {}", "(dpa) - {}", "{} dpa", "{} Quelle: dpa", "{}(dpa)"]
)
def test_credits_are_cut(text: str) -> None:
    kept, cut, named = cut_credits(text.format(SENTENCE), paragraph(text.format(SENTENCE)))
    assert [k.text for k in kept] == [SENTENCE]
    assert len(cut) == 1
    assert named == {"dpa"}


@pytest.mark.parametrize(
    "text",
    [
        "Das sagte er der dpa.",
        "Das meldete Interfax.",
        "Sie sprach mit der Deutschen Presse-Agentur (dpa).",
        "Er arbeitet für die Agentur (AFP)",
        "Der Chef (dpa) ging.",
        "Mehr weiß die Nachrichtenagentur AFP.",
    ],
)
def test_agencies_in_sentences_are_text(text: str) -> None:
    kept, cut, named = cut_credits(text, paragraph(text))
    assert [k.text for k in kept] == [text]
    assert (cut, named) == ([], frozenset())


def test_a_credit_inside_a_line_leaves_one_paragraph() -> None:
    text = f"{SENTENCE} (Reuters) Morgen geht es weiter. (KNA, epd)"
    kept, cut, named = cut_credits(text, paragraph(text))
    assert [(k.text, k.continues) for k in kept] == [(SENTENCE, False), ("Morgen geht es weiter.", True)]
    assert [text[c.start : c.end] for c in cut] == ["(Reuters)", "(KNA, epd)"]
    assert named == {"Reuters", "KNA", "epd"}


@pytest.mark.parametrize("signature", ["/mau/DP/he", " (kas)", "(wal)", " (DM)"])
def test_signatures_are_cut(signature: str) -> None:
    kept, cut = cut_signature(SENTENCE + signature, paragraph(SENTENCE + signature))
    assert [k.text for k in kept] == [SENTENCE]
    assert [c.text for c in cut] == [signature.strip()]


@pytest.mark.parametrize(
    "text", ["Das sagte Petra Beispiel (SPD).", "Er kam aus Wien (Hauptstadt)", SENTENCE]
)
def test_parties_and_remarks_are_no_signatures(text: str) -> None:
    assert cut_signature(text, paragraph(text))[1] == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Berlin (dpa) - ", "Berlin"),
        ("Berlin/Kiew (dpa) – ", "Berlin/Kiew"),
        ("NEW YORK (dpa-AFX) - ", "NEW YORK"),
        ("St. Petersburg (Reuters) -- ", "St. Petersburg"),
        ("Wien, 8. März 2022 (APA) - ", "Wien"),
        ("Frankfurt am Main (dpa/lhe) - ", "Frankfurt am Main"),
        ("Musterdorf (AP) ", "Musterdorf"),
    ],
)
def test_datelines_with_an_agency(text: str, place: str) -> None:
    found = agency_dateline(text + SENTENCE)
    assert found is not None
    assert (found[0], (text + SENTENCE)[found[1] :]) == (place, SENTENCE)


@pytest.mark.parametrize(
    "text", ["Olaf Scholz (SPD) - so heißt er.", "Rostow (Russland) - Ein Brand.", "Berlin (dpa)"]
)
def test_other_brackets_are_no_datelines(text: str) -> None:
    assert agency_dateline(text) is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Genf. Die Gespräche ruhen.", "Genf"),
        ("Brüssel/Moskau – Die Gespräche ruhen.", "Brüssel/Moskau"),
        ("New York: Die Gespräche ruhen.", "New York"),
        ("Fazit. Die Gespräche ruhen.", None),
        ("Genf ist schön.", None),
        ("Genf. und weiter", None),
        ("Frankfurt/Main. Die Börse schließt.", "Frankfurt/Main"),
    ],
)
def test_datelines_of_known_places(text: str, place: str | None) -> None:
    assert bare_dateline(text) == place


@given(st.text(max_size=300))
def test_no_text_raises(text: str) -> None:
    read_credit(text)
    agency_dateline(text)
    bare_dateline(text)
    if fold(text):
        cut_credits(fold(text), paragraph(fold(text)))
        cut_signature(fold(text), paragraph(fold(text)))


@given(
    st.lists(st.sampled_from(sorted(agencies().by_spelling)), min_size=1, max_size=4),
    st.sampled_from(["/", ", ", " und "]),
)
def test_any_agencies_make_a_credit(spellings: list[str], separator: str) -> None:
    credit = separator.join(spellings)
    found = read_credit(credit)
    if len(credit) > LONGEST_CREDIT:
        assert found is None
        return
    assert found is not None
    assert found.agencies == {agencies().by_spelling[s] for s in spellings}
