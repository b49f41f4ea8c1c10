"""The codebook page tells of every type, mode, status and precision that the declarations know, and of no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from schemas.codebook import DATE_PRECISIONS, EVENT_MODES, EVENT_TYPES, STATUSES

PAGE = (Path(__file__).parents[2] / "docs" / "codebook.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^### ([A-Z]+) \(\d\)\n(.*?)(?=^##)", PAGE, re.MULTILINE | re.DOTALL))


def test_every_type_has_its_section_with_its_quad_class() -> None:
    assert list(SECTIONS) == list(EVENT_TYPES)
    found = dict(re.findall(r"^### ([A-Z]+) \((\d)\)$", PAGE, re.MULTILINE))
    assert found == {t.name: str(t.quad_class) for t in EVENT_TYPES.values()}


@pytest.mark.parametrize("event_type", EVENT_TYPES)
def test_a_section_names_all_modes_of_its_type(event_type: str) -> None:
    listed = re.search(r"Modes(?: \([^)]*\))?:\s(.*?)\.(?:\s|$)", SECTIONS[event_type], re.DOTALL)
    named = re.sub(r"\([^)]*\)", "", " ".join(listed[1].split())) if listed else ""
    modes = [mode.name for mode in EVENT_MODES.values() if mode.event_type == event_type]
    assert [name.strip() for name in named.split(",") if name.strip()] == modes


@pytest.mark.parametrize("event_type", EVENT_TYPES)
def test_a_section_has_an_example(event_type: str) -> None:
    assert re.search(r"^(> |\| sentence \|)", SECTIONS[event_type], re.MULTILINE)


def test_words_in_capitals_are_types_or_known() -> None:
    written = set(re.findall(r"\b[A-Z]{3,}\b", PAGE))
    assert set(EVENT_TYPES) <= written
    others = written - set(EVENT_TYPES)
    assert others <= {"PLOVER", "CAMEO", "NATO", "FIN", "HUN", "FSB"}, "a type that is none"


def test_every_status_and_precision_is_told() -> None:
    rows = re.findall(r"^\| (\w+) \|", PAGE.split("## Status")[1].split("## Dates")[0], re.MULTILINE)
    assert [row for row in rows if row in STATUSES] == list(STATUSES)
    assert "`date_precision` (" + ", ".join(DATE_PRECISIONS) + ")" in PAGE
