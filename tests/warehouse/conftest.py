from __future__ import annotations

from pathlib import Path

import pytest

from warehouse.lake import Lake


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    """An empty lake, laid out; modules that need rows in it fill it in a fixture of the same name."""
    lake = Lake(tmp_path / "lake")
    with lake.writer():
        pass
    return lake
