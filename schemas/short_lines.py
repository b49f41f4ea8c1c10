"""Short lines: the evidence by which lines that recur across articles are known to be boilerplate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from schemas.column import Column
from schemas.identity import ID_PATTERN
from schemas.table import Table


@dataclass(frozen=True, slots=True)
class ShortLine:
    """A line of an article that would be boilerplate if it recurred, and the paragraph in front of it."""

    article_id: Annotated[str, Column("The article.", references="articles.article_id")]
    source_file: Annotated[str, Column("Path of the raw file relative to the source.")]
    line_digest: Annotated[
        str, Column("Digest of the line, case, white space and numbers aside.", pattern=ID_PATTERN)
    ]
    context_digest: Annotated[
        str,
        Column(
            "Digest of the paragraph in front: copies of one article share it.",
            pattern=ID_PATTERN,
        ),
    ]


SHORT_LINES = Table(
    "short_lines", ShortLine, grain="One row per short line without a sentence's end in an article.",
    key=("article_id", "line_digest", "context_digest"), owner="article_id", is_published=False,
)  # fmt: skip
