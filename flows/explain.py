"""Explain an event: each sentence behind it, what it claims, and why it was taken for a report of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa

from flows.forms import counted, require_file, write_answer
from news.passage import sentence_around
from schemas.date_rules import DATE_RULES
from schemas.join_rules import JOIN_RULES
from warehouse.ddl import literal
from warehouse.query import query

SENTENCES = """
    SELECT s.* EXCLUDE (words_before, words_behind), a.body,
        m.killed_low, m.killed_high, m.wounded_low, m.wounded_high, m.soldiers_low, m.soldiers_high
    FROM main.event_sentences AS s
    JOIN main.event_mentions AS m USING (event_mention_id)
    JOIN main.articles AS a ON a.article_id = s.article_id
    WHERE s.event_id = {}
    ORDER BY s.join_rule <> 'seed', a.published_earliest, s.source_file, s.trigger_start, s.event_mention_id"""
NUMBERS = ("killed", "wounded", "soldiers")


class NoSuchEventError(Exception):
    """An id names no event, or several; the message says what to do."""

    exit_code = 2


def explain(warehouse: Path, prefix: str, form: str, out: Path | None) -> None:
    """Explain the event whose id begins with ``prefix`` as text (``table``), or its mentions as csv, json, parquet.

    NoSuchEventError where no event or more than one has such an id; QueryError as ``answer``.
    """
    require_file(form, out)
    event = find_event(warehouse, prefix)
    sentences = query(warehouse, SENTENCES.format(literal(event["event_id"]))).to_pylist()
    for row in sentences:
        first, last = sentence_around(row["body"], row["trigger_start"], row["trigger_end"])
        row["sentence"] = row.pop("body")[first:last]
        row["trigger_start"], row["trigger_end"] = row["trigger_start"] - first, row["trigger_end"] - first
        row["join_reason"] = JOIN_RULES[row["join_rule"]]
    if form != "table":
        write_answer(pa.Table.from_pylist(sentences), form, out)
        return
    lines = [*_head(event, sentences), *(line for row in enumerate(sentences, 1) for line in _told(*row))]
    if out is None:
        print("\n".join(lines))
    else:
        out.write_text("\n".join(lines) + "\n", encoding="utf-8")


def find_event(warehouse: Path, prefix: str) -> dict[str, Any]:
    """The row of the event whose id begins with a prefix; NoSuchEventError where that is not just one."""
    found = query(
        warehouse,
        f"SELECT * FROM main.events WHERE starts_with(event_id, {literal(prefix.lower())}) ORDER BY event_id LIMIT 3",
    ).to_pylist()
    if not prefix or not found:
        raise NoSuchEventError(f"there is no event {prefix}; events.event_id lists those that are")
    if len(found) > 1:
        ids = ", ".join(row["event_id"] for row in found[:2])
        raise NoSuchEventError(f"{prefix} begins the ids of several events ({ids} …); give more of it")
    return dict(found[0])


def days_in_words(row: dict[str, Any]) -> str:
    """The bounds of a row as people say them."""
    if row["date_earliest"] is None and row["date_latest"] is None:
        return "date unknown"
    if row["date_earliest"] == row["date_latest"]:
        return str(row["date_earliest"])
    return f"between {row['date_earliest'] or '?'} and {row['date_latest'] or '?'}"


def _head(event: dict[str, Any], sentences: list[dict[str, Any]]) -> Iterator[str]:
    mode = f" ({event['event_mode']})" if event["event_mode"] else ""
    yield f"{event['event_type']}{mode} {_parties(event)}, {event['status']}, {days_in_words(event)}{_where(event)}"
    yield f"event {event['event_id']}, score {event['score']:.2f}"
    yield (
        f"{counted(event['mention_count'], 'mention')} in {counted(event['article_count'], 'article')}"
        f" from {counted(event['source_count'], 'independent source')}{_numbers(event)}"
    )
    number = {row["event_mention_id"]: n for n, row in enumerate(sentences, 1)}
    bounds = [number.get(event[f"date_{end}_mention_id"]) for end in ("earliest", "latest")]
    given = f" (from {bounds[0]} and {bounds[1]} below)" if all(bounds) and event["mention_count"] > 1 else ""
    yield f"days {event['date_rule']}{given}: {DATE_RULES[event['date_rule']]}"


def _told(number: int, row: dict[str, Any]) -> Iterator[str]:
    start, end = row["trigger_start"], row["trigger_end"]
    text = row["sentence"]
    yield ""
    yield f"{number}. {row['source_file']}, {_published(row)}"
    yield f"   {' '.join(f'{text[:start]}[{text[start:end]}]{text[end:]}'.split())}"
    claimed = f", as {row['attributed_to_name']} says" if row["attributed_to_name"] else ""
    numbers = _numbers(row)
    yield (
        f"   claims: {row['status']}, {days_in_words(row)}, {_parties(row)}{_where(row)}{numbers}{claimed}"
        f" (score {row['score']:.2f})"
    )
    yield f"   joined as {row['join_rule']}: {row['join_reason']}"


def _published(row: dict[str, Any]) -> str:
    days = {"date_earliest": row["published_earliest"], "date_latest": row["published_latest"]}
    parts = [f"published {days_in_words(days)}".replace("published date", "date")]
    if row["agencies"]:
        parts.append(" and ".join(row["agencies"]))
    if row["duplicate_of"]:
        parts.append(f"repeats article {row['duplicate_of']}")
    return ", ".join(parts)


def _parties(row: dict[str, Any]) -> str:
    actor, recipient = (row[f"{r}_name"] or row[f"{r}_country"] or "?" for r in ("actor", "recipient"))
    return f"{actor} -> {recipient}"


def _where(row: dict[str, Any]) -> str:
    return f", place {row['place_name']}" if row["place_name"] else ""


def _numbers(row: dict[str, Any]) -> str:
    told = []
    for name in NUMBERS:
        low, high = row[f"{name}_low"], row[f"{name}_high"]
        if low is not None or high is not None:
            span = str(low) if low == high else f"{low or 0} to {'?' if high is None else high}"
            told.append(f", {name} {span}")
    return "".join(told)
