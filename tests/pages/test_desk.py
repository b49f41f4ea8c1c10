"""On the news desk every mark leads to events and their sentences; the page stays small and harmless."""

from __future__ import annotations

import re
from datetime import date

import pytest
from invented_rows import HOSTILE, STATES, desk_rows

from pages.desk import draw_map, main_rows, matrix, render_desk, shown_ids, timeline
from pages.desk_rows import Dyad
from pages.words import words

ENGLISH = words("en")


@pytest.mark.parametrize("count", [0, 1, 60, 400])
def test_every_link_leads_somewhere(count: int) -> None:
    html = render_desk(desk_rows(count))
    anchors = re.findall(r'\bid="([^"]+)"', html)
    assert len(anchors) == len(set(anchors))
    aims = set(re.findall(r'href="#([^"]+)"', html))
    if count:
        assert aims <= set(anchors)
        assert sum(a.startswith("e-") for a in anchors) == count


def test_every_event_has_its_sentences() -> None:
    html = render_desk(desk_rows(20))
    events = html.split('<article class="event"')[1:]
    assert len(events) == 20
    assert all("<mark>verurteilt</mark> den Angriff auf den Hafen von Kelmar" in e for e in events)
    assert all("Orla Brandvik_1.txt" in e and "dpa, AFP" in e for e in events)


def test_the_timeline_counts_by_quad_class() -> None:
    rows = desk_rows(first=date(2022, 1, 3), last=date(2022, 1, 9))
    chart = timeline(rows, ENGLISH)
    assert len(chart.marks) == 7
    assert chart.rows[0][0].replace("\N{NO-BREAK SPACE}", " ") == "3 Jan 2022"
    assert [m.link for m in chart.marks] == [f"#b-2022-01-0{n}" for n in range(3, 10)]
    held = sum(b.event_count for b in rows.bins if b.start == date(2022, 1, 4))
    assert sum(int(v) for v in chart.rows[1][1:]) == held


def test_main_events_lie_where_their_days_are() -> None:
    rows = desk_rows()
    found = list(main_rows(rows, {e.event_id: e for e in rows.events}))
    assert len(found) == 24
    assert [r.event.date_earliest for r in found] == sorted(r.event.date_earliest for r in found)
    for row in found:
        assert row.left == pytest.approx(100 * (row.event.date_earliest - rows.first).days / 365, abs=0.01)
        assert row.left + row.width <= 100.1


def test_the_matrix_has_who_acts_on_the_left() -> None:
    dyads = [
        Dyad("DEU", "RUS", 7, -6.0, ["e1"]),
        Dyad("RUS", "UKR", 3, -9.0, ["e2"]),
        Dyad("UKR", "DEU", 1, 8.0, ["e3"]),
    ]
    found = matrix(dyads, {"DEU": "Deutschland"}, ENGLISH)
    assert found["columns"] == [("RUS", "RUS"), ("DEU", "Deutschland"), ("UKR", "UKR")]
    cells = {
        (actor, found["columns"][n][0]): (cell["count"], cell["tone"], cell["link"])
        for actor, _, row in found["rows"]
        for n, cell in enumerate(row)
        if cell["count"]
    }
    assert cells == {
        ("DEU", "RUS"): (7, "t1", "#d-DEU-RUS"),
        ("RUS", "UKR"): (3, "t1", "#d-RUS-UKR"),
        ("UKR", "DEU"): (1, "t5", "#d-UKR-DEU"),
    }


def test_the_map_links_states_and_places() -> None:
    found = draw_map(desk_rows(), ENGLISH)
    assert {s["link"] for s in found.shapes if s["link"]} == {f"#s-{code}" for code in STATES}
    assert [c.words for c in found.circles] == ["Rabenau: 1", "Kelmar: 6", "Ost Vadria: 11", "Tirsa: 16"]
    assert found.circles[0].radius < found.circles[3].radius


def test_ids_to_show_are_those_that_marks_lead_to() -> None:
    rows = desk_rows(60)
    assert set(rows.main_ids) <= set(shown_ids(rows)) <= {e.event_id for e in rows.events}


@pytest.mark.parametrize("language", ["en", "de"])
def test_hostile_names_are_escaped(language: str) -> None:
    html = render_desk(desk_rows(12, text=HOSTILE, sentence=HOSTILE * 2), language)
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;" in html


def test_a_full_desk_stays_below_two_megabytes() -> None:
    rows = desk_rows(600, sentence="Die Regierung von Vadria verurteilt den Angriff. " * 6)
    assert len(render_desk(rows).encode()) < 2_000_000


def test_nothing_known_says_how_to_go_on() -> None:
    html = render_desk(desk_rows(0))
    assert "depesche desk --from 2022-01 --to 2022-06" in html
    assert "<svg" not in html


def test_the_desk_speaks_german() -> None:
    html = render_desk(desk_rows(), "de")
    assert "12.345 Ereignisse liegen sicher in diesem Zeitraum" in html
    assert "Sanktion" in html and "geplant" in html
