from __future__ import annotations

import pytest
from readings import found

from news.resolve.names.people import People, is_full
from schemas import Mention


def people(text: str) -> tuple[People, list[Mention]]:
    mentions = [m for m in found(text) if m.entity_type == "PER" and m.form == "name"]
    return People(mentions, lambda _: False), mentions


def test_spellings_of_one_name_are_one_person_under_the_fullest_form() -> None:
    group, mentions = people(
        "Präsident Jaro Kelow kam. Präsident J. Kelov schwieg. Präsident Jaro M. Kelow sprach."
    )
    assert [[p.name for p in group.candidates(m)] for m in mentions] == [["Jaro Kelow"]] * 3


def test_first_names_of_man_and_woman_are_two_persons() -> None:
    group, _ = people("Präsident Mario Kelow traf Ministerin Maria Kelow.")
    assert sorted(p.name for p in group.persons) == ["Maria Kelow", "Mario Kelow"]


def test_first_names_that_differ_are_two_persons() -> None:
    group, mentions = people("Präsident Jaro Kelow traf Minister Falk Kelow. Minister Kelow schwieg.")
    assert [p.name for p in group.candidates(mentions[-1])] == ["Jaro Kelow", "Falk Kelow"]


@pytest.mark.parametrize("later", ["Kelows Reise begann.", "Die Reise Kelows begann."])
def test_a_genitive_is_the_same_name(later: str) -> None:
    group, mentions = people(f"Präsident Jaro Kelow kam. {later}")
    assert [p.name for p in group.candidates(mentions[-1])] == ["Jaro Kelow"]


def test_a_last_name_that_ends_in_s_keeps_it() -> None:
    group, mentions = people("Präsident Falk Nimbus kam. Präsident Nimbus schwieg.")
    assert [group.words_of(m) for m in mentions] == [("Falk", "Nimbus"), ("Nimbus",)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [(("Jaro", "Beltin"), True), (("Beltin",), False), (("von", "der", "Beltin"), False), ((), False)],
)
def test_full_names(words: tuple[str, ...], expected: bool) -> None:
    assert is_full(words) is expected
