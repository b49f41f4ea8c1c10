"""A home without a copy of the lake reads it in the bucket over real HTTP: the writer's rows, or the old warehouse."""

from __future__ import annotations

import re
import shutil
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path

import boto3
import corpus
import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from bucket_homes import articles, ingest, keys, settings, texts
from certifi import where
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from object_storage import Storage, only_reading, serving, using_keys
from states import published
from typer.testing import CliRunner

from flows import sources
from flows.check import check_home
from flows.cli import app
from flows.compact import compact_lake
from flows.diff import show_diff
from flows.maintain import rebuild
from flows.plain import ingest_plainly
from flows.settings import Settings
from flows.sources import open_bucket, open_lake, reads_bucket
from flows.stages.finish import rebuild_warehouse
from flows.stages.pages import report_recorded_run
from flows.status import describe_status
from warehouse import bucket_reader
from warehouse.bucket_lake import BucketLake
from warehouse.bucket_reader import Access, BucketReader
from warehouse.durable import StorageError
from warehouse.extension import extension_file
from warehouse.lake import LakeError
from warehouse.publish import published as signed
from warehouse.snapshot import DataFile

pytestmark = pytest.mark.skipif(extension_file("httpfs") is None, reason="no wheel has the httpfs extension")


@pytest.fixture
def storage(monkeypatch: pytest.MonkeyPatch) -> Iterator[Storage]:
    with serving(monkeypatch, "nur-lesen") as found:
        yield found


