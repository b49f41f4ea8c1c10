"""Joining: which spellings stand together, and which are never the name of an entity."""

from __future__ import annotations

from news.resolve.joining import join_names, node_of
from news.resolve.name_counts import NameCount


def nodes(*names: tuple[str, str, int]) -> dict[str, list[NameCount]]:
    found: dict[str, list[NameCount]] = {}
    for kind, name, articles in names:
        count = NameCount(kind, name, articles=articles)
        found.setdefault(node_of(kind, name), []).append(count)
    return found


def test_persons_never_share_a_node_with_anything_else() -> None:
    assert node_of("PER", "Velen") != node_of("LOC", "Velen") == node_of("ORG", "VELEN")


def test_a_genitive_stands_with_its_base_and_is_marked() -> None:
    joined = join_names(nodes(("PER", "Ada Ahl", 2), ("PER", "Ada Ahls", 1), ("LOC", "Velens", 1)), ())
    assert joined.genitives == {node_of("PER", "Ada Ahls")}
    assert joined.groups.find(node_of("PER", "Ada Ahls")) == joined.groups.find(node_of("PER", "Ada Ahl"))


def test_a_known_name_stands_with_the_main_one_even_if_no_article_writes_that() -> None:
    joined = join_names(nodes(("ORG", "Nordatlantikpakt", 1)), ())
    assert joined.groups.find(node_of("ORG", "Nordatlantikpakt")) == joined.groups.find(
        node_of("ORG", "NATO")
    )


def test_an_initial_of_several_is_ambiguous() -> None:
    joined = join_names(nodes(("PER", "Jens Ahl", 2), ("PER", "Jana Ahl", 2), ("PER", "J. Ahl", 1)), ())
    assert joined.ambiguous == {node_of("PER", "J. Ahl")}
