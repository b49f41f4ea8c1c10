"""What all tests share: the option that rewrites golden cases, tables behind the tests, and no clock in properties."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import settings

settings.register_profile("depesche", deadline=None)
settings.load_profile("depesche")

TABLES = pytest.StashKey[list[str]]()


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


@pytest.fixture(scope="session")
def show(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Call it with a table; it is printed behind the tests, also where a worker ran them."""
    return request.config.stash.setdefault(TABLES, []).append


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A real browser; tests that ask for it are skipped where there is none.

    It ends with its module: while it lasts, an event loop runs in this thread, and asyncio.run refuses another.
    """
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        pytest.skip("no Chromium is installed; on Debian: make browser")
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed; make setup test"
    )
    with playwright.sync_playwright() as started:
        made = started.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield made
        made.close()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand the tables of a worker to the process that prints."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["tables"] = session.config.stash.get(TABLES, [])


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take the tables of a worker."""
    node.config.stash.setdefault(TABLES, []).extend(getattr(node, "workeroutput", {}).get("tables", []))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the tables."""
    for table in terminalreporter.config.stash.get(TABLES, []):
        terminalreporter.section("figures")
        terminalreporter.write_line(table)
