"""The pages in a real browser: nothing overflows, charts are drawn, nothing is fetched, axe has no complaints."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from invented_rows import HOSTILE, desk_rows, report_rows, run

from pages.desk import write_desk
from pages.report import write_report
from pages.runs import write_runs

pytestmark = pytest.mark.integration

SMALLEST = 20
"""Width and height in pixels that a drawn chart has at least."""
WIDTHS = (1280, 390)
OUTSIDE = """() => [...document.querySelectorAll('main *, header *, footer *')].filter(e =>
    e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.scroll') && !e.closest('svg')
).map(e => e.outerHTML.slice(0, 120))"""
"""Elements that reach out of the window."""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    german = folder / "de"
    return {
        "report": write_report(report_rows(), folder),
        "held": write_report(report_rows(held=2, run_count=46), german, "de"),
        "first": write_report(report_rows(1, warned=0, quarantined=0), folder / "first"),
        "hostile": write_report(report_rows(47, held=1, text=HOSTILE), folder),
        "runs": write_runs([run(n) for n in range(400)], folder),
        "desk": write_desk(desk_rows(), folder),
        "desk of a week": write_desk(desk_rows(9, text=HOSTILE, sentence=HOSTILE * 3), german, "de"),
        "desk of nothing": write_desk(desk_rows(0), folder / "first"),
    }


@pytest.fixture(
    params=["report", "held", "first", "hostile", "runs", "desk", "desk of a week", "desk of nothing"]
)
def page(request: pytest.FixtureRequest, pages: dict[str, Path]) -> Path:
    return pages[str(request.param)]


def opened(browser: Any, page: Path, width: int = 1280, scheme: str = "light") -> tuple[Any, list[str]]:
    """The page in a browser, and all that it complains of or asks the network for."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    tab = context.new_page()
    complaints: list[str] = []
    tab.on("console", lambda message: complaints.append(message.text))
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.on("dialog", lambda dialog: complaints.append(dialog.message))
    tab.on("request", lambda asked: None if asked.url == page.as_uri() else complaints.append(asked.url))
    tab.goto(page.as_uri())
    return tab, [c for c in complaints if c != "data:,"]


def test_nothing_overflows_and_charts_are_drawn(browser: Any, page: Path) -> None:
    tab, complaints = opened(browser, page)
    for width in WIDTHS:
        tab.set_viewport_size({"width": width, "height": 900})
        assert tab.evaluate("document.documentElement.scrollWidth") == width
        assert tab.evaluate(OUTSIDE) == []
    sizes = tab.evaluate(
        "() => [...document.querySelectorAll('svg')].map(e => [e.getBBox().width, e.getBoundingClientRect().height])"
    )
    assert all(width > SMALLEST and height > SMALLEST for width, height in sizes)
    assert complaints == []
    tab.context.close()


def test_pages_with_rows_have_charts(browser: Any, pages: dict[str, Path]) -> None:
    for name, count in (("report", 10), ("runs", 6), ("desk", 2)):
        tab, _ = opened(browser, pages[name])
        assert tab.locator("svg").count() == count, name
        assert tab.locator("svg rect").count() > count
        tab.context.close()


def serious(tab: Any) -> list[tuple[str, str]]:
    """What axe calls serious or critical: its rule and the element."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    return [
        (found["id"], node["html"][:200])
        for found in axe.run(tab).response["violations"]
        if found["impact"] in {"serious", "critical"}
        for node in found["nodes"]
    ]


def test_axe_finds_nothing_serious(browser: Any, page: Path) -> None:
    tab, _ = opened(browser, page)
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme=scheme)
        tab.evaluate("document.querySelectorAll('details').forEach(e => { e.open = true })")
        assert serious(tab) == []
    tab.context.close()


def test_axe_would_find_pale_letters(browser: Any, pages: dict[str, Path]) -> None:
    tab, _ = opened(browser, pages["first"])
    tab.evaluate("document.querySelector('.quiet').style.color = '#ccc'")
    assert {rule for rule, _ in serious(tab)} == {"color-contrast"}
    tab.context.close()


def test_colours_follow_the_reader(browser: Any, pages: dict[str, Path]) -> None:
    seen = set()
    for scheme in ("light", "dark"):
        tab, _ = opened(browser, pages["desk"], scheme=scheme)
        seen.add(tab.evaluate("getComputedStyle(document.body).backgroundColor"))
        seen.add(tab.evaluate("getComputedStyle(document.querySelector('svg rect')).fill"))
        tab.context.close()
    assert len(seen) == 4


def test_a_mark_leads_to_its_sentences(browser: Any, pages: dict[str, Path]) -> None:
    tab, _ = opened(browser, pages["desk"])
    tab.locator("svg a").first.click()
    group = tab.locator(":target")
    rows = desk_rows()
    count = sum(b.event_count for b in rows.bins if b.start == rows.first)
    assert group.locator("h4").inner_text() == f"Jan\N{NO-BREAK SPACE}2022 · {count} events"
    group.locator("a").first.click()
    event = tab.locator(":target")
    assert event.locator("mark").first.inner_text() == "verurteilt"
    assert event.bounding_box()["y"] < 900
    tab.context.close()


def test_hostile_names_are_text(browser: Any, pages: dict[str, Path]) -> None:
    for name in ("hostile", "desk of a week"):
        tab, complaints = opened(browser, pages[name])
        assert tab.locator("script, img").count() == 0
        assert "<script>" in tab.locator("main").inner_text()
        assert complaints == []
        tab.context.close()


def test_print_shows_what_is_folded(browser: Any, pages: dict[str, Path]) -> None:
    tab, _ = opened(browser, pages["report"])
    tab.emulate_media(media="print")
    assert not tab.locator("nav").is_visible()
    assert tab.pdf().startswith(b"%PDF")
    tab.context.close()
