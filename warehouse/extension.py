"""Extensions of DuckDB that are installed as wheels, and loaded by their path: nothing is fetched."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import duckdb


def extension_file(name: str) -> Path | None:
    """The file of an extension that is installed as a wheel for this version of DuckDB; None if there is none."""
    found = find_spec(f"duckdb_extension_{name}")
    if found is None or found.origin is None:
        return None
    path = Path(found.origin).parent / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension"
    return path if path.exists() else None
