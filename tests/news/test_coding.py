from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import fields, replace
from datetime import date
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from news.coding import ArticleRows, code_texts, extractor_version
from news.language import load
from news.lexicon import lexicon_version
from news.parse import parse
from news.reading import Terms
from news.recurring import line_digest
from news.resolve.names import entity_id_of
from schemas import StoredText

TERMS = Terms(run_id="lauf", today=date(2022, 6, 1), max_bytes=10_000, future_days=2)
TITLE = "Norwegen und Chile streiten über Fischfang"
TEXT = (
    f" date 2022-05 {TITLE}\n\n"
    "Oslo (dpa) - Der norwegische Präsident Jaro Beltin hat Chile scharf kritisiert. Es gehe um die Quoten "
    "im Südmeer.\n\n"
    "Lesen Sie auch: Wie der Fisch auf den Teller kommt\n\n"
    "Am 12. Mai 2022 besuchte Beltin Chile und die Insel Lofta. Norwegen will Sanktionen gegen Chile verhängen.\n\n"
    "Mehr aus der Gegend\n\n"
    "Chile griff Norwegen nicht an, wie Ministerin Nuna Kelov am Abend in einer langen Rede vor Fischern sagte.\n\n"
    "(dpa/red)\n"
)
ENGLISH = (
    " date 2022-05 Norway and Chile argue about fishing\n\n"
    "Norway attacked the plans of Chile on Monday. The government said that it would not accept any of them, "
    "and that the talks had ended without a result.\n"
)
SHORT = (
    "Präsidentin Ida Morwald telefonierte am Montag mit Kanzler Falk Nimbus über die neuen Brücken im Land.\n"
)
NOBODY = "Am Wochenende bleibt es trocken und mild, erst am Dienstag ziehen von Westen her Wolken auf.\n"
TEXTS = {"a": TEXT, "b": ENGLISH, "c": SHORT, "d": NOBODY, "e": TEXT.replace("Lofta", "Senjo")}


def stored(name: str, text: str) -> StoredText:
    raw = text.encode()
    return StoredText(
        name * 16, f"{name}.txt", sha256(raw).hexdigest(), len(raw), "utf-8", ("line_ends",), text
    )


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load("none")


@pytest.fixture(scope="module")
def rows(nlp: Language) -> ArticleRows:
    return code_texts([stored("a", TEXT)], nlp, TERMS, frozenset())


def test_the_article_row_tells_file_header_and_text(rows: ArticleRows) -> None:
    (article,) = rows.articles
    text = stored("a", TEXT)
    assert (article.article_id, article.source_file, article.source_files) == ("a" * 16, "a.txt", ("a.txt",))
    assert (article.content_sha256, article.byte_count) == (text.content_sha256, text.byte_count)
    assert (article.encoding, article.repairs) == ("utf-8", ("line_ends",))
    assert (article.published_header, article.published_precision) == ("2022-05", "month")
    assert (article.published_earliest, article.published_latest) == (date(2022, 5, 1), date(2022, 5, 31))
    assert article.header_problem is None
    assert (article.title, article.dateline, article.agencies) == (TITLE, "Oslo", ("dpa",))
    assert article.language == "de"
    assert article.language_score > 0.9
    assert (article.duplicate_of, article.run_id) == (None, "lauf")


def test_the_body_is_the_article_and_nothing_else(rows: ArticleRows) -> None:
    (article,) = rows.articles
    assert article.body == (
        f"{TITLE}\n\n"
        "Der norwegische Präsident Jaro Beltin hat Chile scharf kritisiert. Es gehe um die Quoten im Südmeer.\n\n"
        "Am 12. Mai 2022 besuchte Beltin Chile und die Insel Lofta. Norwegen will Sanktionen gegen Chile verhängen.\n\n"
        "Mehr aus der Gegend\n\n"
        "Chile griff Norwegen nicht an, wie Ministerin Nuna Kelov am Abend in einer langen Rede vor Fischern sagte."
    )


def test_boilerplate_has_offsets_into_the_raw_text(rows: ArticleRows) -> None:
    assert [(cut.kind, cut.text) for cut in rows.boilerplate] == [
        ("dateline", "Oslo (dpa) -"),
        ("teaser", "Lesen Sie auch: Wie der Fisch auf den Teller kommt"),
        ("credit", "(dpa/red)"),
    ]
    assert all(TEXT[cut.text_start : cut.text_end] == cut.text for cut in rows.boilerplate)
    assert {cut.article_id for cut in rows.boilerplate} == {"a" * 16}


