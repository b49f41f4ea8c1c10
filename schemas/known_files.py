"""Known files: what a run compares a listing of the source with; kept beside the tables, from which it follows."""

from __future__ import annotations

import pyarrow as pa

KNOWN_FILES = pa.schema(
    [
        pa.field("source_file", pa.string(), False),
        pa.field("byte_count", pa.int64()),
        pa.field("modified_ns", pa.int64()),
        pa.field("etag", pa.string()),
        pa.field("is_racy", pa.bool_()),
        pa.field("is_missing", pa.bool_(), False),
    ]
)
"""What is known of the files that were read (``byte_count`` null: its rows were removed since), one row per file.

``is_racy``: it was read so soon after its time of change that a later change may bear the same time (Git calls such
an entry racily clean). ``is_missing``: it is on record as gone from the source.
"""
