"""A user's own rows: which folders of them hold for this process, and the rows of a table with them.

``use`` is called once where work begins (the head of a run, the first lines of a shard's work), before
anything is looked up. It sets what holds for the whole process, instead of travelling as an argument: what is
known is asked for deep inside the language engine (spaCy's components take no arguments but the text) and on
every word, and within one run it is the same everywhere. The results stay a function of texts, code and
knowledge, for ``lexicon_version`` takes the own rows in and every coded row records it. Functions that keep
what they made of the rows are marked ``@remembered``; ``use`` makes them forget when the rows change.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import _lru_cache_wrapper, lru_cache
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from news.knowledge import FOLDER, read_rows
from news.knowledge.tables import TABLES, KnowledgeError, check_folder

P = ParamSpec("P")
T = TypeVar("T")

KEPT = 50_000
"""Results that a remembered function keeps at most: words of a corpus have no end."""

_remembering: list[_lru_cache_wrapper[Any]] = []
_folders: tuple[Path, ...] = ()
_fingerprint: tuple[tuple[str, bytes], ...] = ()


def remembered(function: Callable[P, T]) -> _lru_cache_wrapper[T]:
    """Keep the last results of a function that depends on the knowledge, until ``use`` brings other rows."""
    kept = lru_cache(maxsize=KEPT)(function)
    _remembering.append(kept)
    return kept


def use(folders: Sequence[Path] = ()) -> None:
    """Let the own rows of these folders hold in this process, those of the first folder before the next.

    A folder holds files with the names and columns of the tables in ``TABLES``; other ``.tsv`` names are an error.
    KnowledgeError names file, line and column of a bad row; then what held before still holds.
    """
    global _folders, _fingerprint
    chosen = tuple(folders)
    content = _content(chosen)
    if (chosen, content) == (_folders, _fingerprint):
        return
    for folder in chosen:
        check_folder(folder)
    _folders, _fingerprint = chosen, content
    for kept in _remembering:
        kept.cache_clear()


def own_files() -> tuple[tuple[str, bytes], ...]:
    """Name and content of each file of own rows that holds, in the order in which they win; for fingerprints."""
    return _fingerprint


def rows(table: str) -> list[dict[str, str]]:
    """The rows of a table of ``TABLES``, own ones first; an own row replaces the rows with the same key."""
    key = TABLES[table].key
    found = own_rows(table)
    taken = {tuple(row[column] for column in key) for row in found}
    shipped = read_rows(FOLDER / f"{table}.tsv")
    return found + [row for row in shipped if tuple(row[column] for column in key) not in taken]


def own_rows(table: str) -> list[dict[str, str]]:
    """The own rows of a table, with all its columns; those of an earlier folder replace later ones."""
    columns = [column.name for column in TABLES[table].columns]
    key = TABLES[table].key
    found: dict[tuple[str, ...], list[dict[str, str]]] = {}
    for folder in _folders:
        path = folder / f"{table}.tsv"
        here: dict[tuple[str, ...], list[dict[str, str]]] = {}
        for row in read_rows(path) if path.exists() else []:
            full = {name: row.get(name, "") for name in columns}
            here.setdefault(tuple(full[column] for column in key), []).append(full)
        found = found | {k: v for k, v in here.items() if k not in found}
    return [row for rows_of_key in found.values() for row in rows_of_key]


def _content(folders: tuple[Path, ...]) -> tuple[tuple[str, bytes], ...]:
    files = []
    for folder in folders:
        if not folder.is_dir():
            raise KnowledgeError(f"{folder}: there is no such folder of own knowledge; see docs/knowledge.md")
        files += [(path.name, path.read_bytes()) for path in sorted(folder.glob("*.tsv"))]
    return tuple(files)
