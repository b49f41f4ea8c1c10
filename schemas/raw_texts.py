"""Raw texts: each file's text as it was decoded, so that what was cut and why can always be seen again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from schemas.column import Column
from schemas.identity import ID_PATTERN
from schemas.table import Table


@dataclass(frozen=True, slots=True)
class StoredText:
    """The decoded text of the file that is an article."""

    article_id: Annotated[str, Column("The article that the file gives.", unique=True, pattern=ID_PATTERN)]
    source_file: Annotated[str, Column("Path of the raw file relative to the source.", unique=True)]
    content_sha256: Annotated[str, Column("SHA-256 of the raw bytes.", pattern="[0-9a-f]{64}")]
    byte_count: Annotated[int, Column("Size of the raw file in bytes.", minimum=1)]
    encoding: Annotated[str, Column("Encoding in which the raw bytes were read: Python's codec name.")]
    repairs: Annotated[tuple[str, ...], Column("What reading did to a damaged text, see schemas/repairs.py.")]
    text: Annotated[str, Column("The decoded text; offsets of boilerplate count characters of it.")]


RAW_TEXTS = Table(
    "raw_texts", StoredText, grain="One row per raw file that gives an article: its decoded text.",
    key=("article_id",), owner="article_id", is_published=False,
)  # fmt: skip