def changed(number: int) -> dict[str, str]:
    return {corpus.name_of(number): corpus.text_of(number + 10)}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that has read three articles, one of them twice."""
    folder = tmp_path_factory.mktemp("home")
    source = corpus.write(folder / "in", texts(1, 2, 3))
    ingest(folder / "home", None, source)
    ingest(folder / "home", None, corpus.write(source, changed(3)))
    return folder


@pytest.fixture
def writer(home: Path, tmp_path: Path, storage: Storage) -> Settings:
    """The settings of that home, whose lake was moved into the bucket."""
    shutil.copytree(home / "home", tmp_path / "writer")
    shutil.copytree(home / "in", tmp_path / "in")
    moved = settings(tmp_path / "writer", storage)
    with open_lake(moved).writer():
        return moved


@pytest.fixture
def reader(tmp_path: Path, storage: Storage, writer: Settings) -> Settings:
    """The settings of a home that only reads what that one writes."""
    return settings(tmp_path / "reader", storage)


def kept_files(home: Path) -> list[str]:
    return sorted(
        path.relative_to(home).as_posix()
        for path in home.rglob("*")
        if path.is_file() and path.suffix != ".lock"
    )


def test_a_reader_follows_the_writer_without_a_copy_and_without_permission_to_write(
    tmp_path: Path, storage: Storage, writer: Settings, reader: Settings
) -> None:
    def follows(version: int) -> None:
        with only_reading():
            storage.asked.clear()
            assert rebuild_warehouse(reader) == version
        assert {told.split()[0] for told in storage.asked} <= {"GET", "HEAD"}
        rows = published(writer)
        assert rows["history.former_articles"], "an article was replaced"
        assert published(reader) == rows
        assert kept_files(reader.home) == ["warehouse.duckdb"]

    follows(2)
    ingest(writer.home, storage, corpus.write(tmp_path / "in", texts(4)))
    follows(3)
    assert (found := signed(reader.warehouse_file)) is not None
    assert found.updates == 1
    assert not [
        told for told in storage.asked if "/rows/" in told and _run_of(told) not in _runs(storage)[2:]
    ]
    assert compact_lake(writer) is not None
    follows(4)
    ingest(writer.home, storage, corpus.write(tmp_path / "in", changed(1)))
    follows(5)
    reader.warehouse_file.unlink()
    follows(5)


def _run_of(told: str) -> str:
    return told.split("/rows/")[1].split("/", maxsplit=1)[0]


def _runs(storage: Storage) -> list[str]:
    return sorted({key.split("/")[1] for key in keys(storage, "rows/")})


def test_a_prefix_may_hold_what_means_more_to_duckdb(tmp_path: Path, storage: Storage) -> None:
    changes = {"lake": storage.url("Büro's [a] *+%41?s3_region=x&b#c")}
    writer, reader = (
        settings(tmp_path / name, storage).model_copy(update=changes) for name in ("writer", "reader")
    )
    ingest_plainly(corpus.write(tmp_path / "in", texts(1)), writer, is_validated=False)
    rebuild_warehouse(reader)
    assert articles(reader.home) == articles(writer.home)


def test_the_flow_and_the_command_read_the_bucket(
    writer: Settings, reader: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEPESCHE_HOME", str(reader.home))
    monkeypatch.setenv("DEPESCHE_LAKE", str(reader.lake))
    assert rebuild.fn() == 2
    told = CliRunner().invoke(app, ["rebuild"])
    assert told.output == f"Rebuilt {reader.warehouse_file} from commit 2 of s3://nur-lesen/lake.\n"
    assert published(reader) == published(writer)


def test_what_needs_a_copy_says_so(
    tmp_path: Path, storage: Storage, writer: Settings, reader: Settings
) -> None:
    rebuild_warehouse(reader)
    for ask in (
        lambda: check_home(reader, read_data=False),
        lambda: show_diff(reader, "previous", "last", "table", None),
        lambda: report_recorded_run(reader),
    ):
        with pytest.raises(LakeError, match=r"reader has no copy of s3://nur-lesen/lake, which this needs"):
            ask()
    assert "Lake       s3://nur-lesen/lake, read without a copy" in describe_status(reader)
    assert not reads_bucket(writer)
    ingest(reader.home, storage, tmp_path / "in")
    assert not reads_bucket(reader), "who runs gets a copy"
    assert "is sound" in check_home(reader, read_data=True)


def test_throttling_is_waited_out(storage: Storage, reader: Settings) -> None:
    lake = open_bucket(reader)
    files = lake.commits()[0].files["articles"]
    with duckdb.connect() as connection:
        storage.throttled = 5
        lake.prepare(connection, files)
    assert not storage.throttled


@pytest.mark.parametrize("token", [None, "mein-token"])
def test_keys_are_handed_over_and_neither_shown_nor_kept(
    storage: Storage, reader: Settings, token: str | None
) -> None:
    with using_keys("EIGENER", "ganz' geheim", token):
        lake = open_bucket(reader)
        assert (lake.access.secret_key, lake.access.session_token) == ("ganz' geheim", token)
        assert not re.search("geheim|mein-token|EIGENER", f"{lake} {lake.access!r}")
        storage.signed.clear()
        rebuild_warehouse(reader)
    assert storage.signed == {("EIGENER", token)}
    assert b"geheim" not in reader.warehouse_file.read_bytes()


def test_keys_that_duckdb_does_not_take_are_not_quoted() -> None:
    lake = BucketReader(
        BucketLake("see", "", None),
        Access("127.0.0.1", False, True, "eu-central-1", "", "ein-name", "geheim\0", "mein-token"),
    )
    with duckdb.connect() as connection, pytest.raises(LakeError) as error:
        lake.prepare(connection, [])
    told = "".join(traceback.format_exception(error.value))
    assert "DuckDB does not take the credentials for s3://see/ at 127.0.0.1" in told
    assert not re.search("ein-name|geheim|mein-token", told)


def a_missing_object(storage: Storage) -> None:
    storage.delete(*(f"lake/{key}" for key in keys(storage, "rows/") if "/articles/" in key))


def another_file(storage: Storage) -> None:
    key = next(key for key in keys(storage, "rows/") if "/articles/" in key)
    content = pa.BufferOutputStream()
    pq.write_table(pa.table({"article_id": ["x"] * 7}), content)
    storage.put_all({f"lake/{key}": content.getvalue().to_pybytes()})


def no_parquet(storage: Storage) -> None:
    key = next(key for key in keys(storage, "rows/") if "/articles/" in key)
    storage.put_all({f"lake/{key}": b"anderes"})


def a_missing_commit(storage: Storage) -> None:
    storage.delete("lake/commits/00000001.json")


def a_commit_of_another_number(storage: Storage) -> None:
    first = storage.client.get_object(Bucket=storage.bucket, Key="lake/commits/00000001.json")
    storage.put_all({"lake/commits/00000002.json": first["Body"].read()})


def nothing_there(storage: Storage) -> None:
    storage.delete(*(f"lake/{key}" for key in keys(storage)))


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (
            a_missing_object,
            r"cannot read the lake s3://nur-lesen/lake/: .*/articles/\d+\.parquet.*404.*If a compaction has just",
        ),
        (another_file, r"/articles/00000\.parquet holds 7 rows and its commit says 2; restore that version"),
        (
            no_parquet,
            r"cannot read the lake s3://nur-lesen/lake/: .*/articles/00000\.parquet.*; restore that",
        ),
        (a_missing_commit, r"s3://nur-lesen/lake/commits/00000001\.json is missing"),
        (a_commit_of_another_number, r"commits/00000002\.json holds commit 1: a commit bears its number"),
        (nothing_there, r"s3://nur-lesen/lake/ holds no commit; see to DEPESCHE_LAKE"),
    ],
)
def test_a_lake_that_is_not_whole_is_not_published(
    storage: Storage, reader: Settings, damage: Callable[[Storage], None], told: str
) -> None:
    reader.home.mkdir()
    reader.warehouse_file.write_bytes(b"the warehouse of yesterday")
    damage(storage)
    with pytest.raises(LakeError, match=told):
        rebuild_warehouse(reader)
    assert reader.warehouse_file.read_bytes() == b"the warehouse of yesterday"
    assert kept_files(reader.home) == ["warehouse.duckdb"]


def test_a_server_that_refuses_is_told(reader: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(bucket_reader.SETTINGS, "http_retries", "0")
    with (
        only_reading(),
        using_keys("AKIAFREMD", "geheim"),
        pytest.raises(
            StorageError, match=r"cannot use the lake s3://nur-lesen/lake/: .*AWS's credentials"
        ) as error,
    ):
        rebuild_warehouse(reader)
    assert "geheim" not in str(error.value)
    with (
        only_reading("arn:aws:s3:::nur-lesen/lake/commits/*"),
        pytest.raises(
            LakeError, match=r"cannot read the lake .*/rows/.*403.*AWS's permission to get objects"
        ),
    ):
        rebuild_warehouse(reader)
    assert not reader.warehouse_file.exists()


def certificate(folder: Path) -> tuple[str, str]:
    """Files of a certificate that 127.0.0.1 made for itself, and of its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    begun, address = datetime(2020, 1, 1, tzinfo=UTC), x509.IPAddress(ip_address("127.0.0.1"))
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), 1, begun, begun.replace(year=2099))
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "cert.pem").write_bytes(made.public_bytes(pem))
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "key.pem").write_bytes(secret)
    return str(folder / "cert.pem"), str(folder / "key.pem")


