"""Connection: how this program connects to DuckDB."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import duckdb


def connect(
    file: Path | None = None, *, read_only: bool = False, config: Mapping[str, str] = MappingProxyType({})
) -> duckdb.DuckDBPyConnection:
    """Connect to a file, or to a database in memory; raises what ``duckdb.connect`` raises.

    A statement that takes seconds draws no bar: DuckDB would draw it on stdout, among what commands print there.
    """
    connection = duckdb.connect(str(file or ":memory:"), read_only=read_only, config=dict(config))
    connection.execute("SET enable_progress_bar = false")
    return connection
