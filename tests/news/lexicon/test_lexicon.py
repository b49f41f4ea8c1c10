from __future__ import annotations

import re
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

import news.lexicon as module
from news.knowledge import read_rows, split
from news.lexicon import FOLDER, Predicate, lexicon, lexicon_version
from schemas.codebook import EVENT_TYPES

ROWS = read_rows(FOLDER / "predicates.tsv")


@pytest.mark.parametrize(
    "path", sorted(p for p in FOLDER.rglob("*") if p.suffix in {".tsv", ".yaml"}), ids=lambda path: path.name
)
def test_a_file_opens_with_what_it_holds_where_from_and_how_to_add(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    header = " ".join(line for line in text.splitlines() if line.startswith("#"))
    assert text.startswith("# ")
    assert re.search(r"\bsource\b", header, re.IGNORECASE)
    assert re.search(r"\badd\b", header, re.IGNORECASE)


def test_types_are_those_of_the_codebook() -> None:
    assert {row["type"] for row in ROWS} <= set(EVENT_TYPES)
    assert {row["type"] for row in ROWS} == set(EVENT_TYPES)  # and each has a word that tells it


def test_modes_are_words_of_one_form() -> None:
    modes = {row["mode"] for row in ROWS} - {""}
    assert modes
    assert [mode for mode in modes if not re.fullmatch(r"[a-z]+(-[a-z]+)*", mode)] == []


def test_no_lemma_stands_twice_in_one_part_of_speech() -> None:
    counts = Counter((row["lemma"], row["part_of_speech"]) for row in ROWS)
    assert [lemma for lemma, count in counts.items() if count > 1] == []


def test_verbs_are_infinitives_and_nouns_are_capitalised() -> None:
    assert {row["part_of_speech"] for row in ROWS} == {"VERB", "NOUN"}
    for row in ROWS:
        form = r"[a-zäöüß]+n" if row["part_of_speech"] == "VERB" else r"[A-ZÄÖÜ][a-zäöüß]+"
        assert re.fullmatch(form, row["lemma"]), row


def test_recipients_stand_at_known_places() -> None:
    prepositions = lexicon().cues["prepositions"]
    for row in ROWS:
        places = split(row["recipient"])
        assert places, row
        assert len(set(places)) == len(places), row
        assert set(places) <= {"object", *prepositions}, row
        assert row["part_of_speech"] == "VERB" or "object" not in places, row


def test_a_separable_verb_can_be_put_together_again() -> None:
    particles = lexicon().cues["particles"]
    for verb in ("vorwerfen", "freilassen", "zurücktreten", "zusammenarbeiten", "einladen"):
        assert verb in lexicon().verbs
        assert any(verb.startswith(particle) for particle in particles)


def test_cues_are_lower_case_words() -> None:
    cues = lexicon().cues
    assert {"negation", "hypothetical", "planned", "passive", "particles", "prepositions"} <= set(cues)
    for name, words in cues.items():
        assert words, name
        assert {type(word) for word in words} == {str}, name  # YAML reads a bare no or on as a truth value
        assert [word for word in words if not re.fullmatch(r"[a-zäöüß]+", word)] == [], name


def test_a_word_speaks_for_one_status() -> None:
    cues = lexicon().cues
    for one, other in combinations(("negation", "hypothetical", "planned"), 2):
        assert cues[one] & cues[other] == set(), (one, other)


def test_a_row_becomes_a_predicate() -> None:
    assert lexicon().verbs["vorwerfen"] == Predicate("vorwerfen", True, "ACCUSE", None, ("object",))
    assert lexicon().verbs["treffen"].recipient == ("object", "mit")
    assert lexicon().nouns["Luftangriff"] == Predicate(
        "Luftangriff", False, "ASSAULT", "aerial", ("auf", "gegen")
    )
    assert len(lexicon().verbs) + len(lexicon().nouns) == len(ROWS)


@pytest.mark.parametrize(
    ("noun", "lemma"),
    [
        ("Gespräch", "Gespräch"), ("Krisengespräch", "Gespräch"), ("Luftangriff", "Luftangriff"),
        ("Drohnenangriff", "Angriff"), ("Wirtschaftssanktion", "Sanktion"), ("Haus", None), ("Ang", None),
        ("gespräch", None), ("", None),
    ],
)  # fmt: skip
def test_nouns_match_as_the_last_part_of_a_compound(noun: str, lemma: str | None) -> None:
    found = lexicon().noun(noun)
    assert (found.lemma if found else None) == lemma


def test_the_longest_noun_of_a_compound_is_meant() -> None:
    found = lexicon().noun("Vergeltungsluftangriff")
    assert found is not None
    assert found.event_mode == "aerial"


def version_of(monkeypatch: pytest.MonkeyPatch, words: Path, knowledge: Path) -> str:
    monkeypatch.setattr(module, "FOLDER", words)
    monkeypatch.setattr(module, "KNOWLEDGE", knowledge)
    return str(lexicon_version.__wrapped__())


def test_the_version_changes_with_any_data_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words, knowledge = tmp_path / "lexicon", tmp_path / "knowledge"
    for folder in (words, knowledge):
        folder.mkdir()
    (words / "predicates.tsv").write_text("lemma\n", encoding="utf-8")
    (knowledge / "calendar.yaml").write_text("months: {mai: 5}\n", encoding="utf-8")
    versions = [version_of(monkeypatch, words, knowledge)]
    (words / "predicates.tsv").write_text("lemma\nrufen\n", encoding="utf-8")
    versions.append(version_of(monkeypatch, words, knowledge))
    (knowledge / "calendar.yaml").write_text("months: {mai: 6}\n", encoding="utf-8")
    versions.append(version_of(monkeypatch, words, knowledge))
    (knowledge / "offices.tsv").write_text("", encoding="utf-8")
    versions.append(version_of(monkeypatch, words, knowledge))
    (knowledge / "offices.tsv").rename(knowledge / "titles.tsv")
    versions.append(version_of(monkeypatch, words, knowledge))
    (words / "times").mkdir()
    (words / "times" / "units.tsv").write_text("word\n", encoding="utf-8")
    versions.append(version_of(monkeypatch, words, knowledge))
    assert len(set(versions)) == len(versions)
    assert all(re.fullmatch("[0-9a-f]{12}", version) for version in versions)


def test_the_version_depends_on_nothing_but_the_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    versions = set()
    for place in ("hier", "dort"):
        words, knowledge = tmp_path / place / "lexicon", tmp_path / place / "knowledge"
        for folder in (words, knowledge):
            folder.mkdir(parents=True)
            (folder / "a.tsv").write_text("lemma\n", encoding="utf-8")
        (words / "__init__.py").write_text(f"# {place}", encoding="utf-8")
        versions.add(version_of(monkeypatch, words, knowledge))
    assert len(versions) == 1
