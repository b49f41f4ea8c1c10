"""Every raw file that was ever seen, and what became of it: the manifest that makes runs incremental."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from schemas.column import Column
from schemas.identity import ID_PATTERN
from schemas.table import Table


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A raw file in its present version."""

    source_file: Annotated[
        str, Column("Path of the file relative to the source, with forward slashes.", unique=True)
    ]
    byte_count: Annotated[int, Column("Size of the file in bytes, as it lies in the source.", minimum=0)]
    modified_ns: Annotated[
        int, Column("Time of last change as the source tells it, in nanoseconds since 1970 (UTC).")
    ]
    content_sha256: Annotated[
        str | None, Column("SHA-256 of the bytes; null where they could not be read.", pattern="[0-9a-f]{64}")
    ]
    article_id: Annotated[
        str,
        Column(
            "The article that the file holds or would hold: the upstream id in its name, else a hash of its path.",
            pattern=ID_PATTERN,
        ),
    ]
    outcome: Annotated[str, Column("What became of the file.", values=("article", "reject"))]
    run_id: Annotated[
        str, Column("The run that last read the bytes of this version.", references="runs.run_id")
    ]
    etag: Annotated[
        str | None,
        Column(
            "What tells versions of the file apart in its source: an object's ETag, the CRC-32 of a member of a zip "
            "archive, the SHA-256 of one of a tar archive; null in folders, where size and time do."
        ),
    ] = None


SOURCE_FILES = Table(
    "source_files",
    SourceFile,
    grain="One row per raw file of the source, in its present version.",
    key=("source_file",),
    owner="source_file",
)
