"""Objects below a prefix of an S3 bucket as a source: listed page by page, versions told apart by ETag."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NoReturn

import pyarrow as pa
from botocore.exceptions import BotoCoreError, ClientError

from news.discover import LISTED, Listing, NamePattern, RawFile, SourceError
from news.rejection import NotAnArticle, NotNow

GONE = {"NoSuchKey", "404", "NotFound"}
ANOTHER = {"PreconditionFailed", "412"}
REFUSED = {"AccessDenied", "403", "Forbidden", "InvalidObjectState"}
"""Answers that hold for one object: no permission for it, or it lies in cold storage."""
TRIES = 3
"""The client asks again by itself; what breaks off while an object is on its way, it does not."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """The objects whose keys begin with a prefix."""

    name: str
    prefix: str
    """Empty, or ended by a slash."""
    connect: Callable[[], Any]
    """Gives this process's S3 client of boto3; a function of a module, so that it can be sent to other processes."""

    def check(self) -> None:
        """SourceError where the bucket is not there or may not be listed."""
        with self._told():
            self.connect().list_objects_v2(Bucket=self.name, Prefix=self.prefix, MaxKeys=1)

    def list(self, pattern: str) -> Listing:
        """The objects whose bare names match. SourceError where the bucket cannot be listed to its end.

        Keys are only names: ``..`` in one means nothing. What a folder would hide is left out as there, and so are
        the empty objects that consoles make as folders, which are not counted.
        """
        matches = NamePattern(pattern).matches
        rows: list[tuple[str, int, int, str, None]] = []
        ignored_count = 0
        with self._told():
            pages = self.connect().get_paginator("list_objects_v2")
            for page in pages.paginate(Bucket=self.name, Prefix=self.prefix):
                for found in page.get("Contents", ()):
                    name = found["Key"].removeprefix(self.prefix)
                    if not name or name.endswith("/"):
                        continue
                    parts = name.split("/")
                    if any(part.startswith(".") for part in parts) or not matches(parts[-1]):
                        ignored_count += 1
                        continue
                    modified_ns = int(found["LastModified"].timestamp()) * 1_000_000_000
                    rows.append((name, found["Size"], modified_ns, found["ETag"].strip('"'), None))
        columns = [list(column) for column in zip(*rows, strict=True)] or [[]] * len(LISTED)
        return Listing(self, pa.table(columns, schema=LISTED), ignored_count)

    def read(self, file: RawFile, max_bytes: int) -> bytes:
        """The bytes of an object, of the version that was listed; OSError where the connection fails."""
        if file.byte_count > max_bytes:
            raise NotAnArticle("too_large", f"{file.byte_count} bytes, at most {max_bytes} are read")
        key = self.prefix + file.key
        for _ in range(TRIES):
            try:
                given = {"IfMatch": f'"{file.etag}"'} if file.etag else {}
                body = self.connect().get_object(Bucket=self.name, Key=key, **given)["Body"]
                with body:
                    raw = bytes(body.read(max_bytes + 1))
                if len(raw) == file.byte_count:
                    return raw
                told = f"{len(raw)} of {file.byte_count} bytes came"
            except ClientError as error:
                self._refuse(key, error)
            except BotoCoreError as error:
                told = str(error)
        raise ConnectionError(f"cannot read s3://{self.name}/{key}: {told}")

    def _refuse(self, key: str, error: ClientError) -> NoReturn:
        code = error.response["Error"]["Code"]
        if code in GONE:
            raise NotNow(f"s3://{self.name}/{key}", "it vanished") from error
        if code in ANOTHER:
            raise NotNow(f"s3://{self.name}/{key}", "it changed while it was read") from error
        if code in REFUSED:
            raise NotAnArticle("unreadable", f"{code}: {error.response['Error'].get('Message')}") from error
        raise ConnectionError(f"cannot read s3://{self.name}/{key}: {error}") from error

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (BotoCoreError, ClientError, ValueError) as error:  # of an endpoint that is no URL
            raise SourceError(
                f"cannot list s3://{self.name}/{self.prefix}: {error}; check the name, AWS's credentials and region,"
                " and AWS_ENDPOINT_URL where the bucket is not Amazon's"
            ) from error
