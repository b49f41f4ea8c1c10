"""Which source a name means: a folder, an archive, or a bucket."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from news.discover import Source, SourceError
from news.sources.folder import Folder
from news.sources.tar_archive import Tar
from news.sources.zip_archive import Zip

TAR_SUFFIXES = {".tar": "", ".tar.gz": ".gz", ".tgz": ".gz", ".tar.zst": ".zst", ".tzst": ".zst"}
"""Ending of a tar archive's name -> ending of ``news.compressed.SUFFIXES``."""
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")


def source_named(name: str, connect: Callable[[], Any]) -> Source:
    """The source of a path, ``file://`` or ``s3://`` URL; nothing is looked up yet.

    ``connect`` gives an S3 client. SourceError for another scheme or an incomplete URL.
    """
    scheme = SCHEME.match(name)
    match scheme and scheme[1].lower():
        case None:
            return _local(Path(name))
        case "file":
            return _local(_path_of(name))
        case "s3":
            return _bucket(name, connect)
        case other:
            raise SourceError(f"{name}: sources are folders, archives, file:// and s3://, not {other}://")


def absolute(name: str) -> str:
    """The same source for a process in another folder: paths are made absolute, URLs are so."""
    return name if SCHEME.match(name) else str(Path(name).resolve())


def s3_location(url: str) -> tuple[str, str] | None:
    """Bucket and prefix (empty, or ended by a slash) of an ``s3://`` URL; null for what is none."""
    scheme, _, rest = url.partition("://")
    bucket, _, prefix = rest.partition("/")
    if scheme.lower() != "s3" or not bucket:
        return None
    return bucket, f"{prefix.strip('/')}/" if prefix.strip("/") else ""


def _local(path: Path) -> Source:
    lower = path.name.lower()
    if not path.is_dir():
        if lower.endswith(".zip"):
            return Zip(path)
        for ending, suffix in TAR_SUFFIXES.items():
            if lower.endswith(ending):
                return Tar(path, suffix)
    return Folder(path)


def _path_of(url: str) -> Path:
    parts = urlsplit(url)
    if parts.netloc not in {"", "localhost"} or not parts.path or parts.query or parts.fragment:
        raise SourceError(
            f"{url} names no local path; write file:///path/to/folder, with %23 for # and %3F for ?"
        )
    return Path(unquote(parts.path))


def _bucket(url: str, connect: Callable[[], Any]) -> Source:
    where = s3_location(url)
    if where is None:
        raise SourceError(f"{url} names no bucket; write s3://bucket/prefix")
    if where[1].rstrip("/").lower().endswith((".zip", *TAR_SUFFIXES)):
        raise SourceError(
            f"{url}: archives are read from disk only; copy it here and name the copy, or put its files into the bucket"
        )
    try:
        from news.sources.bucket import Bucket  # noqa: PLC0415 - boto3 comes with the extra s3 alone
    except ImportError as error:
        raise SourceError(f"{url} needs boto3; install depesche with its extra: depesche[s3]") from error
    return Bucket(*where, connect)
