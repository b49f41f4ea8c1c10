"""Answers about entities on the terminal: find them by any spelling of a name, and show one of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa

from flows.forms import counted, write_answer
from news.resolve.joining import node_of
from news.resolve.keys import name_key, name_words
from schemas import content_id
from schemas.codebook import ENTITY_TYPES
from warehouse.ddl import literal
from warehouse.query import QueryError, query

FOUND = "entity_id, name, entity_type, country_code, sector, article_count, mention_count, aliases"
LIKE = 0.92
"""Jaro-Winkler similarity from which two spellings are like each other."""
LATEST = 10


def show_entities(warehouse: Path, text: str | None, form: str, limit: int) -> None:
    """Write on stdout the entity that a text means, or all that it can mean; QueryError where there is none.

    Forms are table, csv and json; csv has no place for offices and months, so that it always lists.
    """
    found = entities_like(warehouse, text, limit)
    if text and found.num_rows == 0:
        raise QueryError(f"no entity has a name like {text!r}; depesche entities lists the most named")
    meant = the_one(found) if text else None
    if meant is None or form == "csv":
        write_answer(found, form, None)
        return
    shown = entity_shown(warehouse, meant)
    print(json.dumps(shown, ensure_ascii=False, indent=1, default=str) if form == "json" else describe(shown))


def entities_like(warehouse: Path, text: str | None, limit: int) -> pa.Table:
    """The entities whose name or alias is like a text, best first; without a text those in most articles.

    A column ``match`` says how each was found: id, key (the same name in any transcription), form (a name or
    alias holds the text), like (a similar spelling).
    """
    if not text:
        return query(
            warehouse, f"SELECT {FOUND} FROM entities ORDER BY article_count DESC, entity_id LIMIT {limit}"
        )
    found = query(warehouse, _search(text, limit))
    return found if found.num_rows else _by_words(warehouse, text, limit)


def entity_shown(warehouse: Path, entity_id: str) -> dict[str, Any]:
    """All that the warehouse tells of an entity: its row, roles by date, articles per month, events by side."""
    key = literal(entity_id)
    (row,) = query(warehouse, f"SELECT {FOUND} FROM entities WHERE entity_id = {key}").to_pylist()
    return {
        "entity": row,
        "roles": _rows(
            warehouse,
            "SELECT role, organisation, country_code, is_former, first_seen, last_seen, article_count, written"
            f" FROM roles WHERE entity_id = {key} ORDER BY first_seen, role, role_id",
        ),
        "months": _rows(
            warehouse,
            "SELECT month, article_count, mention_count, actor_event_count, recipient_event_count"
            f" FROM marts.entity_timeline WHERE entity_id = {key} ORDER BY month",
        ),
        "events": _rows(
            warehouse,
            f"SELECT if(actor_id = {key}, 'actor', 'recipient') AS side, event_type, status, date_earliest,"
            " date_latest, actor_name, recipient_name, event_id FROM events"
            f" WHERE {key} IN (actor_id, recipient_id) ORDER BY date_latest DESC NULLS LAST, event_id",
        ),
    }


def the_one(found: pa.Table) -> str | None:
    """The id of the entity that a search means: the only one, or the only one that bears the very name."""
    ids = found["entity_id"].to_pylist()
    if len(ids) != 1 and "match" in found.column_names:
        ids = [i for i, m in zip(ids, found["match"].to_pylist(), strict=True) if m in {"id", "key"}]
    return ids[0] if len(ids) == 1 else None


def describe(shown: dict[str, Any]) -> str:
    """An entity for people."""
    entity, roles, months, events = (shown[k] for k in ("entity", "roles", "months", "events"))
    told = [v for v in (entity["entity_type"], entity["country_code"], entity["sector"]) if v]
    lines = [
        f"{entity['name']} ({', '.join(told)})  {entity['entity_id']}",
        f"{counted(entity['mention_count'], 'mention')} in {counted(entity['article_count'], 'article')}",
    ]
    if entity["aliases"]:
        lines.append(f"also written {'; '.join(entity['aliases'])}")
    if roles:
        lines += ["", "Offices, with the days of the articles that tell them", *map(_role_line, roles)]
    if months:
        most = max(m["article_count"] for m in months) or 1
        lines += ["", "Articles per month"]
        lines += [
            f"  {m['month']:%Y-%m}  {m['article_count']:>5}  {'█' * round(40 * m['article_count'] / most)}"
            for m in months
        ]
    for side in ("actor", "recipient"):
        on_side = [e for e in events if e["side"] == side]
        if on_side:
            lines += ["", f"{counted(len(on_side), 'event')} as {side}", *map(_event_line, on_side[:LATEST])]
            if len(on_side) > LATEST:
                lines.append(f"  … and {len(on_side) - LATEST} earlier ones")
    return "\n".join(lines)


def _search(text: str, limit: int) -> str:
    ids = ", ".join(literal(content_id("entity", t, node_of(t, text))) for t in ENTITY_TYPES)
    plain = f"lower(strip_accents({literal(text)}))"
    forms = "list_transform(list_append(aliases, name), lambda form: lower(strip_accents(form)))"
    return f"""
        SELECT * FROM (
            SELECT {FOUND}, CASE
                WHEN entity_id = {literal(text)} THEN 'id'
                WHEN entity_id IN ({ids}) OR lower(strip_accents(name)) = {plain} THEN 'key'
                WHEN len(list_filter({forms}, lambda form: contains(form, {plain}))) > 0 THEN 'form'
                WHEN list_max(list_transform({forms}, lambda form: jaro_winkler_similarity(form, {plain}))) >= {LIKE}
                    THEN 'like' END AS match
            FROM entities
        ) WHERE match IS NOT NULL
        ORDER BY list_position(['id', 'key', 'form', 'like'], match), article_count DESC, entity_id
        LIMIT {limit}
    """


def _by_words(warehouse: Path, text: str, limit: int) -> pa.Table:
    """Persons of whose name a word is the text in another transcription (Lavrov, Lawrow)."""
    people = query(warehouse, "SELECT entity_id, name FROM entities WHERE entity_type = 'PER'").to_pylist()
    key = name_key(text)
    ids = [p["entity_id"] for p in people if key in name_words(p["name"])]
    among = ", ".join(map(literal, ids)) or "NULL"
    return query(
        warehouse,
        f"SELECT {FOUND}, 'form' AS match FROM entities WHERE entity_id IN ({among})"
        f" ORDER BY article_count DESC, entity_id LIMIT {limit}",
    )


def _rows(warehouse: Path, sql: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = query(warehouse, sql).to_pylist()
    return rows


def _role_line(role: dict[str, Any]) -> str:
    of = ", ".join(v for v in (role["organisation"], role["country_code"]) if v)
    former = "former " if role["is_former"] else ""
    days = f"{role['first_seen'] or '?'} to {role['last_seen'] or '?'}"
    return f"  {days}  {former}{role['role']}{f' ({of})' if of else ''}, {counted(role['article_count'], 'article')}"


def _event_line(event: dict[str, Any]) -> str:
    day = event["date_earliest"] or "undated"
    parties = f"{event['actor_name'] or '?'} -> {event['recipient_name'] or '?'}"
    return f"  {day}  {event['event_type']} {parties}, {event['status']}  {event['event_id']}"
