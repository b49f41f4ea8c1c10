"""Overrides: bring what the user decided by hand about entities into the run."""

from __future__ import annotations

from flows.stages.changes import stage_changes
from flows.work import Work
from news.resolve.overrides import read_overrides
from schemas import ENTITY_OVERRIDES, EntityOverride


def overrides_changed(work: Work) -> bool:
    """Whether the user's file says something else than what held in the last run; OverrideError if it is broken."""
    return read_overrides(work.settings.overrides_file) != overrides_in_force(work)


def stage_overrides(work: Work) -> list[EntityOverride]:
    """Stage what is new or gone in the user's file; return all that holds, in order of ids."""
    overrides = read_overrides(work.settings.overrides_file)
    stage_changes(work.staging, ENTITY_OVERRIDES, overrides_in_force(work), overrides)
    return overrides


def overrides_in_force(work: Work) -> list[EntityOverride]:
    """The overrides that held in the last run, in order of ids."""
    with work.lake.open(tables=[ENTITY_OVERRIDES]) as snapshot:
        return sorted(snapshot.rows(ENTITY_OVERRIDES), key=lambda o: o.override_id)
