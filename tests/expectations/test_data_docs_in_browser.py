"""Data Docs in a real browser: nothing is fetched or missing, nothing overflows, dark where it is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from expectations.context import Project
from expectations.expectation import RowExpectation
from expectations.figures import Figure

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    kinds = RowExpectation(
        "mentions", "entity_type", "ExpectColumnValuesToBeInSet", "critical", "W.", "", {
            "column": "entity_type", "value_set": ["PER", "LOC"],
        },
    )  # fmt: skip
    figures = [
        Figure(
            "mentions",
            "entity_type",
            "in_set",
            "critical",
            "W.",
            kinds,
            value=3.0,
            row_count=9,
            unexpected_count=3,
        ),
        Figure("mentions", None, "offsets", "warning", "So that names are found.", value=0.0, row_count=9),
        Figure("mentions", None, "drift", "warning", "So that outages are seen."),
    ]
    project = Project(tmp_path_factory.mktemp("quality"), "r1")
    project.validate({"mentions": figures})
    made = project.build_data_docs()
    assert made is not None
    return made


def opened(browser: Any, page: Path, scheme: str, width: int) -> tuple[Any, list[str]]:
    """The page in a browser, and what it asked the network for or complained of."""
    tab = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme).new_page()
    found: list[str] = []
    tab.on(
        "request", lambda asked: None if asked.url.startswith(("file:", "data:")) else found.append(asked.url)
    )
    tab.on("requestfailed", lambda failed: found.append(failed.url))
    tab.on("pageerror", lambda error: found.append(str(error)))
    tab.on("console", lambda message: found.append(message.text))
    tab.goto(page.as_uri())
    return tab, found


@pytest.mark.parametrize("kind", ["index.html", "validations/**/*.html", "expectations/*.html"])
def test_a_page_needs_nothing_but_what_lies_beside_it(browser: Any, site: Path, kind: str) -> None:
    (page,) = site.glob(kind)
    backgrounds = set()
    for scheme, width in (("light", 1280), ("dark", 390)):
        tab, complaints = opened(browser, page, scheme, width)
        assert complaints == []
        assert tab.evaluate("document.documentElement.scrollWidth") == width
        assert not tab.locator(".modal.show, footer").count(), "no window over the page, no advertisement"
        backgrounds.add(tab.evaluate("getComputedStyle(document.body).backgroundColor"))
        tab.context.close()
    assert len(backgrounds) == 2


def test_what_was_found_is_told(browser: Any, site: Path) -> None:
    (page,) = site.glob("validations/**/*.html")
    tab = browser.new_page()
    tab.goto(page.as_uri())
    told = tab.locator("body").inner_text()
    assert "values must belong to this set" in told
    assert "3 unexpected values found" in told
    assert "So that names are found." in told
    assert "no data" in told
    tab.close()
