"""The source of a run by its name, and the lake, with the connections that they need."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from news.discover import SourceError
from news.sources.named import s3_location, source_named
from warehouse.lake import Lake, LakeError

if TYPE_CHECKING:
    from flows.settings import Settings
    from news.discover import Source
    from warehouse.bucket_lake import BucketLake
    from warehouse.bucket_reader import Access, BucketReader

AMAZON = (".amazonaws.com", ".amazonaws.com.cn")
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
    return Lake(settings.lake_folder, None if settings.lake is None else _record(settings.lake))


def reads_bucket(settings: Settings) -> bool:
    """Whether the lake is in a bucket and the home folder has no copy of it."""
    return settings.lake is not None and not Lake(settings.lake_folder).version


def require_copy(settings: Settings) -> None:
    """LakeError where a home folder that only reads a bucket lacks what is asked of its lake."""
    if reads_bucket(settings):
        raise LakeError(
            f"{settings.home} has no copy of {settings.lake}, which this needs; the warehouse shows all that holds, and"
            " history.* what held before. The machine that runs Depesche has a copy"
        )


def open_bucket(settings: Settings) -> BucketReader:
    """The lake in DEPESCHE_LAKE, to be read without a copy; LakeError as above, or where no credentials are found."""
    record = _record(settings.lake or "")
    from warehouse.bucket_reader import BucketReader  # noqa: PLC0415 - as below

    return BucketReader(record, _access(record))


def _record(url: str) -> BucketLake:
    where = s3_location(url)
    if where is None:
        raise LakeError(f"DEPESCHE_LAKE is {url}; write s3://bucket/prefix")
    try:
        from warehouse.bucket_lake import BucketLake  # noqa: PLC0415 - boto3 comes with the extra s3 alone
    except ImportError as error:
        raise LakeError("DEPESCHE_LAKE needs boto3; install depesche with its extra: depesche[s3]") from error
    return BucketLake(*where, s3_client())


def _access(record: BucketLake) -> Access:
    """What boto3 would do, for DuckDB: the bucket is part of the host at Amazon's own servers, else of the path."""
    from botocore.httpsession import get_cert_path  # noqa: PLC0415 - as above
    from botocore.session import get_session  # noqa: PLC0415

    from warehouse.bucket_reader import Access  # noqa: PLC0415

    session = get_session()
    credentials = session.get_credentials()
    if credentials is None:
        raise LakeError(
            f"no credentials of AWS are found for {record.url}; set AWS_PROFILE, or see docs/sources.md"
        )
    keys = credentials.get_frozen_credentials()
    told = record.client.meta
    server = urlsplit(told.endpoint_url)
    style = (told.config.s3 or {}).get("addressing_style", "auto")
    is_amazon = (server.hostname or "").endswith(AMAZON)
    return Access(
        endpoint=server.netloc + server.path.rstrip("/"),
        is_encrypted=server.scheme == "https",
        is_path_style=style == "path" or (style == "auto" and ("." in record.name or not is_amazon)),
        region=told.region_name,
        authorities=get_cert_path(session.get_config_variable("ca_bundle") or True),
        key_id=keys.access_key,
        secret_key=keys.secret_key,
        session_token=keys.token,
    )


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
