"""Reading a lake in a bucket without a copy of it: commits by boto3, rows by DuckDB's httpfs, straight from the bucket.

Nothing is written there. Of the commits it is verified that none is missing and each bears its number, of the files
that each is there and holds as many rows as its commit says. Their SHA-256 is not: that takes every byte, as a copy
does (``warehouse.bucket_lake``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import duckdb

from warehouse.bucket_lake import BucketLake
from warehouse.ddl import literal
from warehouse.extension import extension_file
from warehouse.lake import LakeError
from warehouse.snapshot import Commit, DataFile, located

REQUESTS = 16
"""At once, where many files are opened: DuckDB makes one per thread, and spends its time waiting for answers."""
SETTINGS = {
    "allow_persistent_secrets": "false",  # those that the user keeps for other programs
    "s3_url_compatibility_mode": "true",  # a prefix may hold * and ?
    "enable_http_metadata_cache": "true",  # what a commit names never changes
    "parquet_metadata_cache": "true",
    "http_retries": "6",  # with pauses of up to 10 s, for throttling; a refusal (403) is tried as often
    "http_retry_wait_ms": "300",
    "http_retry_backoff": "2",
    "http_timeout": "300",  # seconds for a request, which may ask for many MB
    "enable_server_cert_verification": "true",
    "enable_curl_server_cert_verification": "true",
}

REFUSED = (
    "see to the connection and to AWS's permission to get objects there. If a compaction has just replaced the"
    " object, run again"
)
DAMAGED = "restore that version of the object"


@dataclass(frozen=True, slots=True)
class Access:
    """How a bucket is reached, as AWS's usual chain says; what is secret is not shown."""

    endpoint: str
    """Host, with port and path where there are any, without scheme."""
    is_encrypted: bool
    is_path_style: bool
    """Whether the bucket's name is part of the path, not of the host."""
    region: str
    authorities: str
    """File of the certificates by which the server is known."""
    key_id: str = field(repr=False)
    secret_key: str = field(repr=False)
    session_token: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class BucketReader:
    """A lake in a bucket, of which a warehouse can be published (``warehouse.publish.Readable``)."""

    record: BucketLake
    access: Access

    @property
    def root(self) -> str:
        """URL below which the lake's files lie."""
        return self.record.url

    def commits(self) -> list[Commit]:
        """See :meth:`warehouse.bucket_lake.BucketLake.commits`."""
        return self.record.commits()

    def prepare(self, connection: duckdb.DuckDBPyConnection, files: Sequence[DataFile]) -> None:
        """Let a connection read files of the bucket, each of which is opened once.

        The keys are held by the connection's instance in memory alone. LakeError where the extension is not
        installed, the server refuses, or a file is gone or has other rows than its commit says.
        """
        extension = extension_file("httpfs")
        if extension is None:
            raise LakeError(
                f"DuckDB {duckdb.__version__} has no httpfs extension here, by which {self.root} is read; install"
                f" duckdb-extension-httpfs=={duckdb.__version__}"
            )
        connection.execute(f"LOAD {literal(str(extension))}")
        for name, value in (SETTINGS | {"ca_cert_file": self.access.authorities}).items():
            connection.execute(f"SET {name} = {literal(value)}")
        self._hand_over_keys(connection)
        if files:
            self._open(connection, files)

    def _hand_over_keys(self, connection: duckdb.DuckDBPyConnection) -> None:
        access = self.access
        told = {
            "ENDPOINT": literal(access.endpoint),
            "URL_STYLE": literal("path" if access.is_path_style else "vhost"),
            "USE_SSL": str(access.is_encrypted),
            "REGION": literal(access.region),
            "KEY_ID": literal(access.key_id),
            "SECRET": literal(access.secret_key),
            "SCOPE": literal(self.root),
        }
        if access.session_token:
            told["SESSION_TOKEN"] = literal(access.session_token)
        parameters = ", ".join(f"{name} {value}" for name, value in told.items())
        try:
            connection.execute(f"CREATE SECRET lake (TYPE s3, {parameters})")
        except duckdb.Error:  # whose message may quote the statement
            raise LakeError(
                f"DuckDB does not take the credentials for {self.root} at {access.endpoint}; see to AWS_ENDPOINT_URL,"
                " region and credentials"
            ) from None

    def _open(self, connection: duckdb.DuckDBPyConnection, files: Sequence[DataFile]) -> None:
        """Compare the rows that files hold with what their commits say; what is read is kept in memory for later."""
        urls = ", ".join(literal(located(self.root, file)) for file in files)
        (threads,) = connection.execute("SELECT current_setting('threads')").fetchone() or (1,)
        try:
            connection.execute(f"SET threads = {max(threads, REQUESTS)}")
            found = dict(
                connection.execute(
                    f"SELECT file_name, num_rows FROM parquet_file_metadata([{urls}])"
                ).fetchall()
            )
        except (duckdb.IOException, duckdb.InvalidInputException) as error:
            is_damaged = isinstance(error, duckdb.InvalidInputException)
            raise LakeError(
                f"cannot read the lake {self.root}: {str(error).splitlines()[0]}; {DAMAGED if is_damaged else REFUSED}"
            ) from error
        finally:
            connection.execute(f"SET threads = {threads}")
        for file in files:
            url = located(self.root, file)
            if found.get(url) != file.row_count:
                raise LakeError(
                    f"{url} holds {found.get(url, 'no')} rows and its commit says {file.row_count}; {DAMAGED}"
                )
