"""Missing files: raw files that were read once and that the source no longer holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from schemas.column import Column
from schemas.table import Table


@dataclass(frozen=True, slots=True)
class MissingFile:
    """A raw file that is gone from the source; its row goes when the file comes back."""

    source_file: Annotated[str, Column("Path that the file had, relative to the source.", unique=True)]
    is_pruned: Annotated[
        bool, Column("True where `--prune` removed its rows; false where they are kept, as is the rule.")
    ]
    run_id: Annotated[
        str, Column("The run that first missed it, or that removed its rows.", references="runs.run_id")
    ]


MISSING_FILES = Table(
    "missing_files",
    MissingFile,
    grain="One row per raw file that was read once and that the source no longer holds.",
    key=("source_file",),
    owner="source_file",
)
