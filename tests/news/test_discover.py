"""What a listing tells of files: ids from names, the order of reading, names of compressed files."""

from __future__ import annotations

import re
from pathlib import Path

import pyarrow as pa
import pytest

from news.discover import LISTED, Listing, NamePattern, RawFile
from news.sources.folder import Folder
from schemas.identity import ID_PATTERN


def test_article_id_is_the_upstream_id_in_the_name() -> None:
    def id_of(source_file: str) -> str:
        return RawFile(source_file, Folder(Path()), 1, 1).article_id

    upstream = "0123456789abcdef"
    assert id_of(f"7_{upstream}.txt") == upstream
    assert id_of(f"2022/ort/0815_{upstream}.md") == upstream
    strangers = [
        f"{upstream}.txt", f"7-{upstream}.txt", f"7_{upstream.upper()}.txt", f"7_{upstream}0.txt",
        f"7_{upstream[1:]}.txt", f"7_{upstream}.txt.bak", f"7_{upstream}", f"a7_{upstream}.txt",
        f"7_{upstream}.txt/a.txt",
    ]  # fmt: skip
    ids = [id_of(name) for name in strangers]
    assert upstream not in ids
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(ID_PATTERN, article_id) for article_id in ids)


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
def test_a_compressed_file_is_the_article_that_it_would_be_unpacked(suffix: str) -> None:
    for name in ("7_0123456789abcdef.txt", "ort/bericht.txt"):
        plain, packed = (RawFile(n, Folder(Path()), 1, 1) for n in (name, name + suffix))
        assert packed.article_id == plain.article_id


def test_a_pattern_matches_a_compressed_name_or_the_one_within() -> None:
    texts, packed = NamePattern("*.txt"), NamePattern("*.gz")
    assert [n for n in ("a.txt", "a.txt.gz", "a.txt.zst", "a.tar.gz", "a.txt.bz2", ".gz") if texts.matches(n)] == [
        "a.txt", "a.txt.gz", "a.txt.zst",
    ]  # fmt: skip
    assert packed.matches("a.txt.gz")
    assert not packed.matches("a.txt")


def test_files_of_an_archive_are_read_from_its_beginning_to_its_end() -> None:
    rows = [["c", "a", "b"], [1, 1, 1], [0, 0, 0], ["x", "y", "z"], [0, 1024, 512]]
    listing = Listing(Folder(Path()), pa.table(rows, schema=LISTED), 0)
    assert [file.source_file for file in listing.files] == ["c", "b", "a"]
    assert [file.etag for file in listing.named(["a", "c"])] == ["x", "y"]
