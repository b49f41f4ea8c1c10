"""The report of a run: its verdict, what was held back, changes, trends, coverage, rejects, health."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from expectations.verdict import blocking, warnings
from pages.charts import BarChart, Column, Kind, bar_chart
from pages.coverage import calendar, day_calendar
from pages.gold import OF_TYPE, gold_figures
from pages.report_rows import ReportRows
from pages.site import render, write_page
from pages.words import Words, words
from schemas import RUNS, Check, QuarantinedRow, Run
from schemas.checks import SEVERITIES
from schemas.rejects import REJECT_REASONS

STRIP_RUNS = 40
"""Runs in the strip of an expectation."""
STRIPS = 30
"""Expectations with a strip at most."""
COUNTED = ("articles", "rejects", "mentions", "event_mentions", "entities", "events", "checks_failed")
VERSIONS = ("code_version", "model_version", "lexicon_version")
TABLES_WITH_SCORES = {"mentions": "Mentions", "event_mentions": "Event mentions", "events": "Events"}
BINS = 20
STATES = ("fail", "no_data", "pass")
"""States of checks in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict of a run: its sentence, and the tone in which it is told (empty, warn or bad)."""

    sentence: str
    tone: str


@dataclass(frozen=True, slots=True)
class Named:
    """A count or version before and now."""

    name: str
    before: Any
    now: Any


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs from the run before."""

    moment: datetime
    counts: tuple[Named, ...]
    versions: tuple[Named, ...]
    newly: tuple[str, ...]
    """Expectations that were met before and are broken now."""
    mended: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """An expectation over the last runs; ``states`` are true where it was met, oldest first."""

    name: str
    severity: str
    states: tuple[bool, ...]

    @property
    def broken(self) -> int:
        """How often it was broken."""
        return self.states.count(False)


def write_report(rows: ReportRows, folder: Path, language: str = "en") -> Path:
    """Write the page of a run into ``folder``; return its path."""
    return write_page(folder / f"{rows.run.run_id}.html", render_report(rows, language))


def by_rule(rows: Sequence[QuarantinedRow]) -> list[list[QuarantinedRow]]:
    """Quarantined rows of one file that break one rule together, in the order in which each of these comes first."""
    found: dict[tuple[str, str, str | None, str], list[QuarantinedRow]] = {}
    for row in rows:
        found.setdefault((row.source_file, row.table_name, row.column_name, row.expectation), []).append(row)
    return list(found.values())


def render_report(rows: ReportRows, language: str = "en") -> str:
    """The page as HTML; all values are escaped."""
    told = words(language)
    corpus = rows.corpus
    years = calendar(corpus.months)
    shares = corpus.shares
    return render(
        "report.html.j2",
        told,
        run=rows.run,
        links=[{"name": name, "address": address} for name, address in rows.links.items()],
        verdict=verdict(rows.run, rows.checks, told),
        tiles=list(_tiles(rows.run, told)),
        held=blocking(rows.checks),
        warned=warnings(rows.checks),
        checks=rows.checks,
        quarantined=rows.quarantined,
        quarantined_by_rule=by_rule(rows.quarantined),
        quarantined_count=rows.quarantined_count,
        drift=rows.drift,
        drift_count=rows.drift_count,
        changes=changes(rows),
        trends=trends(rows.history, told) if len(rows.history) > 1 else [],
        run_count=len(rows.history),
        strips=strips(rows),
        calendar=years,
        coverage_sentence=_coverage(rows, told),
        day_weeks=day_calendar(corpus.days, told),
        rejects=list(_rejects(rows)),
        shares=list(_shares(rows, told)) if shares and shares.event_count else [],
        event_count=shares.event_count if shares else 0,
        resolution=[
            {"name": r.entity_type, "count": r.mention_count, "fraction": r.resolved_count / r.mention_count}
            for r in corpus.resolution
        ],
        scores=list(_scores(rows, told)),
        gold=_gold(told),
        severities=SEVERITIES,
        tables=list(_tables(rows.checks)),
        facts=[(f.name, _fact(getattr(rows.run, f.name), told), f.description) for f in RUNS.fields],
    )


