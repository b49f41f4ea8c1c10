"""Groups of keys: joined directly or through others, in any order."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from news.resolve.groups import Groups


def test_keys_are_joined_through_others() -> None:
    groups = Groups()
    for one, other in [("b", "c"), ("d", "e"), ("c", "a"), ("c", "c")]:
        groups.join(one, other)
    assert groups.members("abcdef") == {"a": ["a", "b", "c"], "d": ["d", "e"], "f": ["f"]}


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh"))), st.randoms())
def test_the_order_of_joining_makes_no_difference(
    pairs: list[tuple[str, str]], shuffler: random.Random
) -> None:
    found = []
    for _ in range(2):
        groups = Groups()
        for one, other in pairs:
            groups.join(*shuffler.sample([one, other], 2))
        found.append(groups.members("abcdefgh"))
        shuffler.shuffle(pairs)
    assert found[0] == found[1]
