from __future__ import annotations

import re
from pathlib import Path

import pytest

from news.knowledge import read_rows, split
from news.lexicon import cues
from news.lexicon.frames import (
    CLOSED_SLOTS,
    EFFECTS,
    FOLDER,
    TESTS,
    WORD_CLASSES,
    Condition,
    frames,
    last_part,
    parse_condition,
)
from schemas.codebook import EVENT_MODES, EVENT_TYPES, STATUSES

FILES = sorted(FOLDER.glob("*.tsv"))
NO_EVENT = {"content", "nothing"}
LEMMA = {
    "VERB": r"(sich )?[a-zäöüß]+n",
    "NOUN": r"=?[A-ZÄÖÜ][A-Za-zäöüß-]*[a-zäöüß]",
    "ADJ": r"[a-zäöüß-]+",
    "MODAL": r"[a-zäöüß]+n",
}
SLOTS = CLOSED_SLOTS | cues()["prepositions"]


def slots(cell: str) -> set[str]:
    return set(split(cell))


def test_there_is_a_file_for_each_type_and_for_what_is_no_event() -> None:
    assert {path.stem for path in FILES} == {name.lower() for name in EVENT_TYPES} | NO_EVENT


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_line_is_a_frame(path: Path) -> None:
    modes = {(mode.event_type, mode.name) for mode in EVENT_MODES.values()}
    for row in read_rows(path):
        where = f"{path.name}: {row}"
        assert row["pos"] in WORD_CLASSES, where
        assert re.fullmatch(LEMMA[row["pos"]], row["lemma"]), where
        assert not row["mode"] or (path.stem.upper(), row["mode"]) in modes, where
        for column in ("actor", "recipient"):
            assert slots(row[column]) <= SLOTS - {"clause", "word"}, (column, where)
        effect, _, places = row["content"].partition(" ")
        assert not effect or effect in EFFECTS, where
        assert slots(places) <= SLOTS - {"content", "none", "word"}, where
        assert row["status"] in {"", *STATUSES}, where
        assert path.stem != "nothing" or not (row["mode"] or row["recipient"] or row["content"]), where
        assert path.stem != "content" or row["content"], where


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_conditions_name_slots_words_and_tests_that_there_are(path: Path) -> None:
    for row in read_rows(path):
        for text in filter(None, (c.strip() for c in row["with"].split("&"))):
            condition = parse_condition(text, frames().lists)
            assert condition.slot in SLOTS - {"none"}, row
            assert condition.words or condition.tests, row
            # A test that is spelled wrong would be read as a word.
            written = split(text.partition(":")[2].removeprefix("!"))
            known = TESTS | set(EVENT_TYPES)
            assert not any(w.isupper() and len(w) > 2 and w not in known for w in written), row


def test_no_frame_stands_twice() -> None:
    seen: dict[tuple[str, str, str], str] = {}
    for path in FILES:
        for row in read_rows(path):
            key = (row["lemma"], row["pos"], " & ".join(sorted(c.strip() for c in row["with"].split("&"))))
            assert key not in seen, f"{key} stands in {seen.get(key)} and in {path.name}"
            seen[key] = path.name


def test_special_frames_come_before_general_ones() -> None:
    for by_lemma in frames().by_class.values():
        for group in by_lemma.values():
            plain = [not frame.conditions and not frame.is_reflexive for frame in group]
            assert plain == sorted(plain)


def test_a_condition_for_words_is_more_special_than_one_for_a_party() -> None:
    warnen = frames().of("VERB", "warnen")
    words = next(i for i, f in enumerate(warnen) if f.event_type == "THREATEN" and f.conditions[-1].words)
    party = next(i for i, f in enumerate(warnen) if [c.tests for c in f.conditions] == [frozenset({"PARTY"})])
    assert words < party


def test_what_is_no_event_is_tried_before_what_is_one() -> None:
    treffen = frames().of("VERB", "treffen")
    assert [f.event_type for f in treffen[:1]] == [None]
    assert treffen[-1].event_type == "CONSULT"


def test_empty_cells_mean_the_usual_places() -> None:
    (angriff,) = (f for f in frames().of("NOUN", "Luftangriff") if not f.conditions)
    assert angriff.recipient == ("auf", "gegen")
    assert frames().of("VERB", "planen")[-1].recipient == ("none",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vor:EVENT", Condition("vor", frozenset(), frozenset({"EVENT"}))),
        ("obj:!PARTY", Condition("obj", frozenset(), frozenset({"PARTY"}), is_negated=True)),
        ("in:Kraft", Condition("in", frozenset({"Kraft"}), frozenset(), is_literal=True)),
        ("obj:AID|CONSULT", Condition("obj", frozenset(), frozenset({"AID", "CONSULT"}))),
    ],
)
def test_a_condition_is_read(text: str, expected: Condition) -> None:
    assert parse_condition(text, frames().lists) == expected


@pytest.mark.parametrize("text", ["Kraft", "in:", ":", "vor:@nirgends"])
def test_a_wrong_condition_says_so(text: str) -> None:
    with pytest.raises(ValueError, match="condition"):
        parse_condition(text, frames().lists)


def test_a_list_is_put_in_for_its_name() -> None:
    condition = parse_condition("vor:@consequences", frames().lists)
    assert "Konsequenz" in condition.words
    assert not condition.is_literal


@pytest.mark.parametrize(
    ("noun", "expected"),
    [("Krisengespräch", "Gespräch"), ("US-Gespräch", "Gespräch"), ("Gespräch", None), ("Haus", None)],
)
def test_the_last_part_of_a_compound_is_found(noun: str, expected: str | None) -> None:
    assert last_part(noun, frozenset({"Gespräch"})) == expected


def test_tests_are_no_event_types() -> None:
    assert set(EVENT_TYPES) & TESTS == set()
