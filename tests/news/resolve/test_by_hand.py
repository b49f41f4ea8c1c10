"""By hand: merges, splits, names and blocks by any spelling."""

from __future__ import annotations

from news.resolve.by_hand import ByHand
from news.resolve.groups import Groups
from news.resolve.joining import node_of
from schemas import EntityOverride


def override(action: str, name: str, other: str | None = None, *articles: str) -> EntityOverride:
    return EntityOverride(f"{action}-{name}", action, "PER", name, other, articles, None)


def person(name: str) -> str:
    return node_of("PER", name)


def test_a_chain_of_merges_ends_at_its_last_name() -> None:
    by_hand = ByHand([override("merge", "Ada Ek", "Bo Ek"), override("merge", "Bo Ek", "Cy Ek")])
    groups = Groups()
    preferred = by_hand.merge(groups)
    assert preferred == {groups.find(person("Ada Ek")): person("Cy Ek")}
    assert by_hand.name_given(person("CY EK")) == "Cy Ek"


def test_blocks_splits_and_names_hold_for_all_spellings() -> None:
    overrides = [
        override("block", "Wadim Kolzow"),
        override("split", "Bo Ek", "Bo Ahl"),
        override("split", "Cy Ek", "Cy Ahl", "a1"),
        override("rename", "Di Ek", "Di von Ek"),
    ]
    by_hand = ByHand(overrides)
    assert by_hand.is_blocked(person("Vadim Koltsov"))
    assert not by_hand.is_blocked(person("Bo Ek"))
    assert by_hand.moved_to(person("BO EK")) == person("Bo Ahl")
    assert by_hand.moved_to(person("Cy Ek")) is None, "that one holds in single articles only"
    assert by_hand.splits == (overrides[2],)
    assert by_hand.shown_name([person("Bo Ek"), person("di ek")]) == "Di von Ek"
