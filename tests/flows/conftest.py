"""The language engine of these tests: the one without a model, which loads and reads at once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def engine_without_model() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DEPESCHE_MODEL", "none")
        yield