def verdict(run: Run, checks: Sequence[Check], told: Words) -> Verdict:
    """What became of the run, in one sentence."""
    held, warned = len(blocking(checks)), len(warnings(checks))
    if run.state == "failed":
        return Verdict(told.text("Broken off with an error: the warehouse stayed as it was."), "bad")
    if run.state == "forced":
        sentence = told.plural(
            "Published by force although {broken} critical expectation of {all} is broken.",
            "Published by force although {broken} critical expectations of {all} are broken.",
            held,
        )
        return Verdict(sentence.format(broken=told.number(held), all=told.number(len(checks))), "bad")
    if held or run.state == "held":
        sentence = told.plural(
            "Held back: {broken} critical expectation of {all} is broken; the warehouse stayed as it was.",
            "Held back: {broken} critical expectations of {all} are broken; the warehouse stayed as it was.",
            held,
        )
        return Verdict(sentence.format(broken=told.number(held), all=told.number(len(checks))), "bad")
    if not checks:
        return Verdict(
            told.text("Nothing new: the source held no new text, and the warehouse is as it was."), ""
        )
    unjudged = sum(c.state == "no_data" for c in checks)
    counts = {
        "met": told.number(len(checks) - warned - unjudged),
        "all": told.number(len(checks)),
        "warned": told.number(warned),
        "unjudged": told.number(unjudged),
    }
    if warned:
        sentence = told.plural(
            "Published: no critical expectation is broken, {warned} of {all} needs a look.",
            "Published: no critical expectation is broken, {warned} of {all} need a look.",
            warned,
        )
    elif unjudged:
        sentence = told.text(
            "Published: {met} of {all} expectations are met, {unjudged} had no data to judge."
        )
    else:
        sentence = told.text("Published: all {all} expectations are met.")
    return Verdict(sentence.format(**counts), "warn" if warned else "")


def name_of(check: Check) -> str:
    """Table, column and expectation in one."""
    return ".".join(filter(None, (check.table_name, check.column_name))) + ": " + check.expectation


def changes(rows: ReportRows) -> Changes | None:
    """What differs from the last run that checked rows; None where there is none before this one."""
    before = next((r for r in reversed(rows.history[:-1]) if r.checks), None)
    if before is None:
        return None
    broken_before = {name_of(c) for c in rows.past_checks if c.run_id == before.run_id}
    broken = {name_of(c) for c in rows.checks if c.state == "fail"}
    checked = {name_of(c) for c in rows.checks}
    return Changes(
        before.started_at,
        tuple(Named(n.replace("_", " "), getattr(before, n), getattr(rows.run, n)) for n in COUNTED),
        tuple(
            Named(n.removesuffix("_version"), getattr(before, n), getattr(rows.run, n))
            for n in VERSIONS
            if getattr(before, n) != getattr(rows.run, n)
        ),
        tuple(sorted(broken - broken_before)),
        tuple(sorted((broken_before - broken) & checked)),
    )


def trends(history: Sequence[Run], told: Words) -> list[BarChart]:
    """Volumes, broken expectations, yield and duration of each run, oldest first."""
    names = [told.day(r.started_at.date()).replace("\N{NO-BREAK SPACE}", " ") for r in history]

    def chart(
        title: str, kinds: Sequence[Kind], parts: Sequence[tuple[float, ...]], *, whole: bool = True
    ) -> BarChart:
        columns = [Column(name, part) for name, part in zip(names, parts, strict=True)]
        return bar_chart(told.text(title), kinds, columns, told.number, whole=whole)

    return [
        chart(
            "Files read",
            [Kind("a", told.text("articles")), Kind("no", told.text("rejects"))],
            [(r.articles, r.rejects) for r in history],
        ),
        chart("Broken expectations", [Kind("b", told.text("broken"))], [(r.checks_failed,) for r in history]),
        chart("Events in the corpus", [Kind("d", told.text("events"))], [(r.events,) for r in history]),
        chart(
            "Mentions per article",
            [Kind("c", told.text("mentions"))],
            [(r.mentions / max(r.articles, 1),) for r in history],
            whole=False,
        ),
        chart(
            "Event mentions per article",
            [Kind("d", told.text("event mentions"))],
            [(r.event_mentions / max(r.articles, 1),) for r in history],
            whole=False,
        ),
        chart(
            "Seconds per run",
            [
                Kind("a", told.text("coding")),
                Kind("c", told.text("validating")),
                Kind("void", told.text("all else")),
            ],
            [_seconds(r) for r in history],
            whole=False,
        ),
    ]


def _seconds(run: Run) -> tuple[float, float, float]:
    all_seconds = max(0.0, (run.finished_at - run.started_at).total_seconds())
    coding, validating = run.read_seconds + run.code_seconds, run.validate_seconds
    return coding, validating, max(0.0, all_seconds - coding - validating)


