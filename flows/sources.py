"""The source of a run by its name, and the lake, with the connections that they need."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from news.discover import SourceError
from news.sources.named import s3_location, source_named
from warehouse.lake import Lake, LakeError

if TYPE_CHECKING:
    from flows.settings import Settings
    from news.discover import Source

MOST_ATTEMPTS = 10
"""With the pauses of botocore's standard mode between them (up to 20 s) some two minutes of throttling."""


def chosen(name: str | None, settings: Settings) -> str:
    """The name of the source to read: the given one, else that of the settings; SourceError where there is none."""
    if named := name or settings.source:
        return named
    raise SourceError("no source is named; give a folder with --source or set DEPESCHE_SOURCE")


def open_source(name: str) -> Source:
    """The source of this name (docs/sources.md); SourceError where a name means none. Nothing is looked up yet."""
    return source_named(name, s3_client)


def open_lake(settings: Settings) -> Lake:
    """The lake of a home folder to write to; LakeError where DEPESCHE_LAKE is no s3:// URL, or boto3 is missing."""
    if settings.lake is None:
        return Lake(settings.lake_folder)
    where = s3_location(settings.lake)
    if where is None:
        raise LakeError(f"DEPESCHE_LAKE is {settings.lake}; write s3://bucket/prefix")
    try:
        from warehouse.bucket_lake import BucketLake  # noqa: PLC0415 - boto3 comes with the extra s3 alone
    except ImportError as error:
        raise LakeError("DEPESCHE_LAKE needs boto3; install depesche with its extra: depesche[s3]") from error
    return Lake(settings.lake_folder, BucketLake(*where, s3_client()))


def s3_client() -> Any:
    """This process's S3 client: credentials, region and AWS_ENDPOINT_URL by AWS's usual chain."""
    return _s3_client(os.getpid())


@lru_cache(maxsize=1)
def _s3_client(process: int) -> Any:
    """A client must not be shared between processes, and costs half a second."""
    import boto3  # noqa: PLC0415 - comes with the extra s3 alone
    from botocore.config import Config  # noqa: PLC0415

    retries = {"mode": "standard", "total_max_attempts": MOST_ATTEMPTS}
    return boto3.client("s3", config=Config(retries=retries, connect_timeout=10, read_timeout=60))
