"""Diff: which events differ between two commits of a lake, in which columns, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pyarrow as pa

from schemas import ARTICLES, CODINGS, ENTITIES, ENTITY_OVERRIDES, EVENT_MENTIONS, EVENTS, RUNS, Table
from warehouse.connection import connect
from warehouse.ddl import literal, quoted
from warehouse.history import committed_runs
from warehouse.lake import Lake, told_of_reading
from warehouse.snapshot import attach_snapshot

COMPARED = (ARTICLES, CODINGS, ENTITIES, ENTITY_OVERRIDES, EVENT_MENTIONS, EVENTS)
LAST, PREVIOUS = "last", "previous"
VERSIONS = {
    "code_version": "code", "model_version": "model", "lexicon_version": "lexicon", "knowledge_version": "own knowledge"
}  # fmt: skip
SHOWN = (
    "event_type", "event_mode", "actor_name", "recipient_name", "status", "date_earliest", "date_latest", "place_name"
)  # fmt: skip
"""Columns by which people recognise an event."""


class UnknownRunError(Exception):
    """No run of the lake is meant; the message says which there are."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class State:
    """The lake as it was after a run."""

    version: int
    run_id: str
    finished_at: datetime


def states(lake: Lake) -> list[State]:
    """All states of a lake that rows of runs tell of, in order."""
    with lake.open(tables=[RUNS]) as snapshot:
        runs = {run.run_id: run for run in snapshot.rows(RUNS)}
        commits = lake.commits()
    found = [(version, runs[run_id]) for version, run_id in committed_runs(commits) if run_id in runs]
    return [State(version, run.run_id, run.finished_at) for version, run in found if run.state == "done"]


def find_state(known: Sequence[State], text: str) -> State:
    """The state that a text means: a run's id or its beginning, a date (the end of that day), ``last``, ``previous``.

    Only runs that changed rows count. UnknownRunError where none or several are meant.
    """
    if not known:
        raise UnknownRunError("no run has changed any row yet; make one with: depesche run --source DIR")
    if text == LAST:
        return known[-1]
    if text == PREVIOUS:
        if len(known) == 1:
            raise UnknownRunError(f"there is no run before {known[0].run_id}, the only one that changed rows")
        return known[-2]
    meant = [state for state in known if state.run_id.startswith(text)] or _until(known, text)
    if len(meant) != 1:
        told = "several runs begin with" if meant else "no run that changed rows is"
        names = ", ".join(state.run_id for state in (meant or known)[-5:])
        raise UnknownRunError(f"{told} {text!r}; name one of the last ({names}), a date, last or previous")
    return meant[0]


def _until(known: Sequence[State], text: str) -> list[State]:
    try:
        day = datetime.fromisoformat(text)
    except ValueError:
        return []
    if len(text) == len("2022-03-01"):
        day += timedelta(days=1, microseconds=-1)
    before = [state for state in known if state.finished_at <= day]
    return before[-1:]


def diff_events(lake: Lake, before: int, after: int) -> pa.Table:
    """The events that differ between two commits: one row each, in order of change, type and id.

    Columns: event_id, change and reasons (``schemas.event_changes``), columns (those that differ), detail (versions
    from -> to), articles (ids of those that report it now or did before), and SHOWN.
    """
    with lake.reading(), connect() as connection, told_of_reading(lake.folder):
        commits = lake.commits()
        attach_snapshot(connection, "old", lake.folder, commits, COMPARED, until=before)
        attach_snapshot(connection, "new", lake.folder, commits, COMPARED, until=after)
        connection.execute(f"CREATE TEMP TABLE changes AS {_changes()}")
        connection.execute(INVOLVED)
        connection.execute(f"CREATE TEMP TABLE told AS {_reasons()}")
        return connection.execute(ANSWER).to_arrow_table()


def _differing(table: Table[Any], one: str, other: str) -> str:
    names = [
        f"CASE WHEN {one}.{quoted(f.name)} IS DISTINCT FROM {other}.{quoted(f.name)} THEN {literal(f.name)} END"
        for f in table.fields
    ]
    return f"list_filter([{', '.join(names)}], lambda name: name IS NOT NULL)"


def _changes() -> str:
    shown = ", ".join(f"coalesce(n.{name}, o.{name}) AS {name}" for name in SHOWN)
    return f"""
        SELECT * FROM (
            SELECT coalesce(n.event_id, o.event_id) AS event_id,
                CASE WHEN o.event_id IS NULL THEN 'appeared' WHEN n.event_id IS NULL THEN 'vanished'
                    ELSE 'changed' END AS change,
                CASE WHEN o.event_id = n.event_id THEN {_differing(EVENTS, "o", "n")} ELSE [] END AS columns, {shown}
            FROM old.main.events AS o FULL JOIN new.main.events AS n ON n.event_id = o.event_id)
        WHERE change <> 'changed' OR len(columns) > 0"""


