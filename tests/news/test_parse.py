from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.paragraphs import fold
from news.parse import ParsedText, parse
from news.read import NotAnArticle
from news.recurring import line_digest
from schemas.boilerplate import BOILERPLATE_KINDS
from schemas.rejects import REJECT_REASONS

TODAY = date(2022, 6, 1)
GOLDEN = sorted((Path(__file__).parent / "golden" / "parse").glob("*.txt"))
PROSE = (
    "Der Rat der Stadt hat am Abend nach langer Debatte beschlossen, die Brücke über die Aue neu zu bauen."
)
LINES = st.sampled_from(
    [
        PROSE,
        "Rat baut Brücke",
        "Wer zahlt?",
        "(dpa/afp)",
        "Berlin (dpa) - " + PROSE,
        PROSE + " (Reuters)",
        "Von Petra Beispiel",
        "Foto: Jan Muster",
        "Lesen Sie auch: Streit im Rat",
        "Meistgelesen",
        "Regen im Süden",
        "Rat baut …",
        "die",
        "und weiter",
        "[Hier geht es zum Newsletter]" + PROSE,
        "12 Kommentare",
        " date 2022-01 ",
        "\ufeff",
        "...",
        "kg/dpa",
        "Anzeige",
        PROSE + " " + PROSE + " Foto: Jan Muster",
        "(neu: Zahlen) - " + PROSE,
        "/mau/DP/he",
        "21.01.2022",
        "(kas)",
        "\u00a0",
        "x",
    ]
)
BREAKS = st.sampled_from(["\n\n", "\n", "\n \n\t\n", " ", "  \n\n\n"])
TEXTS = st.lists(st.tuples(LINES, BREAKS), max_size=12).map(lambda parts: "".join(a + b for a, b in parts))


def parsed_or_none(text: str) -> ParsedText | None:
    try:
        return parse(text, today=TODAY, tolerance_days=2)
    except NotAnArticle as reject:
        assert reject.reason in REJECT_REASONS
        return None


def check_offsets(text: str) -> None:
    parsed = parsed_or_none(text)
    if parsed is None:
        return
    spans = sorted(
        [(p.start, p.end) for p in parsed.boilerplate] + [(p.text_start, p.text_end) for p in parsed.body_map]
    )
    position = parsed.header.end
    for start, end in spans:
        assert position <= start < end
        assert not text[position:start].strip()
        position = end
    assert not text[position:].strip()
    assert [p.start for p in parsed.boilerplate] == sorted(p.start for p in parsed.boilerplate)
    assert {p.kind for p in parsed.boilerplate} <= set(BOILERPLATE_KINDS)
    for passage in parsed.body_map:
        assert (
            fold(text[passage.text_start : passage.text_end])
            == parsed.body[passage.body_start : passage.body_end]
        )
    covered = "".join(parsed.body[p.body_start : p.body_end] for p in parsed.body_map)
    assert covered.replace(" ", "") == "".join(parsed.body.split())
    paragraphs = parsed.body.split("\n\n")
    assert all(p == fold(p) != "" for p in paragraphs)
    assert parsed.title is None or parsed.title == paragraphs[0]


@given(TEXTS)
@settings(max_examples=300)
def test_header_body_and_boilerplate_cover_the_text(text: str) -> None:
    check_offsets(text)


@given(st.text())
def test_any_text_is_parsed_or_rejected(text: str) -> None:
    check_offsets(text)


@pytest.mark.parametrize("case", GOLDEN, ids=lambda path: path.stem)
def test_golden_texts_are_covered(case: Path) -> None:
    check_offsets(case.read_bytes().decode("utf-8"))


@pytest.mark.parametrize("case", GOLDEN, ids=lambda path: path.stem)
def test_parsing_a_body_cuts_nothing_more(case: Path) -> None:
    body = parse(case.read_bytes().decode("utf-8"), today=TODAY, tolerance_days=2).body
    again = parse(body, today=TODAY, tolerance_days=2)
    assert again.body == body
    assert again.boilerplate == ()


@given(TEXTS)
def test_parsing_is_deterministic(text: str) -> None:
    assert parsed_or_none(text) == parsed_or_none(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "blank"),
        (" \n\n", "blank"),
        (" date 2022-01 ", "header_only"),
        (" date 2022-01\n(dpa)", "header_only"),
    ],
)
def test_texts_without_an_article(text: str, reason: str) -> None:
    with pytest.raises(NotAnArticle) as caught:
        parse(text, today=TODAY, tolerance_days=2)
    assert caught.value.reason == reason


def test_recurring_lines_are_cut_but_not_the_first() -> None:
    text = f"Unsere Lokalseite\n\n{PROSE}\n\nUnsere Lokalseite Süd\n\n{PROSE[:-1]}, endlich."
    recurring = frozenset(
        {line_digest("Unsere Lokalseite"), line_digest("Unsere Lokalseite Süd"), line_digest(PROSE)}
    )
    parsed = parse(text, today=TODAY, tolerance_days=2, recurring=recurring)
    assert [(p.kind, text[p.start : p.end]) for p in parsed.boilerplate] == [
        ("recurring", "Unsere Lokalseite Süd")
    ]
    assert parsed.title == "Unsere Lokalseite"


def test_credits_of_pictures_are_not_credits_of_the_text() -> None:
    parsed = parse(
        f"{PROSE}\n\nFoto: Jan Muster/AFP\n\n{PROSE[:-1]}, endlich. (dpa)", today=TODAY, tolerance_days=2
    )
    assert parsed.agencies == ("dpa",)


@pytest.mark.parametrize(
    "text",
    [
        "Wort " * 200_000,
        "\n" * 300_000 + PROSE,
        " " * 300_000 + PROSE,
        "(" * 100_000,
        "dpa/" * 50_000,
        "[" * 50_000 + "]",
        "„“" * 50_000,
        "(dpa) A. " * 20_000,
        ("(dpa)  A. " * 5_000),
        "x\n" * 50_000,
        "Foto: A/" * 30,
        "- " * 100_000,
    ],
    ids=lambda text: f"{text[:8]!r}",
)
def test_long_and_odd_texts_are_parsed(text: str) -> None:
    check_offsets(text)
