"""Home folders whose lake is in a bucket, for the tests of lakes there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import corpus
import duckdb
from object_storage import Storage

from flows.plain import ingest_plainly
from flows.settings import Settings

TOLD = "SELECT article_id, source_file, content_sha256, body FROM articles ORDER BY ALL"


def settings(home: Path, storage: Storage | None, **changes: Any) -> Settings:
    return Settings(home=home, lake=storage and storage.url("lake"), model="none", shard_files=2, **changes)


def ingest(home: Path, storage: Storage | None, source: Path, **changes: Any) -> Any:
    return ingest_plainly(source, settings(home, storage, **changes), is_validated=False)


def articles(home: Path) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(Settings(home=home).warehouse_file), read_only=True) as connection:
        return connection.execute(TOLD).fetchall()


def texts(*numbers: int) -> dict[str, str]:
    return {corpus.name_of(number): corpus.text_of(number) for number in numbers}


def keys(storage: Storage, below: str = "") -> list[str]:
    found = storage.client.list_objects_v2(Bucket=storage.bucket, Prefix=f"lake/{below}").get("Contents", ())
    return [key["Key"].removeprefix("lake/") for key in found]
