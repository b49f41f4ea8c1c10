"""History: former versions of articles, entities and events, declared by what the tables themselves declare."""

from __future__ import annotations

from dataclasses import make_dataclass, replace
from datetime import datetime
from typing import Annotated, Any, get_args, get_type_hints

from schemas.articles import ARTICLES
from schemas.column import Column
from schemas.entities import ENTITIES
from schemas.events import EVENTS
from schemas.table import Table

SCHEMA = "history"
KEPT: tuple[Table[Any], ...] = (ARTICLES, ENTITIES, EVENTS)
"""Tables whose former versions can be queried. Each is replaced by its key."""
BY_RUN = frozenset({"run_id"})
"""Columns that may differ between two takings of one version: they say who took it, not what it is."""

VALIDITY: dict[str, Any] = {
    "valid_from_version": Annotated[int, Column("Commit of the lake from which on the row held.", minimum=1)],
    "valid_from_run": Annotated[
        str | None, Column("Run of that commit; null where the retention has let it go.")
    ],
    "valid_from_at": Annotated[datetime | None, Column("When that run ended (UTC); null as valid_from_run.")],
    "valid_to_version": Annotated[
        int | None, Column("Commit from which on it held no more; null if it holds.", minimum=1)
    ],
    "valid_to_run": Annotated[str | None, Column("Run of that commit; null if the row holds.")],
    "valid_to_at": Annotated[datetime | None, Column("When that run ended (UTC); null if the row holds.")],
}
"""Columns of every table of history behind its own."""


def _history_of(table: Table[Any]) -> Table[Any]:
    hints = get_type_hints(table.row, include_extras=True)
    own = {name: _without_keys(hint) for name, hint in hints.items()}
    row = make_dataclass(f"Former{table.row.__name__}", [*own.items(), *VALIDITY.items()], frozen=True)
    return Table(
        table.name,
        row,
        grain=f"One row per version of a row of {table.name}: the present one and the former ones.",
        key=(*table.key, "valid_from_version"),
        owner=table.owner,
        schema=SCHEMA,
    )


def _without_keys(hint: Any) -> Any:
    """A column as it is where a key can stand in several rows and what it refers to can be gone."""
    declared, column = get_args(hint)
    return Annotated[declared, replace(column, unique=False, references=None)]


HISTORY: tuple[Table[Any], ...] = tuple(_history_of(table) for table in KEPT)
"""The views of schema ``history``, in the order in which documents list them."""
