"""What all tests share: the option that rewrites golden cases, and property tests without a clock."""

from __future__ import annotations

import pytest
from hypothesis import settings

settings.register_profile("depesche", deadline=None)
settings.load_profile("depesche")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--regenerate",
        action="store_true",
        help="write what the code gives now into the golden files instead of comparing; read the diff",
    )


@pytest.fixture
def regenerate(request: pytest.FixtureRequest) -> bool:
    """True where golden files are to be rewritten."""
    return bool(request.config.getoption("--regenerate"))