INVOLVED = """
    CREATE TEMP TABLE involved AS
    SELECT event_id, event_mention_id, article_id FROM old.main.event_mentions SEMI JOIN changes USING (event_id)
    UNION
    SELECT event_id, event_mention_id, article_id FROM new.main.event_mentions SEMI JOIN changes USING (event_id)
"""
"""The mentions that reported a differing event before or report it now."""
PARTIES = ("actor_id", "recipient_id", "place_id")
FACTS = ("name", "country_code", "entity_type", "sector")


def _reasons() -> str:
    """SQL: event_id, reason and detail, as far as articles, mentions and entities of the event tell."""
    versions = ", ".join(
        f"CASE WHEN o.{column} IS DISTINCT FROM n.{column}"
        f" THEN '{name} ' || coalesce(o.{column}, 'none') || ' -> ' || coalesce(n.{column}, 'none') END"
        for column, name in VERSIONS.items()
    )
    recoded = " OR ".join(f"o.{column} IS DISTINCT FROM n.{column}" for column in VERSIONS)
    moved = " OR ".join(f"o.{column} IS DISTINCT FROM n.{column}" for column in PARTIES)
    facts = " OR ".join(f"o.{column} IS DISTINCT FROM n.{column}" for column in FACTS)
    parties = " UNION ".join(
        f"SELECT event_id, {column} AS entity_id FROM {side}.main.event_mentions SEMI JOIN changes USING (event_id)"
        for column in PARTIES
        for side in ("old", "new")
    )
    overridden = "(SELECT count(*) > 0 FROM ((FROM {0}.main.entity_overrides) EXCEPT (FROM {1}.main.entity_overrides)))"
    by_hand = f"({overridden.format('old', 'new')} OR {overridden.format('new', 'old')})"
    articles = (
        "FROM (SELECT DISTINCT event_id, article_id FROM involved) AS i"
        " LEFT JOIN old.main.{0} AS o ON o.article_id = i.article_id"
        " LEFT JOIN new.main.{0} AS n ON n.article_id = i.article_id"
    )
    mentions = (
        "FROM involved AS i"
        " JOIN old.main.event_mentions AS o ON o.event_mention_id = i.event_mention_id AND o.article_id = i.article_id"
        " JOIN new.main.event_mentions AS n ON n.event_mention_id = i.event_mention_id AND n.article_id = i.article_id"
    )
    return f"""
        SELECT i.event_id, CASE WHEN o.article_id IS NULL THEN 'article_new'
                WHEN n.article_id IS NULL THEN 'article_removed' ELSE 'article_changed' END AS reason, NULL AS detail
        {articles.format("articles")} WHERE o.content_sha256 IS DISTINCT FROM n.content_sha256
        UNION
        SELECT i.event_id, 'copy_link', NULL
        {articles.format("articles")} WHERE o.content_sha256 = n.content_sha256
            AND (o.duplicate_of IS DISTINCT FROM n.duplicate_of)
        UNION
        SELECT i.event_id, 'article_recoded', concat_ws(', ', {versions})
        {articles.format("codings")} WHERE o.article_id = n.article_id AND ({recoded})
        UNION
        SELECT i.event_id, CASE WHEN {by_hand} THEN 'entity_override' ELSE 'entity_resolution' END, NULL
        {mentions} WHERE {moved}
        UNION
        SELECT i.event_id, 'regrouped', NULL {mentions} WHERE o.event_id <> n.event_id
        UNION
        SELECT p.event_id, 'entity_changed', NULL FROM ({parties}) AS p
        JOIN old.main.entities AS o ON o.entity_id = p.entity_id
        JOIN new.main.entities AS n ON n.entity_id = p.entity_id WHERE {facts}"""


ANSWER = f"""
    SELECT c.event_id, c.change, coalesce(t.reasons, ['other']) AS reasons, c.columns, t.detail,
        i.articles, {", ".join(f"c.{name}" for name in SHOWN)}
    FROM changes AS c
    LEFT JOIN (SELECT event_id, list_sort(list(DISTINCT reason)) AS reasons,
            string_agg(DISTINCT detail, '; ' ORDER BY detail) AS detail FROM told GROUP BY 1) AS t USING (event_id)
    LEFT JOIN (SELECT event_id, list_sort(list(DISTINCT article_id)) AS articles FROM involved GROUP BY 1) AS i
        USING (event_id)
    ORDER BY c.change, c.event_type, c.event_id"""
