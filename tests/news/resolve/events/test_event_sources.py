from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from news.resolve.events.sources import count_sources

ARTICLES = st.sets(st.sampled_from("abcdef"), min_size=1)
AGENCIES = st.dictionaries(
    st.sampled_from("abcdef"), st.lists(st.sampled_from(["dpa", "AFP", "SDA"]), max_size=2)
)


def test_copies_are_one_source() -> None:
    assert count_sources({"a", "b", "c"}, {"b": "a"}, {}) == 2
    assert count_sources({"b"}, {"b": "z"}, {}) == 1, "also where the first of them does not report it"


def test_who_draws_on_one_agency_is_one_source() -> None:
    assert count_sources({"a", "b", "c"}, {}, {"a": ["dpa"], "b": ["dpa"]}) == 2
    assert count_sources({"a", "b", "c"}, {}, {"a": ["dpa"], "b": ["dpa", "AFP"], "c": ["AFP"]}) == 1


@given(ARTICLES, st.dictionaries(st.sampled_from("bcdef"), st.just("a")), AGENCIES)
def test_more_in_common_is_never_more_sources(
    articles: set[str], first_of: dict[str, str], agencies: dict[str, list[str]]
) -> None:
    count = count_sources(articles, first_of, agencies)
    assert 1 <= count <= count_sources(articles, first_of, {}) <= len(articles)
    assert count <= count_sources(articles, {}, agencies)
