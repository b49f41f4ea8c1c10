"""Rows for pages: runs, checks and a corpus of any size, made of invented names, and names that try to break out."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from pages.desk_rows import BinCount, DeskCounts, DeskEvent, DeskRows, Dyad, PlaceCount, Sentence, StateCount
from pages.period import starts, widths
from pages.report_rows import (
    QUARANTINE_SHOWN,
    RUNS_SHOWN,
    Corpus,
    DayCount,
    EventShares,
    MonthCount,
    RejectSample,
    ReportRows,
    Resolution,
    ScoreBin,
)
from schemas import RUNS, Check, Drift, QuarantinedRow, Run
from schemas.codebook import EVENT_TYPES

HOSTILE = """</title></style><script>alert("x")</script><img src=x onerror='alert(1)'> & Söhne"""
FIRST = datetime(2022, 1, 1, 6, 0)
TABLES = ("articles", "mentions", "entities", "event_mentions", "events", "rejects")
PLACES = (("Rabenau", 52.5, 13.4), ("Kelmar", 50.4, 30.5), ("Ost Vadria", 41.0, 28.9), ("Tirsa", 33.5, 36.3))
STATES = ("DEU", "RUS", "UKR", "USA", "TUR", "FRA", "CHN", "SYR", "IRN", "POL", "GBR", "JPN")


def run(number: int, **changes: Any) -> Run:
    """The run of a number: one per day, each with a few articles more or less than the one before."""
    values: dict[str, Any] = {f.name: 0 if f.type == "int64" else 0.5 for f in RUNS.fields}
    values |= {f.name: None for f in RUNS.fields if f.nullable}
    started = FIRST + timedelta(days=number)
    values |= {
        "run_id": f"{started:%Y%m%dT%H%M%S}-{number:06x}",
        "started_at": started,
        "finished_at": started + timedelta(seconds=90 + number % 7),
        "state": "held" if number % 11 == 3 else "done",
        "detail": None,
        "trigger": "schedule",
        "source": "/news",
        "files_seen": 1200 + number,
        "files_new": 40,
        "articles": 40 + number * 7 % 23,
        "rejects": number % 4,
        "mentions": 900 + number,
        "event_mentions": 120 + number,
        "entities": 3000 + number,
        "events": 5000 + 30 * number,
        "checks": 60,
        "checks_failed": number % 5,
        "code_seconds": 40.0,
        "validate_seconds": 9.5,
        "code_version": "1.2.3",
        "model_version": "accurate-2",
        "lexicon_version": f"{number // 9:x}",
    }
    return Run(**values | changes)


def check(run_id: str, number: int, state: str = "pass", severity: str = "critical", **changes: Any) -> Check:
    """The check of a number."""
    values: dict[str, Any] = {
        "run_id": run_id,
        "table_name": TABLES[number % len(TABLES)],
        "column_name": f"column_{number}" if number % 3 else None,
        "expectation": f"expect_thing_{number}_to_be_as_it_should",
        "severity": severity,
        "state": state,
        "success": None if state == "no_data" else state == "pass",
        "observed": "article_id=00ff00ff00ff00ff; article_id=11ff00ff00ff00ff" if state == "fail" else None,
        "observed_value": None,
        "threshold": None,
        "unexpected_count": 12 if state == "fail" else 0,
        "unexpected_fraction": 0.031 if state == "fail" else 0.0,
        "why": "Readers would take a wrong row for a right one.",
    }
    return Check(**values | changes)


def checks(run_id: str, *, held: int = 0, warned: int = 0, unjudged: int = 0, met: int = 50) -> list[Check]:
    """Checks of a run: so many critical and so many other ones broken, without data, and met."""
    kinds = (
        [("fail", "critical")] * held + [("fail", "warning")] * warned + [("no_data", "warning")] * unjudged
    )
    return [
        check(run_id, n, state, severity)
        for n, (state, severity) in enumerate([*kinds, *[("pass", "critical")] * met])
    ]


def corpus(text: str = "Kelmar") -> Corpus:
    """What a warehouse of some years holds; ``text`` stands where texts of files stand."""
    months = [
        MonthCount(date(2019 + m // 12, m % 12 + 1, 1), 200 + m * 37 % 160, 9, 80)
        for m in range(48)
        if m != 20
    ]
    days = [DayCount(date(2022, 1, 1) + timedelta(days=n), 3 + n * 7 % 19) for n in range(364) if n % 7 != 6]
    reasons = ("blank", "duplicate_content", "not_text")
    return Corpus(
        months=[MonthCount(None, 41, 0, 0), *months],
        days=days,
        rejects=[
            RejectSample(r, 1234, f"{text}/{r}_{n}.txt", f"{text} {n}") for r in reasons for n in range(5)
        ],
        resolution=[
            Resolution("LOC", 9000, 8700),
            Resolution("PER", 7000, 4300),
            Resolution("ORG", 5000, 3900),
        ],
        shares=EventShares(12000, 9800, 6100, 5400, 2300, 9900, 2100, 1700),
        scores=[
            ScoreBin(t, b, (b * b * 31 + 7) % 900)
            for t in ("mentions", "event_mentions", "events")
            for b in range(20)
        ],
    )


def report_rows(
    run_count: int = 45, *, held: int = 0, warned: int = 4, quarantined: int = 6, text: str = "Kelmar"
) -> ReportRows:
    """The rows of the last of so many runs."""
    history = [run(n) for n in range(run_count)]
    this = run(
        run_count - 1, state="held" if held else "done", checks_failed=held + warned, source=text, detail=text
    )
    history[-1] = this
    past = [
        c
        for n, r in enumerate(history[:-1])
        for c in checks(r.run_id, held=int(r.state == "held"), warned=n % 5)
        if c.state == "fail"
    ]
    now = [replace_text(c, text) for c in checks(this.run_id, held=held, warned=warned, unjudged=2)]
    shown = history[-RUNS_SHOWN:]
    return ReportRows(
        run=this,
        checks=now,
        history=shown,
        past_checks=[c for c in past if c.run_id >= shown[0].run_id],
        quarantined=[
            quarantined_row(n, this.run_id, text) for n in range(min(quarantined, QUARANTINE_SHOWN))
        ],
        quarantined_count=quarantined,
        drift=[
            Drift(
                this.run_id,
                "articles",
                "agency",
                text,
                "day",
                date(2022, 3, 4),
                date(2022, 3, 6),
                "gap",
                0,
                23.5,
                -9.1,
            ),
            Drift(
                this.run_id,
                "articles",
                "weekday",
                "7",
                "day",
                date(2022, 3, 6),
                date(2022, 3, 6),
                "surplus",
                90,
                31.0,
                7.0,
            ),
        ],
        drift_count=2,
        corpus=corpus(text),
        links={"All runs": "index.html", "News desk": "desk.html"},
    )


def replace_text(row: Check, text: str) -> Check:
    """The check with ``text`` where texts of rows stand."""
    observed = f"article_id={text}" if row.state == "fail" else row.observed
    return check(row.run_id, int(row.expectation.split("_")[2]), row.state, row.severity, observed=observed)


def quarantined_row(number: int, run_id: str, text: str) -> QuarantinedRow:
    """A row that waits for a decision."""
    return QuarantinedRow(
        quarantine_id=f"{number:016x}",
        article_id=f"{number:016x}",
        source_file=f"{text}_{number}.txt",
        content_sha256="0" * 64,
        table_name="mentions",
        column_name="text_start",
        expectation="mention_text_at_offsets",
        row_key=f"mention_id={number:016x}",
        row_json=f'{{"text": "{text}"}}',
        why="A reader who follows the offsets finds other words.",
        state="held",
        decided_at=None,
        decision=None,
        run_id=run_id,
    )


def desk_rows(
    event_count: int = 60,
    *,
    first: date = date(2022, 1, 1),
    last: date = date(2022, 12, 31),
    text: str = "Orla Brandvik",
    sentence: str = "Die Regierung von Vadria verurteilt den Angriff auf den Hafen von Kelmar scharf.",
) -> DeskRows:
    """The rows of a period in which as many events are shown."""
    days = (last - first).days + 1
    kinds = list(EVENT_TYPES.values())
    events = []
    for n in range(event_count):
        kind = kinds[n * 7 % len(kinds)]
        begin = first + timedelta(days=n * 13 % days)
        end = min(last, begin + timedelta(days=(0, 0, 6, 20)[n % 4]))
        events.append(
            DeskEvent(
                f"{n:016x}", kind.name, None, kind.quad_class, text, "Vadria" if n % 3 else None,
                ("actual", "actual", "planned")[n % 3], begin, end, PLACES[n % 4][0], 1 + n % 5, 1 + n % 3,
                2 + n % 5, 0.8,
            )
        )  # fmt: skip
    ids = [e.event_id for e in events]
    bin_width = widths(first, last)[0]
    columns = starts(first, last, bin_width)
    pairs = [(a, b) for i, a in enumerate(STATES) for j, b in enumerate(STATES) if (i + j) % 3 == 1]
    return DeskRows(
        first=first,
        last=last,
        bin=bin_width,
        counts=DeskCounts(12345 if event_count else 0, 678 if event_count else 0, 910, 11 if event_count else 0),
        bins=[
            BinCount(start, q, 3 + (i * q * 5) % 17, ids[i % event_count :][:2])
            for i, start in enumerate(columns)
            for q in (1, 2, 3, 4)
            if event_count and (i + q) % 5
        ],
        dyads=[
            Dyad(a, b, 1 + n * 7 % 40, -9 + n * 1.7 % 18, ids[n % event_count :][:3])
            for n, (a, b) in enumerate(pairs)
            if event_count
        ],
        states=[
            StateCount(code, 5 + 11 * n % 60, ids[n % event_count :][:3])
            for n, code in enumerate(STATES)
            if event_count
        ],
        places=[
            PlaceCount(f"{n:016x}", name, lat, lon, 1 + n * 5, ids[n % event_count :][:3])
            for n, (name, lat, lon) in enumerate(PLACES)
            if event_count
        ],
        main_ids=ids[:24],
        events=sorted(events, key=lambda e: (e.date_earliest, e.date_latest)),
        sentences=[
            Sentence(
                i, sentence, 25, 35, f"{text}_{n}.txt", f"Titel: {text}", ["dpa", "AFP"], first, last, "actual",
                first, last, text if n % 2 else None, 0.7,
            )
            for i in ids
            for n in range(2)
        ],
        names={"DEU": "Deutschland", "RUS": "Russland", "UKR": "Ukraine", "USA": text, "TUR": "Türkei"},
        links={"All runs": "index.html"},
    )  # fmt: skip
