"""Vocabularies: the closed lists of values in schemas/ that say what each value means."""

from __future__ import annotations

import ast
import dataclasses
import importlib
import inspect
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import schemas
from schemas import TABLES, Field, Table


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A constant of a module of schemas/: value -> meaning, or value -> what is known of it."""

    name: str
    path: str
    """The file that declares it."""
    entries: Mapping[str, Any]

    @property
    def title(self) -> str:
        """REJECT_REASONS -> Reject reasons."""
        return self.name.replace("_", " ").capitalize()

    def rows(self) -> tuple[list[str], list[list[str]]]:
        """Header and cells: the value and its meaning, or the fields of what is known of it."""
        first = next(iter(self.entries.values()))
        if isinstance(first, str):
            return ["value", "meaning"], [[value, meaning] for value, meaning in self.entries.items()]
        names = [f.name for f in dataclasses.fields(first)]
        header = [name.removeprefix("is_").replace("_", " ") for name in names]
        return header, [[_word(getattr(e, name)) for name in names] for e in self.entries.values()]

    def is_of(self, field: Field) -> bool:
        """Whether a column takes its values from here, or its description sends the reader here."""
        return field.column.values == tuple(self.entries) or self.path in field.description


def vocabularies() -> list[Vocabulary]:
    """All vocabularies of schemas/, in the order of their names."""
    modules = [importlib.import_module(f"schemas.{m.name}") for m in pkgutil.iter_modules(schemas.__path__)]
    found = [vocabulary for module in modules for vocabulary in _declared_in(module)]
    return sorted(found, key=lambda vocabulary: vocabulary.name)


def columns_of(vocabulary: Vocabulary) -> Iterator[tuple[Table[Any], Field]]:
    """The columns that take their values from a vocabulary."""
    for table in TABLES:
        for field in table.fields:
            if vocabulary.is_of(field):
                yield table, field


def _declared_in(module: ModuleType) -> Iterator[Vocabulary]:
    # The source tells what a module declares from what it imports, which its namespace does not.
    for statement in ast.parse(inspect.getsource(module)).body:
        targets = statement.targets if isinstance(statement, ast.Assign) else []
        for target in targets:
            if isinstance(target, ast.Name) and _is_vocabulary(value := getattr(module, target.id)):
                yield Vocabulary(target.id, f"{module.__name__.replace('.', '/')}.py", value)


def _is_vocabulary(value: object) -> bool:
    return (
        isinstance(value, dict)
        and bool(value)
        and all(isinstance(key, str) for key in value)
        and all(isinstance(entry, str) or dataclasses.is_dataclass(entry) for entry in value.values())
    )


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    return str(value)
