"""Extensions come as wheels that fit DuckDB's version."""

from __future__ import annotations

import duckdb
import pytest

from warehouse.extension import extension_file


@pytest.mark.parametrize("name", ["fts", "httpfs"])
def test_the_extension_is_that_of_this_duckdb(name: str) -> None:
    path = extension_file(name)
    if path is None:
        pytest.skip(f"no wheel has the {name} extension of DuckDB {duckdb.__version__}")
    assert path.parent.name == f"v{duckdb.__version__}"


def test_an_extension_that_is_not_installed_is_none() -> None:
    assert extension_file("no_such_thing") is None
