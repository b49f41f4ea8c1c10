"""Stage what differs between the rows of a table that hold and those that should."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from schemas import Table
from warehouse.lake import Staging

Row = TypeVar("Row")


def stage_changes(staging: Staging, table: Table[Row], old: Sequence[Row], new: Sequence[Row]) -> None:
    """Stage the rows that are new or differ, and take over the owners of those that are gone."""
    before = {getattr(row, table.owner): row for row in old}
    after = {getattr(row, table.owner): row for row in new}
    changed = {owner: row for owner, row in after.items() if before.get(owner) != row}
    staging.write(table, list(changed.values()))
    staging.take({table.name: [*changed, *sorted(before.keys() - after.keys())]}, table.name)
