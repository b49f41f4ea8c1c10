"""Settings: what a user can set, by environment variable or in a file ``.env``; one home folder holds all state."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Depesche's settings. Each is set by the environment variable ``DEPESCHE_<NAME>``."""

    model_config = SettingsConfigDict(env_prefix="DEPESCHE_", env_file=".env", extra="ignore")

    home: Path = Field(
        default=Path("data"),
        description="Folder for all that Depesche keeps: lake, warehouse, reports, Prefect's state.",
    )
    lake: str | None = Field(
        default=None,
        description="s3://bucket/prefix that holds the lake, so that machines share it; the home folder of one "
        "that runs holds a copy (docs/sources.md). Without it the lake is in the home folder alone.",
    )
    source: str | None = Field(
        default=None,
        description="Folder, archive or s3:// URL of raw text files (docs/sources.md), for runs that name none "
        "(scheduled runs do not).",
    )
    pattern: str = Field(
        default="*.txt", description="Names of the files that are read; others are counted and left alone."
    )
    max_bytes: int = Field(default=10_000_000, gt=0, description="Larger files are rejected as too_large.")
    future_days: int = Field(
        default=2,
        ge=0,
        description="Date headers further ahead than this are kept as written and bound nothing.",
    )
    model: str = Field(
        default="accurate",
        description="Language engine: accurate or fast (trained, in the package), none (rules and knowledge files), "
        "or any spaCy pipeline by its folder or package.",
    )
    knowledge: Path | None = Field(
        default=None,
        description="Folder of your own rows for the knowledge files (states, organisations, offices, their holders, "
        "places): docs/knowledge.md.",
    )
    jobs: int = Field(
        default=0,
        ge=0,
        description="Worker processes on this machine, also of a Dask or Ray without an address; 0 takes one per core.",
    )
    runner: Literal["process", "dask", "ray"] = Field(
        default="process",
        description="Where files are read and texts coded: processes of this machine, or a Dask or Ray cluster "
        "(docs/scaling.md).",
    )
    runner_address: str | None = Field(
        default=None,
        description="Address of a running cluster, as tcp://host:8786 (Dask) or ray://host:10001 (Ray), whose machines "
        "see source and home under the same paths; without it one is started on this machine for the run.",
    )
    shard_files: int = Field(
        default=500,
        gt=0,
        description="Most files per shard, the unit of work that is retried as a whole; a shard ends at about a minute "
        "of work, too.",
    )
    analyses_megabytes: int = Field(
        default=2000,
        ge=0,
        description="Space for what the language model said of each text (some 4.4 kB per article), which spares it "
        "the texts when they are coded again; 0 keeps nothing.",
    )
    retention_days: int = Field(
        default=0,
        ge=0,
        description="Days for which replaced versions of rows stay in lake and history; compactions drop older ones. "
        "0 keeps all.",
    )
    compact_commits: int = Field(
        default=200,
        ge=0,
        description="A run that finds more commits in the lake compacts it at its end; 0 leaves that to "
        "`depesche compact`.",
    )
    page_language: Literal["en", "de"] = Field(
        default="en", description="Language of the quality report and the news desk: en or de."
    )
    server_port: int = Field(
        default=4200, ge=1, le=65535, description="Port of `depesche serve` on 127.0.0.1."
    )
    log: Literal["auto", "json", "text"] = Field(
        default="auto",
        description="Form of the log on stderr; auto is JSON lines, and on a terminal only warnings, in words.",
    )
    notify_url: SecretStr | None = Field(
        default=None,
        description="Webhook that is told, as JSON by POST, of a run that failed or was held back, and when that is "
        "over: docs/operations.md.",
    )
    notify_command: tuple[str, ...] = Field(
        default=(),
        description="Command that is told the same as JSON on its standard input; a JSON list of the program and "
        "its arguments, run without a shell.",
    )

    @property
    def job_count(self) -> int:
        """Worker processes on this machine."""
        return self.jobs or os.cpu_count() or 1

    @property
    def knowledge_folders(self) -> tuple[Path, ...]:
        """The folders of own knowledge, none or one."""
        return (self.knowledge,) if self.knowledge else ()

    entity_overrides: Path | None = Field(
        default=None,
        description="File of your decisions about entities (merge, split, rename, block); "
        "without it entity_overrides.tsv in the home folder.",
    )

    @property
    def overrides_file(self) -> Path:
        """Where the user's decisions about entities stand."""
        return self.entity_overrides or self.home / "entity_overrides.tsv"

    @property
    def lake_folder(self) -> Path:
        """Where the Parquet lake lies."""
        return self.home / "lake"

    @property
    def warehouse_file(self) -> Path:
        """The published DuckDB warehouse."""
        return self.home / "warehouse.duckdb"

    @property
    def search_file(self) -> Path:
        """The full-text index of the articles, where one was built."""
        return self.home / "search.duckdb"

    @property
    def history_file(self) -> Path:
        """What was typed into the SQL shell."""
        return self.home / ".sql_history"

    @property
    def report_folder(self) -> Path:
        """Where the quality reports lie."""
        return self.home / "report"

    @property
    def quality_folder(self) -> Path:
        """Where the Great Expectations project and its Data Docs lie."""
        return self.home / "quality"

    @property
    def prefect_folder(self) -> Path:
        """Where Prefect keeps its database and profiles."""
        return self.home / "prefect"


class SettingsError(Exception):
    """A setting has an impossible value; the message names its variable."""

    exit_code = 2

    def __init__(self, error: ValidationError) -> None:
        told = (f"DEPESCHE_{'_'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in error.errors())
        super().__init__("; ".join(told))
