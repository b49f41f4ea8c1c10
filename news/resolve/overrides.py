"""Overrides: read what a user decided by hand about entities, from a small tab-separated file."""

from __future__ import annotations

from pathlib import Path

from news.knowledge import numbered_rows, split
from schemas import EntityOverride, content_id
from schemas.codebook import ENTITY_TYPES
from schemas.entity_overrides import OVERRIDE_ACTIONS

COLUMNS = ("action", "entity_type", "name", "other", "articles", "note")
NEEDS_OTHER = frozenset({"merge", "split", "rename"})


class OverrideError(ValueError):
    """The file of overrides cannot be used; the message names file and line."""

    exit_code = 2


def read_overrides(path: Path) -> list[EntityOverride]:
    """The overrides of a file, in order of their ids; none where there is no file.

    Columns: action (merge, split, rename, block), entity_type, name, other, articles (ids with ``|`` between
    them), note. OverrideError names the file and the line of what cannot be used, also of decisions that
    contradict each other.
    """
    if not path.exists():
        return []
    found: dict[str, tuple[int, EntityOverride]] = {}
    try:
        rows = list(numbered_rows(path))
    except (OSError, ValueError) as error:
        raise OverrideError(f"{path}: {error}") from error
    for line, row in rows:
        if missing := [c for c in COLUMNS[:-2] if c not in row]:
            raise OverrideError(
                f"{path}: there is no column {missing[0]}; needed are {', '.join(COLUMNS[:-2])}"
            )
        override = _override(row, f"{path}, line {line}")
        for other_line, other in found.values():
            if problem := _contradiction(override, other):
                raise OverrideError(
                    f"{path}, line {line}: {problem} in line {other_line}; keep one of the two"
                )
        found.setdefault(override.override_id, (line, override))
    return [found[key][1] for key in sorted(found)]


def _override(row: dict[str, str], where: str) -> EntityOverride:
    action, entity_type, name, other = (row[c].strip() for c in COLUMNS[:4])
    articles = tuple(sorted(set(split(row.get("articles", "")))))
    if action not in OVERRIDE_ACTIONS:
        raise OverrideError(f"{where}: the action {action!r} is none of {', '.join(OVERRIDE_ACTIONS)}")
    if entity_type not in ENTITY_TYPES:
        raise OverrideError(f"{where}: the entity_type {entity_type!r} is none of {', '.join(ENTITY_TYPES)}")
    if not name:
        raise OverrideError(f"{where}: the name is empty; give one in any form in which articles write it")
    if action in NEEDS_OTHER and not other:
        raise OverrideError(f"{where}: {action} needs another name in the column other")
    if articles and action != "split":
        raise OverrideError(
            f"{where}: only split can be limited to articles; leave the column articles empty"
        )
    return EntityOverride(
        override_id=content_id("entity_override", action, entity_type, name, other, *articles),
        action=action,
        entity_type=entity_type,
        name=name,
        other=other or None,
        articles=articles,
        note=row.get("note", "").strip() or None,
    )


def _contradiction(one: EntityOverride, other: EntityOverride) -> str | None:
    """What two decisions about one name say against each other; null if nothing."""
    if (one.action, one.entity_type, one.name) != (other.action, other.entity_type, other.name):
        return None
    if one.other == other.other or (one.action == "split" and not {*one.articles} & {*other.articles}):
        return None
    return f"{one.name!r} is already decided otherwise"