def test_a_server_is_known_by_its_certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = certificate(tmp_path)
    monkeypatch.setenv("AWS_CA_BUNDLE", files[0])
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)
    with serving(monkeypatch, "sicher", files) as storage, duckdb.connect() as one, duckdb.connect() as two:
        content = pa.BufferOutputStream()
        pq.write_table(pa.table({"wort": ["ja"]}), content)
        storage.put_all({"see/rows/x.parquet": content.getvalue().to_pybytes()})
        lake = open_bucket(Settings(home=tmp_path, lake=storage.url("see")))
        lake.prepare(one, [DataFile("rows/x.parquet", 1, "")])
        assert one.execute("FROM 's3://sicher/see/rows/x.parquet'").fetchall() == [("ja",)]
        monkeypatch.setitem(bucket_reader.SETTINGS, "http_retries", "0")
        stranger = replace(lake, access=replace(lake.access, authorities=where()))
        with pytest.raises(LakeError, match=r"cannot read the lake s3://sicher/see/: .*SSL"):
            stranger.prepare(two, [DataFile("rows/x.parquet", 1, "")])


def test_what_is_missing_here_is_told(
    tmp_path: Path, reader: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(bucket_reader, "extension_file", lambda _: None)
        with pytest.raises(LakeError, match=r"no httpfs extension here.*install duckdb-extension-httpfs=="):
            rebuild_warehouse(reader)
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    for name in ("AWS_SHARED_CREDENTIALS_FILE", "AWS_CONFIG_FILE"):
        monkeypatch.setenv(name, str(tmp_path / "none"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    with pytest.raises(LakeError, match=r"no credentials of AWS are found for s3://nur-lesen/lake/"):
        rebuild_warehouse(reader)


@pytest.mark.parametrize(
    ("variables", "bucket", "expected"),
    [
        ({"AWS_ENDPOINT_URL": "http://127.0.0.1:9000"}, "texte", ("127.0.0.1:9000", False, True)),
        ({"AWS_ENDPOINT_URL": "https://x.example/s3/"}, "texte", ("x.example/s3", True, True)),
        ({}, "texte", ("s3.eu-central-1.amazonaws.com", True, False)),
        ({}, "te.xte", ("s3.eu-central-1.amazonaws.com", True, True)),
        ({"AWS_DEFAULT_REGION": "cn-north-1"}, "texte", ("s3.cn-north-1.amazonaws.com.cn", True, False)),
    ],
)
def test_the_server_is_named_as_boto3_finds_it(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    variables: dict[str, str],
    bucket: str,
    expected: tuple[str, bool, bool],
) -> None:
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    for name, value in {
        "AWS_DEFAULT_REGION": "eu-central-1",
        "AWS_CA_BUNDLE": "/zert.pem",
        **variables,
    }.items():
        monkeypatch.setenv(name, value)
    with using_keys("test", "test"):
        monkeypatch.setattr(sources, "s3_client", lambda: boto3.Session().client("s3", verify=False))
        access = open_bucket(Settings(home=tmp_path, lake=f"s3://{bucket}/see")).access
    assert (access.endpoint, access.is_encrypted, access.is_path_style) == expected
    assert access.authorities == "/zert.pem"
    assert access.region == variables.get("AWS_DEFAULT_REGION", "eu-central-1")
