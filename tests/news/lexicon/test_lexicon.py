from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest

import news.lexicon as module
from news.lexicon import FOLDER, contractions, cues, lexicon_version


@pytest.mark.parametrize(
    "path", sorted(p for p in FOLDER.rglob("*") if p.suffix in {".tsv", ".yaml"}), ids=lambda path: path.name
)
def test_a_file_opens_with_what_it_holds_where_from_and_how_to_add(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    header = " ".join(line for line in text.splitlines() if line.startswith("#"))
    assert text.startswith("# ")
    assert re.search(r"\bsource\b", header, re.IGNORECASE)
    assert re.search(r"\badd\b", header, re.IGNORECASE)


def test_cues_are_lower_case_words() -> None:
    assert {"negation", "hypothetical", "planned", "passive", "particles", "prepositions"} <= set(cues())
    for name, words in cues().items():
        assert words, name
        assert {type(word) for word in words} == {str}, name  # YAML reads a bare no or on as a truth value
        assert [word for word in words if not re.fullmatch(r"[a-zäöüß]+", word)] == [], name


def test_a_word_speaks_for_one_status() -> None:
    for one, other in combinations(("negation", "hypothetical", "planned"), 2):
        assert cues()[one] & cues()[other] == set(), (one, other)


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


def test_contractions_lead_to_prepositions() -> None:
    assert contractions()["zum"] == "zu"
    assert set(contractions().values()) <= cues()["prepositions"] | {"gegenüber"}
