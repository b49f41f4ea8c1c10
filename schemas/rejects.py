"""Rejects: one row per raw file that gave no article, with the reason. Files seen = articles + rejects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from schemas.column import Column
from schemas.table import Table

REJECT_REASONS = {
    "empty": "The file has no bytes.",
    "blank": "The file holds nothing that shows: white space, a byte order mark, markup without text.",
    "nul_bytes": "The file holds nothing but NUL bytes, as failed copies and full disks leave them.",
    "header_only": "The file holds a date header and no text.",
    "not_text": "The bytes are no text in any encoding that is tried: an image, an archive, noise.",
    "too_large": "The file is larger than DEPESCHE_MAX_BYTES, or becomes so when it is decompressed.",
    "unreadable": "The bytes could not be had: no permission, no plain file, encrypted, in cold storage.",
    "damaged": "The compressed file, or the member of an archive, is cut off or its checksum is wrong.",
    "unsafe_member": "A member of an archive is a link or a device, or its name leads out of the archive.",
    "quarantined": "Rows of its article broke a critical rule; depesche quarantine show tells which.",
    "duplicate_id": "Another file of the source bears the same upstream id; the first by path is the article.",
    "duplicate_content": "Another file of the source holds the same bytes; the first by path is the article.",
}
"""Reason -> what it means. A closed vocabulary: a new reason is added here first."""

SURPLUS_REASONS = ("duplicate_id", "duplicate_content")
"""Reasons that lie not in the file but in another file of the source."""


@dataclass(frozen=True, slots=True)
class Reject:
    """A raw file that gave no article."""

    source_file: Annotated[
        str,
        Column(
            "Path of the raw file relative to the source.", unique=True, references="source_files.source_file"
        ),
    ]
    reason: Annotated[str, Column("Why the file gave no article.", values=tuple(REJECT_REASONS))]
    detail: Annotated[str, Column("What exactly was found, for the person who looks after the file.")]
    run_id: Annotated[str, Column("The run that read this version.", references="runs.run_id")]


REJECTS = Table(
    "rejects",
    Reject,
    grain="One row per raw file that gave no article, in its present version.",
    key=("source_file",),
    owner="source_file",
)
