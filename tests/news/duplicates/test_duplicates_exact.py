from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from news.duplicates import FileContent, Surplus, surplus_files
from schemas.rejects import REJECT_REASONS


def test_the_first_path_is_the_article() -> None:
    files = [FileContent("c.txt", "3", "x"), FileContent("a.txt", "1", "x"), FileContent("b.txt", "2", "y")]
    assert surplus_files(files) == [Surplus("c.txt", "duplicate_content", "a.txt")]


def test_a_second_file_with_an_id_is_surplus() -> None:
    files = [FileContent("b.txt", "1", "y"), FileContent("a.txt", "1", "x")]
    assert surplus_files(files) == [Surplus("b.txt", "duplicate_id", "a.txt")]


def test_a_surplus_file_takes_neither_id_nor_content_from_those_behind_it() -> None:
    files = [
        FileContent("0", "3", "x"),
        FileContent("1", "1", "x"),
        FileContent("2", "1", "y"),
        FileContent("3", "2", "y"),
    ]
    assert surplus_files(files) == [
        Surplus("1", "duplicate_content", "0"),
        Surplus("3", "duplicate_content", "2"),
    ]


FILES = st.lists(
    st.builds(
        FileContent, st.text("ab/", min_size=1, max_size=3), st.sampled_from("123"), st.sampled_from("xyz")
    ),
    unique_by=lambda f: f.source_file,
)


@settings(deadline=None)
@given(FILES, st.data())
def test_any_order_of_arrival_gives_the_same_articles_with_ids_and_contents_of_their_own(
    files: list[FileContent], data: st.DataObject
) -> None:
    surplus = surplus_files(files)
    assert surplus_files(data.draw(st.permutations(files))) == surplus
    articles = [f for f in files if f.source_file not in {s.source_file for s in surplus}]
    assert len({f.article_id for f in articles}) == len({f.content_sha256 for f in articles}) == len(articles)
    assert {s.article_file for s in surplus} <= {f.source_file for f in articles}
    assert {s.reason for s in surplus} <= REJECT_REASONS.keys()