def strips(rows: ReportRows) -> list[Strip]:
    """The expectations that were broken in one of the last runs, the most often broken first."""
    checked = [r.run_id for r in rows.history if r.checks][-STRIP_RUNS:]
    broken: dict[str, set[str]] = {}
    severity: dict[str, str] = {}
    for check in [*rows.past_checks, *rows.checks]:
        if check.state == "fail" and check.run_id in checked:
            broken.setdefault(name_of(check), set()).add(check.run_id)
            severity[name_of(check)] = check.severity
    if len(checked) <= 1:
        return []
    found = [
        Strip(name, severity[name], tuple(run_id not in runs for run_id in checked))
        for name, runs in broken.items()
    ]
    return sorted(found, key=lambda s: (-s.broken, s.name))[:STRIPS]


def _tiles(run: Run, told: Words) -> Iterator[dict[str, Any]]:
    yield {
        "name": told.text("Files seen"),
        "value": run.files_seen,
        "note": told.text("{new} new, {changed} changed, {missing} gone").format(
            new=told.number(run.files_new),
            changed=told.number(run.files_changed),
            missing=told.number(run.files_missing),
        ),
    }
    yield {"name": told.text("Articles read"), "value": run.articles, "note": ""}
    yield {"name": told.text("Files rejected"), "value": run.rejects, "note": ""}
    yield {"name": told.text("Event mentions read"), "value": run.event_mentions, "note": ""}
    yield {"name": told.text("Events in the corpus"), "value": run.events, "note": ""}
    yield {"name": told.text("Entities in the corpus"), "value": run.entities, "note": ""}


def _coverage(rows: ReportRows, told: Words) -> str:
    months = rows.corpus.months
    dated = sum(m.article_count for m in months if m.month is not None)
    undated = sum(m.article_count for m in months if m.month is None)
    copies = sum(m.duplicate_count for m in months)
    gaps = sum(cell.is_gap for year in calendar(months) for cell in year.cells)
    parts = [
        told.text(
            "{dated} articles tell the month of their publication, {undated} do not; {copies} are near-copies."
        ).format(dated=told.number(dated), undated=told.number(undated), copies=told.number(copies))
    ]
    if gaps:
        parts.append(
            told.plural(
                "{gaps} month that usually has articles has none.",
                "{gaps} months that usually have articles have none.",
                gaps,
            ).format(gaps=told.number(gaps))
        )
    return " ".join(parts)


def _rejects(rows: ReportRows) -> Iterator[dict[str, Any]]:
    for reason, samples in groupby(rows.corpus.rejects, key=lambda r: r.reason):
        listed = list(samples)
        yield {
            "name": reason,
            "meaning": REJECT_REASONS.get(reason, ""),
            "count": listed[0].file_count,
            "samples": listed,
        }


def _shares(rows: ReportRows, told: Words) -> Iterator[dict[str, Any]]:
    shares = rows.corpus.shares
    assert shares is not None
    for name, count in (
        ("an actor", shares.with_actor),
        ("a recipient", shares.with_recipient),
        ("both", shares.with_both),
        ("the day", shares.with_day),
        ("the month or the day", shares.with_month),
        ("a place", shares.with_place),
        ("a place with coordinates", shares.with_point),
    ):
        yield {"name": told.text(name), "fraction": count / shares.event_count}


def _scores(rows: ReportRows, told: Words) -> Iterator[BarChart]:
    for table, title in TABLES_WITH_SCORES.items():
        counts = Counter({s.bin: s.row_count for s in rows.corpus.scores if s.table_name == table})
        if counts:
            columns = [Column(told.number(b / BINS, 2), (counts[b],)) for b in range(BINS)]
            yield bar_chart(told.text(title), [Kind("a", told.text("rows"))], columns, told.number)


def _gold(told: Words) -> list[dict[str, Any]]:
    figures = gold_figures()
    over_all = {told.text(n): v for n, v in figures.items() if not n.startswith(OF_TYPE)}
    by_type = {told.text(n.removeprefix(OF_TYPE)): v for n, v in figures.items() if n.startswith(OF_TYPE)}
    return [
        {
            "name": told.text(name),
            "measure": told.text(measure),
            "figures": [{"name": n, "value": v} for n, v in part.items()],
        }
        for name, measure, part in (("Over all", "figure", over_all), ("Event type found", "F1", by_type))
    ]


def _tables(checks: Sequence[Check]) -> Iterator[dict[str, Any]]:
    for name in dict.fromkeys(c.table_name for c in checks):
        of_table = [c for c in checks if c.table_name == name]
        yield {
            "name": name,
            "checks": sorted(of_table, key=lambda c: STATES.index(c.state)),
            "counts": [sum(c.severity == s for c in of_table) for s in SEVERITIES],
            "broken": sum(c.state == "fail" for c in of_table),
        }


def _fact(value: object, told: Words) -> str:
    match value:
        case None:
            return ""
        case datetime():
            return told.moment(value)
        case float():
            return told.number(value, 2)
        case int():
            return told.number(value)
        case _:
            return str(value)
