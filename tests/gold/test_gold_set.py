"""The gold set is in order: every anchor stands once in its text, and every label is a word of the codebook."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from gold_set import TEXTS, document, gold_entities, gold_events, squashed

from schemas.codebook import EVENT_TYPES, STATUSES

FILES = sorted(TEXTS.glob("*.txt"))
TEXT_OF = {document(path.name): path.read_text("utf-8") for path in FILES}


def test_there_are_texts_enough_in_the_form_of_the_users() -> None:
    assert len(FILES) >= 36
    assert list(TEXT_OF) == [f"{number:03}" for number in range(len(FILES))]
    for path in FILES:
        assert re.fullmatch(r"\d{3}_[0-9a-f]{16}\.txt", path.name)
        assert 80 <= len(TEXT_OF[document(path.name)].split()) <= 210, path.name


def test_headers_are_of_every_kind() -> None:
    kinds = Counter(
        len(found[1]) if (found := re.match(r" date (\S+) \n", text)) else 0 for text in TEXT_OF.values()
    )
    assert set(kinds) == {0, 4, 7, 10}, "none, a year, a month, a day"
    assert kinds.most_common(1)[0][0] == 7, "mostly a month, as users have it"


@pytest.mark.parametrize("doc", TEXT_OF)
def test_anchors_and_surfaces_stand_in_the_text(doc: str) -> None:
    text = squashed(TEXT_OF[doc])
    anchors = {row.anchor for row in gold_events() if row.doc == doc}
    assert [anchor for anchor in anchors if text.count(anchor) != 1] == []
    surfaces = {s for row in gold_entities() if row.doc == doc for s in row.surfaces}
    assert [surface for surface in surfaces if surface not in text] == []
    assert anchors
    assert surfaces


def test_labels_are_those_of_the_codebook() -> None:
    for row in gold_events():
        assert row.event_type in EVENT_TYPES
        assert row.status in STATUSES
        assert (row.date_earliest is None) == (row.date_latest is None)
        assert row.date_earliest is None or row.date_latest is None or row.date_earliest <= row.date_latest
    for entity in gold_entities():
        assert entity.entity_type in {"PER", "ORG", "LOC"}
        assert re.fullmatch(r"([A-Z]{3})?", entity.country_code)


def test_every_type_and_status_is_required_somewhere() -> None:
    required = [row for row in gold_events() if row.is_required]
    assert {row.event_type for row in required} == set(EVENT_TYPES)
    assert {row.status for row in required} == set(STATUSES)


def test_a_story_is_told_in_several_documents() -> None:
    told: dict[str, set[str]] = {}
    for row in gold_events():
        if row.story:
            told.setdefault(row.story, set()).add(row.doc)
    shared = [story for story, docs in told.items() if len(docs) > 1]
    assert len(shared) >= 9


def test_actors_are_entities_of_their_document() -> None:
    known = {(row.doc, row.name) for row in gold_entities()}
    unknown = {
        (row.doc, answer)
        for row in gold_events()
        if row.is_required
        for answer in (*row.actors[:1], *row.recipients[:1])
        if answer and not re.fullmatch("[A-Z]{3}", answer) and (row.doc, answer) not in known
    }
    assert unknown <= {("005", "Polizei"), ("015", "Armee")}, "bodies named only by a common noun"
