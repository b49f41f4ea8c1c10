"""Stage what differs between the rows of a table that hold and those that should."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TypeVar

from schemas import Table
from warehouse.lake import Staging

Row = TypeVar("Row")


def stage_changes(staging: Staging, table: Table[Row], old: Sequence[Row], new: Sequence[Row]) -> None:
    """Stage the rows that are new or differ, and take over the owners of those that are gone."""
    before, after = _by_owner(table, old), _by_owner(table, new)
    changed = [owner for owner, rows in after.items() if before.get(owner) != rows]
    staging.write(table, [row for owner in changed for row in after[owner]])
    staging.take({table.name: [*changed, *sorted(before.keys() - after.keys())]}, table.name)


def _by_owner(table: Table[Row], rows: Sequence[Row]) -> dict[str, list[Row]]:
    """The rows of each owner, in the order of their keys."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[getattr(row, table.owner)].append(row)
    for owned in found.values():
        owned.sort(key=lambda row: [getattr(row, column) for column in table.key])
    return found