def test_recurring_lines_are_cut_and_told(nlp: Language) -> None:
    rows = code_texts([stored("a", TEXT)], nlp, TERMS, frozenset({line_digest("Mehr aus der Gegend")}))
    assert ("recurring", "Mehr aus der Gegend") in [(cut.kind, cut.text) for cut in rows.boilerplate]
    assert "Mehr aus der Gegend" not in rows.articles[0].body


def test_offsets_of_all_tables_reproduce_the_text(rows: ArticleRows) -> None:
    body = rows.articles[0].body
    assert rows.mentions
    assert rows.time_expressions
    assert rows.event_mentions
    for mention in rows.mentions:
        assert body[mention.text_start : mention.text_end] == mention.text
    for time in rows.time_expressions:
        assert body[time.text_start : time.text_end] == time.text
    for event in rows.event_mentions:
        assert body[event.trigger_start : event.trigger_end] == event.trigger


def test_mentions_are_resolved_inside_the_article(rows: ArticleRows) -> None:
    beltin = [m for m in rows.mentions if m.text.endswith("Beltin")]
    assert [m.text for m in beltin] == ["Jaro Beltin", "Beltin"]
    assert {(m.entity_id, m.name, m.country_code, m.sector) for m in beltin} == {
        (entity_id_of("PER", "Jaro Beltin"), "Jaro Beltin", "NOR", "GOV")
    }
    assert [m.role for m in beltin] == ["Präsident", None]


def test_event_mentions_name_parties_status_and_days(rows: ArticleRows) -> None:
    norway, chile = entity_id_of("LOC", "Norwegen"), entity_id_of("LOC", "Chile")
    beltin = entity_id_of("PER", "Jaro Beltin")
    may = (date(2022, 5, 1), date(2022, 5, 31), "month")
    assert [(e.trigger, e.event_type, e.actor_id, e.recipient_id, e.status) for e in rows.event_mentions] == [
        ("kritisiert", "ACCUSE", beltin, chile, "actual"),
        ("besuchte", "CONSULT", beltin, chile, "actual"),
        ("verhängen", "SANCTION", norway, chile, "planned"),
        ("griff", "ASSAULT", chile, norway, "negated"),
    ]
    criticism, visit, sanctions, attack = rows.event_mentions
    assert (criticism.actor_country, criticism.recipient_country) == ("NOR", "CHL")
    assert (attack.actor_country, attack.recipient_country) == ("CHL", "NOR")
    assert (criticism.date_earliest, criticism.date_latest, criticism.date_precision) == may
    assert (sanctions.date_earliest, sanctions.date_latest) == (
        date(2022, 5, 1),
        date(2022, 6, 30),
    )  # planned
    assert (visit.date_earliest, visit.date_latest, visit.date_precision) == (*[date(2022, 5, 12)] * 2, "day")
    assert all(e.event_id == e.event_mention_id for e in rows.event_mentions)


def test_events_carry_the_version_of_what_found_them(nlp: Language, rows: ArticleRows) -> None:
    version = extractor_version(nlp)
    assert version.endswith(lexicon_version())
    assert "none-" in version
    assert {e.extractor_version for e in rows.event_mentions} == {version}


def test_each_article_has_a_signature(nlp: Language) -> None:
    rows = code_texts([stored(*item) for item in TEXTS.items()], nlp, TERMS, frozenset())
    assert [s.article_id for s in rows.signatures] == [a.article_id for a in rows.articles]
    assert [s.published_earliest for s in rows.signatures] == [a.published_earliest for a in rows.articles]
    assert all(s.word_count > 0 for s in rows.signatures)


def test_an_article_in_another_language_is_kept_and_not_coded(nlp: Language) -> None:
    rows = code_texts([stored("b", ENGLISH)], nlp, TERMS, frozenset())
    (article,) = rows.articles
    assert (article.language, article.title) == ("en", "Norway and Chile argue about fishing")
    assert article.body.startswith("Norway and Chile argue")
    assert len(rows.signatures) == 1
    assert (rows.mentions, rows.event_mentions, rows.time_expressions) == ([], [], [])


def test_an_article_without_a_header_has_no_days(nlp: Language) -> None:
    rows = code_texts([stored("c", SHORT)], nlp, TERMS, frozenset())
    (article,) = rows.articles
    assert (article.published_header, article.published_precision) == (None, "unknown")
    assert (article.published_earliest, article.published_latest) == (None, None)
    (event,) = rows.event_mentions
    assert (event.date_earliest, event.date_latest, event.date_precision) == (None, None, "unknown")


def test_a_header_that_lies_ahead_of_the_run_bounds_nothing(nlp: Language) -> None:
    (article,) = code_texts(
        [stored("a", TEXT.replace("2022-05", "2023-05"))], nlp, TERMS, frozenset()
    ).articles
    assert (article.published_header, article.header_problem) == ("2023-05", "future")
    assert article.published_earliest is None


