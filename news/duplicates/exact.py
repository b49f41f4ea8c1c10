"""Exact: which file is the article where several hold the same bytes or bear the same upstream id."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class FileContent(NamedTuple):
    """A file that can be read, by its name, the id that its name gives, and its bytes."""

    source_file: str
    article_id: str
    content_sha256: str


class Surplus(NamedTuple):
    """A file that gives no article of its own."""

    source_file: str
    reason: str
    """duplicate_content or duplicate_id (:data:`schemas.rejects.REJECT_REASONS`)."""
    article_file: str
    """The file that is the article."""


def surplus_files(files: Iterable[FileContent]) -> list[Surplus]:
    """The files that repeat another's content or id, in order of their paths.

    In order of paths, a file is an article unless one before it is that has its bytes or its id. So the
    result depends on the set of files alone, and each content whose id is free is kept once: that a file is
    surplus takes neither its id nor its content from those behind it. Of both reasons the content is told.

    Hand over all files of the source, but none that is a reject by itself (two empty files are no copies).
    """
    by_content: dict[str, str] = {}
    by_id: dict[str, str] = {}
    surplus: list[Surplus] = []
    for source_file, article_id, content_sha256 in sorted(files):
        if content_sha256 in by_content:
            surplus.append(Surplus(source_file, "duplicate_content", by_content[content_sha256]))
        elif article_id in by_id:
            surplus.append(Surplus(source_file, "duplicate_id", by_id[article_id]))
        else:
            by_content[content_sha256] = by_id[article_id] = source_file
    return surplus
