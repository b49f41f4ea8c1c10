"""Moto's S3 over real HTTP on loopback, which can be told to throttle, for the tests of buckets."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from secrets import token_hex
from typing import Any

import boto3
import moto.settings
import pytest
from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server

from flows import sources

XML = b'<?xml version="1.0" encoding="UTF-8"?>'
SLOW_DOWN = XML + b"<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>"
CONFLICT = XML + b"<Error><Code>ConditionalRequestConflict</Code><Message>Try again.</Message></Error>"


@dataclass
class Storage:
    """A bucket of its own, and what was asked of the server."""

    client: Any
    bucket: str
    throttled: int = 0
    """So many requests are still answered with SlowDown."""
    conflicts: int = 0
    """So many conditional puts are still answered with a conflict, as where another one is under way."""
    asked: list[str] = field(default_factory=list)
    """Method, path and query of each request."""
    signed: set[tuple[str, str | None]] = field(default_factory=set)
    """Id of the key and session token by which requests were signed."""

    turn: threading.Lock = field(default_factory=threading.Lock)
    """S3 looks at a condition and puts the object in one step; moto does so only one request after the other."""

    def url(self, prefix: str = "") -> str:
        return f"s3://{self.bucket}/{prefix}"

    def put_all(self, contents: dict[str, Any]) -> None:
        for key, content in contents.items():
            self.client.put_object(Bucket=self.bucket, Key=key, Body=content)

    def delete(self, *keys: str) -> None:
        for key in keys:
            self.client.delete_object(Bucket=self.bucket, Key=key)

    def answer(self, app: Any, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        self.asked.append(f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}?{environ['QUERY_STRING']}")
        if signature := re.search("Credential=([^/]+)", environ.get("HTTP_AUTHORIZATION", "")):
            self.signed.add((signature[1], environ.get("HTTP_X_AMZ_SECURITY_TOKEN")))
        if self.throttled:
            self.throttled -= 1
            start("503 Slow Down", [("Content-Type", "application/xml")])
            return [SLOW_DOWN]
        if self.conflicts and "HTTP_IF_NONE_MATCH" in environ:
            self.conflicts -= 1
            start("409 Conflict", [("Content-Type", "application/xml")])
            return [CONFLICT]
        with self.turn:
            return list(app(environ, start))


@contextmanager
def only_reading(resource: str = "*") -> Iterator[None]:
    """Let AWS's environment variables name a user who may only list and read, of a server that sees to permissions."""
    iam = boto3.client("iam")
    name = f"reader-{token_hex(4)}"
    iam.create_user(UserName=name)
    may = [
        {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "*"},
        {"Effect": "Allow", "Action": "s3:GetObject", "Resource": resource},
    ]
    policy = json.dumps({"Version": "2012-10-17", "Statement": may})
    iam.put_user_policy(UserName=name, PolicyName="read", PolicyDocument=policy)
    key = iam.create_access_key(UserName=name)["AccessKey"]
    with (
        pytest.MonkeyPatch.context() as patch,
        using_keys(key["AccessKeyId"], key["SecretAccessKey"]),
    ):
        patch.setattr(moto.settings, "INITIAL_NO_AUTH_ACTION_COUNT", 0)
        yield


@contextmanager
def using_keys(key_id: str, secret_key: str, session_token: str | None = None) -> Iterator[None]:
    """Let AWS's environment variables name other keys."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ACCESS_KEY_ID", key_id)
        patch.setenv("AWS_SECRET_ACCESS_KEY", secret_key)
        if session_token:
            patch.setenv("AWS_SESSION_TOKEN", session_token)
        patch.setattr(boto3, "DEFAULT_SESSION", None)  # it keeps the keys that it found
        sources._s3_client.cache_clear()
        yield
    sources._s3_client.cache_clear()


@contextmanager
def serving(
    monkeypatch: pytest.MonkeyPatch, bucket: str = "texte", certificate: tuple[str, str] | None = None
) -> Iterator[Storage]:
    """Serve a new bucket; AWS's environment variables name the server and invented keys.

    With a certificate, which is a pair of files, it and its key, by https.
    """
    storage = Storage(None, bucket)
    app = DomainDispatcherApplication(create_backend_app)
    server = make_server(
        "127.0.0.1", 0, lambda e, s: storage.answer(app, e, s), threaded=True, ssl_context=certificate
    )
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    scheme = "https" if certificate else "http"
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"{scheme}://127.0.0.1:{server.server_port}")
    for name, value in {
        "ACCESS_KEY_ID": "test",
        "SECRET_ACCESS_KEY": "test",
        "DEFAULT_REGION": "eu-central-1",
    }.items():
        monkeypatch.setenv(f"AWS_{name}", value)
    monkeypatch.delenv("AWS_PROFILE", raising=False)
    sources._s3_client.cache_clear()
    storage.client = sources.s3_client()
    storage.client.create_bucket(
        Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"}
    )
    try:
        yield storage
    finally:
        everything = storage.client.list_objects_v2(Bucket=bucket).get("Contents", ())
        while everything:  # moto's state outlives its server
            keys = [{"Key": found["Key"]} for found in everything]
            storage.client.delete_objects(Bucket=bucket, Delete={"Objects": keys})
            everything = storage.client.list_objects_v2(Bucket=bucket).get("Contents", ())
        storage.client.delete_bucket(Bucket=bucket)
        sources._s3_client.cache_clear()
        server.shutdown()
        thread.join()
        server.server_close()
