"""Settings: what a user can set, by environment variable or in a file ``.env``; one home folder holds all state."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Depesche's settings. Each is set by the environment variable ``DEPESCHE_<NAME>``."""

    model_config = SettingsConfigDict(env_prefix="DEPESCHE_", env_file=".env", extra="ignore")

    home: Path = Field(
        default=Path("data"),
        description="Folder for all that Depesche keeps: lake, warehouse, reports, Prefect's state.",
    )
    source: Path | None = Field(
        default=None, description="Folder of raw text files, for runs that name none (scheduled runs do not)."
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
    jobs: int = Field(default=0, ge=0, description="Worker processes; 0 takes one per core.")
    shard_files: int = Field(
        default=200, gt=0, description="Files per shard, the unit of work that is retried as a whole."
    )
    server_port: int = Field(
        default=4200, ge=1, le=65535, description="Port of `depesche serve` on 127.0.0.1."
    )

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
    def report_folder(self) -> Path:
        """Where the quality reports lie."""
        return self.home / "report"

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