def test_an_article_in_which_nobody_acts_is_kept(nlp: Language) -> None:
    rows = code_texts([stored("d", NOBODY)], nlp, TERMS, frozenset())
    assert [a.body for a in rows.articles] == [parse(NOBODY, today=TERMS.today, tolerance_days=2).body]
    assert rows.event_mentions == []


def test_no_texts(nlp: Language) -> None:
    assert code_texts([], nlp, TERMS, frozenset()) == ArticleRows()


def by_article(*parts: ArticleRows) -> dict[str, dict[str, list[Any]]]:
    """Table -> article -> rows in their order."""
    found: dict[str, dict[str, list[Any]]] = {f.name: defaultdict(list) for f in fields(ArticleRows)}
    for rows in parts:
        for table, of_article in found.items():
            for row in getattr(rows, table):
                of_article[row.article_id].append(row)
    return found


@settings(max_examples=15)
@given(st.permutations(sorted(TEXTS)), st.integers(0, len(TEXTS)), st.randoms())
def test_neither_order_nor_batches_change_an_articles_rows(
    nlp: Language, names: list[str], cut: int, shuffler: random.Random
) -> None:
    texts = [stored(name, TEXTS[name]) for name in names]
    whole = code_texts(shuffler.sample(texts, len(texts)), nlp, TERMS, frozenset())
    parts = [code_texts(part, nlp, TERMS, frozenset()) for part in (texts[:cut], texts[cut:])]
    assert by_article(whole) == by_article(*parts)
    assert [a.article_id for part in parts for a in part.articles] == [t.article_id for t in texts]


def test_articles_alike_have_ids_of_their_own(nlp: Language) -> None:
    rows = code_texts([stored("a", TEXT), stored("e", TEXT)], nlp, TERMS, frozenset())
    for ids in ([m.mention_id for m in rows.mentions], [e.event_mention_id for e in rows.event_mentions]):
        assert len(set(ids)) == len(ids)
    assert len({m.entity_id for m in rows.mentions if m.name == "Jaro Beltin"}) == 1


def test_dates_in_the_text_bound_an_article_without_header(nlp: Language) -> None:
    told = "Der Rat von Velen tagte am 3. Mai 2023 im Rathaus. Präsident Arne Holt sprach dort lange."
    texts = [stored("a", f"Rat tagt in Velen\n\n{told}"), stored("b", f" date 2023-05 {told}")]
    bare, dated = code_texts(texts, nlp, TERMS, frozenset()).articles
    assert bare.published_earliest is None
    assert (bare.inferred_earliest, bare.inferred_latest, bare.inferred_rule) == (
        date(2023, 5, 3),
        None,
        "reports_dates",
    )
    assert dated.inferred_rule is None


def test_a_text_of_any_length_is_coded_to_its_end(nlp: Language) -> None:
    sentence = "Präsident Arne Holt warf Dänemark am Freitag vor, Boote zu spät geliefert zu haben. "
    rows = code_texts([stored("a", f" date 2022-05 {sentence * 4_000}")], nlp, TERMS, frozenset())
    (article,) = rows.articles
    assert len(rows.event_mentions) == 4_000
    assert rows.event_mentions[-1].trigger_start > len(article.body) - len(sentence)


@pytest.mark.parametrize(
    ("header", "line", "expected"),
    [
        ("", "Freitag, 12. Mai 2023, 14:30 Uhr", date(2023, 5, 12)),
        (" date 2023-05 ", "Freitag, 12. Mai 2023, 14:30 Uhr", date(2023, 5, 12)),
        (" date 2023-04 ", "Freitag, 12. Mai 2023, 14:30 Uhr", None),
        ("", "Freitag, 12. Mai 2028, 14:30 Uhr", None),
    ],
    ids=["no header", "in the header's month", "against the header", "in the future"],
)
def test_a_printed_day_bounds_the_publication_and_what_happened(
    nlp: Language, header: str, line: str, expected: date | None
) -> None:
    told = "Präsident Arne Holt warf Dänemark am Mittwoch vor, die Boote zu spät geliefert zu haben.\n"
    terms = replace(TERMS, today=date(2023, 6, 1))
    rows = code_texts(
        [stored("a", f"{header}Rat tagt in Velen\n\n{line}\n\n{told}")], nlp, terms, frozenset()
    )
    (article,) = rows.articles
    assert line not in article.body
    assert (article.inferred_latest, article.inferred_rule) == (expected, "date_line" if expected else None)
    if expected:
        assert {m.date_latest for m in rows.event_mentions} == {date(2023, 5, 10)}
