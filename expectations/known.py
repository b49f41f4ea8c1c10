"""Known: a checkpoint and its validation definitions that are stored as this process has just read or written them.

Great Expectations makes sure before each run that nothing in memory was changed without being saved: it reads every
suite from its store four times and compares all of it, which was half of what a small run's validation took.
"""

from __future__ import annotations

from collections.abc import Iterable

from great_expectations import Checkpoint, ValidationDefinition
from great_expectations.core.freshness_diagnostics import (
    CheckpointFreshnessDiagnostics,
    ValidationDefinitionFreshnessDiagnostics,
)


class KnownDefinition(ValidationDefinition):
    """A validation definition that is as its store holds it."""

    def is_fresh(self) -> ValidationDefinitionFreshnessDiagnostics:
        """Without a look into the store."""
        return ValidationDefinitionFreshnessDiagnostics(errors=[])


class KnownCheckpoint(Checkpoint):
    """A checkpoint that is as its store holds it, with definitions of the same kind."""

    def is_fresh(self) -> CheckpointFreshnessDiagnostics:
        """Without a look into the store."""
        return CheckpointFreshnessDiagnostics(errors=[])


def known_checkpoint(name: str, stored: Iterable[ValidationDefinition]) -> KnownCheckpoint:
    """A checkpoint over definitions that come from the store; without the id of one that is stored."""
    definitions: list[ValidationDefinition] = [
        KnownDefinition(name=d.name, data=d.data, suite=d.suite, id=d.id) for d in stored
    ]
    return KnownCheckpoint(name=name, validation_definitions=definitions, actions=[], result_format="SUMMARY")
