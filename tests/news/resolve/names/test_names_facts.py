from __future__ import annotations

from dataclasses import replace

from readings import one, resolved

from news.resolve.names.facts import share_facts


def test_facts_go_to_all_mentions_of_an_entity() -> None:
    person = one(resolved("Da kam Jaro Beltin."), "Jaro Beltin")
    told = replace(person, country_code="NOR", organisation="SPD", sector="GOV")
    assert share_facts([told, person]) == [told, told]


def test_facts_that_contradict_each_other_are_not_shared() -> None:
    person = one(resolved("Da kam Jaro Beltin."), "Jaro Beltin")
    facts = [replace(person, country_code=code, sector="GOV") for code in ("NOR", "CHL")]
    shared = share_facts([*facts, person])
    assert [(m.country_code, m.sector) for m in shared] == [("NOR", "GOV"), ("CHL", "GOV"), (None, "GOV")]


def test_the_unresolved_share_nothing() -> None:
    open_one = replace(one(resolved("Da kam Jaro Beltin."), "Jaro Beltin"), entity_id=None, name=None)
    told = replace(open_one, country_code="NOR")
    assert share_facts([told, open_one]) == [told, open_one]
