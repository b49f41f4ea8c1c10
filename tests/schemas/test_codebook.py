"""The vocabularies of the event tables: modes belong to types, and the lexicon uses no others."""

from __future__ import annotations

import re
from pathlib import Path

from news.knowledge import read_rows
from schemas.codebook import EVENT_MODES, EVENT_TYPES

LEXICON = Path(__file__).parents[2] / "news" / "lexicon"
# POLECAT's list, by type, as the R package rpolecat has it from the codebook of the dataset.
PUBLISHED = {
    "CONSULT": "visit third-party multilateral phone",
    "RETREAT": "withdraw release return disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "REJECT": "assist change yield meet",
    "THREATEN": "restrict ban arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict ban censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture execute sexual assassinate destroy primitive firearms explosives"
    " suicide-attack aerial drone heavy-weapons crowd-control cleansing massacre unconventional sideAB",
}
DRAFT = {"AID": "economic military humanitarian asylum"}
"""The modes of the draft of the PLOVER manual (0.7) that POLECAT turned into contexts."""


def modes_from(source: str) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for mode in EVENT_MODES.values():
        if mode.source == source:
            found.setdefault(mode.event_type, []).append(mode.name)
    return {event_type: " ".join(names) for event_type, names in found.items()}


def test_modes_are_the_published_ones() -> None:
    assert modes_from("PLOVER 2.0") == PUBLISHED
    assert modes_from("PLOVER 0.7") == DRAFT
    assert modes_from("CAMEO").keys() == {"COOPERATE"}


def test_every_mode_belongs_to_a_type_and_is_a_word() -> None:
    for key, mode in EVENT_MODES.items():
        assert key == f"{mode.event_type} {mode.name}"
        assert mode.event_type in EVENT_TYPES
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*|sideAB", mode.name)
        assert mode.meaning


def test_the_modes_of_the_lexicon_are_in_the_codebook() -> None:
    used = set()
    for path in sorted(LEXICON.rglob("*.tsv")):
        for row in read_rows(path):
            event_type = row.get("type") or path.stem.upper()
            if row.get("mode") and event_type in EVENT_TYPES:
                used.add((event_type, row["mode"]))
    assert used
    declared = {(mode.event_type, mode.name) for mode in EVENT_MODES.values()}
    assert sorted(used - declared) == []
