"""What differs between two runs is told with its reason, by real runs of the fast engine."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import corpus
import pytest

from flows.diff import describe_diff, show_diff
from flows.plain import ingest_plainly, recode_plainly
from flows.settings import Settings
from news.language.encoder import Encoder
from warehouse.diff import State, UnknownRunError, diff_events, find_state, states
from warehouse.lake import Lake

FIRST = {
    corpus.name_of(
        1
    ): " date 2023-05 Streit um Inseln\n\nRussland warf Dänemark am Montag vor, Schiffe zu verstecken.",
    corpus.name_of(
        2
    ): " date 2023-05 Hilfe\n\nNorwegen verurteilte am Dienstag den Angriff Chinas auf Schweden.",
}
SECOND = {
    corpus.name_of(
        2
    ): " date 2023-05 Hilfe\n\nIsland kritisierte am Mittwoch die Regierung von Chile scharf.",
    corpus.name_of(
        3
    ): " date 2023-05 Treffen\n\nFrankreich und Halmstrand unterzeichneten am Freitag ein Abkommen.",
}
OWN = {"states.tsv": "iso3\tname\tshort_forms\nVLN\tNordmark-Velen\tHalmstrand\n"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three runs: two articles; one changed and one new; all coded again with another knowledge."""
    folder = tmp_path_factory.mktemp("diff")
    source, own = corpus.write(folder / "in", FIRST), corpus.write(folder / "own", OWN)
    settings = Settings(home=folder / "home", model="fast")
    ingest_plainly(source, settings, is_validated=False)
    ingest_plainly(corpus.write(source, SECOND), settings, is_validated=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Encoder, "__call__", model_is_not_asked)
        again = settings.model_copy(update={"knowledge": own})
        run = recode_plainly(again, is_validated=False)
    assert run.articles_recoded == 3
    return settings.home


def model_is_not_asked(*_: Any) -> Any:
    raise AssertionError("the model read a text that it had read before")


def differing(home: Path, before: int, after: int) -> list[dict[str, Any]]:
    lake = Lake(home / "lake")
    known = states(lake)
    found: list[dict[str, Any]] = diff_events(lake, known[before].version, known[after].version).to_pylist()
    return found


def test_new_and_changed_articles_are_the_reason(home: Path) -> None:
    found = differing(home, 0, 1)
    told = {(row["change"], tuple(row["reasons"])) for row in found}
    assert ("vanished", ("article_changed",)) in told, (
        "the text of the second file told something else before"
    )
    assert ("appeared", ("article_new",)) in told
    assert {a for row in found for a in row["articles"]} == {f"{n:016x}" for n in (2, 3)}
    assert all(row["columns"] == [] for row in found if row["change"] != "changed")


def test_a_recoding_is_the_reason_with_its_versions(home: Path) -> None:
    found = differing(home, 1, 2)
    assert found, "the new state is a party now"
    for row in found:
        assert "article_recoded" in row["reasons"]
        assert row["detail"].startswith("own knowledge none -> ")
    assert any("VLN" in str(row) or "Nordmark-Velen" in str(row) for row in found)


def test_a_state_differs_from_itself_in_nothing_and_backwards_is_the_opposite(home: Path) -> None:
    assert differing(home, 1, 1) == []
    there, back = differing(home, 0, 1), differing(home, 1, 0)
    opposite = {"appeared": "vanished", "vanished": "appeared", "changed": "changed"}
    assert {(r["event_id"], opposite[r["change"]]) for r in there} == {
        (r["event_id"], r["change"]) for r in back
    }


def test_counts_come_first_and_rows_are_for_machines(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = Settings(home=home)
    show_diff(settings, "previous", "last", "json", None)
    written = capsys.readouterr()
    rows = json.loads(written.out)
    assert {row["change"] for row in rows} <= {"appeared", "vanished", "changed"}
    assert f"{len(rows)} event" in written.err
    assert "article_recoded" in written.err
    show_diff(settings, "previous", "last", "table", None)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("run ")
    assert "event" in lines[1]
    known = states(Lake(home / "lake"))
    nothing = diff_events(Lake(home / "lake"), known[0].version, known[0].version)
    assert describe_diff(known[0], known[0], nothing).endswith("No event differs.")


def test_runs_are_found_by_id_day_and_word(home: Path) -> None:
    known = states(Lake(home / "lake"))
    days = [replace(s, finished_at=s.finished_at.replace(2022, 3, day)) for day, s in enumerate(known, 1)]
    assert find_state(known, known[1].run_id) == known[1]
    assert find_state(known, "last") == known[-1]
    assert find_state(known, "previous") == known[-2]
    assert find_state(days, "2022-03-02") == days[1]
    assert find_state(days, "2022-04-01") == days[-1]
    for text, message in (("2022-02-01", "no run"), ("nonsense", "no run"), (known[0].run_id[:4], "several")):
        with pytest.raises(UnknownRunError, match=message):
            find_state(days, text)
    with pytest.raises(UnknownRunError, match="depesche run"):
        find_state([], "last")
    with pytest.raises(UnknownRunError, match="the only one"):
        find_state([State(1, "r", known[0].finished_at)], "previous")
