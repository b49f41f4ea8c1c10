"""Keys of clues: whatever can be decided together has a key in common."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.resolve.bodies import Acronym
from news.resolve.clues import key_version, name_keys, override_keys, seat_keys, surname_keys
from news.resolve.entities import resolve_entities
from news.resolve.name_counts import NameCount
from news.resolve.surnames import Bearers, Surname, bearer_of
from schemas import EntityOverride

PERSONS = (
    "Wadim Kolzow",
    "Vadim Koltsov",
    "W. Kolzow",
    "Wadim Kolzows",
    "Jens Ahl",
    "J. Ahl",
    "Peter Ahls",
    "Wen Lizhi",
)
BODIES = (
    "Nordische Bank",
    "Nordischen Bank",
    "Nordische Banks",
    "NB",
    "Nato",
    "Nordatlantikpakt",
    "Velen",
    "Velens",
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (name_keys("PER", "Wadim Kolzow"), name_keys("PER", "Vadim Koltsov")),
        (name_keys("PER", "Jens Ahl"), name_keys("PER", "J. Ahl")),
        (name_keys("PER", "Anders Wolde"), name_keys("PER", "Anders Woldes")),
        (name_keys("PER", "Wadim Kolzow"), surname_keys("Kolzows'")),
        (name_keys("PER", "Wen Lizhi", "CHN"), surname_keys("Wen")),
        (name_keys("ORG", "Nordischer Werftbund", None, ("NWB",)), name_keys("ORG", "NWB")),
        (name_keys("LOC", "Velens"), name_keys("ORG", "Velen")),
        (seat_keys("Präsidentin", None, "KAZ"), seat_keys("Präsident", None, "KAZ")),
    ],
)
def test_clues_that_bear_on_each_other_share_a_key(one: tuple[int, ...], other: tuple[int, ...]) -> None:
    assert set(one) & set(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (name_keys("PER", "Wadim Kolzow"), name_keys("PER", "Jens Ahl")),
        (name_keys("PER", "Wen Lizhi"), surname_keys("Wen")),
        (name_keys("PER", "Velen"), name_keys("LOC", "Velen")),
        (seat_keys("Präsident", None, "KAZ"), seat_keys("Präsident", None, "NOR")),
    ],
)
def test_others_share_none(one: tuple[int, ...], other: tuple[int, ...]) -> None:
    assert not set(one) & set(other)


def test_an_office_of_many_or_one_that_is_over_has_no_key() -> None:
    assert seat_keys("Abgeordneter", None, "NOR") == ()
    assert seat_keys("Ex-Präsident", None, "NOR") == ()


def test_decisions_by_hand_reach_both_names() -> None:
    merged = EntityOverride("0" * 16, "merge", "PER", "Emma Lind", "Ida Sorau", (), None)
    assert override_keys([merged]) >= {*name_keys("PER", "Emma Lind"), *name_keys("PER", "Ida Sorau")}


def test_the_version_holds_still_while_the_knowledge_does() -> None:
    assert key_version() == key_version()


COUNTS = st.builds(
    NameCount,
    entity_type=st.just("PER"),
    name=st.sampled_from(PERSONS),
    country_code=st.sampled_from([None, "KAZ", "CHN"]),
    articles=st.integers(1, 5),
) | st.builds(
    NameCount,
    entity_type=st.sampled_from(["ORG", "LOC"]),
    name=st.sampled_from(BODIES),
    articles=st.integers(1, 5),
)


@given(
    st.lists(COUNTS, max_size=14, unique_by=lambda n: (n.entity_type, n.name, n.country_code)),
    st.lists(
        st.builds(Acronym, st.just("NB"), st.sampled_from(BODIES[:2]), st.integers(1, 3)),
        max_size=2,
        unique=True,
    ),
    st.sampled_from(["Kolzow", "Ahls", "Ahl", "Wen", "Lizhi"]),
)
def test_what_hangs_together_is_decided_alone_as_among_all(
    names: list[NameCount], acronyms: list[Acronym], surname: str
) -> None:
    shorts = {a.long: (a.short,) for a in acronyms}
    keys = {n: set(name_keys(n.entity_type, n.name, n.country_code, shorts.get(n.name, ()))) for n in names}
    reached = set(surname_keys(surname))
    while more := {k for found in keys.values() if found & reached for k in found} - reached:
        reached |= more
    together = [n for n in names if keys[n] & reached]
    everything = resolve_entities(names, acronyms)
    alone = resolve_entities(together, [a for a in acronyms if any(n.name == a.long for n in together)])
    assert alone.meant.items() <= everything.meant.items()
    asked = Surname(surname, (), frozenset(), None, None)
    bearers = [Bearers(bearer_of(p) for p in r.profiles.values()) for r in (everything, alone)]
    assert bearers[0].meant_by(asked) == bearers[1].meant_by(asked)
