"""`depesche status`: one screen for every state of a home."""

from __future__ import annotations

from pathlib import Path

import corpus
import pytest

from flows.notify import tell
from flows.plain import ingest_plainly
from flows.settings import Settings
from flows.status import describe_status
from flows.work import begin


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("status")
    source = corpus.write(folder / "in", {corpus.name_of(n): corpus.text_of(n) for n in range(2)})
    settings = Settings(home=folder / "home")
    for _ in range(2):
        ingest_plainly(source, settings, is_validated=False)
    return settings


def test_a_home_without_a_run_says_how_to_make_one(tmp_path: Path) -> None:
    assert "Make one with: depesche run" in describe_status(Settings(home=tmp_path))


def test_all_that_one_looks_for_is_on_one_screen(settings: Settings) -> None:
    screen = describe_status(settings)
    assert "Warehouse  2 articles, 0 rejects, " in screen
    assert "Newest     article not after 2023-05-31" in screen
    assert "Fresh      the source was last read just now; new rows came just now" in screen
    assert "unchanged  2 files, 0 articles read" in screen
    assert "Next runs  none: no `depesche serve` runs for this home" in screen
    assert "ingest     15 5 * * * (Europe/Berlin)" in screen
    assert len(screen.splitlines()) <= 24
    assert "Held" not in screen
    assert "Trouble" not in screen


def test_held_data_and_troubles_are_told_until_they_are_over(settings: Settings, tmp_path: Path) -> None:
    with begin(settings, tmp_path, "schedule", full=False) as work:
        work.count({"articles": 3})
        held = work.record("held", "articles.body: …")
    tell(settings, "ingest", "held")
    screen = describe_status(settings)
    assert f"Held       3 articles of run {held.run_id}, in " in screen
    assert "Trouble    ingest was held back by the quality gate, since " in screen
    assert "told by nobody" in screen
    assert "The last run held:\narticles.body: …" in screen
