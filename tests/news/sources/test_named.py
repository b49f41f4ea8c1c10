"""A name tells what kind of source it means, and an error says how to write it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from news.discover import Source, SourceError
from news.sources.bucket import Bucket
from news.sources.folder import Folder
from news.sources.named import absolute, source_named
from news.sources.tar_archive import Tar
from news.sources.zip_archive import Zip


def nobody() -> None:
    raise AssertionError("nothing is connected before it is asked for something")


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("texte", Folder(Path("texte"))),
        ("/a b/texte.txt", Folder(Path("/a b/texte.txt"))),
        ("file:///a%20b/texte", Folder(Path("/a b/texte"))),
        ("FILE://localhost/texte", Folder(Path("/texte"))),
        ("file:///texte.zip", Zip(Path("/texte.zip"))),
        ("ort/Texte.ZIP", Zip(Path("ort/Texte.ZIP"))),
        ("t.tar", Tar(Path("t.tar"), "")),
        ("t.tar.gz", Tar(Path("t.tar.gz"), ".gz")),
        ("t.tgz", Tar(Path("t.tgz"), ".gz")),
        ("t.tar.zst", Tar(Path("t.tar.zst"), ".zst")),
        ("s3://eimer", Bucket("eimer", "", nobody)),
        ("s3://eimer/", Bucket("eimer", "", nobody)),
        ("s3://eimer/ort/heute", Bucket("eimer", "ort/heute/", nobody)),
        ("s3://eimer/ort/heute/", Bucket("eimer", "ort/heute/", nobody)),
    ],
)
def test_names_of_sources(name: str, source: Source) -> None:
    assert source_named(name, nobody) == source


def test_a_folder_may_be_called_like_an_archive(tmp_path: Path) -> None:
    (tmp_path / "texte.zip").mkdir()
    assert source_named(str(tmp_path / "texte.zip"), nobody) == Folder(tmp_path / "texte.zip")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("gs://eimer/ort", "not gs://"),
        ("https://beispiel.example/texte", "not https://"),
        ("s3://eimer/ort/texte.tar.gz", "copy it here"),
        ("s3://", "names no bucket; write s3://bucket/prefix"),
        ("file://rechner/texte", "names no local path"),
        ("file://", "names no local path"),
        ("file:///a#b", "with %23 for #"),
    ],
)
def test_names_that_mean_no_source(name: str, told: str) -> None:
    with pytest.raises(SourceError, match=told):
        source_named(name, nobody)


def test_a_bucket_needs_boto3(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "news.sources.bucket", None)
    with pytest.raises(SourceError, match=r"install depesche with its extra: depesche\[s3\]"):
        source_named("s3://eimer", nobody)


def test_a_path_holds_in_other_folders_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert absolute("texte") == str(tmp_path.resolve() / "texte")
    assert absolute("s3://eimer/ort") == "s3://eimer/ort"
